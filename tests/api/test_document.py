"""The OpenAPI document: who reads only this knows what to send, and how large an answer may be."""

from __future__ import annotations

import pytest

from api.app import create_app
from tests.served import settings_at

OPEN = {"isLive", "isReady", "metrics"}
"""They need no key."""
DOCUMENT = create_app(settings_at(None)).openapi()
OPERATIONS = {
    operation["operationId"]: operation for path in DOCUMENT["paths"].values() for operation in path.values()
}
PER_KEY = {"RateLimit", "RateLimit-Policy"}


def schemas(node, place=""):
    """Each with its place."""
    if isinstance(node, list):
        for number, one in enumerate(node):
            yield from schemas(one, f"{place}/{number}")
    if isinstance(node, dict):
        if isinstance(node.get("type"), str):
            yield place, node
        for name, one in node.items():
            if name not in {"examples", "default"} or isinstance(one, dict):
                yield from schemas(one, f"{place}/{name}")


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_says_what_it_does_and_how_it_can_fail(name):
    operation = OPERATIONS[name]
    known = {tag["name"] for tag in DOCUMENT["tags"] if tag["description"]}
    assert operation["description"] and operation["tags"] and set(operation["tags"]) <= known
    failing = {"500", "503"} if name in OPEN else {"401", "403", "422", "429", "500", "503"}
    assert failing <= operation["responses"].keys()
    assert ("security" in operation) is (name not in OPEN)


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_response_says_which_headers_it_has(name):
    for status, response in OPERATIONS[name]["responses"].items():
        told = response["headers"].keys()
        assert response["description"] and "X-Request-Id" in told
        assert ("Retry-After" in told) is (status in {"429", "503"})
        assert (told >= PER_KEY) is (name not in OPEN and not status.startswith("5")), status


def test_every_value_has_its_bounds():
    found = list(schemas(DOCUMENT))
    assert len(found) > 300
    for place, schema in found:
        match schema["type"]:
            case "string" if not {"enum", "const"} & schema.keys():
                assert schema["maxLength"] > 0 and {"format", "pattern"} & schema.keys(), place
            case "array":
                assert schema["maxItems"] > 0, place
            case "integer":
                assert schema["minimum"] <= schema["maximum"] and schema["format"] in {"int32", "int64"}, (
                    place
                )


def test_the_document_says_whose_it_is():
    about = DOCUMENT["info"]
    assert about["license"]["identifier"] == "Apache-2.0" and about["contact"]["name"]
    assert [server["url"] for server in DOCUMENT["servers"]] == ["/"]


@pytest.mark.parametrize("field", ["recipients", "people"])
def test_more_people_than_a_text_may_name_are_refused(shared_client, field):
    some = {"recipients": {"name": "Deb"}, "people": "Deb"}[field]
    said = shared_client.send(**{field: [some] * 10_001})
    assert (said.status_code, said.json()["errors"][0]["field"]) == (422, f"body.{field}")

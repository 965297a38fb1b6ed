"""Schemathesis asks everything that the OpenAPI document allows, and much that it does not."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, settings
from schemathesis.config import SchemathesisConfig

from api.app import create_app
from tests.served import bearer, listening, serve, settings_at

FRAMING = {"content-length", "transfer-encoding"}
OPERATIONS = 11
EXAMPLES = 100
MANY = 2000
EXPECTED = {
    "checks": {
        "positive_data_acceptance": {
            # A time outside the calendar, a text of blanks, a cursor that nobody handed out, an id of
            # nothing, what is not there any more: the schema allows them, the state does not.
            "expected-statuses": ["2xx", 400, 404, 409, 412, 422, 428]
        },
    }
}


def described():
    """The document only; nothing is opened to make it."""
    return create_app(settings_at(None)).openapi()


schema = schemathesis.openapi.from_dict(described(), config=SchemathesisConfig.from_dict(EXPECTED))


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory):
    """The address of a real server that has one of everything, and a token that may do all."""
    with serve(tmp_path_factory.mktemp("fuzz") / "home") as client:
        client.confirm(client.propose())
        client.propose(id="waits", text="Please order toner for the printer.")
        with listening(client.settings) as address:
            yield address, client.tokens["all"]
        client.store.audit.verify()


def quickly(examples: int):
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=examples == EXAMPLES,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def holds(case, fuzzed) -> None:
    """A wrong value that leaves no trace in an address, such as an empty list, was never sent; what frames a
    message wrongly is no HTTP, and never comes as far as the application.
    """
    address, token = fuzzed
    assume(not any(value in ([], {}) for value in (case.query or {}).values()))
    assume(not FRAMING & {name.lower() for name in case.headers or {}})
    case.call_and_validate(base_url=address, headers=bearer(token))


def test_the_document_has_all_operations():
    told = described()
    names = [operation["operationId"] for path in told["paths"].values() for operation in path.values()]
    assert told["openapi"].startswith("3.1") and len(names) == len(set(names)) == OPERATIONS
    problems = [
        (status, list(answer["content"]))
        for path in told["paths"].values()
        for operation in path.values()
        for status, answer in operation["responses"].items()
        if int(status) >= 400
    ]
    assert {tuple(kinds) for _, kinds in problems} == {("application/problem+json",)}


@schema.parametrize()
@quickly(EXAMPLES)
def test_whatever_is_asked_the_answer_is_one_that_was_declared(case, fuzzed):
    holds(case, fuzzed)


@pytest.mark.soak
@schema.parametrize()
@quickly(MANY)
def test_whatever_is_asked_for_long(case, fuzzed):
    holds(case, fuzzed)

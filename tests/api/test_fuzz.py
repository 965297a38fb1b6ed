"""Schemathesis asks everything that the OpenAPI document allows, and much that it does not."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, settings
from schemathesis.config import SchemathesisConfig

from agent.sections import ServeSettings
from agent.terms import WAITING
from api.app import create_app
from tests.forms import forms_in
from tests.served import Client, bearer, listening, serve, settings_at, tag_of

FRAMING = {"content-length", "transfer-encoding"}
OPERATIONS = 29
EXAMPLES = 50
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


@dataclass(frozen=True)
class Fuzzed:
    client: Client
    """Of the same store."""
    address: str
    waits: str
    """A proposal that is decided about again and again."""
    work: str

    def aim(self, case) -> None:
        """Every other valid request is about what is there, as somebody who saw it."""
        if not case.meta.generation.mode.is_positive or len(repr(case.body)) % 2:
            return
        if "form_id" in case.path_parameters:
            case.path_parameters["form_id"] = "repairs"
        if "work_id" in case.path_parameters:
            case.path_parameters["work_id"] = self.work
        if "proposal_id" in case.path_parameters:
            case.path_parameters["proposal_id"] = self.waits
            self.see(case)

    def see(self, case) -> None:
        now = self.client("GET", f"/v1/proposals/{self.waits}").json()
        if now["proposal"]["state"] not in WAITING and not case.path.endswith("/undo"):
            now = self.client.decide(now, "undo").json()
        case.headers["If-Match"] = tag_of(now)
        if isinstance(case.body, dict) and "digest" in case.body:
            case.body["digest"] = now["digest"]
        if isinstance(case.body, dict) and "revision" in case.body:
            case.body["revision"] = now["proposal"]["revision"]


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory):
    """A real server that has one of everything."""
    unhindered = ServeSettings(requests_per_minute=None)
    folder = tmp_path_factory.mktemp("fuzz")
    with serve(folder / "home", serve=unhindered, forms=forms_in(folder / "forms")) as client:
        work = client.confirm(client.propose()).json()["id"]
        waits = client.propose(id="waits", text="Could someone please improve the onboarding page?")
        with listening(client.settings) as address:
            yield Fuzzed(client, address, waits["proposal"]["id"], work)
        assert len(client.store.proposals.history(waits["proposal"]["id"])) > 5, "nothing was decided"
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
    assume(not any(value in ([], {}) for value in (case.query or {}).values()))
    assume(not FRAMING & {name.lower() for name in case.headers or {}})
    fuzzed.aim(case)
    case.call_and_validate(base_url=fuzzed.address, headers=bearer(fuzzed.client.tokens["all"]))


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

"""Whatever a model answers, only what is extracted changes, errors are named, and nobody else is reached."""

from __future__ import annotations

import json
import socket
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.errors import ModelAnswerInvalid
from agent.extractors.llm import LlmExtractor
from agent.models import Basis, Channel, Intake, Party, ProposalState
from agent.pipeline import propose
from agent.sections import LlmSettings
from tests.houses import house
from tests.llm_server import Script, completion, in_memory, serving
from tests.property.test_llm_engine import SCHEMA, admitted_by

TEXT = "Deb, please pay the invoice 7 by Friday, it is urgent. Bob will call the plumber every Monday."
INTAKE = Intake(
    id="I-1",
    channel=Channel.EMAIL,
    sender=Party(name="Ana"),
    received_at=datetime(2026, 5, 4, tzinfo=UTC),
    text=TEXT,
    sha256="0" * 64,
)
ADMITTED = admitted_by(SCHEMA)
WORDS = st.sampled_from(
    [*TEXT.split(". "), "by Friday", "Deb", "every Monday", "urgent", "", "default", "W-1", "confirmed"]
)
SOME = {"max_examples": 200, "deadline": None}
MANY = {**SOME, "max_examples": 10_000}
SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@st.composite
def answers(draw) -> dict:
    """Of the schema, with words of the text in some places, so that they count."""
    answer = draw(ADMITTED)
    for item in answer["items"]:
        for name in ("goal", "due_text", "owner_text", "recurrence_text", "priority_text"):
            if draw(st.booleans()):
                item[name] = draw(WORDS)
        if draw(st.booleans()):
            item["quotes"] = draw(st.lists(WORDS, max_size=3))
    return answer


@pytest.fixture
def confined(tmp_path):
    """Reads one answer and holds what comes of it against what it may change."""
    script = Script([])
    config = LlmSettings(base_url="http://model.test/v1", model="m")
    with house(tmp_path) as home, in_memory(script) as client:
        engine = LlmExtractor(config, http_client=client)

        def check(answer: dict) -> None:
            script.turns = [completion(json.dumps(answer))]
            try:
                found = engine.extract(INTAKE)
            except ModelAnswerInvalid:
                return
            assert (found.trace.engine, found.trace.model) == ("llm", "served-model")
            assert (found.trace.fallback, found.trace.tokens_in) == (False, 100 * found.trace.attempts)
            for finding in found.findings:
                only_extracted(propose(finding, INTAKE, found.trace, home.services))

        yield check


def only_extracted(proposal) -> None:
    fixed = (proposal.workspace, proposal.intake_id, proposal.intake_sha256, proposal.state)
    assert fixed == ("default", INTAKE.id, INTAKE.sha256, ProposalState.PENDING)
    assert (proposal.revision, proposal.merge_into, proposal.snoozed_until) == (1, None, None)
    assert (proposal.route.destination, proposal.route.rule in ("money", "rest")) == ("registry", True)
    assert proposal.id.startswith("P-")
    item = proposal.item
    for value in (item.goal, item.owner, item.due, item.recurrence, item.priority, *item.done_criteria):
        assert value.basis in (Basis.STATED, Basis.INFERRED, Basis.MISSING, Basis.RULE)
        for span in value.evidence:
            assert TEXT[span.start : span.end] == span.quote


@given(answer=answers())
@settings(**SOME, suppress_health_check=SHARED)
def test_an_answer_changes_only_what_is_extracted(confined, answer):
    confined(answer)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@given(answer=answers())
@settings(**MANY, suppress_health_check=SHARED)
def test_ten_thousand_answers_change_only_what_is_extracted(confined, answer):
    confined(answer)


def test_reading_opens_no_connection_but_to_the_model(monkeypatch):
    """Also where the text and the answer are full of addresses."""
    reached = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def told(self, address):
        reached.append(address[:2])
        return connect(self, address)

    def looked_up(host, port, *rest, **more):
        reached.append((host, port))
        return look_up(host, port, *rest, **more)

    monkeypatch.setattr(socket.socket, "connect", told)
    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    text = "See http://evil.test/a.png and mail me at a@evil.test by Friday: file://etc/passwd"
    answer = {"items": [{"quotes": [text], "goal": "Open http://evil.test", "owner_text": "a@evil.test"}]}
    with serving(Script([completion(json.dumps(answer))])) as url:
        port = int(url.rsplit(":", 1)[1].split("/")[0])
        with closing(LlmExtractor(LlmSettings(base_url=url, model="m"))) as engine:
            assert engine.extract(INTAKE.model_copy(update={"text": text})).findings
    assert {(str(host), int(to)) for host, to in reached} == {("127.0.0.1", port)}

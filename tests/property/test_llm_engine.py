"""Whatever JSON a model answers, there is an extraction or a named error, and one connection."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.errors import ModelAnswerInvalid
from agent.extractors.answer import Answer, extraction
from agent.extractors.llm import LlmExtractor
from agent.models import Channel, Extraction, Intake, Trace
from agent.sections import LlmSettings, Mode
from tests.llm_server import Script, as_json, completion, in_memory, tool_call

SCHEMA = Answer.model_json_schema()
CONFIG = LlmSettings(base_url="http://model.test/v1", model="m")
INTAKE = Intake(
    id="i", channel=Channel.CHAT, received_at=datetime(2026, 5, 4, tzinfo=UTC), text="Hi", sha256="0"
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def admitted_by(schema: dict, *, extra: bool = False) -> st.SearchStrategy:
    """Values that a part of our schema admits; with `extra`, objects also hold unknown keys."""
    if "$ref" in schema:
        return admitted_by(SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]], extra=extra)
    if "anyOf" in schema:
        return st.one_of(*(admitted_by(option, extra=extra) for option in schema["anyOf"]))
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema["type"] == "array":
        return st.lists(admitted_by(schema["items"], extra=extra), max_size=4)
    if schema["type"] == "object":
        known = st.fixed_dictionaries(
            {name: admitted_by(part, extra=extra) for name, part in schema["properties"].items()}
        )
        others = st.dictionaries(st.text(min_size=1).map("x-{}".format), ANY_JSON, max_size=2 * extra)
        return st.tuples(others, known).map(lambda both: {**both[0], **both[1]})
    return {"string": st.text(max_size=30), "null": st.none()}[schema["type"]]


def speaks(item: dict) -> bool:
    words = "".join([item["goal"], *item["quotes"]])
    return any(c.isprintable() and not c.isspace() for c in words)


def check(found: Extraction, answer: dict) -> None:
    assert [f.kind.value for f in found.findings] == [item["kind"] for item in answer["items"]]
    assert all(f.goal.strip() and "\n" not in f.goal and f.goal.isprintable() for f in found.findings)
    for finding, item in zip(found.findings, answer["items"], strict=True):
        assert set(finding.quotes) <= set(item["quotes"])
        assert finding.due_text in {item["due_text"], None}
    assert (found.not_work_reason is None) == bool(answer["items"])


@pytest.fixture(autouse=True)
def _no_connection(monkeypatch):
    def refuse(*args: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@given(answer=admitted_by(SCHEMA), extra=st.booleans())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_answer_that_the_schema_admits_and_says_something_is_an_extraction(answer, extra):
    answer["items"] = [item for item in answer["items"] if speaks(item)]
    found = extraction(Answer.model_validate_json(json.dumps(answer)), Trace(engine="llm"), max_items=50)
    check(found, answer)


@given(answer=admitted_by(SCHEMA, extra=True), mode=st.sampled_from([Mode.JSON_SCHEMA, Mode.TOOLS]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_unknown_keys_are_dropped_and_blank_items_are_refused_through_the_whole_client(answer, mode):
    raw = json.dumps(answer)
    turn = tool_call(raw) if mode is Mode.TOOLS else completion(raw)
    with in_memory(Script([turn])) as client:
        engine = LlmExtractor(CONFIG.model_copy(update={"mode": mode}), http_client=client)
        if all(map(speaks, answer["items"])):
            check(engine.extract(INTAKE), answer)
        else:
            with pytest.raises(ModelAnswerInvalid):
                engine.extract(INTAKE)


@given(
    body=ANY_JSON.filter(lambda body: not (isinstance(body, dict) and "items" in body)),
    content=st.none() | ANY_JSON,
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_server_may_send_any_json_and_never_more_than_a_named_error_comes_of_it(body, content):
    shaped = {
        "choices": [{"message": {"content": content, "tool_calls": body}}],
        "usage": body,
        "model": body,
    }
    for turn in (as_json(body), as_json(shaped), completion(json.dumps(body))):
        with in_memory(Script([turn])) as client, pytest.raises(ModelAnswerInvalid):
            LlmExtractor(CONFIG, http_client=client).extract(INTAKE)

"""A long text through the whole client: several requests, one extraction, or one error."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import httpx2
import pytest

from agent.errors import ModelMisconfigured, SettingsInvalid, TooLongForModel
from agent.extractors.llm import LlmExtractor
from agent.extractors.sending import Manner, put, said_again
from agent.models import Channel, Intake, Party, Sent
from agent.people import EMPTY
from agent.reading import read
from agent.sections import LlmSettings
from agent.terms import Content
from tests.llm_server import Script, beside, completion, error, fence_of, in_memory

FILLER = "This is news that nobody has to act upon in any way, and it goes on and on.\n\n"
ASKS = [f"Please send report {n} to the desk by Friday.\n\n" for n in range(6)]
LONG = "".join(ask + FILLER * 12 for ask in ASKS)
MOST = 2_000


def intake(text: str = LONG) -> Intake:
    return Intake(
        id="I-1",
        channel=Channel.NOTE,
        sender=Party(name="Ada", email="ada@example.org"),
        received_at=datetime(2026, 5, 4, 9, 30, tzinfo=UTC),
        text=text,
        sha256="0" * 64,
    )


def config(**changes: object) -> LlmSettings:
    plain = {"base_url": "http://model.test/v1", "model": "m", "max_input_characters": MOST}
    return LlmSettings.model_validate(plain | changes)


def reader(request: httpx2.Request) -> httpx2.Response:
    """A model that lists the sentences that begin with Please, each as an item."""
    text = json.loads(request.content)["messages"][2]["content"]
    asked = [line for line in text.splitlines() if line.startswith("Please")]
    items = [{"goal": line.removeprefix("Please ")[:-1], "quotes": [line]} for line in asked]
    turn = completion(json.dumps({"items": items, "not_work_reason": None if items else "news"}))
    return httpx2.Response(200, content=turn.body, headers=turn.headers)


def test_a_long_text_is_read_in_parts_and_each_item_stands_where_it_was_said():
    noted: list[Sent] = []
    with httpx2.Client(transport=httpx2.MockTransport(reader)) as client:
        found = LlmExtractor(config(), http_client=client, note=noted.append).extract(intake())
    assert [f.quotes[0] for f in found.findings] == [ask.strip() for ask in ASKS]
    for finding in found.findings:
        [evidence] = read(finding, intake(), EMPTY).item.goal.evidence
        assert (evidence.start, evidence.quote) == (LONG.index(finding.quotes[0]), finding.quotes[0])
    parts = len(noted)
    assert parts > 2
    assert found.trace.note == f"read in {parts} parts"
    assert (found.trace.tokens_in, found.trace.tokens_out) == (100 * parts, 20 * parts)
    assert found.trace.attempts == parts
    assert [(sent.part, sent.of) for sent in noted] == [(n, parts) for n in range(1, parts + 1)]


def test_words_that_stand_in_several_parts_are_evidence_where_each_was_read():
    text = "".join(f"Please sign.\n\n{FILLER * 30}" for _ in range(3))
    with httpx2.Client(transport=httpx2.MockTransport(reader)) as client:
        found = LlmExtractor(config(), http_client=client).extract(intake(text))
    places = [read(finding, intake(text), EMPTY).item.goal.evidence[0].start for finding in found.findings]
    assert places == [0, len(text) // 3, 2 * len(text) // 3]


def test_each_part_has_the_same_prompt_and_envelope_and_says_which_it_is():
    script = Script([completion('{"items": [], "not_work_reason": "news"}')])
    with in_memory(script) as client:
        found = LlmExtractor(config(), http_client=client).extract(intake())
    assert found.not_work_reason == "news"
    assert len({request["messages"][0]["content"] for request in script.requests}) == 1
    envelopes = [beside(request) for request in script.requests]
    parts = [envelope.pop("part") for envelope in envelopes]
    assert parts == [f"{n} of {len(parts)}" for n in range(1, len(parts) + 1)]
    assert all(envelope == envelopes[0] for envelope in envelopes)
    for request in script.requests:
        first, *text, last = request["messages"][2]["content"].split("\n")
        assert first == last == f"[text {fence_of(script.requests[0])}]"
        assert len("\n".join(text)) <= MOST


def test_a_part_that_fails_fails_the_text():
    fine = completion('{"items": [{"goal": "Sign", "quotes": ["Please sign."]}]}')
    with in_memory(Script([fine, error(401)])) as client, pytest.raises(ModelMisconfigured):
        LlmExtractor(config(), http_client=client).extract(intake())


def test_a_text_that_takes_too_many_parts_is_refused_with_its_size_and_nothing_is_sent():
    script, noted = Script([completion("{}")]), []
    with in_memory(script) as client, pytest.raises(TooLongForModel) as raised:
        LlmExtractor(config(max_parts=2), http_client=client, note=noted.append).extract(intake())
    assert f"{len(LONG):,} characters" in str(raised.value)
    assert "raise llm.max_parts" in str(raised.value)
    assert (script.requests, noted) == ([], [])


def test_a_model_cannot_be_made_where_no_text_may_be_sent():
    with pytest.raises(SettingsInvalid, match="local_only"):
        LlmExtractor(config(content="local_only"))


@pytest.mark.parametrize("content", ["full", "redacted"])
def test_what_was_sent_can_be_said_again_from_what_was_noted(content):
    text = f"Call +49 30 1234567 or ada@example.org.\n\n{LONG}"
    script, noted = Script([completion('{"items": []}')]), []
    with in_memory(script) as client:
        LlmExtractor(config(content=content), http_client=client, note=noted.append).extract(intake(text))
    again = [said_again(intake(text), sent) for sent in noted]
    assert again == [request["messages"] for request in script.requests]
    assert ("[phone-1]" in str(again)) == (content == "redacted")
    assert not any(word in str(noted) for word in ("1234567", "report", "ada@"))


def test_messages_that_this_program_would_put_otherwise_are_not_made_up():
    script, noted = Script([completion('{"items": []}')]), []
    with in_memory(script) as client:
        LlmExtractor(config(), http_client=client, note=noted.append).extract(intake())
    [first, *_] = noted
    assert said_again(intake(f"{LONG} and more"), noted[-1]) is None
    assert said_again(intake(), first.model_copy(update={"prompt": "extract/v0"})) is None
    assert said_again(intake(), first.model_copy(update={"part": 99})) is None


def test_the_same_manner_gives_the_same_messages():
    manner = Manner("extract/v3", Content.REDACTED, 50, MOST, "f00d")
    assert put(intake(), manner) == put(intake(), manner)

"""Whatever stands around them: what is taken out of a text never leaves, and comes back letter by letter."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.extractors.llm import LlmExtractor
from agent.extractors.redaction import redaction
from agent.models import Channel, Finding, Intake, Party
from agent.people import EMPTY
from agent.reading import read
from agent.sections import LlmSettings, Mode
from agent.text.normalise import Span, visible
from tests.llm_server import Script, completion, in_memory, tool_call

SECRETS = (
    "ana.novak@mail.example", "+49 30 1234567", "030 7654321", "DE89 3704 0044 0532 0130 00",
    "4111 1111 1111 1111", "5555-5555-5555-4444", "sk-abcdefghijklmnop1234", "ghp_0123456789abcdefghij",
    "AKIAIOSFODNN7EXAMPLE", "eyJhbGciOiJIUzI1.eyJzdWIiOiIx.sig-nature",
)  # fmt: skip
AROUND = st.text(st.characters(exclude_categories=("Cs",)), max_size=40) | st.sampled_from(
    ["[email-1]", "[phone-1] [secret-1]", "[EMAIL-2]", "Ask Bo", "on 1.2.2026", "7 8", "Call me", "[", "x]"]
)


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A text with secrets in it, each between two breaks."""
    planted = draw(st.lists(st.sampled_from(SECRETS), min_size=1, max_size=5))
    text = draw(AROUND)
    for secret in planted:
        text += draw(st.sampled_from(["\n", "\n> ", "\nsee: "])) + secret + "\n" + draw(AROUND)
    return text, planted


def intake(text: str) -> Intake:
    return Intake(
        id="i",
        channel=Channel.EMAIL,
        sender=Party(name="Ana", email=SECRETS[0]),
        recipients=(Party(name=f"Bo {SECRETS[1]}", email="bo@mail.example"),),
        people=("Ana", "Bo", f"Desk {SECRETS[2]}"),
        received_at=datetime(2026, 5, 4, tzinfo=UTC),
        text=text,
        sha256="0" * 64,
    )


def config(**changes: object) -> LlmSettings:
    plain = {"base_url": "http://model.test/v1", "model": "m", "content": "redacted"}
    return LlmSettings.model_validate(plain | changes)


def sent_for(text: str, answers: list[str], **changes: object):
    given = config(**changes)
    turn = tool_call if given.mode is Mode.TOOLS else completion
    script = Script([turn(answer) for answer in answers])
    with in_memory(script) as client:
        extraction = LlmExtractor(given, http_client=client, sleep=lambda _: None).extract(intake(text))
    return extraction, script.requests


@given(texts(), st.sampled_from(Mode))
@settings(max_examples=60, deadline=None)
def test_no_secret_leaves_in_any_request_also_when_it_is_asked_again(given_text, mode):
    text, planted = given_text
    good = '{"items": [], "not_work_reason": "news of [email-1]"}'
    if mode is Mode.MD_JSON:
        good = f"```json\n{good}\n```"
    _, requests = sent_for(text, ['{"items": [{}]}', good], mode=mode)
    assert len(requests) == 2
    for request in requests:
        body = json.dumps(request, ensure_ascii=False)
        for secret in {*planted, SECRETS[0], SECRETS[1], SECRETS[2], "bo@mail.example"}:
            assert secret not in body


@given(texts(), st.integers(2_000, 2_400))
@settings(max_examples=25, deadline=None)
def test_no_secret_leaves_where_a_text_is_cut(given_text, most):
    text, planted = given_text
    long = "\n".join([text] * (1 + 5_000 // len(text)))
    answer = '{"items": [], "not_work_reason": "news"}'
    _, requests = sent_for(long, [answer], max_input_characters=most, max_parts=1_000)
    body = json.dumps(requests, ensure_ascii=False)
    assert len(requests) > 1
    assert not any(secret in body for secret in planted)


@given(texts())
@settings(max_examples=200, deadline=None)
def test_what_was_taken_out_comes_back_letter_by_letter(given_text):
    text, _ = given_text
    hidden = redaction(intake(text))
    shown = hidden.part(intake(text), Span(0, len(hidden.text))).text
    finding = Finding(goal="g", quotes=(shown, *shown.splitlines()), due_text=shown)
    back = hidden.restored(finding)
    assert back.quotes == (visible(text), *(line for line in back.quotes[1:]))
    assert back.due_text == visible(text)
    assert all(quote in visible(text) for quote in back.quotes)


@given(texts(), st.data())
@settings(max_examples=60, deadline=None)
def test_restored_quotes_stand_in_the_real_text(given_text, data):
    text, planted = given_text
    hidden = redaction(intake(text))
    placeholder = hidden.placeholders[data.draw(st.sampled_from(planted))]
    answer = {"items": [{"goal": f"Use {placeholder}", "quotes": [placeholder]}]}
    extraction, _ = sent_for(text, [json.dumps(answer)])
    [finding] = extraction.findings
    [quote] = finding.quotes
    assert quote in planted
    assert read(finding, intake(text), EMPTY).item.goal.evidence[0].quote == quote
    secret = placeholder.startswith("[secret")
    assert finding.goal == (f"Use {placeholder}" if secret else f"Use {quote}")
    assert extraction.trace.note.endswith("replaced before it was sent")


@given(texts(), st.sampled_from(["[email-99]", "[emial-1]", "email-1", "[EMAIL-1]", "[secret-0]", "[iban-]"]))
@settings(max_examples=60, deadline=None)
def test_a_placeholder_that_a_model_invents_or_mangles_means_nothing(given_text, invented):
    text, _ = given_text
    answer = {"items": [{"goal": f"Ask {invented}", "quotes": [f"zz {invented} zz"]}]}
    extraction, _ = sent_for(text, [json.dumps(answer)])
    [finding] = extraction.findings
    assert (finding.goal, finding.quotes) == (f"Ask {invented}", (f"zz {invented} zz",))
    assert read(finding, intake(text), EMPTY).item.goal.evidence == ()


def test_a_password_that_is_said_again_is_hidden_again():
    hidden = redaction(intake("Password: hunter22\nOnce more (hunter22)."))
    shown = hidden.part(intake(hidden.text), Span(0, len(hidden.text))).text
    assert shown == "Password: [secret-1]\nOnce more ([secret-1])."


def test_one_detail_has_one_placeholder_on_the_envelope_and_in_the_text():
    hidden = redaction(intake(f"From: {SECRETS[0]}\n[email-2] is Bo's"))
    shown = hidden.part(intake(hidden.text), Span(0, len(hidden.text)))
    assert shown.sender == Party(name="Ana", email="[email-1]")
    assert shown.recipients[0].email == "[email-3]", "the text has a [email-2] of its own"
    assert shown.text == "From: [email-1]\n[email-2] is Bo's"
    assert shown.people == ("Ana", "Bo", "Desk [phone-2]")


def test_a_character_that_shows_nothing_does_not_let_an_address_through():
    hidden = redaction(intake("ana.novak@ma\u200bil.example"))
    assert hidden.part(intake(""), Span(0, len(hidden.text))).text == "[email-1]"

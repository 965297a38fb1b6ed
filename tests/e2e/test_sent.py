"""What may be sent to a model, what was sent, and what is kept of its answers."""

from __future__ import annotations

import json
import socket
import stat
from pathlib import Path

import pytest

from tests.llm_server import Script, completion, error, serving

MAIL = """\
From: Ada Hill <ada@mail.example>
To: Bo Lind <bo@mail.example>
Date: Mon, 04 May 2026 09:30:00 +0000
Subject: Lift

Please call +49 30 1234567 about the lift by Friday.
"""
ANSWER = {
    "goal": "Call [phone-1] about the lift",
    "quotes": ["Please call [phone-1] about the lift by Friday."],
    "due_text": "by Friday",
}
ANSWERED = completion(json.dumps({"items": [ANSWER]}))
DETAILS = ("1234567", "ada@mail.example", "bo@mail.example")


@pytest.fixture
def script():
    return Script([ANSWERED])


@pytest.fixture
def clarify(clarify, script, monkeypatch):
    """With a mail, and a model that may see what has no details in it."""
    Path("mail.eml").write_text(MAIL, encoding="utf-8")
    monkeypatch.setenv("CLARIFY_HOME", str(Path("home").absolute()))
    with serving(script) as url:
        for name, value in {
            "BASE_URL": url,
            "MODEL": "asked",
            "CONTENT": "redacted",
            "MAX_ATTEMPTS": "1",
        }.items():
            monkeypatch.setenv(f"CLARIFY_LLM__{name}", value)
        yield clarify


def taken_in(clarify, *words: str) -> dict:
    [told] = clarify.done("intake", *words, "mail.eml", "--json").rows
    return told


def sent(clarify, thing: str) -> dict:
    [told] = clarify.done("show", thing, "--sent", "--json").rows
    return told


def test_what_was_sent_is_shown_exactly_with_what_was_taken_out(clarify, script):
    told = taken_in(clarify, "--engine", "llm")
    [proposal] = told["proposals"]
    shown = sent(clarify, told["id"])
    [request] = shown["requests"]
    assert request["messages"] == script.requests[0]["messages"]
    assert (request["model"], request["content"], request["prompt"]) == ("asked", "redacted", "extract/v3")
    assert shown["outcome"] == "sent, and answered by served-model"
    assert sent(clarify, proposal) == shown
    page = clarify.done("show", proposal, "--sent").out
    assert all(line in page for message in request["messages"] for line in message["content"].splitlines())
    assert not any(detail in page for detail in DETAILS)
    assert "+49 30 1234567" in clarify.done("show", proposal).out
    clarify.done("verify")


def test_of_confirmed_work_it_is_shown_as_well(clarify):
    [proposal] = taken_in(clarify, "--engine", "llm")["proposals"]
    clarify.done("users", "add", "Ana Novak")
    [row] = clarify.done("show", proposal, "--json").rows
    page = clarify.done("show", proposal).out
    digest = page.rsplit("digest ", 1)[1].strip()
    clarify.done("confirm", proposal, "--yes", "--digest", digest, "--as", "Ana Novak")
    [work] = clarify.done("work", "--json").rows
    assert sent(clarify, work["id"])["id"] == row["intake_id"]


def test_where_no_text_may_leave_nothing_is_sent_and_it_is_said(clarify, script, monkeypatch):
    monkeypatch.setenv("CLARIFY_LLM__CONTENT", "local_only")
    monkeypatch.setattr(socket.socket, "connect", pytest.fail)
    for engine in ("llm", "auto"):
        [read] = clarify.done("extract", "--engine", engine, "mail.eml", "--json").rows
        assert (read["engine"], len(read["items"])) == ("local", 1)
        assert "llm.content is local_only" in read["notes"][0]
    told = taken_in(clarify)
    outcome = sent(clarify, told["id"])["outcome"]
    assert outcome.startswith("nothing was sent: read by 'local' (llm.content is local_only")
    assert clarify("eval", "extraction", "--engine", "llm", "--pending", "asked").code == 1
    assert "local_only" in clarify("eval", "extraction", "--judge").err
    assert "local_only" in clarify("reread", told["id"]).err
    assert "nothing is sent" in " ".join(clarify.done("doctor").out.split())
    assert script.requests == []


def test_a_workspace_with_a_rule_of_its_own_keeps_its_texts(clarify, script, monkeypatch):
    monkeypatch.setenv("CLARIFY_LLM__WORKSPACES", '{"hr": "local_only"}')
    monkeypatch.setenv("CLARIFY_WORKSPACE", "hr")
    taken_in(clarify, "--engine", "llm")
    assert script.requests == []
    monkeypatch.setenv("CLARIFY_WORKSPACE", "shop")
    taken_in(clarify, "--engine", "llm")
    assert len(script.requests) == 1


def test_after_a_fall_back_it_says_what_was_attempted(clarify, script):
    script.turns = [error(503)]
    told = taken_in(clarify, "--engine", "auto")
    shown = sent(clarify, told["id"])
    assert shown["outcome"].startswith(
        "sent without an answer, whether or not it arrived; then read by 'local'"
    )
    assert [request["messages"] for request in shown["requests"]] == [script.requests[0]["messages"]]


def test_a_text_that_was_refused_shows_each_attempt(clarify, script):
    script.turns = [error(401), error(401)]
    clarify("intake", "--engine", "llm", "mail.eml")
    clarify("intake", "--engine", "llm", "--retry")
    [failed] = clarify.done("queue", "--failed", "--json").rows
    shown = sent(clarify, failed["intake"]["id"])
    assert shown["outcome"].startswith("sent, without an answer that could be used: model 'asked'")
    assert [request["messages"] for request in shown["requests"]] == [r["messages"] for r in script.requests]
    assert len(script.requests) == 2


def test_a_kept_answer_sends_nothing_and_a_fresh_one_is_shown_beside_the_first(clarify, script):
    told = taken_in(clarify, "--engine", "llm")
    clarify.done("users", "add", "Ana Novak")
    clarify.done("reread", told["id"], "--engine", "llm", "--as", "Ana Novak")
    assert len(sent(clarify, told["id"])["requests"]) == len(script.requests) == 1
    clarify.done("reread", told["id"], "--engine", "llm", "--fresh", "--as", "Ana Novak")
    shown = sent(clarify, told["id"])
    assert [request["messages"] for request in shown["requests"]] == [r["messages"] for r in script.requests]
    assert len(script.requests) == 2


def test_where_the_day_is_spent_nothing_is_noted_as_sent(clarify, script, monkeypatch):
    monkeypatch.setenv("CLARIFY_PRICES", '{"asked": {"input": 1, "output": 1}}')
    monkeypatch.setenv("CLARIFY_LLM__MONEY_PER_DAY", "0")
    clarify("intake", "--engine", "llm", "mail.eml")
    [waiting] = clarify.done("queue", "--failed", "--json").rows
    shown = sent(clarify, waiting["intake"]["id"])
    assert (shown["requests"], script.requests) == ([], [])
    assert shown["outcome"].startswith("nothing was sent")


def test_a_text_that_the_embedded_engine_read_was_not_sent(clarify):
    told = taken_in(clarify, "--engine", "local")
    shown = sent(clarify, told["id"])
    assert (shown["requests"], shown["outcome"]) == ([], "nothing was sent: read by 'local'")


def test_answers_are_recorded_and_replayed_without_the_model(clarify, script, monkeypatch):
    [first] = clarify.done("extract", "--engine", "llm", "--record", "kept", "mail.eml", "--json").rows
    [kept] = Path("kept").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(Path("kept").stat().st_mode) == 0o700
    monkeypatch.setenv("CLARIFY_RECORDINGS", str(Path("kept").absolute()))
    monkeypatch.delenv("CLARIFY_LLM__MODEL")
    [again] = clarify.done("extract", "--engine", "replay", "mail.eml", "--json").rows
    assert again["items"] == first["items"]
    assert again["items"][0]["goal"] == "Call +49 30 1234567 about the lift"
    assert len(script.requests) == 1
    Path("mail.eml").write_text(MAIL.replace("Friday", "Monday"), encoding="utf-8")
    missed = clarify("extract", "--engine", "replay", "mail.eml")
    assert (missed.code, missed.out) == (1, "")
    assert "no recorded answer" in missed.err


def test_a_long_text_is_recorded_as_one_and_replayed(clarify, monkeypatch):
    monkeypatch.setenv("CLARIFY_LLM__MAX_INPUT_CHARACTERS", "2000")
    Path("mail.eml").write_text(MAIL + "\nNothing else happened here today.\n" * 90, encoding="utf-8")
    [first] = clarify.done("extract", "--engine", "llm", "--record", "kept", "mail.eml", "--json").rows
    assert first["notes"] == ["read in 2 parts; 3 details replaced before it was sent"]
    monkeypatch.setenv("CLARIFY_RECORDINGS", str(Path("kept").absolute()))
    [again] = clarify.done("extract", "--engine", "replay", "mail.eml", "--json").rows
    assert again["items"] == first["items"]


def test_an_eval_records_what_the_intake_of_the_same_rows_replays(clarify, monkeypatch):
    row = {"id": "a", "channel": "note", "received_at": "2026-11-02T09:00:00+01:00", "text": "Order toner."}
    Path("rows.jsonl").write_text(json.dumps(row | {"items": []}), encoding="utf-8")
    words = ("eval", "extraction", "--engine", "local", "--data", "rows.jsonl", "--json")
    clarify.done(*words, "--record", "kept")
    monkeypatch.setenv("CLARIFY_RECORDINGS", str(Path("kept").absolute()))
    [told] = clarify.done("eval", "extraction", "--engine", "replay", "--data", "rows.jsonl", "--json").rows
    assert told["n"] == 1


def test_what_is_replayed_is_not_recorded_again(clarify, monkeypatch):
    monkeypatch.setenv("CLARIFY_RECORDINGS", "kept")
    said = clarify("extract", "--engine", "replay", "--record", "more", "mail.eml")
    assert (said.code, "leave --record or --engine replay out" in said.err) == (1, True)


def test_a_provider_that_needs_a_key_is_not_asked_without_one(clarify, script, monkeypatch):
    monkeypatch.setenv("CLARIFY_LLM__PROVIDER", "openrouter")
    said = clarify("extract", "--engine", "llm", "mail.eml")
    assert said.code == 1
    assert "provider openrouter needs a key: set CLARIFY_LLM__API_KEY" in said.err
    assert clarify("doctor").code == 1
    assert script.requests == []

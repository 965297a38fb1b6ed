"""`clarify eval extraction --judge`, over a real socket and by files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.llm_server import Script, completion, serving

ROW = {
    "id": "a",
    "channel": "note",
    "received_at": "2026-11-02T09:00:00+01:00",
    "text": "Please order 40 boxes of toner by 4 December 2026.",
    "items": [],
}
GOAL = "Order 40 boxes of toner"
READ = {"items": [{"goal": GOAL, "quotes": [ROW["text"]]}]}
FALSE = {"item": 1, "why": "no", "quote": "order", "goal_faithful": False, "criteria_checkable": [True]}
UNFAITHFUL = json.dumps({"verdicts": [FALSE]})
"""Of what the embedded engine reads, which tells when it is done."""
UNFAITHFUL_BARE = json.dumps({"verdicts": [{**FALSE, "criteria_checkable": []}]})
"""Of what a model read, which says nothing of that."""
LOCAL = ("eval", "extraction", "--engine", "local", "--data", "rows.jsonl", "--json")


@pytest.fixture
def rows(clarify):
    Path("rows.jsonl").write_text(f"{json.dumps(ROW)}\n", encoding="utf-8")
    return clarify


@pytest.fixture
def model(rows, monkeypatch):
    """A model of the settings that says the goal is unfaithful."""
    script = Script([completion(UNFAITHFUL)])
    with serving(script) as url:
        monkeypatch.setenv("CLARIFY_LLM__BASE_URL", url)
        monkeypatch.setenv("CLARIFY_LLM__MODEL", "asked")
        yield script


def metrics(said) -> dict:
    (told,) = said.rows
    return {name: estimate["value"] for name, estimate in told["metrics"].items()}


def test_no_judge_is_asked_unless_one_says_so(rows, model):
    told = metrics(rows.done(*LOCAL))
    assert model.requests == []
    assert not [name for name in told if "judge" in name or name in ("goal_faithful", "criteria_checkable")]


def test_the_model_of_the_settings_judges_what_another_engine_read(rows, model):
    told = metrics(rows.done(*LOCAL, "--judge"))
    assert len(model.requests) == 1
    assert json.loads(model.requests[0]["messages"][1]["content"])["items"][0]["goal"] == GOAL
    assert (told["goal_faithful"], told["judge_calls"], told["judge_tokens_in"]) == (0, 1, 100)
    assert (told["calls"], told["tokens_in"], told["judge_failed"]) == (0, 0, 0)


def test_a_run_keeps_who_judged_and_by_which_prompt(rows, model, tmp_path):
    said = rows.done(*LOCAL[:-1], "--judge", "--runs", "kept")
    assert "judged by asked" in said.out
    (path,) = Path("kept").glob("*.json")
    trace = json.loads(path.read_text())["trace"]
    assert (trace["judge_model"], trace["judge_prompt"], trace["model"]) == ("asked", "judge/v1", "")
    assert len(trace["judge_prompt_sha256"]) == 64


def test_a_judge_is_held_against_labels(rows, model):
    label = {"id": "a", "goal": GOAL, "goal_faithful": True}
    Path("labels.jsonl").write_text(json.dumps(label), encoding="utf-8")
    (told,) = rows.done(*LOCAL, "--judge", "--judge-labels", "labels.jsonl").rows
    assert told["metrics"]["judge_agreement"] | {"low": 0, "high": 0} == {
        "value": 0, "low": 0, "high": 0, "hits": 0, "of": 1,
    }  # fmt: skip
    assert told["metrics"]["judge_criteria_agreement"]["value"] is None


def test_a_request_that_nobody_answered_is_no_verdict(rows, monkeypatch):
    monkeypatch.setenv("CLARIFY_LLM__MODEL", "asked")
    told = metrics(rows.done(*LOCAL, "--judge", "--pending", "files"))
    assert (told["judge_failed"], told["goal_faithful"], told["judge_calls"]) == (1, None, 0)
    (request,) = Path("files").glob("*.request.json")
    Path("files", request.name.replace("request", "answer")).write_text(UNFAITHFUL)
    told = metrics(rows.done(*LOCAL, "--judge", "--pending", "files"))
    assert (told["judge_failed"], told["goal_faithful"], told["judge_calls"]) == (0, 0, 1)


def test_engine_and_judge_share_a_folder_of_requests(rows, monkeypatch):
    monkeypatch.setenv("CLARIFY_LLM__MODEL", "asked")
    command = ("eval", "extraction", "--engine", "llm", "--data", "rows.jsonl", "--json")
    command += ("--judge", "--pending", "files")
    assert rows.done(*command).rows[0]["pending"] == 1
    _answer(json.dumps(READ))
    assert metrics(rows.done(*command))["judge_failed"] == 1
    _answer(UNFAITHFUL_BARE)
    told = metrics(rows.done(*command))
    assert (told["goal_faithful"], told["judge_calls"], told["calls"]) == (0, 1, 1)


def test_without_a_model_it_says_what_to_set(rows):
    said = rows(*LOCAL, "--judge")
    assert (said.code, said.out) == (1, "")
    assert "CLARIFY_LLM__MODEL" in said.err


def test_labels_without_a_judge_are_refused(rows):
    said = rows(*LOCAL, "--judge-labels", "labels.jsonl")
    assert said.code == 1
    assert "--judge" in said.err


def _answer(content: str) -> None:
    """The one request that has none so far."""
    (request,) = [path for path in Path("files").glob("*.request.json") if not _answered(path).exists()]
    _answered(request).write_text(content, encoding="utf-8")


def _answered(request: Path) -> Path:
    return request.with_name(request.name.replace("request", "answer"))

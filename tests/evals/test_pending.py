"""A model that cannot be reached is measured through files: requests out, answers in."""

from __future__ import annotations

import json

import pytest

from agent import people
from agent.errors import SettingsInvalid
from agent.settings import Settings
from evals.engines import facts_of, open_pending
from evals.extraction.suite import suite
from evals.suites import Conduct, run

PLUMBER = {
    "goal": "Call the plumber", "quotes": ["call the plumber"], "owner_role": "named", "owner_text": "Ben",
}  # fmt: skip
ANSWER = {"items": [PLUMBER], "not_work_reason": None}


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "rows.jsonl"
    row = {"channel": "note", "received_at": "2026-11-05T09:30:00+01:00", "people": ["Ben"]}
    gold = {"items": [{"goal": "Call the plumber", "evidence": ["call the plumber"], "owner": "Ben"}]}
    texts = [row | gold | {"id": str(n), "text": f"{n}: Ben, call the plumber."} for n in range(3)]
    path.write_text("\n".join(map(json.dumps, texts)))
    return path


def settings(**llm):
    return Settings.model_validate({"engine": "llm", "llm": {"model": "far-away", **llm}})


def measured(rows, folder, concurrency=1, **llm):
    given = settings(**llm)
    with open_pending(given, folder, people.EMPTY) as extractor:
        return run(
            suite([rows], extractor, people.EMPTY, facts_of(given), given), Conduct(concurrency=concurrency)
        )


def requests(folder):
    return sorted(folder.glob("*.request.json"))


def answer(request, content) -> None:
    request.with_name(request.name.replace("request", "answer")).write_text(json.dumps(content))


@pytest.mark.parametrize("mode", ["json_schema", "tools", "md_json"])
def test_requests_are_written_and_answers_beside_them_are_scored(rows, tmp_path, mode):
    folder = tmp_path / "pending"
    first = measured(rows, folder, mode=mode)
    assert (first.n, first.pending, first.failed) == (0, 3, 0)
    assert len(requests(folder)) == 3
    body = json.loads(requests(folder)[0].read_text())
    assert body["model"] == "far-away"
    assert any("call the plumber" in message["content"] for message in body["messages"])

    written = json.dumps(ANSWER)
    for request in requests(folder)[:2]:
        path = request.with_name(request.name.replace("request", "answer"))
        path.write_text(f"```json\n{written}\n```" if mode == "md_json" else written)
    second = measured(rows, folder, concurrency=2, mode=mode)
    assert (second.n, second.pending) == (2, 1)
    assert second.metrics["f1"].value == second.metrics["owner"].value == 1
    assert second.trace.model == "far-away" and second.trace.prompt_sha256


def test_a_folder_without_answers_is_no_model_that_is_away(rows, tmp_path):
    first = measured(rows, tmp_path / "pending", rest_after=1)
    assert (first.pending, first.failed) == (3, 0)


def test_the_same_request_has_the_same_name_at_every_run(rows, tmp_path):
    folder = tmp_path / "pending"
    measured(rows, folder)
    before = requests(folder)
    measured(rows, folder, concurrency=3)
    assert requests(folder) == before


def test_an_answer_that_does_not_fit_makes_the_re_ask_a_request_of_its_own(rows, tmp_path):
    folder = tmp_path / "pending"
    measured(rows, folder)
    known = set(requests(folder))
    answer(next(iter(known)), {"items": [{"goal": "", "quotes": []}], "not_work_reason": None})
    again = measured(rows, folder)
    assert (again.n, again.pending) == (0, 3)
    (asked,) = set(requests(folder)) - known
    answer(asked, ANSWER)
    assert measured(rows, folder).n == 1


def test_without_a_model_to_measure_under_nothing_is_asked(tmp_path):
    with (
        pytest.raises(SettingsInvalid, match="--pending needs --engine llm"),
        open_pending(Settings(), tmp_path, people.EMPTY),
    ):
        pass


def test_an_answer_that_is_no_text_is_sent_back_like_any_other_that_does_not_fit(rows, tmp_path):
    folder = tmp_path / "pending"
    measured(rows, folder)
    for request in requests(folder):
        answer(request, {"items": [], "not_work_reason": "none"})
    broken = requests(folder)[0]
    broken.with_name(broken.name.replace("request", "answer")).write_bytes(b"\xff\xfe")
    again = measured(rows, folder)
    assert (again.n, again.pending, again.failed) == (2, 1, 0)
    assert len(requests(folder)) == 4

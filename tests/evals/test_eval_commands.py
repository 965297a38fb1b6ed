"""`clarify eval`, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals import baselines, runs
from evals.days import DATE_METRICS

DAYS = [
    {"id": "a", "text": "by Friday", "ref": "2026-11-05T09:00:00", "day_first": True, "due": "2026-11-06"},
    {"id": "b", "text": "thanks a lot", "ref": "2026-11-05T09:00:00", "day_first": True, "due": None},
    {"id": "c", "text": "tomorrow", "ref": "2026-11-05T09:00:00", "day_first": True, "due": "2026-11-06"},
]


@pytest.fixture
def days(tmp_path):
    path = tmp_path / "days.jsonl"
    path.write_text("\n".join(map(json.dumps, DAYS)))
    return path


def written(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_the_table_has_counts_beside_every_rate_and_the_run_is_kept(clarify, days, tmp_path):
    said = clarify.done("eval", "dates", "--data", days)
    assert "3 cases" in said.out
    assert "2 of 2" in said.out and "0 of 1" in said.out
    (kept,) = (tmp_path / "home" / "evals").glob("*.json")
    run = runs.load(kept)
    assert (run.eval, run.n, run.trace.data, run.trace.seed) == ("dates", 3, ("days.jsonl",), 0)
    assert kept.stat().st_mode & 0o077 == 0
    assert len(run.trace.data_sha256) == 64


def test_json_is_one_object_and_nothing_else(clarify, days):
    (told,) = clarify.done("eval", "dates", "--data", days, "--json").rows
    assert {"eval", "n", "engine", "metrics"} <= told.keys()
    assert told["metrics"]["exact"] == {"value": 1.0, "low": 1.0, "high": 1.0, "hits": 2.0, "of": 2.0}


def test_every_prediction_is_written(clarify, days, tmp_path):
    clarify.done("eval", "dates", "--data", days, "--predictions", tmp_path / "p.jsonl")
    rows = {row["id"]: row["prediction"] for row in written(tmp_path / "p.jsonl")}
    assert rows == {"a": "2026-11-06", "b": None, "c": "2026-11-06"}


def test_a_sentence_has_its_score_beside_the_prediction(clarify, tmp_path):
    data = tmp_path / "s.jsonl"
    sentences = [{"text": "Please send me the report.", "label": 1}, {"text": "Thanks!", "label": 0}]
    data.write_text("\n".join(map(json.dumps, sentences)))
    clarify.done("eval", "requests", "--data", data, "--predictions", tmp_path / "p.jsonl")
    assert written(tmp_path / "p.jsonl") == [
        {"id": 0, "prediction": 1, "score": 1.0},
        {"id": 1, "prediction": 0, "score": 0.0},
    ]


def test_a_prediction_has_the_id_that_the_data_give(clarify, tmp_path):
    data = tmp_path / "days.jsonl"
    rows = [{**DAYS[0], "id": 17}, {**DAYS[0], "id": "x"}, {k: v for k, v in DAYS[0].items() if k != "id"}]
    data.write_text("\n".join(map(json.dumps, rows)))
    clarify.done("eval", "dates", "--data", data, "--predictions", tmp_path / "p.jsonl")
    assert [row["id"] for row in written(tmp_path / "p.jsonl")] == [17, "x", 2]


@pytest.mark.parametrize("name", ["extraction", "dates", "recurrence", "routing"])
def test_without_data_our_own_cases_are_measured(clarify, name):
    (told,) = clarify.done("eval", name, "--limit", "5", "--json").rows
    assert (told["eval"], told["n"], told["engine"]) == (name, 5, "local")


def test_a_fall_below_the_baseline_is_an_error_that_names_the_metric(clarify, tmp_path):
    many = [{**DAYS[0], "id": str(number)} for number in range(12)]
    data, known = tmp_path / "days.jsonl", tmp_path / "known.json"
    data.write_text("\n".join(map(json.dumps, many)))
    clarify.done("eval", "dates", "--data", data, "--baseline", known, "--update-baseline")
    assert clarify.done("eval", "dates", "--data", data, "--baseline", known).err == ""
    assert "by Friday" not in known.read_text()

    better = runs.load(known)
    worse = [case.model_copy(update={"counts": {"dated": 1, "wrong": 1}}) for case in better.cases]
    (fall,) = baselines.falls(better.model_copy(update={"cases": tuple(worse)}), better, DATE_METRICS[:1])
    assert (fall.metric, fall.ours, fall.theirs) == ("exact", 0, 1)


def test_a_fall_fails_the_command(clarify, tmp_path):
    data, known = tmp_path / "days.jsonl", tmp_path / "known.json"
    data.write_text("\n".join(json.dumps({**DAYS[0], "id": str(n), "text": "soon"}) for n in range(12)))
    clarify.done("eval", "dates", "--data", data, "--baseline", known, "--update-baseline")
    found = runs.load(known)
    right = [c.model_copy(update={"counts": {"dated": 1, "right": 1, "calls": 1}}) for c in found.cases]
    baselines.save(found.model_copy(update={"cases": tuple(right)}), known)
    said = clarify("eval", "dates", "--data", data, "--baseline", known)
    assert said.code == 1
    assert said.err.startswith("clarify: exact fell from 1.000 to 0.000")


def test_one_case_that_turned_bad_is_noise(tmp_path):
    counts = [{"dated": 1.0, "right": 1.0}] * 20
    cases = [runs.CaseResult(id=str(n), sha256="x", counts=c) for n, c in enumerate(counts)]
    run = runs.Run.model_validate(
        {"eval": "dates", "engine": "local", "n": 20, "cases": cases,
         "metrics": {metric.name: {"value": None} for metric in DATE_METRICS},
         "trace": {"at": "2026-01-01T00:00:00Z", "seconds": 1, "engine": "local", "data": [],
                   "data_sha256": "", "version": "1", "seed": 0, "concurrency": 1}}
    )  # fmt: skip

    def with_wrong(count):
        bad = [c.model_copy(update={"counts": {"dated": 1.0}}) for c in cases[:count]]
        return run.model_copy(update={"cases": (*bad, *cases[count:])})

    assert not baselines.falls(with_wrong(1), run, DATE_METRICS)
    assert [fall.metric for fall in baselines.falls(with_wrong(5), run, DATE_METRICS)] == ["exact"]
    assert not baselines.falls(run, with_wrong(5), DATE_METRICS)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("dates", "--data", "nowhere.jsonl"), "nowhere.jsonl: it cannot be read"),
        (("dates", "--baseline", "nowhere.json"), "there is no such baseline: --update-baseline makes it"),
        (("requests",), "name labelled sentences with --data"),
        (("requests", "--data", "x", "--folds", "5", "--engine", "llm"), "leave --folds out"),
        (("duplicates", "--corpus", "x"), "--corpus and --pairs go together"),
        (("extraction", "--pending", "x"), "--pending needs --engine llm"),
    ],
)
def test_what_cannot_be_done_is_told(clarify, words, says):
    said = clarify("eval", *words)
    assert said.code == 1
    assert says in said.err


@pytest.mark.parametrize("option", ["--report", "--predictions"])
@pytest.mark.parametrize(("place", "says"), [("no/such.x", "there is no folder 'no'"), (".", "is a folder")])
def test_a_place_that_cannot_be_written_is_told_before_anything_runs(
    clarify, days, tmp_path, option, place, says
):
    said = clarify("eval", "dates", "--data", days, option, place)
    assert (said.code, said.out) == (1, "")
    assert says in said.err
    assert not (tmp_path / "home" / "evals").exists()


def test_a_file_that_cannot_be_written_is_named(clarify, days):
    said = clarify("eval", "dates", "--data", days, "--runs", days)
    assert said.code == 1
    assert said.err == f"clarify: {days}: File exists\n"


def test_a_baseline_is_asked_for_by_its_file(clarify, days):
    said = clarify("eval", "dates", "--data", days, "--update-baseline")
    assert said.code == 2
    assert "--baseline FILE" in said.err


def test_a_baseline_of_another_eval_is_refused_before_anything_runs(clarify, days, tmp_path):
    clarify.done("eval", "dates", "--data", days, "--baseline", "b.json", "--update-baseline")
    said = clarify("eval", "recurrence", "--baseline", "b.json")
    assert (said.code, said.out) == (1, "")
    assert "different evals" in said.err


def test_cases_in_which_nothing_is_counted_have_nothing_to_fall(clarify, tmp_path):
    data = tmp_path / "s.jsonl"
    data.write_text(json.dumps({"text": "Thanks!", "label": 0}))
    asked = ("eval", "requests", "--data", data, "--baseline", "b.json")
    clarify.done(*asked, "--update-baseline")
    assert clarify.done(*asked).err == ""


def test_a_text_longer_than_any_that_is_read_is_refused_before_anything_runs(clarify, tmp_path):
    row = {"id": "long", "channel": "note", "received_at": "2026-11-05T09:00:00+01:00", "items": []}
    data = tmp_path / "long.jsonl"
    data.write_text(json.dumps({**row, "text": "Thanks. " * 30_000}))
    said = clarify("eval", "extraction", "--data", data)
    assert said.code == 1
    assert "'long': 240,000 characters are more than the 200,000 allowed" in said.err


def test_a_broken_row_is_refused_before_anything_runs(clarify, tmp_path):
    Path("bad.jsonl").write_text(json.dumps(DAYS[0]) + "\n" + json.dumps({**DAYS[1], "due": "soon"}))
    said = clarify("eval", "dates", "--data", "bad.jsonl", "--predictions", "p.jsonl")
    assert said.code == 1 and "bad.jsonl:2: field 'due'" in said.err
    assert not Path("p.jsonl").exists()

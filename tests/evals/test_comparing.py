"""`--report`, `eval compare` and `eval history`."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from agent.errors import InputError
from evals import baselines, catalogue, runs
from evals.report.page import page
from evals.runs import Run
from tests.reports import BEGUN, HOSTILE, Parsed, date_case, run_of, some_dates


def kept(run: Run, path: Path) -> Path:
    path.write_text(run.model_dump_json(), encoding="utf-8")
    return path


def test_compare_says_what_fell_and_which_cases_turned(clarify, tmp_path):
    first, second = (
        kept(some_dates(38, 2), tmp_path / "a.json"),
        kept(some_dates(20, 20), tmp_path / "b.json"),
    )
    said = clarify.done("eval", "compare", first, second, "--report", "both.html")
    assert re.search(r"exact +0\.950 +0\.500 +-0\.450 .* worse", said.out)
    assert "18 cases turned worse" in said.out
    assert "0 cases turned better" in said.out
    assert "and 8 more" in said.out
    assert "22 stayed as they were" in said.out
    text = Parsed(Path("both.html").read_text(encoding="utf-8")).text
    assert "exact 0.950 0.500 -0.450" in text
    assert "18 cases turned worse , 0 better , 22 stayed as they were" in text
    assert "before 2026-11-06" in text


def test_compare_calls_a_small_difference_noise(clarify, tmp_path):
    first, second = kept(some_dates(38, 2), tmp_path / "a.json"), kept(some_dates(39, 1), tmp_path / "b.json")
    (row,) = clarify.done("eval", "compare", first, second, "--json").rows
    assert row["metrics"]["exact"]["verdict"] == "noise"
    assert row["cases"] == 40
    assert (row["worse"], row["better"]) == ([], ["case-1"])
    assert "within noise" in page(runs.load(second), runs.load(first))


def test_compare_takes_a_baseline_that_holds_no_text(clarify, tmp_path):
    baselines.save(some_dates(38, 2), tmp_path / "base.json")
    second = kept(some_dates(20, 20), tmp_path / "b.json")
    said = clarify.done("eval", "compare", "base.json", second, "--report", "both.html")
    assert "18 cases turned worse" in said.out
    text = Parsed(Path("both.html").read_text(encoding="utf-8")).text
    assert "turned worse" in text
    assert "before –" in text


def test_less_of_what_is_bad_is_better():
    good = run_of("dates", [date_case(n, right=True, counts={"undated": 1.0}) for n in range(40)])
    bad = run_of("dates", [
        date_case(n, right=True, counts={"undated": 1.0, "false_alarm": float(n % 2)}) for n in range(40)
    ])  # fmt: skip
    found = {c.metric: c.verdict for c in baselines.changes(good, bad, catalogue.listed("dates").metrics)}
    assert found["false_positive_rate"] == "better"


def test_a_metric_that_only_one_of_them_measured_is_not_compared():
    """Of a new metric an old baseline has no counts, which is no fall and no rise."""
    bad = {"counts": {"undated": 1.0, "false_alarm": 1.0}}
    ours = run_of("dates", [date_case(n, right=True, **bad) for n in range(40)])
    theirs = run_of("dates", [date_case(n, right=True, counts={"undated": 1.0}) for n in range(40)])
    metrics = catalogue.listed("dates").metrics
    assert [fall.metric for fall in baselines.falls(ours, theirs, metrics)] == ["false_positive_rate"]
    older = {name: found for name, found in theirs.metrics.items() if name != "false_positive_rate"}
    assert not baselines.falls(ours, theirs.model_copy(update={"metrics": older}), metrics)


def test_a_baseline_has_no_times_to_compare(clarify, tmp_path):
    timed = [date_case(n, right=True, counts={"calls": 1.0, "milliseconds": 9.0}) for n in range(2)]
    run = run_of("dates", timed)
    baselines.save(run, tmp_path / "base.json")
    second = kept(run, tmp_path / "b.json")
    assert "ms_per_call" in clarify.done("eval", "compare", second, second).out
    assert "ms_per_call" not in clarify.done("eval", "compare", "base.json", second).out


def test_runs_of_one_second_are_all_kept(tmp_path):
    for number in range(3):
        runs.keep(some_dates(number + 1, 0, at=BEGUN + timedelta(microseconds=number)), tmp_path)
    assert [run.n for run in runs.kept(tmp_path)] == [1, 2, 3]
    assert {path.suffix for path in tmp_path.iterdir()} == {".json"}


def test_a_run_in_which_nothing_was_scored_is_no_baseline(tmp_path):
    with pytest.raises(InputError, match="no case was scored"):
        baselines.save(run_of("dates", []), tmp_path / "base.json")
    assert not (tmp_path / "base.json").exists()


def test_runs_that_cannot_be_compared_are_refused(clarify, tmp_path):
    dates = kept(some_dates(2, 1), tmp_path / "a.json")
    other = kept(run_of("recurrence", [date_case(1, right=True)]), tmp_path / "b.json")
    relabelled = run_of("dates", [date_case(1, right=True, sha256="new")])
    said = clarify("eval", "compare", dates, other)
    assert (said.code, said.out) == (1, "")
    assert "different evals" in said.err
    said = clarify("eval", "compare", dates, kept(relabelled, tmp_path / "c.json"))
    assert said.code == 1
    assert "no case in common" in said.err
    said = clarify("eval", "compare", dates, "nowhere.json")
    assert said.code == 1
    assert "nowhere.json: it cannot be read" in said.err
    unknown = kept(some_dates(2, 1).model_copy(update={"eval": "unheard"}), tmp_path / "d.json")
    assert "there is no eval 'unheard'" in clarify("eval", "compare", unknown, unknown).err


def keep_some(folder: Path) -> None:
    days = [BEGUN + timedelta(days=number) for number in range(3)]
    runs.keep(some_dates(4, 4, at=days[1]), folder)
    runs.keep(some_dates(2, 6, at=days[0]), folder)
    runs.keep(some_dates(6, 2, at=days[2], engine="llm", model="small-1"), folder)
    runs.keep(run_of("recurrence", [date_case(1, right=True, counts={"rows": 1, "right": 1})]), folder)


def test_history_lists_a_metric_oldest_first(clarify, tmp_path):
    keep_some(tmp_path / "kept")
    rows = clarify.done("eval", "history", "--eval", "dates", "--runs", "kept", "--json").rows
    assert [row["estimate"]["value"] for row in rows] == [0.25, 0.5, 0.75]
    assert {row["metric"] for row in rows} == {"exact"}
    said = clarify.done("eval", "history", "--runs", "kept").out
    assert re.search(r"2026-11-04 09:00 +llm small-1 +8 +0\.750 +0\.\d+ to [01]\.\d+ +abc123", said)
    assert "recurrence · exact" in said


def test_history_draws_a_line_for_each_engine_model_and_data(clarify, tmp_path):
    keep_some(tmp_path / "kept")
    runs.keep(some_dates(5, 3, at=BEGUN + timedelta(days=4), data_sha256="f" * 64), tmp_path / "kept")
    clarify.done("eval", "history", "--eval", "dates", "--runs", "kept", "--report", "line.svg")
    root = ET.fromstring(Path("line.svg").read_text(encoding="utf-8"))  # noqa: S314 our own
    drawn = {node.text for node in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"local · a.jsonl dddddddd", "local · a.jsonl ffffffff", "llm small-1 · a.jsonl"} <= drawn
    clarify.done("eval", "history", "--runs", "kept", "--report", "line.html")
    parsed = Parsed(Path("line.html").read_text(encoding="utf-8"))
    assert sum(tag == "svg" for tag, _ in parsed.elements) == 2
    assert "2026-11-02 09:00" in parsed.text


def test_history_leaves_out_runs_that_lack_the_metric(clarify, tmp_path):
    keep_some(tmp_path / "kept")
    old = some_dates(1, 1, at=BEGUN - timedelta(days=9))
    runs.keep(old.model_copy(update={"metrics": {}}), tmp_path / "kept")
    rows = clarify.done("eval", "history", "--eval", "dates", "--runs", "kept", "--json").rows
    assert len(rows) == 3
    said = clarify("eval", "history", "--metric", "speed", "--runs", "kept")
    assert said.code == 1
    assert "no run has the metric 'speed': they have exact, false_positive_rate, ms_per_call" in said.err


def test_history_tells_a_value_that_makes_no_sense_as_none(clarify, tmp_path):
    keep_some(tmp_path / "kept")
    asked = ("--eval", "dates", "--metric", "false_positive_rate", "--runs", "kept")
    rows = clarify.done("eval", "history", *asked, "--json").rows
    assert {row["estimate"]["value"] for row in rows} == {None}
    clarify.done("eval", "history", *asked, "--report", "none.svg")
    ET.fromstring(Path("none.svg").read_text(encoding="utf-8"))  # noqa: S314 our own


def test_history_says_what_it_needs(clarify, tmp_path):
    said = clarify("eval", "history", "--runs", "nothing")
    assert said.code == 1
    assert "nothing: no run is kept here" in said.err
    keep_some(tmp_path / "kept")
    said = clarify("eval", "history", "--runs", "kept", "--report", "all.svg")
    assert said.code == 1
    assert "--eval" in said.err


def test_history_of_hostile_names_is_text(clarify, tmp_path):
    runs.keep(some_dates(2, 1, model=HOSTILE, data=(HOSTILE,), git=HOSTILE), tmp_path / "kept")
    clarify.done("eval", "history", "--runs", "kept", "--report", "line.html")
    parsed = Parsed(Path("line.html").read_text(encoding="utf-8"))
    assert len(parsed.scripts) == 1
    assert not [tag for tag, _ in parsed.elements if tag == "img"]


def test_an_eval_writes_its_page(clarify):
    said = clarify.done("eval", "dates", "--report", "page.html", "--limit", "12", "--json")
    exact = said.rows[0]["metrics"]["exact"]
    text = Parsed(Path("page.html").read_text(encoding="utf-8")).text
    assert f"{exact['value']:.3f} {exact['low']:.3f} to {exact['high']:.3f}" in text

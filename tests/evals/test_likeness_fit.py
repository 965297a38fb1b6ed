"""`clarify eval duplicates --folds` and `--fit`, as they are typed."""

from __future__ import annotations

import json

import pytest

from agent.index.likeness import Likeness

THINGS = ("fence", "printer", "lease", "boiler", "website", "badge", "crane", "parcel", "roof", "payroll")


def rows(path, told):
    path.write_text("\n".join(map(json.dumps, told)))
    return path


@pytest.fixture
def labelled(tmp_path):
    """Each thing is to be repaired twice, in other words; its painting is other work."""
    items = [
        {"id": f"{thing}-{kind}", "title": title.format(thing), "body": ""}
        for thing in THINGS
        for kind, title in (("a", "Repair the {}"), ("b", "Mend the broken {}"), ("c", "Insure the {}"))
    ]
    pairs = [{"query": f"{thing}-a", "dup": f"{thing}-b"} for thing in THINGS]
    corpus, told = rows(tmp_path / "items.jsonl", items), rows(tmp_path / "pairs.jsonl", pairs)
    return "--corpus", corpus, "--pairs", told


def test_folds_measure_weights_that_were_fitted_on_other_pairs(clarify, labelled, tmp_path):
    report = tmp_path / "report.html"
    (told,) = clarify.done("eval", "duplicates", *labelled, "--folds", "5", "--json", "--report", report).rows
    assert told["n"] == len(THINGS)
    assert told["metrics"]["recall@5"]["value"] == 1.0
    assert {"right@0.1", "right@0.5", "right@0.9"} <= told["metrics"].keys()
    page = report.read_text()
    assert "what pairs of each label were called" in page
    assert 'aria-label="How true a chance is"' in page


def test_fitted_weights_are_written_as_data_that_can_be_read_again(clarify, labelled, tmp_path):
    clarify.done("eval", "duplicates", *labelled, "--fit", tmp_path / "weights.json")
    fitted = Likeness.model_validate_json((tmp_path / "weights.json").read_text())
    assert fitted.about == "pairs.jsonl"
    assert min(fitted.weights.values()) >= 0


def test_where_weights_are_to_go_is_checked_before_anything_is_measured(clarify, labelled, tmp_path):
    said = clarify("eval", "duplicates", *labelled, "--fit", tmp_path / "nowhere" / "weights.json")
    assert said.code == 1
    assert "there is no folder" in said.err

"""Whole texts, and the work that is in them."""

from pathlib import Path

import pytest
import yaml

from tests.engine import mail, owner, read

ROWS = yaml.safe_load(Path(__file__).with_name("engine_texts.yaml").read_text(encoding="utf-8"))
CASES = [
    (row["channel"], row["text"], [(item["starts"], item["owner"]) for item in row["items"]]) for row in ROWS
]
KNOWN = [
    pytest.param(*case, marks=pytest.mark.xfail(reason=row["misread"], strict=True))
    if "misread" in row
    else case
    for row, case in zip(ROWS, CASES, strict=True)
]
"""With those that the engine is known to misread: they say so when it no longer does."""


@pytest.mark.parametrize(("channel", "text", "items"), KNOWN)
def test_the_work_in_a_text_is_found_with_its_owner_and_nothing_else(channel, text, items):
    findings = read(channel, text).findings
    assert [owner(f) for f in findings] == [who for _, who in items]
    for finding, (words, _) in zip(findings, items, strict=True):
        assert words in " ".join(finding.quotes)


@pytest.mark.parametrize(("channel", "text", "items"), CASES)
def test_every_word_that_is_returned_is_verbatim(channel, text, items):
    for f in read(channel, text).findings:
        words = (
            *f.quotes,
            f.owner_text,
            f.due_text,
            f.recurrence_text,
            f.priority_text,
            *(c.quote for c in f.done_criteria),
        )
        assert all(w in text for w in words if w is not None)
        assert 0 < len(f.goal.split()) <= 15


def test_a_text_without_work_says_why():
    assert read("note", "Nice day today.").not_work_reason
    assert "promotional" in (mail("Big sale, 30% off!\n\nUnsubscribe").not_work_reason or "")
    assert "promotional" in (mail("Free delivery: order by Friday.\n\nOpt out here.").not_work_reason or "")
    assert mail("Please call Carla.").not_work_reason is None

"""A case of a report: gold beside prediction, and both in the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent.models import FieldName
from evals.report.highlights import Side, Span, gold_spans, said_spans, segments
from evals.report.page import page
from evals.report.pairs import items_of, pairs_of
from tests.reports import (
    OWNER_WRONG,
    TEXT,
    Parsed,
    date_case,
    evidence,
    gold_item,
    run_of,
    said_item,
    text_case,
)


def test_items_that_match_share_a_row_and_only_evaluators_call_a_field_wrong():
    (pair,) = pairs_of(text_case([gold_item()], [said_item()], remarks=(OWNER_WRONG,)))
    assert (pair.state, pair.gold_mark, pair.said_mark) == ("found", "G1", "P1")
    wrong = {line.name for line in pair.lines if line.is_wrong}
    assert wrong == {"owner", "asks"}
    (pair,) = pairs_of(text_case([gold_item(must_ask=["owner"])], [said_item()]))
    assert not any(line.is_wrong for line in pair.lines)


def test_a_fault_of_one_item_is_not_held_against_another():
    other = gold_item(goal="Finish the budget", evidence=["The budget is done."])
    said = said_item(goal="Finish the budget", evidence=[evidence("goal", "The budget is done.")])
    report, budget = pairs_of(text_case([gold_item(), other], [said_item(), said], remarks=(OWNER_WRONG,)))
    assert [line.is_wrong for line in report.lines if line.name == "owner"] == [True]
    assert [line.is_wrong for line in budget.lines if line.name == "owner"] == [False]


def test_a_missed_and_an_invented_item_stand_alone():
    other = said_item(goal="Water the plants", evidence=[evidence("goal", "The budget is done.")])
    missed, invented = pairs_of(text_case([gold_item()], [other]))
    assert (missed.state, missed.said) == ("missed", "")
    assert (invented.state, invented.gold) == ("invented", "")
    (optional,) = pairs_of(text_case([gold_item(optional=True)], []))
    assert optional.state == "optional"


def test_answers_of_any_form_are_told_in_words():
    routed = date_case(1, right=False, gold={"team": "IT", "labels": ["b", "a"]}, prediction={
        "team": "HR", "labels": ["a", "b"], "rule": "all", "owner": None,
    })  # fmt: skip
    (pair,) = pairs_of(routed)
    told = {line.name: ([v.text for v in line.said], line.is_wrong) for line in pair.lines}
    assert told == {"team": (["HR"], True), "labels": (["a", "b"], False), "rule": (["all"], False)}
    (pair,) = pairs_of(date_case(1, right=False, gold=1, prediction={"prediction": 0, "score": 0.25}))
    assert [(line.gold[0].text if line.gold else "", line.said[0].text) for line in pair.lines] == [
        ("1", "0"), ("", "0.25"),
    ]  # fmt: skip
    (pair,) = pairs_of(date_case(1, right=True, gold=None, prediction=list(range(40))))
    assert [value.text for value in pair.lines[0].gold] == ["nothing"]
    assert pair.lines[0].said[-1].text == "and 28 more"


def test_a_duplicate_is_told_with_its_place_verdict_and_title():
    labels = [{"query": "a", "dup": "b", "label": "duplicate", "title": "Order toner"}]
    said = {"ranked": ["c", "b"], "called": {"c": "duplicate"}, "titles": {"c": "Order paper"}}
    (pair,) = pairs_of(date_case(1, right=False, gold=labels, prediction=said))
    labelled, other, nearest = pair.lines
    assert labelled.is_wrong
    assert [(v.text, v.note) for v in labelled.said] == [("not called anything", "place 2")]
    assert [v.text for v in labelled.gold] == ["duplicate", "“Order toner”"]
    assert [v.text for v in other.gold] == ["not labelled", "“Order paper”"]
    assert [(v.text, v.note) for v in nearest.said] == [("1. Order paper", "c"), ("2. ", "b")]


def test_an_extraction_of_another_version_is_shown_as_it_is():
    case = text_case([{"goal": "Send it"}], [{"task": "send"}])
    assert items_of(case) is None
    assert "Send it" in Parsed(page(run_of("extraction", [case]), None)).text


def spans_of(gold: list[dict], said: list[dict], text: str = TEXT) -> list[Span]:
    items = items_of(text_case(gold, said, text=text))
    return [*gold_spans(items.gold, text), *said_spans(items.said, text)]


def test_highlights_are_the_words_that_were_quoted():
    found = segments(TEXT, spans_of([gold_item()], [said_item()]))
    lit = [(s.text, s.classes, s.marks) for s in found if s.spans]
    assert lit == [
        ("please send the report by Friday", "gold said", "G1 P1"),
        ("Urgent", "detail said", ""),
    ]
    assert found[1].says == "gold 1, predicted 1: goal"


def test_overlapping_highlights_are_cut_where_they_begin_and_end():
    said = said_item(evidence=[evidence("goal", "report by Friday. Urgent"), evidence("due", "by Friday")])
    found = segments(TEXT, spans_of([gold_item()], [said]))
    assert [(s.text, s.classes) for s in found if s.spans] == [
        ("please send the ", "gold"),
        ("report ", "gold said"),
        ("by Friday", "detail gold said"),
        (". Urgent", "said"),
    ]


def test_a_quote_that_stands_elsewhere_or_nowhere_lights_nothing():
    wrong = evidence("goal", "Urgent") | {"start": 0, "end": 6}
    beyond = {"field": "due", "quote": "", "start": 900, "end": 900}
    before = {"field": "due", "quote": "done.", "start": -5, "end": len(TEXT)}
    assert spans_of([gold_item(evidence=["not in it"])], [said_item(evidence=[wrong, beyond, before])]) == []


def test_a_gold_quote_lights_up_wherever_it_stands():
    text = "Call Bo. Really: call Bo. Call Bo."
    spans = spans_of([gold_item(evidence=["Call Bo."])], [], text)
    assert [(span.start, span.end, span.is_key) for span in spans] == [(0, 8, True), (26, 34, False)]


def test_an_invisible_character_is_seen_and_moves_nothing():
    text = "send\u200b it now"
    found = segments(text, [Span(start=6, end=8, side=Side.SAID, item=1, field=FieldName.GOAL)])
    assert [s.text for s in found if s.spans] == ["it"]
    assert "\u200b" not in "".join(s.text for s in found)


@given(
    st.text(st.characters(categories=["L", "Zs"]), max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40), st.sampled_from(Side)), max_size=8),
)
def test_segments_are_the_text_and_cover_what_the_spans_do(text, drawn):
    spans = [
        Span(start=start, end=min(start + length, len(text)), side=side, item=1)
        for start, length, side in drawn
        if start < len(text)
    ]
    found = segments(text, spans)
    assert len("".join(s.text for s in found)) == len(text)
    lit = [bool(s.spans) for s in found for _ in s.text]
    assert lit == [any(span.start <= at < span.end for span in spans) for at in range(len(text))]

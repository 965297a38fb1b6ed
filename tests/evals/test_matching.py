"""Which predicted item is which labelled one."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from agent.models import Basis, Evidence, FieldName, Kind, Priority
from agent.rows import ItemRow
from evals.gold import GoldRow
from evals.matching import best_first, iou, occurrences, pair, word_f1

TEXT = "Ben, call the plumber by Friday. Ana will order toner. Thanks, call me."


def gold(*items: dict, text: str = TEXT) -> GoldRow:
    return GoldRow.model_validate(
        {
            "id": "a",
            "channel": "note",
            "received_at": "2026-11-05T09:30:00+01:00",
            "text": text,
            "items": items,
        }
    )


def said(goal: str, quote: str = "", start: int | None = None) -> ItemRow:
    at = TEXT.find(quote) if start is None else start
    evidence = [Evidence(field=FieldName.GOAL, quote=quote, start=at, end=at + len(quote))] if quote else []
    return ItemRow(
        goal=goal, kind=Kind.REQUEST, owner=None, due=date(2026, 1, 1), due_phrase=None, recurrence=None,
        priority=Priority.NORMAL, done_criteria=(), evidence=tuple(evidence), questions=(),
        basis={FieldName.GOAL: Basis.STATED},
    )  # fmt: skip


PLUMBER = {"goal": "Call the plumber", "evidence": ["call the plumber by Friday"]}
TONER = {"goal": "Order toner", "evidence": ["Ana will order toner."]}


def test_items_match_by_the_words_they_stand_on_whatever_their_goals_say():
    found = pair([said("Ring somebody", "call the plumber")], gold(PLUMBER))
    assert len(found.matched) == 1 and not found.missed and not found.invented


def test_items_match_by_their_goals_where_the_words_are_elsewhere():
    assert len(pair([said("Please order the toner")], gold(TONER)).matched) == 1


def test_a_short_piece_of_the_key_sentence_is_not_enough():
    found = pair([said("Ring somebody", "call")], gold(PLUMBER))
    assert len(found.missed) == len(found.invented) == 1


def test_one_item_matches_one_and_the_better_pair_comes_first():
    found = pair(
        [said("Order toner", "Ana will order"), said("Order the toner", "Ana will order toner.")], gold(TONER)
    )
    assert [item.goal for item, _ in found.matched] == ["Order the toner"]
    assert [item.goal for item in found.invented] == ["Order toner"]


def test_an_optional_item_is_neither_missed_nor_invented():
    row = gold(PLUMBER, {**TONER, "optional": True})
    assert pair([], row).missed == (row.items[0],)
    both = pair([said("Order toner", "Ana will order toner."), said("Call the plumber")], row)
    assert len(both.matched) == 1 and not both.invented


def test_a_quote_that_stands_twice_counts_where_it_overlaps():
    text = "call me. Later on, call me."
    row = gold({"goal": "Ring Ana", "evidence": ["call me"]}, text=text)
    assert len(pair([said("x y", "call me", start=text.rfind("call me"))], row).matched) == 1
    assert occurrences("call me", text) == [(0, 7), (19, 26)]


def test_overlap_is_characters_in_both_over_characters_in_either():
    assert iou((0, 10), (5, 15)) == 5 / 15
    assert iou((0, 5), (5, 9)) == 0
    assert iou((3, 3), (3, 3)) == 0


def test_goals_are_compared_by_their_content_words():
    assert word_f1("Send the report to Ana", "Please send Ana the report") == 1
    assert word_f1("Send the report", "Order toner") == 0
    assert word_f1("Prüfprotokoll schicken", "das PRÜFPROTOKOLL schicken") == 1
    assert word_f1("", "") == 1


PLACES = st.integers(0, 5)


@given(st.lists(st.tuples(st.floats(0, 1), PLACES, PLACES), max_size=30))
def test_nothing_is_matched_twice(scored):
    pairs = best_first(scored)
    assert len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(pairs)

"""Words count where they are in the text, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.grounding import Source
from agent.models import FieldName

TEXT = "Ana, could you send the “Q3 numbers” – all of them –\n  by Friday? Annual report: by Friday the 13th."

FOUND = [
    ("send the", "send the"),
    ("SEND THE", "send the"),
    ('"Q3 numbers"', "“Q3 numbers”"),
    ("all of them - by friday", "all of them –\n  by Friday"),
    ("  Ana ", "Ana"),
]
NOT_FOUND = ["Ann", "nnual", "Q4 numbers", "", "   ", "by Saturday", "send  him the"]


@pytest.mark.parametrize(("words", "quote"), FOUND)
def test_words_are_found_whatever_their_case_space_and_quotes(words, quote):
    start, end = Source(TEXT).find(words)
    assert TEXT[start:end] == quote


@pytest.mark.parametrize("words", NOT_FOUND)
def test_words_that_are_not_there_are_not_found(words):
    assert Source(TEXT).find(words) is None


def test_the_place_nearest_to_the_item_counts():
    second = TEXT.rindex("by Friday")
    assert Source(TEXT).find("by Friday", near=second - 5) == (second, second + 9)
    assert Source(TEXT).find("by friday", near=0)[0] == TEXT.index("by Friday")


def test_evidence_names_each_span_once():
    found = Source(TEXT).evidence(FieldName.GOAL, ["Ana", "ana", None, "nobody"])
    assert [piece.quote for piece in found] == ["Ana"]


@given(st.text(max_size=200), st.text(max_size=20), st.integers(0, 300))
def test_whatever_is_found_is_verbatim(text, words, near):
    for piece in Source(text).evidence(FieldName.GOAL, [words], near):
        assert text[piece.start : piece.end] == piece.quote


@given(st.text(min_size=1, max_size=200), st.data())
def test_a_line_of_the_text_is_always_found(text, data):
    words = data.draw(st.sampled_from(text.split("\n"))).strip()
    if words:
        assert Source(text).find(words) is not None


def test_a_text_that_repeats_itself_is_searched_in_bounded_time():
    assert Source("ab " * 60_000).find("ab ab ab x") is None
    assert Source("a" * 200_000).find("a" * 1_000) is None

"""Whatever the text: no exception, spans that hold, deadlines that are not over."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.dates.due import DueKind, find, order_of, resolve
from agent.dates.recurrence import find_recurrence, recurrence
from agent.dates.words import lexicon

moments = st.datetimes(min_value=datetime(1, 1, 1), max_value=datetime(9999, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis takes naive bounds
usual = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - likewise
WORDS = sorted(lexicon())
pieces = st.one_of(
    st.sampled_from(WORDS),
    st.integers(0, 40).map(str),
    st.integers(0, 99_999_999).map(str),
    st.sampled_from(
        [",", ".", "-", "/", "(", ")", "'", "1st", "22nd", "5pm", "9:30", "14.11.", "03/07", "2026-02-30"]
    ),
)
dateish = st.lists(pieces, max_size=14).map(" ".join)
texts = st.one_of(st.text(max_size=80), dateish)


@given(texts, moments, st.booleans())
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_without_an_exception_and_its_spans_hold(text, now, european):
    last = 0
    for mention in find(text, now, day_first=european):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.phrase
        last = mention.end


@given(texts, moments)
@settings(max_examples=400, deadline=None)
def test_any_text_is_searched_for_cadences_without_an_exception(text, now):
    for mention in find_recurrence(text, now):
        assert text[mention.start : mention.end] == mention.phrase
    recurrence(text, now)
    assert order_of(now, text) in {True, False}


@given(texts, usual, st.booleans())
@settings(max_examples=400, deadline=None)
def test_a_deadline_is_never_over_when_it_is_stated(text, now, european):
    mention = resolve(text, now, day_first=european)
    if mention and mention.date and mention.kind is DueKind.DEADLINE:
        assert mention.date >= now.date()


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), usual, st.booleans())
def test_a_date_written_in_full_reads_back_as_itself(day, now, european):
    for written in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}"):
        assert resolve(f"by {written}", now, day_first=european).date == day


@given(dateish, usual)
@settings(max_examples=300, deadline=None)
def test_what_a_phrase_resolves_to_resolves_to_itself(text, now):
    mention = resolve(text, now, day_first=True)
    if mention and mention.date and mention.date.year >= 1900:
        assert resolve(f"by {mention.date.isoformat()}", now, day_first=True).date == mention.date

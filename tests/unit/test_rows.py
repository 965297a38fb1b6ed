"""Rows in, rows out, and JSON as strict as JSON is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import InvalidRow
from agent.rows import read_rows, strict_json

ROW = {"id": "a", "channel": "note", "received_at": "2026-11-02T09:00:00+01:00", "text": " Order toner.\r\n"}


def line(**given: object) -> bytes:
    return json.dumps({**ROW, **given}).encode()


def test_a_row_keeps_its_text_its_bytes_and_its_zone():
    (arrival,) = read_rows(line(), "x")
    assert (arrival.text, arrival.raw, arrival.derived) == (ROW["text"], line(), False)
    assert arrival.received_at.isoformat() == ROW["received_at"]


def test_empty_lines_and_unknown_fields_are_left_alone():
    found = read_rows(b"\n\n" + line(gold=[1]) + b"\r\n \n" + line(id="b"), "x")
    assert [arrival.source_id for arrival in found] == ["a", "b"]


@pytest.mark.parametrize(
    "at", ["2026-11-02", "2026-11-02T09:00:00", "1700000000", 1700000000, None, True, "9999-12-31T23:59Z", ""]
)
def test_a_time_needs_an_offset_and_a_year_within_reason(at):
    with pytest.raises(InvalidRow, match=r"^x:1: field 'received_at': give an ISO 8601 time"):
        read_rows(line(received_at=at), "x")


@pytest.mark.parametrize(
    "words",
    ['{"a": NaN}', '{"a": -Infinity}', '{"a": 1, "a": 2}', '["\\ud800"]', '["\\u0000"]', "", "{", "'a'"],
)
def test_what_other_readers_wave_through_is_refused(words):
    with pytest.raises(ValueError, match=r"."):
        strict_json(words.encode())


def test_a_backslash_before_u0000_is_no_nul():
    assert strict_json(json.dumps(["\\u0000"]).encode()) == ["\\u0000"]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text(st.characters(codec="utf-8", exclude_characters="\0")), inner)
    ),
)


@given(JSON)
def test_all_other_json_is_read_as_it_is(value):
    assert strict_json(json.dumps(value, ensure_ascii=False).encode()) == value


@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_refused(content):
    try:
        read_rows(content, "x")
    except InvalidRow as exc:
        assert str(exc).startswith("x:")  # noqa: PT017 refusing is one of two right answers

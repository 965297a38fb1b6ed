"""Whatever stands in a file, reading it ends in work, in rows that are told, or in one clear error."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from agent import people
from agent.errors import InputError
from agent.models import BacklogFormat
from agent.sources.backlog.reading import Limits, read

HEADERS = ("goal", "Title", "owner", "due", "status", "key", "labels", "other", "priority", "closed")
WORDS = (
    "",
    "done",
    "2026-11-30",
    "3/4/2026",
    "high",
    "Mend it",
    '"',
    "a,b",
    "=x",
    "cancelled",
    "\n",
    "\0",
    ";",
)
CELLS = st.one_of(st.sampled_from(WORDS), st.text(max_size=12))
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=10) | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(HEADERS), inner, max_size=4),
    max_leaves=12,
)
LIMITS = Limits(rows=1000)


def backlog(text, name, form=None):
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return read(raw, name, people.EMPTY, limits=LIMITS, form=form)


def accounted(found):
    lines = [one.line for one in (*found.items, *found.refused, *found.left_out)]
    assert len(lines) == len(set(lines)) == found.rows
    assert all(row.reason for row in (*found.refused, *found.left_out))
    assert all(one.item.goal.value.strip() and one.origin.key for one in found.items)
    return found.rows


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8), st.permutations(HEADERS[2:])
)
def test_every_row_of_a_table_is_work_or_is_told(rows, others):
    out = io.StringIO()
    csv.writer(out).writerows([["goal", *others[:2]], *rows])
    full = [row for row in rows if any(cell.strip() for cell in row)]
    try:
        found = backlog(out.getvalue(), "work.csv")
    except InputError:
        assert not full or any(char < " " for char in "".join(map("".join, full)))
        return
    assert accounted(found) == len(full)


@settings(max_examples=60)
@given(st.lists(JSON, max_size=8))
def test_every_line_of_json_is_work_or_is_told(values):
    lines = [json.dumps(value) for value in values]
    try:
        found = backlog("\n".join(lines), "work.jsonl")
    except InputError:
        assert not lines
        return
    assert accounted(found) == len(lines)


@settings(max_examples=60)
@given(st.lists(JSON, max_size=8))
def test_every_member_of_a_list_is_work_or_is_told(values):
    try:
        found = backlog(json.dumps(values, indent=1), "work.json")
    except InputError:
        assert not values or "NaN" in json.dumps(values) or "Infinity" in json.dumps(values)
        return
    assert len((*found.items, *found.refused, *found.left_out)) == len(values)


@given(st.binary(max_size=300) | st.text(max_size=300), st.sampled_from((None, *BacklogFormat)))
def test_any_bytes_whatever_end_in_rows_or_in_one_error(text, form):
    try:
        found = backlog(text, "work", form)
    except InputError:
        return
    assert found.rows

"""A row that does not fit is told with file, line and field, before anything runs."""

from __future__ import annotations

import json

import pytest

from agent.errors import InputError, InvalidRow, UnreadableInput
from evals import similar, tables
from evals.gold import DateRow, GoldRow, RecurrenceRow, RoutingRow, SentenceRow

ROW = {
    "id": "a",
    "channel": "note",
    "received_at": "2026-11-05T09:30:00+01:00",
    "text": "Ben, call the plumber.\nThanks",
    "items": [{"goal": "Call the plumber", "evidence": ["call the plumber"], "owner": "Ben"}],
}


def written(tmp_path, *rows, name="rows.jsonl"):
    path = tmp_path / name
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def fault(path, model=GoldRow) -> str:
    with pytest.raises(InvalidRow) as told:
        tables.read([path], model)
    return str(told.value).removeprefix(str(path))


def item(**change):
    return {**ROW, "items": [{**ROW["items"][0], **change}]}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{", ":2: it is no JSON"),
        ("[1]", ":2: a row must be a mapping"),
        ({**ROW, "id": "b", "received_at": "yesterday"}, ":2: field 'received_at': give an ISO 8601 time"),
        (ROW, ":2: the id 'a' stands in"),
        (item(evidence=["call the painter"]), ":2: item 0: the quote 'call the painter' is not in the text"),
        (item(evidence=[]), ":2: field 'items.0.evidence':"),
        (item(due="soon"), ":2: field 'items.0.due':"),
        (item(due="2026-02-30"), ":2: field 'items.0.due':"),
        (item(recurrence="FREQ=SOMETIMES"), ":2: field 'items.0.recurrence': 'FREQ=SOMETIMES' is no RRULE"),
        (item(priority="extreme"), ":2: field 'items.0.priority':"),
        (item(must_ask=["weather"]), ":2: field 'items.0.must_ask.0':"),
        ({**ROW, "not_work": True}, ":2: it says not_work, and has items"),
    ],
)
def test_a_fault_of_a_row_is_told_with_its_line_and_field(tmp_path, row, says):
    first = ROW if row == ROW else {**ROW, "id": "first"}
    assert fault(written(tmp_path, first, row)).startswith(says)


def test_a_fault_in_yaml_is_told_with_the_line_of_the_field(tmp_path):
    text = """
- id: a
  channel: note
  received_at: 2026-11-05T09:30:00+01:00
  text: |
    Ben, call the plumber.
  items:
    - goal: Call the plumber
      evidence: [call the plumber]
      due: soon
"""
    assert fault(written(tmp_path, text, name="a.yaml")).startswith(":10: field 'items.0.due':")


@pytest.mark.parametrize(
    ("key", "meant"), [("done_criterea", "done_criteria"), ("owner_bases", "owner_basis")]
)
def test_a_mistyped_key_in_a_hand_written_case_is_an_error_with_a_suggestion(tmp_path, key, meant):
    text = f"""
- id: a
  channel: note
  received_at: 2026-11-05T09:30:00+01:00
  text: Ben, call the plumber.
  items:
    - goal: Call the plumber
      evidence: [call the plumber]
      {key}: x
"""
    said = fault(written(tmp_path, text, name="a.yaml"))
    assert said == f":9: there is no field {key!r}; did you mean {meant!r}?"


def test_a_key_that_stands_twice_is_told_with_its_line(tmp_path):
    text = """
- id: a
  channel: note
  received_at: 2026-11-05T09:30:00+01:00
  text: Ben, call the plumber.
  items:
    - goal: Call the plumber
      evidence: [call the plumber]
      goal: Call Ben
"""
    assert fault(written(tmp_path, text, name="a.yaml")) == ":9: the key 'goal' stands twice: keep one"


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_time_from_which_days_cannot_be_counted_is_refused(tmp_path, year):
    row = {"text": "next year", "ref": f"{year}-12-31T10:00:00", "day_first": True, "due": None}
    assert fault(written(tmp_path, row), DateRow).startswith(":1: field 'ref': give a time between 1900")


def test_a_number_of_days_is_one_of_a_calendar(tmp_path):
    row = {"item": {"goal": "x", "due_in_days": 1e12}, "expected": "x"}
    assert fault(written(tmp_path, row), RoutingRow).startswith(":1: field 'item.due_in_days':")


@pytest.mark.parametrize(
    ("pairs", "says"),
    [
        ([("a", "b"), ("a", "b")], "pairs.jsonl:2: the id 'a, b' stands in"),
        ([("a", "a")], "it needs two items"),
        ([("a", "z")], "no item has the id 'z'"),
    ],
)
def test_a_pair_is_of_two_items_of_the_corpus_and_told_once(tmp_path, pairs, says):
    items = written(tmp_path, {"id": "a", "title": "Order toner"}, {"id": "b", "title": "Buy toner"})
    told = written(tmp_path, *({"query": q, "dup": d} for q, d in pairs), name="pairs.jsonl")
    with (
        pytest.raises(InvalidRow, match=says),
        similar.opened(items, told),
    ):
        pass


def test_rows_of_others_may_have_fields_of_their_own(tmp_path):
    (read,) = tables.read([written(tmp_path, {**item(score=3), "origin": "somewhere"})], GoldRow)
    assert read.row.items[0].owner == "Ben"


def test_yaml_and_json_say_the_same(tmp_path):
    (one,) = tables.read([written(tmp_path, ROW)], GoldRow)
    (other,) = tables.read([written(tmp_path, f"- {json.dumps(ROW)}", name="a.yaml")], GoldRow)
    assert (one.row, one.sha256) == (other.row, other.sha256)


def test_a_row_without_an_id_goes_by_its_number(tmp_path):
    rows = [{"text": "Please call.", "label": 1}, {"text": "Thanks.", "label": 0}]
    assert [read.id for read in tables.read([written(tmp_path, *rows)], SentenceRow)] == ["0", "1"]


def test_a_priority_other_than_normal_is_stated_unless_it_says_otherwise(tmp_path):
    def stated(**change):
        return tables.read([written(tmp_path, item(**change))], GoldRow)[0].row.items[0].priority_stated

    assert stated(priority="urgent")
    assert not stated()
    assert not stated(priority="urgent", priority_stated=False)


def test_a_row_whose_only_items_are_optional_is_without_work(tmp_path):
    assert tables.read([written(tmp_path, item(optional=True))], GoldRow)[0].row.is_idle


def test_a_missing_file_and_an_empty_one_are_told(tmp_path):
    with pytest.raises(UnreadableInput, match="No such file"):
        tables.read([tmp_path / "nowhere.jsonl"], GoldRow)
    with pytest.raises(InputError, match="there are no rows"):
        tables.read([written(tmp_path, "")], GoldRow)


@pytest.mark.parametrize(
    ("model", "row", "field"),
    [
        (SentenceRow, {"text": "a", "label": 2}, "label"),
        (DateRow, {"text": "a", "ref": "2026-01-01T00:00:00", "day_first": True, "due": 5}, "due"),
        (DateRow, {"text": "a", "ref": "noon", "day_first": True, "due": None}, "ref"),
        (RecurrenceRow, {"text": "a", "rrule": "DAILY"}, "rrule"),
        (RoutingRow, {"item": {"goal": "a", "kind": "wish"}, "expected": "Finance"}, "item.kind"),
    ],
)
def test_each_format_names_the_field_that_does_not_fit(tmp_path, model, row, field):
    assert fault(written(tmp_path, row), model).startswith(f":1: field {field!r}:")


def test_an_expected_route_may_be_the_name_of_a_team(tmp_path):
    path = written(tmp_path, {"item": {"goal": "a"}, "expected": "Finance"})
    assert tables.read([path], RoutingRow)[0].row.expected.team == "Finance"

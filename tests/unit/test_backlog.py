"""Existing work out of files: every row becomes work or is told with its line and its reason."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from agent import people
from agent.errors import EmptyInput, InputError, TooLong, UnreadableInput
from agent.models import BacklogFormat, Basis, Kind, Priority
from agent.sources.backlog import values
from agent.sources.backlog.reading import Limits, read

DIRECTORY = people.load(
    """
people:
  - {name: Ben Ito, handle: "@bito", email: ben@example.org, team: Plant}
  - {name: Ana Novak}
  - {name: Ana Silva}
  - {name: Gus Old, left: true}
teams:
  - {name: Plant, lead: Ben Ito}
"""
)


def backlog(text, name="work.csv", limits=None, **given):
    raw = text if isinstance(text, bytes) else text.encode()
    return read(raw, name, DIRECTORY, limits=limits or Limits(), **given)


def goals(found):
    return [one.item.goal.value for one in found.items]


JIRA = """\
Summary,Issue key,Issue Type,Status,Priority,Resolution,Assignee,Created,Due date,Resolved,Labels,Labels
Grease the crane,OPS-1,Bug,In Progress,Highest,,Ben Ito,02/Nov/26 9:15 AM,20/Nov/26 12:00 AM,,yard,crane
Order belts,OPS-2,Task,Done,Medium,Fixed,,01/Oct/26 8:00 AM,,15/Oct/26 5:30 PM,,
Paint the gate,OPS-3,Task,Closed,Low,Won't Do,,01/Oct/26 8:00 AM,,15/Oct/26 5:30 PM,,
"""
ACME = "https://github.com/acme/plant"
GH = [
    {
        "number": 12,
        "title": "Pump leaks",
        "body": "Since Monday.",
        "state": "OPEN",
        "assignees": [{"login": "bito"}],
        "labels": [{"name": "bug"}, {"name": "P1"}],
        "url": f"{ACME}/issues/12",
        "createdAt": "2026-11-02T09:00:00Z",
        "closedAt": None,
        "milestone": {"title": "m", "dueOn": "2026-12-01T08:00:00Z"},
    },
    {
        "number": 13,
        "title": "Old valve",
        "state": "CLOSED",
        "stateReason": "COMPLETED",
        "assignees": [],
        "url": f"{ACME}/issues/13",
        "closedAt": "2026-02-03T10:00:00Z",
    },
    {
        "number": 14,
        "title": "No",
        "state": "CLOSED",
        "stateReason": "NOT_PLANNED",
        "url": f"{ACME}/issues/14",
    },
]
REST = [
    {
        "html_url": f"{ACME}/issues/12",
        "url": "https://api.github.com/repos/acme/plant/issues/12",
        "number": 12,
        "title": "Pump leaks",
        "body": None,
        "state": "open",
        "assignee": {"login": "bito"},
        "created_at": "2026-11-02T09:00:00Z",
    },
    {
        "html_url": f"{ACME}/pull/15",
        "number": 15,
        "title": "Fix",
        "state": "open",
        "pull_request": {"url": "x"},
    },
]


def test_jira_repeats_column_names_and_writes_days_its_own_way():
    found = backlog(JIRA)
    assert found.form is BacklogFormat.JIRA
    first, second = found.items
    assert first.origin.key == "OPS-1" and first.item.kind is Kind.PROBLEM
    assert first.item.owner.value == "Ben Ito" and first.route.team == "Plant"
    assert first.item.due.value == date(2026, 11, 20) and first.item.priority.value is Priority.URGENT
    assert first.route.labels == ("yard", "crane")
    assert first.origin.created_at == datetime(2026, 11, 2, 9, 15, tzinfo=UTC)
    assert second.origin.done and second.origin.done_at == datetime(2026, 10, 15, 17, 30, tzinfo=UTC)
    assert [(row.line, row.reason) for row in found.left_out] == [(4, '"Won\'t Do" there')]
    assert found.refused == () and found.ignored == ()


def test_github_is_read_as_its_tool_and_as_its_api_write_it():
    found = backlog(json.dumps(GH, indent=1), "github.json")
    assert found.form is BacklogFormat.GITHUB
    first, second = found.items
    assert first.origin.key == first.origin.url == "https://github.com/acme/plant/issues/12"
    assert first.item.owner.value == "Ben Ito" and first.item.priority.value is Priority.HIGH
    assert first.item.due.value == date(2026, 12, 1) and first.origin.text == "Since Monday."
    assert second.origin.done and second.origin.done_at == datetime(2026, 2, 3, 10, tzinfo=UTC)
    assert [row.reason for row in found.left_out] == ["'NOT_PLANNED' there"]
    by_api = backlog(json.dumps(REST), "github.json")
    assert by_api.items[0].origin.key == first.origin.key
    assert [row.reason for row in by_api.left_out] == ["a pull request"]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Title,Assignee,Due Date,State", "Mend it,Ben Ito,2026-11-30,open"),
        ("due_date;goal;OWNER;status", "30.11.2026;Mend it;ben@example.org;To Do"),
        ("\ufeffSUMMARY\tdeadline\tresponsible", "Mend it\tNov 30, 2026\t@bito"),
        ("sep=|\nname|dueDate|assigned to", 'Mend it|"30/Nov/26 12:00 AM"|bito'),
        ("Aufgabe;Fällig am;Zuständig;Status", "Mend it;30.11.2026;Ben Ito;Offen"),
    ],
)
def test_columns_are_found_by_name_whatever_the_case_the_order_and_the_separator(header, row):
    [one] = backlog(f"{header}\n{row}\n").items
    assert (one.item.goal.value, one.item.owner.value) == ("Mend it", "Ben Ito")
    assert one.item.due.value == date(2026, 11, 30)
    assert not one.origin.done
    assert one.item.goal.basis is one.item.due.basis is Basis.PERSON


def test_lines_of_json_and_a_list_say_the_same():
    rows = [
        {"title": "Mend it", "labels": ["a", "b"], "owner": {"name": "Ben Ito"}, "key": 7},
        {"goal": "Two"},
    ]
    lines = backlog("\n\n".join(map(json.dumps, rows)), "w.jsonl")
    array = backlog(json.dumps(rows, indent=2), "w.json")
    assert [one.line for one in lines.items] == [1, 3] and [one.line for one in array.items] == [2, 13]
    assert [one.item for one in lines.items] == [one.item for one in array.items]
    assert lines.items[0].route.labels == ("a", "b") and lines.items[0].origin.key == "7"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2026-11-30", "2026-11-30T00:00:00+00:00"),
        ("2026-11-30T09:15:00Z", "2026-11-30T09:15:00+00:00"),
        ("2026-11-30 09:15", "2026-11-30T09:15:00+00:00"),
        ("2026/11/30", "2026-11-30T00:00:00+00:00"),
        ("30.11.2026", "2026-11-30T00:00:00+00:00"),
        ("3.4.26 08:00", "2026-04-03T08:00:00+00:00"),
        ("12/Nov/26 9:15 PM", "2026-11-12T21:15:00+00:00"),
        ("12/Nov/26 12:00 AM", "2026-11-12T00:00:00+00:00"),
        ("November 30, 2026", "2026-11-30T00:00:00+00:00"),
        ("30th Nov 2026", "2026-11-30T00:00:00+00:00"),
        ("11/30/2026 5:00 PM", "2026-11-30T17:00:00+00:00"),
        ("30/11/2026", "2026-11-30T00:00:00+00:00"),
        ("4/4/2026", "2026-04-04T00:00:00+00:00"),
    ],
)
def test_days_are_read_as_trackers_write_them(words, told):
    assert values.moment(words, None).isoformat() == told


@pytest.mark.parametrize(
    "words", ["soon", "2026-02-30", "3/4/2026", "0026-01-01", "99/99/2026", "Nov 30", "1" * 50]
)
def test_what_is_no_day_or_may_be_two_is_refused_with_what_to_do(words):
    with pytest.raises(ValueError, match=r"2026-11-30|is no year"):
        values.moment(words, None)


def test_the_days_of_a_file_tell_which_way_round_it_writes_them():
    rows = "goal,due\na,3/4/2026\nb,{}\n"
    assert backlog(rows.format("13/4/2026")).items[0].item.due.value == date(2026, 4, 3)
    assert backlog(rows.format("4/13/2026")).items[0].item.due.value == date(2026, 3, 4)
    assert [row.line for row in backlog(rows.format("5/6/2026")).refused] == [2, 3]


@pytest.mark.parametrize(
    ("words", "priority"),
    [("P0", "urgent"), ("Blocker", "urgent"), ("2 - High", "high"), ("Major", "normal"), ("lowest", "low"),
     ("Dringend", "urgent"), ("blue", None), ("high or low", None)],
)  # fmt: skip
def test_words_for_priorities_are_a_table(words, priority):
    assert values.priority(words) == priority


@pytest.mark.parametrize(
    ("words", "done", "called_off", "known"),
    [("Done", True, False, True), ("CLOSED", True, False, True), ("erledigt", True, False, True),
     ("In Progress", False, False, True), ("To Do", False, False, True), ("Won't fix", False, True, True),
     ("Mystery", False, False, False)],
)  # fmt: skip
def test_words_for_states_are_a_table(words, done, called_off, known):
    assert values.state(words) == (done, called_off, known)


def test_what_nobody_understands_is_told_and_counted():
    found = backlog(
        "goal,owner,priority,status\na,jdoe,blue,Mystery\nb,jdoe,,open\nc,Ana,,\nd,Gus Old,,open\n"
    )
    assert [one.item.owner.value for one in found.items] == [None] * 4
    assert [one.origin.owner for one in found.items] == ["jdoe", "jdoe", "Ana", "Gus Old"]
    assert found.notes == (
        "states that nobody understands, so open: 'Mystery'",
        "owners whom the directory does not know, so nobody is assigned: 'jdoe' (2)",
        "priorities that nobody understands, so normal: 'blue'",
        "owners who may be several, so nobody is assigned: 'Ana'",
        "owners who have left, so nobody is assigned: 'Gus Old'",
    )


def test_one_bad_row_is_told_and_costs_no_other():
    found = backlog(
        "goal,due,owner\n"
        "one,2026-11-30,\n"
        ",2026-11-30,\n"
        'two,"open quote,\n'
        "three,never,\n"
        "four,2026-11-30\n"
        '"with\nlines",,\n'
        "five,,,,\n"
        "six,,,extra\n"
    )
    assert goals(found) == ["one", "with lines", "five"]
    assert [one.line for one in found.items] == [2, 7, 9]
    assert [row.line for row in found.refused] == [3, 4, 5, 6, 10]
    assert found.rows == 8


def test_bad_objects_are_told_with_their_lines():
    lines = [
        '{"goal": "one"}', "{", "[1]", '{"goal": "a", "goal": "b"}', '{"goal": "x", "due": NaN}',
        "[" * 100_000, '{"goal": "\\ud800"}', '{"goal": 7, "due": null}', '{"goal": "nul \\u0000"}',
    ]  # fmt: skip
    found = backlog("\n".join(lines), "w.jsonl")
    assert goals(found) == ["one", "7"]
    assert [row.line for row in found.refused] == [2, 3, 4, 5, 6, 7, 9]


def test_a_list_that_breaks_off_is_not_imported_at_all():
    with pytest.raises(UnreadableInput, match=r"line 2: .*nothing was read"):
        backlog('[{"title": "one", "number": 1},\n{"title": ', "github.json")


def test_hostile_cells_are_data():
    [one] = backlog('goal,labels,url\n"=HYPERLINK(""x"")",<script>,javascript:alert(1)\n').items
    assert one.item.goal.value == '=HYPERLINK("x")'
    assert one.route.labels == ("<script>",)
    assert (one.origin.key, one.origin.url) == ("javascript:alert(1)", "")


def test_keys_tell_rows_apart_and_rows_without_one_go_by_their_goal():
    found = backlog("key,goal\nA-1,one\nA-1,two\n,three\n,three\n", source="plant")
    assert [row.reason for row in found.refused] == ["'plant A-1' stands on line 2 already"]
    assert len({one.origin.key for one in found.items}) == 3
    again = backlog("goal,key,owner\nthree,,Ben Ito\n", source="plant")
    assert again.items[0].origin.key == found.items[1].origin.key


@pytest.mark.parametrize(
    ("text", "limits", "error", "said"),
    [
        ("goal\na\n" * 300, Limits(bytes=1000), TooLong, "limits: import_bytes"),
        ("goal\na\nb\nc\n", Limits(rows=2), TooLong, "limits: import_rows"),
        ("owner,due\nAna,\n", Limits(), UnreadableInput, "call one of them goal, title or summary"),
        ("goal\n", Limits(), UnreadableInput, "no row"),
        ("", Limits(), EmptyInput, "no text"),
        (b"PK\x03\x04\x00\x00", Limits(), UnreadableInput, "binary"),
        ("a,goal\n" + '"' + "x\n" * 1200, Limits(), UnreadableInput, "rows cannot be read"),
    ],
)
def test_a_file_beyond_the_bounds_or_of_another_kind_is_an_error_that_says_what_to_do(
    text, limits, error, said
):
    with pytest.raises(error, match=said) as raised:
        backlog(text, limits=limits)
    assert isinstance(raised.value, InputError)


def test_a_cell_that_is_too_long_is_refused_and_not_cut():
    found = backlog(f"goal,body\none,{'x' * 200}\ntwo,y\n", limits=Limits(cell=100))
    assert goals(found) == ["two"]
    assert "limits: import_cell_characters" in found.refused[0].reason
    quoted = backlog(f'goal,body\none,"{"x" * 200_000}"\ntwo,y\n')
    assert (goals(quoted), len(quoted.refused)) == (["two"], 1)
    assert "131,072" in quoted.refused[0].reason

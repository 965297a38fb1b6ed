"""`clarify import` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

FILE = """\
URL,Title,Assignee,Due,State,Description
https://t.example/1,Replace the dimmer on circuit 24,Ana Novak,2026-12-01,open,It flickers.
https://t.example/2,"=1+1",,soon,open,
https://t.example/3,"=1+2",,,done,
"""


@pytest.fixture
def ana(clarify, monkeypatch):
    monkeypatch.setenv("CLARIFY_USER", "Ana Novak")
    clarify.done("users", "add", "Ana Novak")
    Path("work.csv").write_text(FILE)


def test_a_file_is_shown_decided_and_taken_back(clarify, ana):
    shown = clarify("import", "work.csv")
    assert shown.code == 1
    for told in (
        "3 rows of csv",
        "goal ← Title",
        "not read" not in shown.out and "new       2",
        "line 3: due: 'soon'",
    ):
        assert told in shown.out
    assert "nothing was imported yet" in shown.err
    [seen] = clarify("import", "work.csv", "--json").rows
    assert [row["line"] for row in seen["refused"]] == [3]
    assert clarify("import", "work.csv", "--yes").code == 2
    wrong = clarify("import", "work.csv", "--yes", "--digest", "0" * 64)
    assert (wrong.code, "not what you saw" in wrong.err) == (1, True)
    made = clarify("import", "work.csv", "--yes", "--digest", seen["digest"], "--json")
    assert made.code == 1
    [row] = made.rows
    assert (row["items"], row["by"], row["digest"]) == (2, "Ana Novak", seen["digest"])
    [work] = [row for row in clarify.done("work", "--json").rows if row["status"] == "open"]
    assert "It flickers." in clarify.done("show", work["id"]).out
    assert "'=1+2" in clarify.done("export", "--format", "csv").out
    [proposed] = clarify.done("intake", "--json", stdin=b"Please replace the dimmer on circuit 24.").rows
    [proposal] = clarify.done("queue", "--json").rows
    assert proposed["proposals"] and proposal["similar"]["matches"][0]["verdict"] == "duplicate"
    [again] = clarify("import", "work.csv", "--json").rows
    assert (again["new"], len(again["known"])) == ([], 2)
    [taken] = clarify.done("undo", row["id"], "--json").rows
    assert (taken["withdrawn"], taken["left"]) == (2, [])
    assert clarify.done("work", "--json").rows == []
    assert clarify.done("import", "--json").rows[0]["undone_by"] == "Ana Novak"
    assert clarify.done("verify", "--json").rows[0]["fine"]


def test_our_own_export_comes_back_as_what_is_here(clarify, ana, monkeypatch):
    [seen] = clarify("import", "work.csv", "--json").rows
    clarify("import", "work.csv", "--yes", "--digest", seen["digest"])
    clarify.done("export", "--format", "csv", "--output", "ours.csv")
    [back] = clarify.done("import", "ours.csv", "--json").rows
    assert (back["new"], [one["differs"] for one in back["known"]]) == ([], [[], []])
    monkeypatch.setenv("CLARIFY_WORKSPACE", "other")
    [other] = clarify.done("import", "ours.csv", "--json").rows
    assert [one["item"]["goal"]["value"] for one in other["new"]] == [
        "Replace the dimmer on circuit 24",
        "=1+2",
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.csv", None, "cannot be read"),
        ("a.csv", "x,y\n1,2\n", "call one of them goal"),
        (".", None, "cannot be read"),
    ],
)
def test_what_is_no_backlog_is_a_clear_error(clarify, ana, name, content, said):
    if content:
        Path(name).write_text(content)
    told = clarify("import", name)
    assert (told.code, told.out) == (1, "")
    assert said in told.err

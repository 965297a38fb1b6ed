"""`clarify eval harvest`, as it is typed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evals import tables
from evals.gold import GoldRow

ANA = ("--as", "Ana Novak")
PEOPLE = "people:\n  - {name: Ana Novak, email: ana@harbour.example}\n  - {name: Bob Li, aliases: [Bobby]}\n"
MAIL = """\
From: Ana Novak <ana@harbour.example>
To: Bob Li <bob.li@harbour.example>
Date: Mon, 02 Nov 2026 09:00:00 +0100
Subject: toner

Bob, please order 40 boxes of toner by 4 December 2026.
Please call 020 7946 0018 about the lift, Bobby.

Ana
"""


@pytest.fixture
def office(clarify):
    """Two proposals of one mail wait."""
    Path("people.yaml").write_text(PEOPLE, encoding="utf-8")
    Path("toner.eml").write_text(MAIL, encoding="utf-8")
    clarify.done("users", "add", "Ana Novak")
    clarify.done("people", "import", "people.yaml")
    clarify.done("intake", "toner.eml")
    return clarify


def decide(clarify):
    """The owner of the first is changed, the second rejected."""
    first, second = (row["id"] for row in clarify.done("queue", "--json").rows)
    clarify.done("edit", first, "--set", "owner=Ana Novak", *ANA)
    digest = clarify.done("show", first).out.split("digest ")[-1].split()[0]
    clarify.done("confirm", first, "--yes", "--digest", digest, *ANA)
    clarify.done("reject", second, "--reason", "Bobby did that", *ANA)


def read(name) -> list[GoldRow]:
    return [labelled.row for labelled in tables.read([Path(name)], GoldRow)]


def test_decisions_become_a_file_that_the_eval_takes_as_it_is(office):
    decide(office)
    said = office.done("eval", "harvest", "--out", "cases.yaml")
    assert said.out.splitlines() == [
        "1 case in cases.yaml: 1 that a person changed, 0 without work",
        "Next: look through it, then clarify eval extraction --data cases.yaml",
    ]
    assert said.err == (
        "clarify: cases.yaml: it holds real names, addresses and texts: keep it as you keep the store, "
        "or use --replace-names\n"
    )
    assert Path("cases.yaml").stat().st_mode & 0o777 == 0o600
    (row,) = read("cases.yaml")
    assert (row.items[0].owner, row.text) == ("Ana Novak", MAIL)
    assert "owner changed from Bob Li to Ana Novak" in row.note and "rejected: Bobby did that" in row.note
    (told,) = office.done("eval", "extraction", "--data", "cases.yaml", "--engine", "local", "--json").rows
    assert (told["n"], told["metrics"]["owner"]["value"]) == (1, 0.0)


def test_names_are_replaced_in_the_whole_file_and_the_same_ones_each_time(office):
    decide(office)
    said = office.done("eval", "harvest", "--out", "a.yaml", "--replace-names")
    assert said.err == (
        "clarify: a.yaml: known names are replaced; whoever stands only in running text is not known: "
        "read it before you share it\n"
    )
    office.done("eval", "harvest", "--out", "b.yaml", "--replace-names")
    text = Path("a.yaml").read_text(encoding="utf-8")
    assert text == Path("b.yaml").read_text(encoding="utf-8")
    assert not re.search(r"\b(Ana|Novak|Bob|Bobby|Li|harbour|7946)\b", text, re.IGNORECASE)
    (row,) = read("a.yaml")
    assert row.items[0].owner == row.sender.name and row.recipients[0].email.endswith(".example")


def test_json_is_one_object(office):
    decide(office)
    (told,) = office.done("eval", "harvest", "--out", "c.yml", "--json").rows
    assert told == {
        "file": "c.yml", "cases": 1, "changed": 1, "not_work": 0, "undecided": 0, "left_out": [],
    }  # fmt: skip


def test_what_waits_and_what_cannot_be_replaced_is_told(office):
    decide(office)
    Path("later.txt").write_text("Please mend the lift.\n", encoding="utf-8")
    row = {
        "id": "a", "channel": "note", "received_at": "2026-11-02T09:00:00Z", "people": ["★★"],
        "text": "Please ask ★★ for ink.",
    }  # fmt: skip
    Path("a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    office.done("intake", "a.jsonl")
    (proposal,) = office.done("queue", "--json").rows
    office.done("reject", proposal["id"], *ANA)
    office.done("intake", "later.txt")
    said = office.done("eval", "harvest", "--out", "c.yaml", "--replace-names", "--json")
    assert (said.rows[0]["cases"], said.rows[0]["undecided"]) == (1, 1)
    assert said.rows[0]["left_out"][0]["id"] == proposal["intake_id"]
    assert said.err.splitlines()[:2] == [
        "clarify: 1 text is not decided to the end: left out",
        f"clarify: {proposal['intake_id']}: not every name can be replaced: '★★': left out",
    ]


def test_where_nothing_is_decided_there_is_no_file(office):
    said = office("eval", "harvest", "--out", "cases.yaml")
    assert (said.code, Path("cases.yaml").exists()) == (1, False)
    assert "there is nothing to make cases of" in said.err and "1 text is not decided" in said.err
    decide(office)
    assert office("eval", "harvest", "--out", "cases.yaml", "--since", "2199-01-01").code == 1
    assert office.done("eval", "harvest", "--out", "cases.yaml", "--since", "2020-01-01").code == 0


def test_a_file_that_is_there_is_not_replaced(office):
    decide(office)
    Path("cases.yaml").write_text("edited", encoding="utf-8")
    said = office("eval", "harvest", "--out", "cases.yaml")
    assert said.code == 1 and "'cases.yaml' is there already, perhaps edited: name another file" in said.err
    assert Path("cases.yaml").read_text(encoding="utf-8") == "edited"


def test_a_file_that_no_eval_would_read_as_yaml_is_wrong_usage(office):
    assert office("eval", "harvest", "--out", "cases.jsonl").code == 2
    assert office("eval", "harvest").code == 2
    assert office("eval", "harvest", "--out", "cases.yaml", "--since", "yesterday").code == 1

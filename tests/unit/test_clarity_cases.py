"""An engine's words held against texts, with hand-written findings: what a reviewer sees of them."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from agent.models import Basis, Channel, Criterion, FieldName, Finding, Intake, OwnerRole, Party, Priority
from agent.people import load
from agent.reading import read

FILE = yaml.safe_load(Path(__file__).with_name("clarity_cases.yaml").read_text(encoding="utf-8"))
DIRECTORY = load(FILE["directory"])
CASES = FILE["cases"]


def party(name):
    return Party(name=name, email=name.split()[0].lower() + "@dock.example")


def intake(case):
    return Intake(
        id="I-1",
        channel=Channel(case.get("channel", "email")),
        sender=party(case.get("sender", "Noor Haddad")),
        recipients=(party("Ben Ortiz"),),
        received_at=datetime.fromisoformat("2026-11-04T10:00:00+01:00"),
        text=case["text"],
        sha256="0" * 64,
    )


def finding(case):
    """`owner` is "ROLE WORDS", `priority` is 'PRIORITY "WORDS"', `done` pairs of text and quote."""
    found = case["found"]
    role, _, owner = found.get("owner", "nobody").partition(" ")
    priority, _, urgent = found.get("priority", "none").partition(" ")
    return Finding(
        goal=found.get("goal", "Do it"),
        quotes=tuple(found.get("quotes", [case["text"].splitlines()[0]])),
        owner_role=OwnerRole(role),
        owner_text=owner or None,
        due_text=found.get("due"),
        recurrence_text=found.get("recurrence"),
        priority=None if priority == "none" else Priority(priority),
        priority_text=urgent.strip('"') or None,
        done_criteria=tuple(Criterion(text=text, quote=quote) for text, quote in found.get("done", [])),
    )


def seen(item):
    """Each field as "VALUE BASIS", only the basis where the value says nothing more."""
    singles = {"owner": item.owner, "due": item.due, "recurrence": item.recurrence, "priority": item.priority}
    told = {
        name: str(sourced.basis) if sourced.value is None else f"{sourced.value} {sourced.basis}"
        for name, sourced in singles.items()
    }
    return told | {"goal": str(item.goal.basis), "done": str(item.readiness[FieldName.DONE_CRITERIA])}


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_reviewer_sees_where_each_value_comes_from_and_what_is_open(case):
    made = read(finding(case), intake(case), DIRECTORY)
    assert {name: seen(made.item)[name] for name in case["becomes"]} == case["becomes"]
    wanted = case["gaps"]
    if "owner" not in case["found"]:
        wanted = [*wanted, "owner: the text names nobody"]
    told = [f"{gap.topic}: {gap.reason}" for gap in made.gaps]
    assert len(told) == len(wanted), told
    for gap in wanted:
        topic, _, words = gap.partition(": ")
        assert any(line.startswith(f"{topic}: ") and words in line for line in told), (gap, told)
    if "candidates" in case:
        first = case["gaps"][0].partition(": ")
        about = next(gap for gap in made.gaps if gap.topic == first[0] and first[2] in gap.reason)
        assert list(about.candidates) == case["candidates"]
    for piece in (*made.item.evidence, *(piece for gap in made.gaps for piece in gap.evidence)):
        assert case["text"][piece.start : piece.end] == piece.quote


def test_there_are_cases_of_every_kind():
    said = " ".join(gap for case in CASES for gap in case["gaps"])
    assert len(CASES) >= 90
    assert set(re.findall(r"(\w+):", said)) >= {
        "goal",
        "owner",
        "due",
        "recurrence",
        "priority",
        "done_criteria",
    }
    assert {
        basis for case in CASES for value in case["becomes"].values() for basis in [value.split()[-1]]
    } == {str(basis) for basis in (Basis.STATED, Basis.INFERRED, Basis.MISSING)}

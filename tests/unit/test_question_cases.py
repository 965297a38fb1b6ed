"""What is asked, of whom, with which choices, in which language: a table, through the code for all texts."""

from __future__ import annotations

from datetime import datetime
from email.utils import parseaddr
from pathlib import Path

import pytest
import yaml

from agent.clarity import Asking, Unsettled, most_valuable, questions
from agent.models import (
    Asked,
    Channel,
    Criterion,
    Extraction,
    Finding,
    Intake,
    Kind,
    OwnerRole,
    Party,
    Priority,
    Route,
    Topic,
    Trace,
)
from agent.people import load
from agent.pipeline import extract
from agent.reading import read

CASES = yaml.safe_load(Path(__file__).with_name("question_cases.yaml").read_text(encoding="utf-8"))
DIRECTORY = load(
    """
people:
  - {name: Ana Novak, email: ana@house.example, zone: Europe/Prague}
  - {name: Ben Ortiz, email: ben@house.example, team: IT}
  - {name: Kim Reed, email: kim@house.example}
  - {name: Lea Sand, email: lea@house.example}
  - {name: Mo Ali, team: IT}
  - {name: Mo Berg}
  - {name: Old Hand, team: Archive, left: true}
  - {name: Nils Far, away: {until: 2026-11-20, deputy: Ben Ortiz}}
  - {name: Ida One, team: Choir}
  - {name: Ivo Two, team: Choir}
  - {name: Ira Three, team: Choir}
  - {name: Ian Four, team: Choir}
  - {name: Isa Five, team: Choir}
  - {name: Ilo Six, team: Choir}
  - {name: Ike Seven, team: Choir}
teams:
  - {name: IT, lead: Kim Reed}
  - {name: Facilities, lead: Lea Sand}
  - {name: Archive, lead: Old Hand}
  - {name: Choir, aliases: [the choir]}
"""
)
ROLES = {"nobody": OwnerRole.NOBODY, "me": OwnerRole.SENDER, "you": OwnerRole.RECIPIENT}


class Says:
    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings

    def extract(self, _intake: Intake) -> Extraction:
        return Extraction(findings=self.findings, trace=Trace(engine="hand"))


def party(words: str) -> Party:
    name, email = (
        parseaddr(words) if "@" in words else (words, f"{words.split(maxsplit=1)[0].lower()}@house.example")
    )
    return Party(name=name, email=email)


def intake_of(case: dict) -> Intake:
    sender = case.get("sender", "Ana Novak")
    return Intake(
        id="I-1",
        channel=Channel(case.get("channel", "email")),
        sender=party(sender) if sender else None,
        recipients=tuple(map(party, case.get("recipients", ["Ben Ortiz"]))),
        received_at=datetime.fromisoformat(str(case.get("received_at", "2026-11-04T10:00:00+01:00"))),
        text=case["text"],
        sha256="0" * 64,
    )


def finding(work: dict, text: str) -> Finding:
    owner = work.get("owner", "you")
    return Finding(
        goal=work["goal"],
        quotes=(work.get("words", text),),
        kind=Kind(work.get("kind", "request")),
        owner_role=ROLES.get(owner, OwnerRole.NAMED),
        owner_text=None if owner in ROLES else owner,
        due_text=work.get("due"),
        recurrence_text=work.get("every"),
        priority=Priority.URGENT if "urgent" in work else None,
        priority_text=work.get("urgent"),
        done_criteria=tuple(Criterion(text=words, quote=words) for words in work.get("done", [])),
        questions=tuple(Asked(topic=Topic(t), text=words) for t, words in work.get("asks", {}).items()),
    )


def asked(case: dict) -> list:
    """By the stateless path where no rule takes part, else as the stored one asks."""
    work = case["work"] if isinstance(case["work"], list) else [case["work"]]
    intake, findings = intake_of(case), tuple(finding(one, case["text"]) for one in work)
    if not case.keys() & {"team", "by", "closed"}:
        _, row = extract(intake, Says(findings), DIRECTORY)
        return [(q.field, q) for item in row.items for q in item.questions]
    route = Route(rule="r", team=case.get("team"), owner=case.get("by"))
    asking = Asking(intake, DIRECTORY, route, tuple(map(Topic, case.get("closed", ()))))
    readings = [read(found, intake, DIRECTORY) for found in findings]
    put = most_valuable([Unsettled(r.item, questions(r.item, r.gaps, asking)) for r in readings])
    return [(q.topic, q) for few in put for q in few]


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_only_what_is_open_and_matters_is_asked_of_whoever_can_answer(case):
    found = asked(case)
    assert [str(topic) for topic, _ in found] == [wanted["about"] for wanted in case["ask"]]
    for (_, question), wanted in zip(found, case["ask"], strict=True):
        assert question.addressee == wanted["to"]
        assert wanted.get("says", "") in question.text
        assert list(question.choices) == wanted.get("choices", [])

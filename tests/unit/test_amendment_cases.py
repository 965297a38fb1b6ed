"""What replies mean for what their thread asked before, as a table that anybody can read and add to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
import yaml

from agent.models import (
    Basis,
    Channel,
    Evidence,
    FieldName,
    Finding,
    Intake,
    Item,
    Kind,
    OwnerRole,
    Party,
    Priority,
    Proposal,
    Route,
    Similar,
    Sourced,
    Trace,
    WorkItem,
    WorkStatus,
)
from agent.people import EMPTY
from agent.reading import read
from agent.text.takebacks import taken_back
from agent.threads import Reply, Thread, settle

CASES = yaml.safe_load(Path(__file__).with_name("amendment_cases.yaml").read_text(encoding="utf-8"))
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
ANA, BEN = Party(name="Ana Novak"), Party(name="Ben Adler")
HEAD = "From: Ana Novak <ana@firm.example>\nTo: Ben Adler <ben@firm.example>\nSubject: Re: our plans\n\n"
ROUTE, TRACE = Route(rule="all"), Trace(engine="table")


def mail(id_, text, at):
    return Intake(
        id=id_, channel=Channel.EMAIL, sender=ANA, recipients=(BEN,), people=("Carl Ode",), received_at=at,
        text=text, sha256="0" * 64,
    )  # fmt: skip


FIRST = mail("I-first", "our plans", MONDAY)


def item(goal):
    said = (Evidence(field=FieldName.GOAL, quote=goal, start=0, end=len(goal)),)
    return Item(
        goal=Sourced(value=goal, basis=Basis.STATED, evidence=said),
        kind=Kind.REQUEST,
        owner=Sourced(value="Ben Adler", basis=Basis.INFERRED),
        priority=Sourced(value=Priority.NORMAL, basis=Basis.INFERRED),
        due=Sourced(value=date(2026, 11, 6), basis=Basis.INFERRED),
        recurrence=Sourced(value=None, basis=Basis.MISSING),
    )


def proposal(id_, of, intake):
    return Proposal(
        id=id_, intake_id=intake.id, intake_sha256=intake.sha256, item=of, similar=Similar(), route=ROUTE,
        trace=TRACE,
    )  # fmt: skip


def work(id_, goal, status):
    return WorkItem(
        id=id_, proposal_id=f"of {id_}", intake_id=FIRST.id, digest="1" * 64, status=status, item=item(goal),
        route=ROUTE, confirmed_by="Ana Novak", confirmed_at=MONDAY,
    )  # fmt: skip


def found(said):
    owner = said.get("owner")
    return Finding(
        goal=said["goal"], quotes=(said["quote"],), due_text=said.get("due"), owner_text=owner,
        owner_role=OwnerRole.NAMED if owner else OwnerRole.NOBODY,
    )  # fmt: skip


def settled(case):
    waiting = [proposal(f"P-{goal}", item(goal), FIRST) for goal in case.get("open", ())]
    standing = [work(f"W-{goal}", goal, WorkStatus.OPEN) for goal in case.get("work", ())]
    standing += [work(f"W-{goal}", goal, WorkStatus.DONE) for goal in case.get("done", ())]
    reply = mail("I-reply", HEAD + case["reply"], MONDAY + timedelta(days=1))
    proposed = [
        proposal(f"P-new {said['goal']}", read(found(said), reply, EMPTY).item, reply)
        for said in case.get("read", ())
    ]
    ids = count()
    outcome = settle(
        Reply(reply, tuple(proposed), tuple(taken_back(reply)), TRACE),
        Thread(tuple(waiting), tuple(standing), {FIRST.id: FIRST}),
        lambda: f"P-change {next(ids)}",
    )
    return outcome, reply, [thing.id for thing in (*waiting, *standing)]


def told(changed):
    """As the table says it."""
    if changed is None:
        return "nothing"
    if changed.cancelled is None:
        return list(changed.amendments[-1].changes)
    state = "done already" if changed.cancelled.done else "taken back"
    return state if changed.cancelled.certain else f"perhaps {state}"


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_reply_means_what_the_table_says(case):
    outcome, reply, things = settled(case)
    changes = {
        made.amends.work_id if made.amends else made.id: made
        for made in (*outcome.amending, *outcome.amended)
    }
    assert [told(changes.get(thing)) for thing in things] == case["then"]
    assert [made.item.goal.value for made in outcome.new] == case.get("new", [])
    for changed in changes.values():
        if changed.cancelled:
            said = changed.cancelled.evidence
            assert (reply.text[said.start : said.end], said.source) == (said.quote, reply.id)
        assert all(made.amends is None and made.revision == 2 for made in outcome.amended)


def test_every_case_has_a_name_of_its_own():
    assert len({case["id"] for case in CASES}) == len(CASES)

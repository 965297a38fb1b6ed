"""The wheel's numbers follow what people do, and belong to one workspace, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agent.models import Changes, DecisionKind, WorkStatus
from agent.review import revise, undo
from agent.stores.figures import SqlFigures
from agent.survivors import merging_into
from tests.houses import ANA, house


@pytest.fixture
def at(database_url):
    with house(database_url) as opened:
        yield opened


def turned(at, days=7):
    return SqlFigures(at.workspace).wheel(days)


def now(at, proposal):
    return at.services.proposals.get(proposal.id)


def test_every_number_follows_what_people_do_and_what_they_take_back(at):
    assert turned(at).is_empty
    money, garden, report, fence = at.propose(
        "do the invoice\nBen: do the garden\ndo the report\ndo the fence"
    )
    start = turned(at)
    assert (start.now.arrived, start.now.proposed, start.stock.waiting, start.now.decided) == (1, 4, 4, 0)
    assert [(one.team, one.turn.proposed) for one in start.teams] == [("Operations", 3), ("Finance", 1)]

    at.clock.at += timedelta(hours=5)
    due = (at.clock.at + timedelta(days=2)).date()
    edit = at.decision(DecisionKind.EDIT, money, changes=Changes(due=due))
    work = at.confirm(revise(edit, at.services))
    rejected = revise(at.decision(DecisionKind.REJECT, garden), at.services)
    shown = merging_into(report, fence.id, at.services)
    revise(at.decision(DecisionKind.MERGE, shown, merge_into=fence.id), at.services)
    decided = turned(at)
    assert (decided.now.decided, decided.now.confirmed, decided.now.merged) == (3, 1, 1)
    assert decided.now.hours_to_clear == pytest.approx(5, abs=0.1)
    assert decided.now.clear == start.now.clear - (money.questions == ())
    assert (decided.stock.open, decided.stock.overdue, decided.stock.waiting) == (1, 0, 1)

    undo(at.decision(DecisionKind.UNDO, rejected), at.services)
    assert (turned(at).now.decided, turned(at).stock.waiting) == (2, 2)

    at.clock.at += timedelta(days=8)
    late = turned(at)
    assert (late.now.arrived, late.before.arrived, late.before.confirmed) == (0, 1, 1)
    assert late.stock.overdue == 1 and [bar.count for bar in late.open_by_age] == [0, 1, 0, 0, 0]
    at.services.registry.set_status(work.id, WorkStatus.DONE, ANA)
    done = turned(at)
    assert (done.now.done, done.now.done_with_due, done.now.done_on_time, done.stock.open) == (1, 1, 0, 0)
    at.services.registry.set_status(work.id, WorkStatus.OPEN, ANA)
    assert turned(at).now.done == 0

    with house(at.url, workspace="other") as other:
        assert turned(other).is_empty and turned(other).teams == ()

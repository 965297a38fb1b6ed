"""The short lines of proposals: what lists, counts and searches stand on, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from agent.errors import NotFound
from agent.models import DecisionKind, ProposalState
from agent.review import revise, undo
from agent.stores.queue import SqlQueue, Wanted
from agent.stores.schema import queue
from agent.stores.workspace import Page
from tests.houses import house

TEXT = "do the invoice\nBen: do the garden\ndo the report"


@pytest.fixture
def at(database_url):
    with house(database_url) as opened:
        yield opened


@pytest.fixture
def lines(at):
    return SqlQueue(at.workspace)


def goals(lines, **wanted) -> list[str]:
    return [one.line.goal for one in lines.find(Wanted(**wanted), Page(50))]


def counts(lines) -> dict[str, int]:
    found: dict[str, int] = {}
    for group in lines.groups():
        found[group.state] = found.get(group.state, 0) + group.count
    return found


def test_a_line_follows_its_proposal_through_every_decision(at, lines):
    assert lines.is_empty()
    money, garden, report = at.propose(TEXT)
    assert goals(lines) == ["the invoice", "the garden", "the report"] and not lines.is_empty()
    [first, *_] = lines.find(Wanted(), Page(1))
    assert (first.id, first.team, first.line.owner, first.line.priority) == (
        money.id,
        "Finance",
        "Deb",
        "high",
    )
    assert first.ready == sum(basis != "missing" for basis in first.line.bases.values())
    at.confirm(money)
    rejected = revise(at.decision(DecisionKind.REJECT, garden), at.services)
    assert goals(lines) == ["the report"]
    assert counts(lines) == {"confirmed": 1, "rejected": 1, "pending": 1}
    undo(at.decision(DecisionKind.UNDO, rejected), at.services)
    assert goals(lines) == ["the garden", "the report"]
    assert lines.next_after(garden.id, Wanted()) == report.id
    assert lines.next_after(report.id, Wanted()) == garden.id
    assert lines.next_after(garden.id, Wanted(team="Finance")) is None
    assert goals(lines, state=ProposalState.CONFIRMED) == ["the invoice"]


def test_what_is_snoozed_waits_again_when_its_time_has_come(at, lines):
    money = at.propose(TEXT)[0]
    until = at.clock.at + timedelta(days=1)
    revise(at.decision(DecisionKind.SNOOZE, money, until=until), at.services)
    assert counts(lines) == {"pending": 2, "snoozed": 1}
    assert goals(lines, state=ProposalState.SNOOZED) == ["the invoice"]
    at.clock.at = until
    assert counts(lines) == {"pending": 3}
    assert goals(lines)[0] == "the invoice" and goals(lines, state=ProposalState.SNOOZED) == []


def test_lists_are_narrowed_by_team_readiness_age_and_words(at, lines):
    at.propose(TEXT)
    later = at.clock.at + timedelta(days=2)
    at.clock.at = later
    at.propose("do the Straße 100%")
    assert goals(lines, team="Finance") == ["the invoice"]
    assert goals(lines, before=later) == ["the invoice", "the garden", "the report"]
    assert lines.older(later) == 3
    found = {one.ready for one in lines.find(Wanted(), Page(50))}
    assert {one.ready for one in lines.find(Wanted(ready=(max(found),)), Page(50))} == {max(found)}
    for sought, goal in (
        (["GARDEN"], "the garden"),
        (["strasse", "100%"], "the Straße 100%"),
        (["ben"], "the garden"),
    ):
        assert goals(lines, words=sought) == [goal]
    assert goals(lines, words=["%"]) == ["the Straße 100%"] and goals(lines, words=["nothing"]) == []


def test_pages_follow_each_other_without_a_gap(at, lines):
    made = at.propose("\n".join(f"do {number}" for number in range(5)))
    first = lines.find(Wanted(), Page(2))
    rest = lines.find(Wanted(), Page(9, first[-1].id))
    assert [one.id for one in (*first, *rest)] == [one.id for one in made]
    with pytest.raises(NotFound):
        lines.find(Wanted(), Page(2, "P-000000000000"))


def test_another_workspace_sees_none_of_it(at, database_url):
    [mine, *_] = at.propose(TEXT)
    with house(database_url, workspace="theirs") as theirs:
        others = SqlQueue(theirs.workspace)
        assert others.is_empty() and others.groups() == [] and goals(others) == []
        with pytest.raises(NotFound):
            others.find(Wanted(), Page(2, mine.id))


def test_a_store_of_before_gets_the_same_lines(at):
    money, garden, report = at.propose(TEXT)
    at.confirm(money)
    revise(at.decision(DecisionKind.SNOOZE, garden, until=at.clock.at + timedelta(days=1)), at.services)
    revise(at.decision(DecisionKind.EDIT, report, changes={"done_criteria": ("sent",)}), at.services)
    columns = [column for column in queue.c if column.name != "made_at"]
    query = sa.select(*columns).order_by(queue.c.seq)
    database = at.workspace.database
    with database.read() as connection:
        before = connection.execute(query).all()
    with database.write() as connection:
        connection.execute(sa.delete(queue))
        _downgrade(connection)
    with database.write() as connection:
        database.migrate(connection)
        assert connection.execute(query).all() == before


def _downgrade(connection):
    from alembic import command

    from agent.stores.database import alembic_config

    command.downgrade(alembic_config(connection), "0009")

"""What the other messages of a thread asked for, as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import sqlalchemy as sa

from agent.models import Intake, Item, Proposal, ProposalState, WorkItem, WorkStatus
from agent.stores.merges import SqlMerges
from agent.stores.schema import intakes, proposals, work_items
from agent.stores.workspace import Workspace
from agent.terms import WAITING
from agent.threads import Thread


def thread_of(workspace: Workspace, connection: sa.Connection, intake: Intake) -> Thread:
    """What was merged into work that others asked for stands for that work."""
    of_others = (intakes.c.thread == (intake.thread or intake.id)) & (intakes.c.id != intake.id)
    known_as = _merged(workspace, connection, of_others)
    asked = _waiting(workspace, connection, of_others | proposals.c.id.in_(known_as))
    standing = _confirmed(workspace, connection, of_others | work_items.c.id.in_(known_as))
    waiting = tuple(Proposal.model_validate(row.document) for row in asked)
    confirmed = tuple(WorkItem.model_validate(row.document) for row in standing)
    sources = [Intake.model_validate(row.source) for row in (*asked, *standing)]
    also = SqlMerges(workspace).also_asked(connection, work_items.c.id.in_([work.id for work in confirmed]))
    merged = also | {proposal.id: proposal.merged for proposal in waiting}
    things: list[Proposal | WorkItem] = [*waiting, *confirmed]
    texts = {
        thing.id: {thing.intake_id, *(one.intake_id for one in merged.get(thing.id, ()))} for thing in things
    }
    return Thread(
        waiting=waiting,
        confirmed=confirmed,
        sources={source.id: source for source in sources},
        known_as={end: tuple(items) for end, items in known_as.items()},
        shared=frozenset(_shared(connection, texts, intake.thread or intake.id)),
    )


def _shared(connection: sa.Connection, texts: Mapping[str, set[str]], thread: str) -> Iterator[str]:
    """What some text of another thread asked for."""
    all_texts = {text for of_one in texts.values() for text in of_one}
    others = sa.select(intakes.c.id).where(intakes.c.id.in_(all_texts), intakes.c.thread != thread)
    elsewhere = {*connection.execute(others).scalars()}
    return (thing for thing, of_one in texts.items() if of_one & elsewhere)


def _merged(
    workspace: Workspace, connection: sa.Connection, of_others: sa.ColumnElement[bool]
) -> dict[str, list[Item]]:
    """As the thread words it, by what it was merged into in the end."""
    merged = (
        sa.select(proposals.c.document)
        .join(intakes, intakes.c.id == proposals.c.intake_id)
        .where(proposals.c.workspace == workspace.name, of_others)
        .where(proposals.c.state == ProposalState.MERGED)
        .order_by(proposals.c.seq)
    )
    found: dict[str, list[Item]] = {}
    for document in connection.execute(merged).scalars().all():
        proposal = Proposal.model_validate(document)
        end = SqlMerges(workspace).end(connection, proposal.id)
        found.setdefault(end, []).append(proposal.item)
    return found


def _waiting(
    workspace: Workspace, connection: sa.Connection, those: sa.ColumnElement[bool]
) -> list[sa.Row[tuple[object, ...]]]:
    query = (
        sa.select(proposals.c.document, intakes.c.document.label("source"))
        .join(intakes, intakes.c.id == proposals.c.intake_id)
        .where(proposals.c.workspace == workspace.name, proposals.c.state.in_(WAITING), those)
    )
    return list(connection.execute(query.order_by(proposals.c.seq)))


def _confirmed(
    workspace: Workspace, connection: sa.Connection, those: sa.ColumnElement[bool]
) -> list[sa.Row[tuple[object, ...]]]:
    query = (
        sa.select(work_items.c.document, intakes.c.document.label("source"))
        .join(proposals, proposals.c.id == work_items.c.proposal_id)
        .join(intakes, intakes.c.id == proposals.c.intake_id)
        .where(work_items.c.workspace == workspace.name, those)
        .where(work_items.c.status != WorkStatus.WITHDRAWN)
    )
    return list(connection.execute(query.order_by(work_items.c.seq)))

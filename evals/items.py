"""Items made of labelled words, where an eval starts behind the reading of texts."""

from __future__ import annotations

from datetime import UTC, date, datetime

from agent.models import (
    Arrival,
    Basis,
    Channel,
    Evidence,
    FieldName,
    Intake,
    Item,
    Kind,
    Party,
    Priority,
    Sourced,
)

ANY_DAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
"""A Monday: when a text arrived that does not say."""
ANY_RULE = "FREQ=WEEKLY"
NO_TEXT: Sourced[str | None] = Sourced(value=None, basis=Basis.MISSING)


def item(
    goal: str,
    *,
    quotes: tuple[str, ...] = (),
    kind: Kind = Kind.REQUEST,
    owner: str | None = None,
    priority: Priority = Priority.NORMAL,
    due: date | None = None,
    recurring: bool = False,
) -> Item:
    """Stated by its quotes, as far as there are any."""
    evidence = tuple(Evidence(field=FieldName.GOAL, quote=q, start=0, end=len(q)) for q in quotes)
    return Item(
        goal=Sourced(value=goal, basis=Basis.STATED if evidence else Basis.INFERRED, evidence=evidence),
        kind=kind,
        owner=Sourced(value=owner, basis=Basis.INFERRED) if owner else NO_TEXT,
        priority=Sourced(value=priority, basis=Basis.INFERRED),
        due=Sourced(value=due, basis=Basis.INFERRED if due else Basis.MISSING),
        recurrence=Sourced(value=ANY_RULE, basis=Basis.INFERRED) if recurring else NO_TEXT,
    )


def intake(
    text: str = "",
    *,
    channel: Channel = Channel.NOTE,
    sender_email: str = "",
    recipients: tuple[str, ...] = (),
    received_at: datetime = ANY_DAY,
    form: str = "",
    form_team: str = "",
) -> Intake:
    arrival = Arrival(
        channel=channel,
        sender=Party(email=sender_email) if sender_email else None,
        recipients=tuple(Party(email=email) for email in recipients),
        received_at=received_at,
        text=text,
        form=form,
        form_team=form_team,
        raw=text.encode(),
    )
    return Intake.of(arrival, intake_id="labelled")

"""What became of texts that were taken in: read at once, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from agent.cli.inert import plain
from agent.cli.options import print_object

if TYPE_CHECKING:
    from agent.errors import InputError
    from agent.models import Intake
    from agent.protocols import Services
    from agent.stores.unreadables import SqlUnreadables
    from agent.wiring import Store
    from agent.worker import Outcome


class Failures:
    """What could not be read, told on stderr at once; the command ends with exit 1."""

    def __init__(self, unreadables: SqlUnreadables | None = None) -> None:
        self.count = 0
        self.unreadables = unreadables
        """Where what cannot be read is kept, if anywhere."""

    def add(self, message: str) -> None:
        self.count += 1
        typer.echo(f"clarify: {plain(message)}", err=True)

    def refuse(self, fault: InputError) -> None:
        """A text that cannot be taken in."""
        kept = self.unreadables.keep(fault.raw, str(fault)) if self.unreadables and fault.raw else None
        self.add(f"{fault} (kept as {kept.id})" if kept else str(fault))

    def note(self, message: str) -> None:
        """What is no failure, but has to be known."""
        typer.echo(f"clarify: {plain(message)}", err=True)

    def leave(self) -> None:
        if self.count:
            raise typer.Exit(1)


def drain_all(services: Services) -> Outcome:
    """Run what is queued, with a bar on a terminal."""
    from agent.cli.cards import progress_bar
    from agent.worker import drain

    with progress_bar() as progress:
        task = progress.add_task("reading", total=None)
        return drain(services, tick=lambda _job: progress.advance(task))


def tell_failures(outcome: Outcome, failures: Failures) -> None:
    for subject, reason in (outcome.failed | outcome.waiting).items():
        failures.add(f"{subject}: {reason}")


def report(received: list[tuple[Intake, bool]], store: Store, failures: Failures, *, json: bool) -> None:
    from agent.cli import cards
    from agent.terms import IntakeState

    for intake, new in received:
        status = store.intakes.status(intake.id)
        made = store.proposals.find(intake_id=intake.id)
        thread = store.proposals.thread(intake).waiting
        changed = [proposal for proposal in thread if proposal.amended_by(intake.id)]
        if json:
            print_object(
                id=intake.id,
                source_id=intake.source_id,
                new=new,
                state=status.state,
                reason=status.reason,
                conflicts_with=intake.conflicts_with,
                proposals=[proposal.id for proposal in made],
                amended=[proposal.id for proposal in changed],
            )
        else:
            cards.print_intake(status, made, changed, new=new)
        if not new and status.state in (IntakeState.FAILED, IntakeState.RECEIVED):
            failures.add(f"{intake.id}: it was not read so far: `clarify intake --retry` tries again")

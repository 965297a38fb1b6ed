"""What a named person decides about a proposal: each bound to the revision and digest shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from agent.cli.options import As, Json, ProposalId, at_work, deciding_person, print_json

if TYPE_CHECKING:
    from agent.models import Decision, DecisionKind, Proposal, WorkItem
    from agent.protocols import Services
    from agent.wiring import Store

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask; needs --digest.")]
UndoId = Annotated[
    str, typer.Argument(metavar="ID", help="Of a proposal or an import; a beginning is enough.")
]
Digest = Annotated[str, typer.Option(help="The digest of what you saw, as `clarify show` prints it.")]


def edit(
    proposal: ProposalId,
    changes: Annotated[list[str], typer.Option("--set", metavar="FIELD=VALUE", help="Several are allowed.")],
    by: As = "",
    digest: Digest = "",
    json: Json = False,
) -> None:
    """Change fields of a proposal: goal, owner, due, recurrence, priority, done_criteria."""
    from agent.changes import read_changes
    from agent.models import DecisionKind
    from agent.review import revise

    pairs = [_pair(change) for change in changes]
    wishes = dict(pairs)
    if len(wishes) < len(pairs):
        raise typer.BadParameter("a field can be set once; done_criteria takes several with ';' between")
    with at_work() as (settings, store, services):
        seen = store.proposals.get(proposal)
        wanted = read_changes(wishes, store.intakes.get(seen.intake_id), services.directory)
        who = deciding_person(by, settings, store)
        decision = decision_on(DecisionKind.EDIT, seen, who, digest=digest, changes=wanted)
        tell(revise(decision, services), store, services, json=json)


def confirm(
    proposal: ProposalId,
    by: As = "",
    yes: Yes = False,
    digest: Digest = "",
    override: Annotated[str, typer.Option(help="Why, although it is less clear than is required.")] = "",
    json: Json = False,
) -> None:
    """Commit a proposal as a work item, exactly as it is shown."""
    from agent.cli import committed
    from agent.models import DecisionKind
    from agent.review import confirm as commit
    from agent.review import decide
    from agent.worker import drain

    with at_work() as (settings, store, services):
        seen = store.proposals.get(proposal)
        who = deciding_person(by, settings, store)
        decision = decision_on(DecisionKind.CONFIRM, seen, who, digest=digest, override=override.strip())
        decide(seen, decision, services.requires)  # nobody is asked about what would be refused
        before = store.registry.get(seen.amends.work_id) if seen.amends else None
        _ask(seen, before, yes=yes, digest=digest, quiet=json)
        work = commit(decision, services)
        drain(services)
        work, sent = store.registry.get(work.id), store.deliveries.of(work.id)
        print_json([work]) if json else committed.print_committed(work, sent, seen.amends)


def reject(
    proposal: ProposalId,
    reason: Annotated[str, typer.Option(help="Kept with the decision.")] = "",
    by: As = "",
    digest: Digest = "",
    json: Json = False,
) -> None:
    """Decide that a proposal is not to become work."""
    from agent.models import DecisionKind

    _close(DecisionKind.REJECT, proposal, by, digest, json=json, reason=reason)


def snooze(
    proposal: ProposalId,
    until: Annotated[str, typer.Option(help="A day, such as 2026-12-01 or 'next Monday'.")],
    by: As = "",
    digest: Digest = "",
    json: Json = False,
) -> None:
    """Put a proposal off until a day."""
    from agent.changes import read_morning
    from agent.models import DecisionKind
    from agent.wiring import now

    morning = read_morning(until, now())
    _close(DecisionKind.SNOOZE, proposal, by, digest, json=json, until=morning)


def merge(
    proposal: ProposalId,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The work item that it is the same as.")],
    by: As = "",
    yes: Yes = False,
    digest: Digest = "",
    json: Json = False,
) -> None:
    """Decide that a proposal is the same work as an existing item."""
    from agent.models import DecisionKind
    from agent.review import revise

    with at_work() as (settings, store, services):
        target = store.registry.get(into)
        seen = store.proposals.get(proposal).model_copy(update={"merge_into": target.id})
        who = deciding_person(by, settings, store)
        decision = decision_on(DecisionKind.MERGE, seen, who, digest=digest, merge_into=target.id)
        _ask(seen, None, yes=yes, digest=digest, quiet=json)
        tell(revise(decision, services), store, services, json=json)


def undo(proposal: UndoId, by: As = "", digest: Digest = "", json: Json = False) -> None:
    """Take the newest decision about a proposal back; the work is withdrawn, or as it was before. Of an
    import: what it brought is withdrawn, where nobody changed it since.
    """
    from agent.cli import importing
    from agent.models import DecisionKind
    from agent.review import undo as take_back

    with at_work() as (settings, store, services):
        if proposal[:2].upper() == "B-":
            importing.undo(proposal, deciding_person(by, settings, store), digest, store, services, json=json)
            return
        seen = store.proposals.get(proposal)
        decision = decision_on(DecisionKind.UNDO, seen, deciding_person(by, settings, store), digest=digest)
        tell(take_back(decision, services), store, services, json=json)


def _close(
    kind: DecisionKind,
    proposal: str,
    by: str,
    digest: str,
    *,
    json: bool,
    **facts: Any,  # noqa: ANN401 as decision_on takes them
) -> None:
    from agent.review import revise

    with at_work() as (settings, store, services):
        seen = store.proposals.get(proposal)
        decision = decision_on(kind, seen, deciding_person(by, settings, store), digest=digest, **facts)
        tell(revise(decision, services), store, services, json=json)


def decision_on(
    kind: DecisionKind,
    seen: Proposal,
    by: str,
    *,
    digest: str = "",
    **facts: Any,  # noqa: ANN401 each fact has its own type, checked by Decision
) -> Decision:
    """About what was shown; a digest that the person names counts instead of the one at hand."""
    from agent.models import Decision
    from agent.wiring import now

    return Decision.model_validate(
        {
            "kind": kind,
            "proposal_id": seen.id,
            "revision": seen.revision,
            "digest": digest or seen.digest,
            "by": by,
            "at": now(),
            **facts,
        }
    )


def _ask(seen: Proposal, amends: WorkItem | None, *, yes: bool, digest: str, quiet: bool) -> None:
    """Print exactly what will be committed and ask, unless --yes names its digest."""
    from agent.cli import cards
    from agent.errors import InputError

    if yes:
        if not digest:
            raise typer.BadParameter("--yes needs --digest: the digest of what you saw, from `clarify show`")
        return
    if quiet or not cards.on_terminal():
        raise InputError(
            f"nobody is there to ask: look at it with `clarify show {seen.id}`, "
            "then repeat this with --yes --digest and the digest that it prints"
        )
    cards.print_payload(seen, amends)
    typer.confirm("Merge it?" if seen.merge_into else "Commit exactly this?", abort=True)


def tell(decided: Proposal, store: Store, services: Services, *, json: bool) -> None:
    """Bring the index up to date, then show the new version."""
    from agent.cli import cards
    from agent.worker import drain

    drain(services)
    if json:
        print_json([decided])
    else:
        cards.print_decided(decided, store.proposals.history(decided.id)[-1].decision)


def _pair(change: str) -> tuple[str, str]:
    name, equals, value = change.partition("=")
    if not equals:
        raise typer.BadParameter(f"{change!r} is no FIELD=VALUE")
    return name, value

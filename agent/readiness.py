"""Whether an item is clear enough for where it goes: the basis of each field against the weakest. Pure.

Nothing a text or an engine says gets past this: only a named person's decision carries an override.
"""

from __future__ import annotations

from collections.abc import Mapping

from agent.errors import NotReady
from agent.models import Basis, Decision, FieldName, OwnerRole, Proposal

Required = Mapping[FieldName, Basis]
"""Field → the weakest basis that is enough."""
Requirements = Mapping[str, Required]
"""Destination → what it requires; one that is not in it requires nothing."""

WEAKEST_FIRST = (Basis.MISSING, Basis.INFERRED, Basis.RULE, Basis.STATED, Basis.PERSON)


def bases(proposal: Proposal) -> dict[FieldName, Basis]:
    """Of each field; "sender" or "recipient" without a name is no owner yet."""
    unnamed = proposal.owner.value in (OwnerRole.SENDER, OwnerRole.RECIPIENT)
    return proposal.readiness | ({FieldName.OWNER: Basis.MISSING} if unnamed else {})


def short_of(proposal: Proposal, requires: Requirements) -> dict[FieldName, Basis]:
    """The fields that fall short, with what the proposal's destination requires of them."""
    required, known = requires.get(proposal.route.destination, {}), bases(proposal)
    rank = WEAKEST_FIRST.index
    return {field: least for field, least in required.items() if rank(known[field]) < rank(least)}


def ready(proposal: Proposal) -> str:
    """How many of the fields have a value at all: 'ready 4/5'."""
    known = bases(proposal).values()
    return f"ready {sum(basis is not Basis.MISSING for basis in known)}/{len(known)}"


def told(proposal: Proposal, requires: Requirements) -> str:
    """What falls short in words; empty where nothing does."""
    short, known = short_of(proposal, requires), bases(proposal)
    return ", ".join(
        f"{name} is {known[name]} (at least {least} is required)" for name, least in short.items()
    )


def check(proposal: Proposal, decision: Decision, requires: Requirements) -> None:
    """Raises NotReady where the proposal falls short and the person does not override that with a reason."""
    short = told(proposal, requires)
    if short and not decision.override.strip():
        raise NotReady(
            f"{proposal.id!r} is less clear than {proposal.route.destination!r} requires: {short}. "
            f"`clarify answer {proposal.id}` or `clarify edit {proposal.id}` settles it, "
            "or confirm it as it is with --override and the reason"
        )

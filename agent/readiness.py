"""Whether an item is clear enough for where it goes: the basis of each field against the weakest. Pure.

Nothing a text or an engine says gets past this: only a named person's decision carries an override.
"""

from __future__ import annotations

from collections.abc import Mapping

from agent.errors import NotReady
from agent.models import Basis, Decision, FieldName, Proposal

Required = Mapping[FieldName, Basis]
"""Field → the weakest basis that is enough."""
Requirements = Mapping[str, Required]
"""Destination → what it requires; one that is not in it requires nothing."""

WEAKEST_FIRST = (Basis.MISSING, Basis.INFERRED, Basis.RULE, Basis.STATED, Basis.PERSON)


def short_of(proposal: Proposal, requires: Requirements) -> dict[FieldName, Basis]:
    """The fields that fall short, with what the proposal's destination requires of them."""
    required, bases = requires.get(proposal.route.destination, {}), proposal.readiness
    rank = WEAKEST_FIRST.index
    return {field: least for field, least in required.items() if rank(bases[field]) < rank(least)}


def ready(proposal: Proposal) -> str:
    """How many of the fields have a value at all: 'ready 4/5'."""
    bases = proposal.readiness.values()
    return f"ready {sum(basis is not Basis.MISSING for basis in bases)}/{len(bases)}"


def told(proposal: Proposal, requires: Requirements) -> str:
    """What falls short in words; empty where nothing does."""
    short, bases = short_of(proposal, requires), proposal.readiness
    return ", ".join(f"{field} is {bases[field]} (needs {least})" for field, least in short.items())


def check(proposal: Proposal, decision: Decision, requires: Requirements) -> None:
    """Raises NotReady where the proposal falls short and the person does not override that with a reason."""
    short = told(proposal, requires)
    if short and not decision.override.strip():
        raise NotReady(
            f"{proposal.id!r} is less clear than {proposal.route.destination!r} requires: {short}. "
            f"`clarify answer {proposal.id}` or `clarify edit {proposal.id}` settles it, "
            "or confirm it as it is with --override and the reason"
        )

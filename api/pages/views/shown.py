"""What a page showed, and what is there instead by now. Pure.

A form carries what its page showed along, so that whoever comes second sees what changed under their hands.
It is for their eyes only: what counts is the revision and the digest.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from agent.models import Proposal
from api.pages.views.card import editable
from api.pages.views.words import FIELDS, STATES

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    before: str
    now: str


def shown(proposal: Proposal) -> dict[str, str]:
    """All that a person decides about, a line each."""
    told = {FIELDS[name]: value for name, value in editable(proposal.item).items()}
    told["Owner"] = proposal.owner.value or ""
    told["Priority"] = proposal.priority.value.value
    told["Goes to"] = f"{proposal.route.team or ''} {proposal.route.destination}".strip()
    told["Rule"] = proposal.route.rule
    told["State"] = STATES[proposal.state]
    told["Questions"] = "\n".join(question.text for question in proposal.questions)
    return told


def carried(proposal: Proposal) -> str:
    return json.dumps(shown(proposal), ensure_ascii=True)


def changes(carried_along: str, now: Proposal) -> tuple[Change, ...]:
    """Line by line; nothing where what was carried along is none of ours."""
    if len(carried_along) > LONGEST:
        return ()
    try:
        before = json.loads(carried_along)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(before, dict):
        return ()
    found = ((label, before.get(label), value) for label, value in shown(now).items())
    return tuple(
        Change(label, old, value) for label, old, value in found if isinstance(old, str) and old != value
    )

"""One proposal with all that a person needs to decide about it, read from the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from agent.drafts import Draft, drafts
from agent.errors import NotFound
from agent.models import FieldName, Intake, Proposal
from agent.terms import WAITING
from api.pages.views.card import Card, card, editable
from api.pages.views.matches import Beside, Effect, Existing, beside, effect, existing, shown
from api.pages.views.shown import Change, carried
from api.pages.views.source import Source, source
from api.served import Served

MOST_NAMES = 300
"""Offered while an owner is typed; any other name may be typed as well."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a person wanted and did not get: why, and what they typed, so that nothing is typed twice."""

    verb: str = ""
    problem: str = ""
    changed: tuple[Change, ...] = ()
    """Since they looked."""
    by: str = ""
    """Who decided last, where somebody did."""
    typed: dict[str, str] = field(default_factory=dict)

    def of(self, verb: str, name: str, otherwise: str = "") -> str:
        """What was typed into this field of this form."""
        return self.typed.get(name, otherwise) if verb == self.verb else otherwise


@dataclass(frozen=True, slots=True)
class Opened:
    card: Card
    sources: tuple[Source, ...]
    matches: tuple[Beside, ...]
    unchecked: str
    """Why nobody knows whether it is a duplicate."""
    effect: Effect
    drafts: tuple[Draft, ...]
    editable: dict[FieldName, str]
    people: tuple[str, ...]
    carried: str
    work: str
    """What stands in the registry because of it."""


def opened(proposal: Proposal, here: Served) -> Opened:
    services, store = here.services, here.store
    today = services.now().astimezone().date()
    intake = services.intakes.get(proposal.intake_id)
    amended = services.registry.get(proposal.amends.work_id) if proposal.amends else None
    waits = proposal.state in WAITING
    work = None if waits else store.registry.of(proposal.id)
    return Opened(
        card=card(proposal, intake, services.proposals.history(proposal.id), services.requires, today),
        sources=tuple(_sources(proposal, intake, here)),
        matches=beside(proposal, _known(proposal, here), today),
        unchecked=proposal.similar.unavailable or "",
        effect=effect(proposal, amended, services.rules),
        drafts=tuple(drafts(intake, [proposal], services.directory)) if waits else (),
        editable=editable(proposal.item),
        people=tuple(services.directory.names)[:MOST_NAMES],
        carried=carried(proposal),
        work=work.id if work else "",
    )


def _sources(proposal: Proposal, intake: Intake, here: Served) -> Iterator[Source]:
    """The text that asked for it, then what was said of it later."""
    taken = [proposal.cancelled.evidence] if proposal.cancelled else []
    evidence = [*proposal.item.evidence, *taken]
    yield source(intake, [piece for piece in evidence if piece.source in ("", intake.id)], "The text")
    answers = {told.intake_id for told in proposal.amendments if told.topic}
    told_later = dict.fromkeys(told.intake_id for told in proposal.amendments)
    for later in (*told_later, *(piece.source for piece in taken if piece.source not in ("", *told_later))):
        heading = "An answer" if later in answers else "Later in the thread"
        said = here.services.intakes.get(later)
        yield source(said, [piece for piece in evidence if piece.source == later], heading)


def _known(proposal: Proposal, here: Served) -> dict[str, Existing]:
    return dict(_found(here, (match.id for match in shown(proposal.similar.matches))))


def _found(here: Served, ids: Iterable[str]) -> Iterator[tuple[str, Existing]]:
    for id_ in ids:
        try:
            is_work = id_.startswith("W-")
            yield (
                id_,
                existing(here.services.registry.get(id_) if is_work else here.services.proposals.get(id_)),
            )
        except NotFound:  # it was purged since the check
            continue

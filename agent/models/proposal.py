"""An item on its way to a person, and exactly what they are asked to confirm."""

from __future__ import annotations

from pydantic import AwareDatetime, SerializerFunctionWrapHandler, model_serializer

from agent.canonical import canonical, digest
from agent.models.amendment import Amendment, Amends, Cancellation
from agent.models.extraction import Trace
from agent.models.item import Gap, Item, Question, Sourced
from agent.models.noun import Noun
from agent.models.origin import Origin
from agent.terms import Basis, FieldName, Priority, ProposalState, Topic, Verdict


def words_of(item: Item, origin: Origin | None) -> str:
    """The words behind an item, and the description that came along with it."""
    return "\n".join(filter(None, (item.words, origin.text if origin else "")))


class Match(Noun):
    """Existing work that a proposal may duplicate, with reasons that a person can check."""

    id: str
    """Of a work item, or of another pending proposal."""
    goal: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]


class Similar(Noun):
    """The answer of the duplicate check; `unavailable` is not the same as no matches."""

    matches: tuple[Match, ...] = ()
    unavailable: str | None = None
    """Why the check could not be made."""


class Route(Noun):
    """Where a rule sends an item; the rule's name goes with it."""

    rule: str
    team: str | None = None
    owner: str | None = None
    labels: tuple[str, ...] = ()
    priority_floor: Priority | None = None
    destination: str = "registry"

    def owner_of(self, item: Item) -> Sourced[str | None]:
        """The item's own owner; the rule's where it has none."""
        if item.owner.value is None and self.owner:
            return Sourced(value=self.owner, basis=Basis.RULE)
        return item.owner

    def priority_of(self, item: Item) -> Sourced[Priority]:
        """The item's own priority, raised to the rule's floor."""
        order = list(Priority)
        floor = self.priority_floor
        if floor and order.index(floor) < order.index(item.priority.value):
            return Sourced(value=floor, basis=Basis.RULE)
        return item.priority

    def readiness_of(self, item: Item) -> dict[FieldName, Basis]:
        """The basis of each field, with what the rule gives."""
        given = {FieldName.OWNER: self.owner_of(item).basis, FieldName.PRIORITY: self.priority_of(item).basis}
        return item.readiness | given


class Payload(Noun):
    """Exactly what a person confirms; its digest binds the decision to it."""

    item: Item
    route: Route
    destination: str
    merge_into: str | None
    intake_sha256: str
    amends: Amends | None = None
    cancelled: Cancellation | None = None
    origin: Origin | None = None

    @model_serializer(mode="wrap")
    def _plain(self, handler: SerializerFunctionWrapHandler) -> dict[str, object]:
        """Without what only some proposals have it is written as it always was."""
        said: dict[str, object] = handler(self)
        absent = {name for name in ("amends", "cancelled", "origin") if said[name] is None}
        return {name: value for name, value in said.items() if name not in absent}

    def canonical(self) -> str:
        return canonical(self.model_dump(mode="json"))

    @property
    def digest(self) -> str:
        """sha256 of the canonical JSON in UTF-8, 64 hexadecimal digits."""
        return digest(self.model_dump(mode="json"))


class Proposal(Noun):
    """An item waiting for a person, with all they need to decide."""

    id: str
    workspace: str = "default"
    intake_id: str
    intake_sha256: str
    revision: int = 1
    state: ProposalState = ProposalState.PENDING
    item: Item
    gaps: tuple[Gap, ...] = ()
    questions: tuple[Question, ...] = ()
    closed: tuple[Topic, ...] = ()
    """What was asked and has been answered, also with "don't know": it is not asked again."""
    similar: Similar
    route: Route
    merge_into: str | None = None
    snoozed_until: AwareDatetime | None = None
    amendments: tuple[Amendment, ...] = ()
    amends: Amends | None = None
    """Set where a confirm changes work that was confirmed before, instead of making some."""
    cancelled: Cancellation | None = None
    """The newest message that takes it back, where none asked for it again since."""
    origin: Origin | None = None
    """Where it stood before, if it was imported."""
    trace: Trace

    @property
    def payload(self) -> Payload:
        return Payload(
            item=self.item,
            route=self.route,
            destination=self.route.destination,
            merge_into=self.merge_into,
            intake_sha256=self.intake_sha256,
            amends=self.amends,
            cancelled=self.cancelled,
            origin=self.origin,
        )

    @property
    def digest(self) -> str:
        return self.payload.digest

    @property
    def words(self) -> str:
        """What it is compared by, besides its goal: the words behind it, and what it said where it stood."""
        return words_of(self.item, self.origin)

    def amended_by(self, intake_id: str) -> bool:
        return any(amendment.intake_id == intake_id for amendment in self.amendments)

    @property
    def is_called_off(self) -> bool:
        """A message takes it back for certain, or a confirm withdraws work: nothing is left to settle."""
        withdraws = self.amends is not None and self.amends.cancels
        return withdraws or (self.cancelled is not None and self.cancelled.certain)

    @property
    def owner(self) -> Sourced[str | None]:
        """The item's own, or the one that the rule gives."""
        return self.route.owner_of(self.item)

    @property
    def priority(self) -> Sourced[Priority]:
        """The item's own, or the rule's floor where that is higher."""
        return self.route.priority_of(self.item)

    @property
    def readiness(self) -> dict[FieldName, Basis]:
        """The basis of each field that makes work clear, the rule's owner and priority counted."""
        return self.route.readiness_of(self.item)

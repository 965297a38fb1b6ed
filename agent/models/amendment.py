"""What later messages of a thread say about work that was asked for before."""

from __future__ import annotations

from pydantic import AwareDatetime

from agent.models.item import Evidence
from agent.models.noun import Noun
from agent.terms import Topic


class Amendment(Noun):
    """What a later message of the thread changed in an item."""

    intake_id: str
    at: AwareDatetime
    changes: tuple[str, ...]
    """In words, old and new: 'due: 2026-05-15 → 2026-05-20'."""
    topic: Topic | None = None
    """Of the question that it answers, if it does."""
    quote: str = ""
    """The words of that answer, verbatim."""


class Cancellation(Noun):
    """A later message takes the work back; whether it is dropped is for a person to decide."""

    evidence: Evidence
    """Its verbatim words, with the message as their source."""
    at: AwareDatetime
    by: str
    """Who says so; empty where the message has no sender."""
    done: bool = False
    """It says that the work is done already, rather than not needed."""
    certain: bool = True
    """False where other work of the thread may be meant as well, or the same message asks for it again."""

    @property
    def state(self) -> str:
        """What the work is, as it says."""
        said = "done already" if self.done else "no longer needed"
        return said if self.certain else f"perhaps {said}"

    @property
    def told(self) -> str:
        """Who says what, and the words that say it."""
        says = "says" if self.certain else "may mean"
        said = "it is done already" if self.done else "it is no longer needed"
        return f"{self.by or 'the sender'} {says} that {said}: “{self.evidence.quote}”"


class Amends(Noun):
    """The confirmed work that a proposal changes or withdraws, bound to how it was."""

    work_id: str
    digest: str
    """Of what was confirmed last when the proposal was made, or edited."""
    cancels: bool = False
    """A confirm withdraws the work instead of changing it."""

"""What an engine read out of a text: words, none of them believed yet."""

from __future__ import annotations

from agent.models.noun import Noun
from agent.terms import Kind, OwnerRole, Priority, Topic


class Asked(Noun):
    """What an engine would ask about."""

    topic: Topic
    text: str = ""
    """In its own words; empty where it leaves the wording to us."""


class Criterion(Noun):
    """One done-criterion as an engine read it."""

    text: str
    quote: str
    implied: bool = False
    """By the goal alone: no words of the text say it, and none are missed."""


class Finding(Noun):
    """One work item as an engine read it: words, none of them believed yet."""

    goal: str
    quotes: tuple[str, ...]
    """Verbatim words that ask for or promise the work, the key sentence first."""
    near: int = 0
    """Where about in the text it was read: of words that stand there more than once, these count."""
    kind: Kind = Kind.REQUEST
    owner_role: OwnerRole = OwnerRole.NOBODY
    owner_text: str | None = None
    """The verbatim words that name the owner: a name, a team, "I", "you"."""
    due_text: str | None = None
    recurrence_text: str | None = None
    priority: Priority | None = None
    priority_text: str | None = None
    done_criteria: tuple[Criterion, ...] = ()
    questions: tuple[Asked, ...] = ()


class Trace(Noun):
    """Who read it, with what, at what cost."""

    engine: str
    model: str = ""
    prompt: str = ""
    prompt_sha256: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None
    """At the prices of the settings, in their currency; None where the price is not known."""
    attempts: int = 1
    """Requests to the model; 0 where its kept answer was taken."""
    seconds: float = 0.0
    note: str = ""
    """What a reviewer should know, such as a fall-back to another engine."""
    fallback: bool = False
    """Read by the embedded engine because the model was away."""

    def noted(self, note: str) -> Trace:
        """With one more note, before its own."""
        return self.model_copy(update={"note": "; ".join(filter(None, (note, self.note)))})


class Extraction(Noun):
    """What an engine read out of an intake: untrusted."""

    findings: tuple[Finding, ...] = ()
    not_work_reason: str | None = None
    """Why there is no work in the text; only where there are no findings."""
    trace: Trace

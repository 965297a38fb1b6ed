"""What somebody who was asked whether two are the same work may change, and what not. Pure.

Nobody is asked but about those in doubt, and an answer counts only with words of both that stand there. Then
the chance goes to the upper or the lower side of the threshold, never out of the band in which asking pays;
what tells work apart stays as it was. Whoever answers is not believed further than that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from agent.duplicates import Candidate, Existing, Thresholds
from agent.grounding import Source
from agent.models import Item, Noun
from agent.text.overlap import content_words
from agent.text.quoted import quoted


class Opinion(Noun):
    """On one pair; untrusted."""

    same: bool | None
    """None: it cannot tell."""
    ours: str = ""
    """Verbatim words of the new item that say so,"""
    theirs: str = ""
    """and of the existing work."""


NOTHING_SAID = Opinion(same=None)


@dataclass(frozen=True, slots=True)
class Weighed:
    chances: Mapping[str, float] = field(default_factory=dict)
    """By the id of the existing work, of those whose chance was moved."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """For a person, of all that somebody was to be asked about."""


Doubtful = Sequence[tuple[Candidate, Existing]]


def weighed(said: Mapping[str, Opinion], item: Item, body: str, doubtful: Doubtful, t: Thresholds) -> Weighed:
    ours = _words(item, body)
    chances, reasons = {}, {}
    for candidate, known in doubtful:
        opinion = said.get(candidate.id, NOTHING_SAID)
        if fault := _fault(opinion, ours, _words(known.item, known.body)):
            reasons[candidate.id] = fault
        else:
            chances[candidate.id] = _moved(candidate.score, t, same=opinion.same is True)
            takes_it_for = "the same" if opinion.same else "other work"
            both = f"{quoted(opinion.ours)} / {quoted(opinion.theirs)}"
            reasons[candidate.id] = f"a model takes it for {takes_it_for}: {both}"
    return Weighed(chances, reasons)


def unasked(why: str, doubtful: Doubtful) -> Weighed:
    return Weighed(reasons={candidate.id: f"no model was asked: {why}" for candidate, _ in doubtful})


def _fault(opinion: Opinion, ours: Source, theirs: Source) -> str:
    """Why it does not count; empty where it does."""
    if opinion == NOTHING_SAID:
        return "a model was asked and said nothing of it"
    if opinion.same is None:
        return "a model was asked and cannot tell"
    if not (_holds(ours, opinion.ours) and _holds(theirs, opinion.theirs)):
        return "a model was asked, but words that it gave are not there, so its answer does not count"
    return ""


def _words(item: Item, body: str) -> Source:
    return Source(f"{item.goal.value}\n{body}")


def _holds(source: Source, quote: str) -> bool:
    """A quote without a word that means something shows nothing."""
    return bool(content_words(quote)) and source.find(quote) is not None


def _moved(chance: float, t: Thresholds, *, same: bool) -> float:
    """To one side of the threshold, in the order that the chances had, and inside the band."""
    if same:
        return min(t.duplicate + (t.grey.high - t.duplicate) * (1 + chance) / 2, t.grey.high)
    low = min(max(t.grey.low, t.related), t.grey.high)
    return low + (max(min(t.duplicate, t.changed), low) - low) * chance / 2

"""What a text leaves open besides its own fields: what an engine would ask, what nobody could check. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from agent.clarity.checkable import is_checkable, vague_words
from agent.clarity.wording import LONGEST_QUESTION
from agent.clarity.words import USUAL, Language, words_of
from agent.grounding import Source
from agent.models import Asked, Basis, Channel, Evidence, FieldName, Gap, Intake, Item, Topic
from agent.text.language import language_of
from agent.text.lines import SegmentKind
from agent.text.segments import segments

REASONS = {
    Topic.SCOPE: "the text leaves open what exactly is to be delivered",
    Topic.APPROVAL: "the text speaks of an approval that is not given",
    Topic.DUE: "the text is pressing and names no day",
}
"""Of what an engine may open by its question. That nobody can check it is judged here, by words."""


def spoken_language(intake: Intake) -> str:
    """Of the author's own words, else of the whole text; two letters, empty where they do not tell."""
    return _language(intake.text, intake.channel, intake.own_end)


@lru_cache(maxsize=8)
def _language(text: str, channel: Channel, own_end: int) -> str:
    """Every item of a text asks for it."""
    own = (p for p in segments(text, channel, own_end) if p.kind in (SegmentKind.SUBJECT, SegmentKind.BODY))
    return language_of("\n".join(text[part.start : part.end] for part in own)) or language_of(text)


def with_unclear(item: Item, gaps: Sequence[Gap], wishes: Iterable[Asked], intake: Intake) -> tuple[Gap, ...]:
    """The gaps of the fields, and those that the engine's questions and our own judgement add.

    Each has the engine's own question where that is in the language of the text.
    """
    spoken = spoken_language(intake)
    wished: dict[Topic, str] = {}
    for wish in wishes:
        fits = language_of(wish.text) in ("", spoken or USUAL)
        wished[wish.topic] = wished.get(wish.topic) or (wish.text.strip() if fits else "")
    unclear = [*gaps]
    unclear += [gap for gap in _unchecked(item, intake, words_of(spoken)) if _is_new(gap, item, gaps)]
    known = {gap.topic for gap in unclear}
    unclear += [
        Gap(topic=topic, reason=reason)
        for topic, reason in REASONS.items()
        if topic in wished and topic not in known and _is_left_open(topic, item, words_of(spoken))
    ]
    return tuple(_asking(gap, wished.get(gap.topic, "")) for gap in unclear)


def _is_new(gap: Gap, item: Item, gaps: Iterable[Gap]) -> bool:
    """Of words such as "soon", unless a day is known, or was said not to be."""
    dated = item.due.value is not None or item.recurrence.value is not None
    return gap.topic is not Topic.DUE or not (dated or any(known.topic is Topic.DUE for known in gaps))


def _asking(gap: Gap, text: str) -> Gap:
    return gap.model_copy(update={"asks": text[:LONGEST_QUESTION]}) if text else gap


def _is_left_open(topic: Topic, item: Item, language: Language) -> bool:
    """Of a day only where the words speak of time: most work has none."""
    dated = item.due.value is not None or item.recurrence.value is not None
    return topic is not Topic.DUE or (not dated and bool(language.pressing.search(item.words)))


def _unchecked(item: Item, intake: Intake, language: Language) -> list[Gap]:
    """Criteria that nobody can check; where none is stated, a goal that is so. "Soon" leaves a day open."""
    source = Source(intake.text)
    near = item.goal.evidence[0].start if item.goal.evidence else 0
    said = [c for c in item.done_criteria if c.basis is not Basis.INFERRED]
    judged = [(c.value, c.evidence) for c in said if c.basis is not Basis.PERSON]
    if any(is_checkable(text, language) for text, _ in judged):
        judged = []
    if not said and not is_checkable(_without_dates(item), language):
        judged = [(item.goal.value, item.goal.evidence)]
    found = []
    for text, shown in judged:
        if words := vague_words(text, language):
            evidence = _words(words, shown, source, near)
            if language.pressing.fullmatch(words):
                found.append(Gap(topic=Topic.DUE, reason=f"“{words}” names no day", evidence=evidence))
            else:
                reason = f"nobody can check “{words}”"
                found.append(Gap(topic=Topic.DONE_CRITERIA, reason=reason, evidence=evidence))
    return found


def _without_dates(item: Item) -> str:
    """The goal's own sentences without the words of its day: those can be checked, but say when, not what."""
    text = " ".join((item.goal.value, *(piece.quote for piece in item.goal.evidence)))
    said = [piece.quote for sourced in (item.due, item.recurrence) for piece in sourced.evidence]
    for words in filter(None, (item.due_phrase, *said)):
        text = text.replace(words, " ")
    return text


def _words(words: str, shown: Sequence[Evidence], source: Source, near: int) -> tuple[Evidence, ...]:
    """Where the words stand, else what supports what they were said of."""
    exact = source.evidence(FieldName.DONE_CRITERIA, [words], shown[0].start if shown else near)
    return exact or tuple(piece.model_copy(update={"field": FieldName.DONE_CRITERIA}) for piece in shown)

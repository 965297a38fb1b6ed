"""Details taken out of what a model is sent, and put back into what it answers. Pure.

The same detail has the same placeholder everywhere: in the text, on the envelope, in the background. One that
stands there already is never given, so a placeholder in an answer is ours, or it means nothing and stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from agent.models import NO_BACKGROUND, Background, Criterion, Finding, Intake, Party
from agent.text.details import Detail, DetailKind, details
from agent.text.normalise import Span, visible

_PLACEHOLDER = re.compile(rf"\[(?:{'|'.join(DetailKind)})-\d+\]", re.IGNORECASE)
_TOKEN = re.compile(r"\S+")
_MARKS = "\"'.,;:!?()[]{}<>“”„"


@dataclass(frozen=True, slots=True)
class Replaced:
    """Details of several texts, replaced by one list."""

    spans: Mapping[str, list[Detail]]
    """Text → what is replaced in it, in order, without overlap."""
    placeholders: Mapping[str, str]
    """Detail, letter by letter → what stands for it."""

    def shown(self, said: str) -> str:
        """One of the texts as it may be sent."""
        return _replaced(said, self.spans.get(said, ()), self.placeholders, Span(0, len(said)))

    def back(self, said: str) -> str:
        """With the details themselves."""
        details = {placeholder: detail for detail, placeholder in self.placeholders.items()}
        return _put_back(said, details)


def replaced(texts: Iterable[str]) -> Replaced:
    found = {said: details(said) for said in texts}
    placeholders = _named(found)
    spans = {said: _everywhere(said, held, placeholders) for said, held in found.items()}
    return Replaced(spans, placeholders)


@dataclass(frozen=True)
class Redaction:
    """One intake as a model sees it."""

    text: str
    """What a reader sees of the text; spans count in it."""
    spans: tuple[Detail, ...] = ()
    """What is replaced in it, in order, without overlap."""
    placeholders: Mapping[str, str] = field(default_factory=dict)
    """Detail, letter by letter → what stands for it."""
    parties: tuple[Party | None, tuple[Party, ...], tuple[str, ...]] = (None, (), ())
    """Sender, recipients and people, as they are sent."""
    background: Background = NO_BACKGROUND
    """Likewise."""

    def part(self, intake: Intake, span: Span) -> Intake:
        """The intake that a model sees: a part of the text, with what stands for its details."""
        sender, recipients, people = self.parties
        shown = {"text": self._hidden(span), "sender": sender, "recipients": recipients, "people": people}
        return intake.model_copy(update=shown)

    def restored(self, finding: Finding) -> Finding:
        """With the details themselves in the words of the text. In the model's own words, which are shown in
        lists and go to other systems, a secret stays hidden.
        """
        words = finding.model_copy(
            update={
                "goal": self.own_words(finding.goal),
                "quotes": tuple(map(self._verbatim, finding.quotes)),
                "done_criteria": tuple(
                    Criterion(text=self.own_words(said.text), quote=self._verbatim(said.quote))
                    for said in finding.done_criteria
                ),
                "questions": tuple(
                    said.model_copy(update={"text": self.own_words(said.text)}) for said in finding.questions
                ),
            }
        )
        fields = ("owner_text", "due_text", "recurrence_text", "priority_text")
        return words.model_copy(
            update={name: self._verbatim(said) for name in fields if (said := getattr(words, name))}
        )

    def own_words(self, said: str) -> str:
        return _put_back(said, self._details, keep=f"[{DetailKind.SECRET}-")

    def _verbatim(self, said: str) -> str:
        return _put_back(said, self._details)

    @cached_property
    def _details(self) -> dict[str, str]:
        return {placeholder: detail for detail, placeholder in self.placeholders.items()}

    def _hidden(self, span: Span) -> str:
        first = bisect_left(self.spans, span.start, key=lambda detail: detail.end - 1)
        inside = (detail for detail in self.spans[first:] if detail.start < span.end)
        return _replaced(self.text, inside, self.placeholders, span)


def nothing_hidden(intake: Intake, background: Background = NO_BACKGROUND) -> Redaction:
    parties = (intake.sender, intake.recipients, intake.people)
    return Redaction(visible(intake.text), parties=parties, background=background)


def redaction(intake: Intake, background: Background = NO_BACKGROUND) -> Redaction:
    """Every detail of text, envelope and background replaced."""
    text = visible(intake.text)
    hidden = replaced([*_said(intake), text, *background.words])
    shown = hidden.shown

    def party(someone: Party) -> Party:
        return Party(name=shown(someone.name), email=shown(someone.email))

    sender = party(intake.sender) if intake.sender else None
    people = tuple(map(shown, intake.people))
    recipients = tuple(map(party, intake.recipients))
    parties = (sender, recipients, people)
    return Redaction(
        text, tuple(hidden.spans[text]), hidden.placeholders, parties, background.reworded(shown)
    )


def _said(intake: Intake) -> Iterator[str]:
    """What of the envelope is sent."""
    for someone in (intake.sender, *intake.recipients):
        if someone:
            yield from (someone.name, someone.email)
    yield from intake.people


def _named(found: Mapping[str, Iterable[Detail]]) -> dict[str, str]:
    """Placeholders by kind, in order of appearance."""
    taken = {known.casefold() for said in found for known in _PLACEHOLDER.findall(said)}
    numbers: Counter[DetailKind] = Counter()
    placeholders: dict[str, str] = {}
    for said, held in found.items():
        for detail in held:
            words = said[detail.start : detail.end]
            while words not in placeholders:
                numbers[detail.kind] += 1
                placeholder = f"[{detail.kind}-{numbers[detail.kind]}]"
                if placeholder not in taken:
                    placeholders[words] = placeholder
    return placeholders


def _everywhere(said: str, held: list[Detail], placeholders: Mapping[str, str]) -> list[Detail]:
    """Also where what gave a detail away stands elsewhere: a password that is said again."""
    starts = [detail.start for detail in held]
    again = []
    for token in _TOKEN.finditer(said):
        word = token[0].strip(_MARKS)
        start = token.start() + token[0].find(word)
        if word in placeholders and not _touches(held, starts, start, start + len(word)):
            again.append(Detail(DetailKind.SECRET, start, start + len(word)))
    return sorted([*held, *again], key=lambda detail: detail.start)


def _touches(held: list[Detail], starts: list[int], start: int, end: int) -> bool:
    before = bisect_left(starts, end) - 1
    return before >= 0 and held[before].end > start


def _put_back(said: str, details: Mapping[str, str], keep: str = "\0") -> str:
    def back(found: re.Match[str]) -> str:
        return found[0] if found[0].startswith(keep) else details.get(found[0], found[0])

    return _PLACEHOLDER.sub(back, said) if details else said


def _replaced(text: str, inside: Iterable[Detail], placeholders: Mapping[str, str], span: Span) -> str:
    pieces, at = [], span.start
    for detail in inside:
        pieces += [text[at : detail.start], placeholders[text[detail.start : detail.end]]]
        at = detail.end
    return "".join([*pieces, text[at : span.end]])

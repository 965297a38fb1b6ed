"""A message of the thread that answers what was asked fills the answer in, also where it holds no work. Pure.

Three forms count, and nothing else: answers right below our questions, answers with the numbers of our draft,
and a reply of a sentence or two where one question alone is open that such words may answer. What we asked
is found in the history that the reply quotes, else by the order of the questions that are open. What nobody
wrote answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise

from agent.answers import answered
from agent.dates.due import DueKind, find
from agent.dates.recurrence import recurrence
from agent.errors import InvalidChange
from agent.models import Intake, Proposal, Question, Topic
from agent.people import Directory
from agent.text.answering import (
    FRAME,
    GREETINGS,
    LATER,
    Span,
    first_paragraph,
    is_unknown,
    numbered,
    stripped,
)
from agent.text.marks import SIGN_OFF, THANKS
from agent.text.overlap import content_words
from agent.text.segments import SegmentKind, segments
from agent.text.sentences import sentences
from agent.whom import knows, whom

MOST_SENTENCES = 2
MOST_WORDS = 25
FEW_OTHERS = 2
"""Words of a short reply beside its answer: "Friday works for us"."""
MOST_OF_A_RULE = 6
"""Content words of a short reply that says how often."""
LONGEST_THANKS = 6
BY_NUMBER_ONLY = (Topic.DONE_CRITERIA, Topic.SCOPE)
"""Any words would answer these, "Thanks!" too."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Proposals with what a reply answers, and where in it that stands."""

    changed: Mapping[str, Proposal] = field(default_factory=dict)
    places: tuple[Span, ...] = ()

    def waiting(self, before: Iterable[Proposal]) -> list[Proposal]:
        return [self.changed.get(proposal.id, proposal) for proposal in before]

    def besides(self, amended: Iterable[Proposal]) -> list[Proposal]:
        """Those that nothing else changed, a revision on."""
        told = {proposal.id for proposal in amended}
        left = (proposal for proposal in self.changed.values() if proposal.id not in told)
        return [proposal.model_copy(update={"revision": proposal.revision + 1}) for proposal in left]

    def tells(self, read: Proposal) -> bool:
        """Work that was read out of the words of an answer alone is no work beside it."""
        key = read.item.goal.evidence[:1]
        return any(start <= span.start and span.end <= end for span in key for start, end in self.places)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One open question, and whose it is."""

    proposal: Proposal
    question: Question


Answer = tuple[_Asked, Span]


def fill(
    waiting: Sequence[Proposal],
    reply: Intake,
    directory: Directory,
    *,
    alone: bool,
    taken: Sequence[Span] = (),
) -> Filled:
    """What the reply answers. `alone`: it holds no work of its own, so all of it may be an answer, except the
    sentences `taken`, which take something back.
    """
    asked = [_Asked(proposal, question) for proposal in waiting for question in proposal.questions]
    if not asked or reply.automatic:
        return Filled()
    best = Filled()
    for answers in filter(None, (_below_questions(asked, reply), *_by_number(asked, reply))):
        filled = _filled(answers, reply, directory)
        if len(filled.places) == len(answers):
            return filled
        best = max(filled, best, key=lambda one: len(one.places))
    if best.places or not alone or any(numbered(reply.text, _parts(reply, SegmentKind.BODY), 1)):
        return best
    meant = [one for one in asked if one.question.topic not in BY_NUMBER_ONLY]
    short = _short_answer(meant[0], reply, directory, taken) if len(meant) == 1 else None
    return _filled([short] if short else [], reply, directory)


def _filled(answers: Iterable[Answer], reply: Intake, directory: Directory) -> Filled:
    """With those of the answers that can be understood."""
    changed: dict[str, Proposal] = {}
    places: list[Span] = []
    for asked, place in answers:
        now = changed.get(asked.proposal.id, asked.proposal)
        with suppress(InvalidChange):
            changed[now.id] = answered(now, asked.question.topic, reply, directory, place)
            places.append(place)
    return Filled(changed, tuple(places))


def _below_questions(asked: Sequence[_Asked], reply: Intake) -> list[Answer]:
    """What stands under the lines of our draft that ask, one question at a time."""
    answers: list[Answer] = []
    for above, part in pairwise(segments(reply.text, reply.channel, reply.own_end)):
        if (above.kind, part.kind) == (SegmentKind.QUOTED, SegmentKind.BODY):
            quoted = _without_arrows(reply.text[above.start : above.end])
            place = first_paragraph(reply.text, *stripped(reply.text, part.start, part.end))
            meant = [one for one in asked if re.search(rf"{_numbered(one)}(?: \([^()]*\))*$", quoted)]
            if len(meant) == 1 and place[1] > place[0]:
                answers.append((meant[0], place))
    return answers


def _by_number(asked: Sequence[_Asked], reply: Intake) -> Iterator[list[Answer]]:
    """The answers behind the numbers of our draft; the last reading is the coarsest."""
    numbers = _numbers(asked, reply)
    for found in numbered(reply.text, _parts(reply, SegmentKind.BODY), max(numbers, default=0)):
        answers = [(numbers[number], place) for number, place in found.items() if number in numbers]
        if answers:
            yield answers


def _numbers(asked: Sequence[_Asked], reply: Intake) -> dict[int, _Asked]:
    """Which question has which number: as the history of the reply has it. Without any, only where it cannot
    be another: one proposal alone asks one person, and nothing that it asked was answered so far.
    """
    quoted = "\n".join(reply.text[start:end] for start, end in _parts(reply, SegmentKind.QUOTED))
    history = _without_arrows(quoted)
    found: dict[int, _Asked] = {}
    for one in asked:
        numbers = {int(number) for number in re.findall(_numbered(one), history)}
        if len(numbers) == 1 and found.setdefault(number := numbers.pop(), one) is not one:
            del found[number]
    drafts = {(one.proposal.id, one.question.addressee) for one in asked}
    if found or len(drafts) > 1 or asked[0].proposal.closed:
        return found
    return dict(enumerate(asked, start=1))


def _short_answer(asked: _Asked, reply: Intake, directory: Directory, taken: Sequence[Span]) -> Answer | None:
    """The one sentence of a short reply that answers the one question."""
    spans = [
        (sentence.start, sentence.end)
        for start, end in _parts(reply, SegmentKind.BODY)
        for sentence in sentences(reply.text, start, end)
    ]
    said = [
        span
        for span in spans
        if not _is_courtesy(reply.text[slice(*span)])
        and not any(start < span[1] and span[0] < end for start, end in taken)
    ]
    words = [word for span in said for word in _words(reply.text[slice(*span)])]
    if len(said) > MOST_SENTENCES or len(words) > MOST_WORDS or not LATER.isdisjoint(words):
        return None
    fitting = [
        span for span in said if _fits(asked.question.topic, reply.text[slice(*span)], reply, directory)
    ]
    return (asked, stripped(reply.text, *fitting[0])) if len(fitting) == 1 else None


def _fits(topic: Topic, words: str, reply: Intake, directory: Directory) -> bool:
    """The words answer such a question, and hardly say anything else."""
    if is_unknown(words):
        return True
    if topic in (Topic.DUE, Topic.RECURRENCE):
        return _is_day(words, reply, directory)
    known = directory.with_intake(reply)
    name = _words(whom(words, reply, known))
    return knows(words, reply, known) and FRAME.issuperset(set(_words(words)) - set(name))


def _is_day(words: str, reply: Intake, directory: Directory) -> bool:
    at, customs = directory.written_at(reply), directory.customs
    if recurrence(words, at, customs):
        return len(content_words(words)) <= MOST_OF_A_RULE
    mentions = find(words, at, customs=customs)
    if len(mentions) != 1 or mentions[0].kind is not DueKind.DEADLINE or mentions[0].date is None:
        return False
    rest = words[: mentions[0].start] + words[mentions[0].end :]
    return len(content_words(rest)) <= FEW_OTHERS


def _is_courtesy(words: str) -> bool:
    """A greeting, thanks, a sign-off: none of what a reply says."""
    said = _words(words)
    thanks = THANKS.match(words) and len(said) <= LONGEST_THANKS
    return not said or said[0] in GREETINGS or bool(thanks or SIGN_OFF.match(words))


def _words(text: str) -> list[str]:
    """As they are compared; a question mark is one of them."""
    return [word.replace("’", "'").casefold() for word in re.findall(r"[\w'’-]+|\?", text)]


def _parts(reply: Intake, kind: SegmentKind) -> list[Span]:
    parts = segments(reply.text, reply.channel, reply.own_end)
    return [(part.start, part.end) for part in parts if part.kind is kind]


def _numbered(asked: _Asked) -> str:
    """How our draft asks it, as a pattern whose group is the number."""
    return rf"(?<!\d)(\d{{1,2}})[.)] {re.escape(_on_one_line(asked.question.text))}"


def _without_arrows(quoted: str) -> str:
    return _on_one_line(re.sub(r"^[>| \t]+", "", quoted, flags=re.MULTILINE))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())

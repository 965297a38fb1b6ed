"""Sentences gathered into drafts of work: merged, split, taken back. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from agent.extractors import cues, cues_idle
from agent.extractors.antecedents import points
from agent.extractors.classify import WORK, Context, Line, SentenceKind
from agent.extractors.owners import AT, Addressees, Owner, labelled_name, owner_of, vocative
from agent.extractors.parties import pronoun_promise
from agent.extractors.topics import is_anaphoric
from agent.extractors.verbs import ACTIONS, ACTIONS_DE, ACTIONS_ES, ACTIONS_FR, DETAIL_ACTIONS, base
from agent.models import OwnerRole
from agent.text.marks import words
from agent.text.sentences import Marker

_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d.,-]*\d|\d{2,}")
_STOP = words(
    "the and for with that this you your can could would will please need needs have has from "
    "into they them she her his him one ones are was were not but also all any our out get "
    "got let may must should now just than then when what who how why did does done about "
    "there here been being more some someone something very too its it's der die das und für "
    "mit sie ich bitte den dem des ein eine les des une pour avec que los las una por con"
)
_WANTS = re.compile(r"\b(?:i|we)(?:'d like| need| want| require)\b(?! to)", re.IGNORECASE)
_STILL_WANTS = re.compile(
    r"(?:so |and |but |we |i |i'd |we'd |would |still |also |really |only |just )*(?:need|want|like|require)s? "
    r"(?:(?P<it>it|them|this|that|both|these|those|everything|all of it)|the|your|my|our|to (?:have|see|get))\b",
    re.IGNORECASE,
)
_VAGUE_CANCEL = re.compile(
    r"scratch that|never ?mind|forget (?:it|that)|so no\b|doch nicht|olvídalo|laisse", re.IGNORECASE
)
_GOES_ON = re.compile(r"and (?!\w+[,:])", re.IGNORECASE)
_PREFACE = re.compile(r"^.{0,30}?\bplease |^and |^then ", re.IGNORECASE)
_SHORT_WORDS = 12
_NEAR = 3
_REMEMBERED = 40
"""So many drafts back a sentence can take one of them back."""


@dataclass(slots=True)
class Draft:
    """One outcome as far as it has been read."""

    key: Line
    kind: SentenceKind
    owner: Owner
    quotes: list[Line] = field(default_factory=list)
    """Sentences that ask for it or explain it, the key one first."""
    details: list[tuple[Line, SentenceKind]] = field(default_factory=list)
    """Sentences near it that may hold its deadline, its priority, what it must be."""
    topic: Line | None = None
    """What the key sentence is about, where it does not say so itself."""
    replaces: Draft | None = None
    """What was asked for first and taken back in the same breath."""

    def lines(self) -> list[Line]:
        """All sentences that may say something about it, those that ask for it first."""
        return list(dict.fromkeys([*self.quotes, *(line for line, _ in self.details)]))

    def asking(self) -> list[Line]:
        """Those that ask for it."""
        return [line for line in self.quotes if line is not self.topic]

    def later(self) -> list[Line]:
        """Details that stand behind its key sentence."""
        return [line for line, _ in self.details if line.number > self.key.number]


@dataclass(slots=True)
class _Page:
    """What has been read so far."""

    drafts: list[Draft] = field(default_factory=list)
    before: list[tuple[Line, SentenceKind]] = field(default_factory=list)
    dropped: Draft | None = None
    """What was taken back last; the next request may keep its deadline."""


def gather(lines: Sequence[tuple[Line, SentenceKind]], context: Context, heard: Addressees) -> list[Draft]:
    """The drafts of a text in order, without those that a later sentence takes back."""
    page = _Page()
    for line, kind in lines:
        if found := AT.search(line.plain):
            heard.turn_to(line, Owner(OwnerRole.NAMED, line.words[found.start("who") : found.end("who")]))
        elif mention := vocative(line, context):
            heard.turn_to(line, Owner(OwnerRole.NAMED, line.words[mention.start : mention.end]))
        elif label := labelled_name(line, context):
            heard.turn_to(line, Owner(OwnerRole.NAMED, label))
        _read(line, kind, context, heard, page)
        page.before.append((line, kind))
    return page.drafts


def _read(line: Line, kind: SentenceKind, context: Context, heard: Addressees, page: _Page) -> None:
    drafts = page.drafts
    if drafts and (_answers(line, drafts[-1]) or _denies(line, drafts[-1])):
        drafts.pop()
    if drafts and _explains(line, drafts[-1]):
        _attach(line, kind, drafts, context)
    elif kind in WORK or kind is SentenceKind.QUESTION:
        _take(line, kind, context, heard, page)
    elif kind is SentenceKind.CANCEL:
        page.dropped = _cancel(line, drafts)
    elif kind is SentenceKind.ACK:
        _acknowledge(line, drafts)
    elif kind is SentenceKind.DONE and context.talk:
        _report(line, drafts)
    elif kind is not SentenceKind.HOSTILE:
        _attach(line, kind, drafts, context)


def content(text: str) -> set[str]:
    """The words that carry meaning, shortened to their stems."""
    return {w.casefold()[:6] for w in _WORD.findall(text)} - {s[:6] for s in _STOP}


def _take(line: Line, kind: SentenceKind, context: Context, heard: Addressees, page: _Page) -> None:
    owner = owner_of(line, context, heard, page.before[-1][0] if page.before else None)
    if cues_idle.CANCEL.search(line.plain):
        page.dropped = _cancel(line, page.drafts, shared=2)
    if _hands_over(line, page.drafts):
        page.drafts[-1].owner = owner
        page.drafts[-1].quotes.append(line)
        return
    host = next(
        (d for d in reversed(page.drafts[-2:]) if not page.dropped and _belongs(line, owner, d)), None
    )
    if host is not None:
        host.quotes.append(line)
        host.owner = host.owner if host.owner.known else owner
        return
    near = [(ln, k) for ln, k in page.before[-_NEAR:] if _same_place(ln, line) and k not in WORK]
    near = [(ln, k) for ln, k in near if not _used(ln, page.drafts)]
    draft = Draft(line, kind, owner, [line], near, replaces=page.dropped)
    faults = [ln for ln, k in near if k is SentenceKind.PROBLEM]
    draft.topic = faults[-1] if faults else near[-1][0] if near else None
    if draft.topic and (faults or points(line.plain)):
        draft.quotes.append(draft.topic)
    page.drafts.append(draft)
    page.dropped = None


def _hands_over(line: Line, drafts: Sequence[Draft]) -> bool:
    """For "Yusuf does that" behind what is to be done."""
    told = pronoun_promise(line.plain)
    return bool(drafts and told and told["who"] and not told.start() and _same_place(drafts[-1].key, line))


def _belongs(line: Line, owner: Owner, draft: Draft) -> bool:
    """Is this only another step, or another word, of the draft's outcome?"""
    here = _same_place(draft.quotes[-1], line)
    if _restates(line, draft) or _answers_it(line, draft):
        return True
    if not (here or _next_message(draft, line)):
        return False
    if not (_same_owner(owner, draft.owner) or not owner.known or not draft.owner.known):
        return False
    goes_on = here and owner == draft.owner and bool(_GOES_ON.match(line.plain))
    names_it = not draft.owner.known and owner.known and bool(_WANTS.search(draft.key.plain))
    pointing = (
        is_anaphoric(line.plain) or draft.kind is SentenceKind.QUESTION or not _names_action(line.plain)
    )
    return goes_on or names_it or pointing or _refines(line, draft)


def _answers_it(line: Line, draft: Draft) -> bool:
    """For "You'll have it tonight", said by the one who was asked just before."""
    said, asked = line.sentence.speaker, draft.owner.words
    promises = cues.PROMISE.search(line.plain) and not re.search(r"\balso\b", line.plain, re.IGNORECASE)
    behind = line.sentence.line - draft.quotes[-1].sentence.line == 1
    return bool(promises and behind and said and asked and said.casefold().startswith(asked.casefold()))


def _restates(line: Line, draft: Draft) -> bool:
    """For "Need the quote by Friday", or "I'd like both on Monday", some sentences later: when, not what."""
    near = 0 < line.number - draft.key.number <= 2 * _NEAR
    named = content(line.plain) & content(draft.key.plain)
    wants = _STILL_WANTS.match(line.plain)
    return bool(
        near and wants and (named or wants["it"]) and line.sentence.marker is draft.key.sentence.marker
    )


def _refines(line: Line, draft: Draft) -> bool:
    """For "Please cover the front too": how, not what; or the same things again."""
    first = re.search(r"[^\W\d_]+", _PREFACE.sub("", line.plain))
    if first and first[0].casefold() in DETAIL_ACTIONS:
        return True
    shared = content(line.plain) & content(draft.key.plain)
    return line.sentence.line == draft.key.sentence.line and len(shared) > 1


def _names_action(text: str) -> bool:
    known = ACTIONS | ACTIONS_DE | ACTIONS_FR | ACTIONS_ES
    return any(base(w) or w.casefold() in known for w in re.findall(r"[^\W\d_]+", text)) or not text.isascii()


def _same_owner(one: Owner, other: Owner) -> bool:
    return one == other or (
        bool(one.words and other.words) and (one.words or "").casefold() == (other.words or "").casefold()
    )


def _same_place(one: Line, other: Line) -> bool:
    """The same list item, message or paragraph."""
    return one.sentence.line == other.sentence.line


def _next_message(draft: Draft, line: Line) -> bool:
    return bool(line.sentence.speaker) and line.sentence.line - draft.quotes[-1].sentence.line <= _NEAR


def _used(line: Line, drafts: Sequence[Draft]) -> bool:
    return any(line is other for draft in drafts[-_NEAR:] for other in draft.lines())


def _attach(line: Line, kind: SentenceKind, drafts: list[Draft], context: Context) -> None:
    """A sentence after the work it is about: in the same place, or a short message about when."""
    if not drafts:
        return
    last = drafts[-1]
    if (
        line.sentence.marker is Marker.ROW
        and (name := vocative(line, context))
        and not last.owner.known
        and _same_place(last.key, line)
    ):
        last.owner = Owner(OwnerRole.NAMED, line.words[name.start : name.end])
    near = _same_place(last.key, line) or (
        kind is SentenceKind.CRITERION and line.number - last.key.number <= 2 * _NEAR
    )
    near = near or (
        any(k is SentenceKind.CRITERION and ln.number == line.number - 1 for ln, k in last.details[-1:])
        and kind is SentenceKind.CRITERION
    )
    if near or (_next_message(last, line) and len(line.plain.split()) <= _SHORT_WORDS):
        last.details.append((line, kind))
        if kind is SentenceKind.CRITERION:
            last.quotes.append(line)


def _explains(line: Line, draft: Draft) -> bool:
    """For "I need to tell them by Friday", behind a question, is why and when the answer is needed."""
    reason = re.match(
        r"i (?:need|have|must|want)(?: to)? (?:tell|know|answer|reply|report|inform|let)\b"
        r"|i (?:said|promised|told \w+) (?:that )?i(?:'d| would|'ll) (?:ask|find out|check|let|tell)\b",
        line.plain,
        re.IGNORECASE,
    )
    return draft.kind is SentenceKind.QUESTION and bool(reason) and _same_place(draft.key, line)


def _answers(line: Line, draft: Draft) -> bool:
    """For "cellar, left shelf", said by another one right behind a question."""
    speaker, asker = line.sentence.speaker, draft.key.sentence.speaker
    known = not re.search(
        r"no idea|(?:don't|dont|do not) know|find out|check|ask |\?$", line.plain, re.IGNORECASE
    )
    behind = line.sentence.line - draft.quotes[-1].sentence.line == 1
    return (
        draft.kind is SentenceKind.QUESTION
        and bool(speaker and asker)
        and speaker != asker
        and known
        and behind
    )


def _denies(line: Line, draft: Draft) -> bool:
    """For "ask the supplier?? no - paid it on Tuesday"."""
    asked = draft.key.plain.rstrip().endswith("?") and line.sentence.speaker == draft.key.sentence.speaker
    brief = len(draft.key.plain.split()) <= _NEAR
    return (
        asked
        and brief
        and _same_place(draft.key, line)
        and bool(re.match(r"(?:no|nope|nein|non)\b ?[-–,.]", line.plain, re.I))
    )


def _report(line: Line, drafts: list[Draft]) -> None:
    """For "done, all green" from whoever was asked: nothing is left to do."""
    last = drafts[-1] if drafts else None
    if (
        last is None
        or last.key.sentence.speaker == line.sentence.speaker
        or len(line.plain.split()) > _SHORT_WORDS // 2
    ):
        return
    speaker, owner = (line.sentence.speaker or "").casefold(), (last.owner.words or "").casefold()
    if owner and (owner in speaker or speaker in owner) and cues_idle.DONE.match(line.plain):
        drafts.remove(last)


def _acknowledge(line: Line, drafts: list[Draft]) -> None:
    """For "will do": whoever says it owns what another one asked for just before."""
    if not drafts or drafts[-1].key.sentence.speaker in {None, line.sentence.speaker}:
        return
    last = drafts[-1]
    if not last.owner.known and line.sentence.line - last.key.sentence.line <= 2 * _NEAR:
        last.owner = Owner(OwnerRole.NAMED, line.sentence.speaker)


def _cancel(line: Line, drafts: list[Draft], shared: int = 1) -> Draft | None:
    """Take back what the sentence names, or, where it names nothing, what was asked just before."""
    named = content(cues_idle.CANCEL.sub(" ", line.plain))
    hit = [d for d in drafts[-_REMEMBERED:] if len(named & content(d.key.plain)) >= shared]
    last = drafts[-1] if drafts else None
    if not hit and last and not named and _same_place(last.key, line):
        hit = [last]
    if not hit and last and _VAGUE_CANCEL.search(line.plain) and line.number - last.key.number <= 2 * _NEAR:
        hit = [last]
    for draft in hit:
        drafts.remove(draft)
    return hit[-1] if hit else None

"""Sentences gathered into drafts of work: merged, split, taken back. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from agent.extractors.local import cues_abroad, cues_idle, cues_joins
from agent.extractors.local.antecedents import points
from agent.extractors.local.asks import awaits
from agent.extractors.local.cues_days import SAYS_WHEN
from agent.extractors.local.draft import Draft, content
from agent.extractors.local.lines import WORK, Context, Line, SentenceKind, same_place
from agent.extractors.local.owners import Addressees, Owner, labelled_name, owner_of, turned_to, vocative
from agent.extractors.local.settled import only_settles
from agent.extractors.local.topics import is_anaphoric
from agent.extractors.local.turns import (
    ALL_DONE,
    ALL_PARKED,
    UNCLAIMED,
    accepts,
    acknowledge,
    answers_it,
    explains,
    hands_over,
    report,
    taken_by,
)
from agent.extractors.local.verbs import ACTIONS, ACTIONS_DE, ACTIONS_ES, ACTIONS_FR, DETAIL_ACTIONS, base
from agent.models import OwnerRole
from agent.text.sentences import Marker

_FEW_OF_ITS_OWN = 4
"""A sentence for somebody else that has more words of its own is about something else."""
_NEAR, _SHORT_WORDS = 3, 12
_LISTED = frozenset({Marker.BULLET, Marker.NUMBER, Marker.OPEN})
_REMEMBERED = 40
"""So many drafts back a sentence can take one of them back."""


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
        if mention := context.names.called(line.plain) or vocative(line, context):
            heard.turn_to(line, Owner(OwnerRole.NAMED, line.words[mention.start : mention.end]))
        elif label := labelled_name(line, context) or turned_to(line, context):
            heard.turn_to(line, Owner(OwnerRole.NAMED, label))
        _read(line, kind, context, heard, page)
        page.before.append((line, kind))
    return page.drafts


def _read(line: Line, kind: SentenceKind, context: Context, heard: Addressees, page: _Page) -> None:
    drafts = page.drafts
    if only_settles(line, kind, drafts):
        return
    if one := taken_by(line, drafts, context.names):
        drafts[-1].owner = Owner(OwnerRole.NAMED, line.words[one.start : one.end])
        drafts[-1].quotes.append(line)
    elif drafts and explains(line, drafts[-1]):
        _attach(line, kind, drafts, context)
    elif accepts(line, kind, drafts):
        acknowledge(line, drafts)
    elif (kind in WORK or kind is SentenceKind.QUESTION) and not _only_unclaimed(line, drafts):
        _take(line, kind, context, heard, page)
    elif kind is SentenceKind.CANCEL:
        page.dropped = _cancel(line, drafts)
    elif kind is SentenceKind.ACK:
        acknowledge(line, drafts)
    elif kind is SentenceKind.DONE and context.talk and not SAYS_WHEN.match(line.plain):
        report(line, drafts, page.before[-1][0] if page.before else None)
    elif kind is not SentenceKind.HOSTILE:
        _attach(line, kind, drafts, context)
    _left_open(line, drafts)
    _settle_list(line, drafts)


def _left_open(line: Line, drafts: Sequence[Draft]) -> None:
    """For "Nobody volunteered": what was said to be done just before is nobody's."""
    said = UNCLAIMED.search(line.plain)
    if said and drafts and _is_behind(line, drafts[-1]):
        drafts[-1].owner = Owner(OwnerRole.NOBODY, line.words[said.start() : said.end()])


def _settle_list(line: Line, drafts: list[Draft]) -> None:
    """Take out what stands in the list right before: "All was given yesterday"."""
    over = ALL_DONE.match(line.plain) or ALL_PARKED.match(line.plain)
    if not over or line.sentence.marker is not Marker.NONE:
        return
    last = line.sentence.line - 1
    while (
        drafts and drafts[-1].key.sentence.marker in _LISTED and last - drafts[-1].key.sentence.line <= _NEAR
    ):
        last = drafts.pop().key.sentence.line


def _only_unclaimed(line: Line, drafts: Sequence[Draft]) -> bool:
    """For "Somebody has to see to it" right behind it: no work of its own."""
    said = UNCLAIMED.search(line.plain)
    rest = content(line.plain[: said.start()]) if said and not cues_joins.WHOSE.match(line.plain) else set()
    return bool(drafts) and said is not None and not rest and _is_behind(line, drafts[-1])


def _is_behind(line: Line, draft: Draft) -> bool:
    """In the same paragraph, or the next one, right behind it."""
    apart = line.sentence.line - draft.quotes[-1].sentence.line
    return 0 <= apart <= line.opens and line.number - draft.quotes[-1].number <= _NEAR


def _take(line: Line, kind: SentenceKind, context: Context, heard: Addressees, page: _Page) -> None:
    previous = page.before[-1][0] if page.before else None
    owner = owner_of(line, context, heard, previous, promised=kind is SentenceKind.COMMITMENT)
    if cues_idle.CANCEL.search(re.sub(cues_joins.DONT_FORGET, "", line.plain, flags=re.IGNORECASE)):
        page.dropped = _cancel(line, page.drafts, shared=2)
    if page.drafts and awaits(line, page.drafts[-1]):
        page.drafts[-1].quotes.append(line)
        return
    if hands_over(line, page.drafts):
        page.drafts[-1].owner = owner
        page.drafts[-1].quotes.append(line)
        return
    host = next(
        (d for d in reversed(page.drafts[-2:]) if not page.dropped and _belongs(line, owner, d)), None
    )
    if host is not None:
        _join(host, line, kind)
        host.owner = host.owner if host.owner.known else owner
        return
    near = [(ln, k) for ln, k in page.before[-_NEAR:] if same_place(ln, line) and k not in WORK]
    near = [(ln, k) for ln, k in near if not _used(ln, page.drafts)]
    draft = Draft(line, kind, owner, [line], near, replaces=page.dropped)
    faults = [ln for ln, k in near if k is SentenceKind.PROBLEM]
    draft.topic = faults[-1] if faults else near[-1][0] if near else None
    if draft.topic and (faults or points(line.plain)):
        draft.quotes.append(draft.topic)
    page.drafts.append(draft)
    page.dropped = None


def _join(host: Draft, line: Line, kind: SentenceKind) -> None:
    """One more sentence of it; where the first only points at the work and this names it, this is the key."""
    names_it = answers_it(line, host) and points(host.key.plain) and not points(line.plain)
    names_it = names_it or _is_below(line, host)
    host.quotes.insert(0 if names_it else len(host.quotes), line)
    host.key, host.kind = (line, kind) if names_it else (host.key, host.kind)


def _belongs(line: Line, owner: Owner, draft: Draft) -> bool:
    """Is this only another step, or another word, of the draft's outcome?"""
    here = same_place(draft.quotes[-1], line)
    if (
        (here and cues_joins.TELL_ME.match(line.plain))
        or _restates(line, draft)
        or answers_it(line, draft)
        or _is_below(line, draft)
    ):
        return True
    if (owner.words or "").count(" ") and not owner.known and draft.owner.known:
        return False
    if not (here or _next_message(draft, line)) or (owner.known and owner != draft.owner and not here):
        return False
    if not (_same_owner(owner, draft.owner) or not owner.known or not draft.owner.known):
        return False
    goes_on = here and owner == draft.owner and bool(cues_joins.GOES_ON.match(line.plain))
    names_it = not draft.owner.known and owner.known and bool(cues_joins.WANTS.search(draft.key.plain))
    pointing = (
        is_anaphoric(line.plain) or draft.kind is SentenceKind.QUESTION or not _names_action(line.plain)
    )
    of_its_own = (
        not here and not line.opens and cues_abroad.NEEDS.match(line.plain)
    ) or cues_joins.NAMED.match(line.plain)
    pointing = pointing and not of_its_own
    pointing = pointing and not (cues_joins.ANOTHER.search(line.plain) and _names_action(line.plain))
    if owner.known and not draft.owner.known:
        pointing = pointing and len(content(line.plain) - content(draft.key.plain)) <= _FEW_OF_ITS_OWN
    return goes_on or names_it or pointing or _refines(line, draft)


def _is_below(line: Line, draft: Draft) -> bool:
    """Of mail that is sent on with "can you do the below": is this what it points at?"""
    sent_on = line.forwarded and not draft.key.forwarded
    points_at = is_anaphoric(draft.key.plain) or cues_joins.BELOW.search(draft.key.plain)
    return bool(sent_on and points_at and len(content(draft.key.plain)) <= _FEW_OF_ITS_OWN)


def _restates(line: Line, draft: Draft) -> bool:
    """For "Need the quote by Friday", or "I'd like both on Monday", some sentences later: when, not what."""
    next_to_it = line.number - draft.key.number == 1 and same_place(draft.key, line)
    near = 0 < line.number - draft.key.number <= 2 * _NEAR
    named = content(line.plain) & content(draft.key.plain)
    wants = cues_joins.STILL_WANTS.match(line.plain) or (
        cues_joins.OTHERS_WANT.match(line.plain) if next_to_it else None
    )
    return bool(
        near and wants and (named or wants["it"]) and line.sentence.marker is draft.key.sentence.marker
    )


def _refines(line: Line, draft: Draft) -> bool:
    """For "Please cover the front too": how, not what; or the same things again."""
    first = re.search(r"[^\W\d_]+", cues_joins.PREFACE.sub("", line.plain))
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
        and same_place(last.key, line)
    ):
        last.owner = Owner(OwnerRole.NAMED, line.words[name.start : name.end])
    near = same_place(last.key, line) or (
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


def _cancel(line: Line, drafts: list[Draft], shared: int = 1) -> Draft | None:
    """Take back what the sentence names, or, where it names nothing, what was asked just before."""
    named = content(cues_idle.CANCEL.sub(" ", line.plain))
    if (verb := cues_joins.NO_NEED_TO.search(line.plain)) and len(named) > 1:
        named = named - content(verb["verb"])  # "no need to book the hotel" is of the hotel
    hit = [d for d in drafts[-_REMEMBERED:] if len(named & content(d.key.plain)) >= shared]
    last = drafts[-1] if drafts else None
    if not hit and last and not named and same_place(last.key, line):
        hit = [last]
    if (
        not hit
        and last
        and cues_joins.VAGUE_CANCEL.search(line.plain)
        and line.number - last.key.number <= 2 * _NEAR
    ):
        hit = [last]
    for draft in hit:
        drafts.remove(draft)
    return hit[-1] if hit else None

"""Who is to do the work, in the words of the text. Pure: nothing here is matched to a directory."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from agent.extractors.local import cues, cues_detail, doers, verbs
from agent.extractors.local.abroad import likely
from agent.extractors.local.abroad.reading import Who
from agent.extractors.local.first_person import BEGS, says_i
from agent.extractors.local.lines import Context, Line, role_of
from agent.extractors.local.names import Mention
from agent.extractors.local.parties import (
    GAVE_WORD,
    NO_NAMES,
    acts,
    doing,
    pronoun_promise,
    third_party,
    told,
)
from agent.extractors.local.signs import is_imperative
from agent.models import Channel, OwnerRole
from agent.text.marks import words
from agent.text.sentences import Marker

_AFTER_NAME = re.compile(
    r"\s*(?:\([^)]{0,30}\))?\s*(?:[:,–—-]+\s|(?:please|pls|plz|kindly|can|could|would|will) "
    r"(?:you|u|please)|(?:please|pls|plz|kindly|bitte|tu|usted|ustedes|kannst du|könntest du|können sie"
    r"|peux-tu|pourrais-tu|puedes|podrías)\b|(?:you|u)(?:'ll|'re)? (?!met|know|knew|saw|mentioned|said|told"
    r"|asked|spoke|wrote|sent|had|were|are|have|did|can|could|would|will))",
    re.IGNORECASE,
)
_AT_END = re.compile(
    r"(?:[-–—(,=>→]|owner:)\s*(?:(?:don|doña|frau|herr|señora?|mme|monsieur|madame) )?$", re.IGNORECASE
)
_ARROW = re.compile(r"(?:->|=>|→|owner:)\s*$", re.IGNORECASE)
_TO_SOMEBODY = re.compile(r"(?:for|to|from|with|like|as|have|get|ask|let|send|find) $")
_ITEMS = frozenset({Marker.OPEN, Marker.BULLET, Marker.NUMBER})
_CALLED = re.compile(r"(?:^|[.!?,] )(?:(?:and|so|also|hey|ok|oh|then|but),? )?$", re.IGNORECASE)
_SPOKEN = re.compile(
    r"(?<!\w)(?:i'll|i will|i'm|i am|i said|i can|i promise\w*|i agreed|i offered|i|let me|me"
    r"|ich|je|yo|we'll|we will|ill)(?!\w)",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"(?<![\w'])(?:i|we|i'll|we'll|ill|i'm|my|ich|wir|je|j'|nous|on|yo|eu|ik|wij|io|te|me|lhe"
    r"|(?:happy|glad) to)(?!\w)",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"[A-ZÄÖÜ][\w'-]+(?= ?: )|(?<=^)[A-ZÄÖÜ][a-zäöüß'-]+(?=, (?:please|pls|can|could|would|kindly|bitte))"
)


_YOU_CALLED = re.compile(r"\b(?:you|vos|tú|usted|du|toi|vous),? $", re.IGNORECASE)
_ME = words("me ich moi yo eu ik io myself")
_ASKED_ABOUT = re.compile(
    r"\b(?:what|whether|if|when|how|why|where|while|because|since|until|before|after|once|ob|wenn|weil)"
    r" (?:the )?$",
    re.IGNORECASE,
)
"""Before somebody who is only spoken of: "check what Colm is doing"."""
_FOR_WHOM = re.compile(r"(?:for|an|für|pour|à|para) (?P<who>.+)", re.IGNORECASE)
_BACK_AND = re.compile(
    r"\bi(?:'m| am|'ll be| will be) (?:back|in|there|on|around|here|free)\b[^,;.]*? and "
    r"(?:will |can |then |'ll )?(?P<verb>[a-z]+)",
    re.IGNORECASE,
)
"""For "I'm back Monday and get them then"."""
_ACTION = re.compile(r"(?:actions?|to-?do|ai|ap)\b\W{1,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Owner:
    role: OwnerRole
    words: str | None = None

    @property
    def known(self) -> bool:
        return self.role is not OwnerRole.NOBODY


NOBODY = Owner(OwnerRole.NOBODY)


@dataclass(slots=True)
class Addressees:
    """Whom the text talks to, as far as it has been read."""

    default: Owner
    by_line: dict[int, Owner] = field(default_factory=dict)
    by_speaker: dict[str, Owner] = field(default_factory=dict)
    speakers: tuple[str, ...] = ()
    is_team: bool = False
    """Was it sent to one team alone? Then "somebody" is the team."""

    def of(self, line: Line) -> Owner:
        here = self.by_line.get(line.sentence.line)
        if here is not None:
            return here
        if line.sentence.speaker is None:
            return self.default
        others = [s for s in self.speakers if s != line.sentence.speaker]
        fallback = Owner(OwnerRole.NAMED, others[0]) if len(others) == 1 else NOBODY
        return self.by_speaker.get(line.sentence.speaker, fallback)

    def turn_to(self, line: Line, owner: Owner) -> None:
        self.by_line[line.sentence.line] = owner
        if line.sentence.speaker is not None:
            self.by_speaker[line.sentence.speaker] = owner


def vocative(line: Line, context: Context) -> Mention | None:
    """The name that the sentence calls, at its start or (in lists) at its end."""
    skipped = lead.end() if (lead := _ACTION.match(line.plain)) else 0
    start = context.names.at_start(line.plain[skipped:])
    if start and _AFTER_NAME.match(line.plain, skipped + start.end):
        return Mention(skipped + start.start, skipped + start.end, start.name)
    if line.sentence.marker is Marker.ROW and start and start.end == len(line.plain):
        return start
    found = _UNNAMED.match(line.plain)
    if (
        found
        and found[0] not in NO_NAMES
        and not cues_detail.GREETING.match(line.plain)
        and is_imperative(line.plain[found.end() :].lstrip(" ,:"))
    ):
        return Mention(found.start(), found.end(), found[0])
    return next((mention for mention in context.names.find(line.plain) if _is_called(line, mention)), None)


def _is_called(line: Line, mention: Mention) -> bool:
    """Behind a dash, an arrow or in brackets at its end, in brackets in a list, or before "could you"."""
    before, after = line.plain[: mention.start], line.plain[mention.end :]
    listed = line.sentence.marker in _ITEMS and before.endswith("(") and after.startswith(")")
    at_end = mention.start and _AT_END.search(before)
    you = _YOU_CALLED.search(before) and not after.strip(" ").startswith(("'s", "and "))
    if at_end and before.endswith(", ") and doers.tells_who(before):
        return False
    if (
        listed
        or (you and re.match(r"[,.!?]|$", after))
        or (at_end and (not after.strip(" )?.!") or _ARROW.search(before)))
    ):
        return True
    asked = re.match(r",? (?:can|could|would|will) (?:you|u)\b|,? (?:please|pls)\b", after)
    return bool(asked and _CALLED.search(before))


def labelled_name(line: Line, context: Context) -> str | None:
    """For "Marek: stuck on the certificate" in notes of a round: whose line it is."""
    label = line.sentence.label or ""
    found = context.names.at_start(label) if context.channel is not Channel.FORM else None
    return label if found and found.end == len(label) else None


def turned_to(line: Line, context: Context) -> str | None:
    """Whom a paragraph is for: "For Sunil: ...", or, in talk, "Hi Sunil!"."""
    label = _FOR_WHOM.match(line.sentence.label or "")
    found = context.names.at_start(label["who"]) if label else None
    if label and found and found.end == len(label["who"]):
        return label["who"]
    greeted = cues_detail.GREETING.match(line.plain) if context.talk else None
    who = greeted["who"].strip() if greeted else ""
    named = context.names.at_start(who)
    return who if named and named.end == len(who) else None


def owner_of(
    line: Line, context: Context, heard: Addressees, previous: Line | None, *, promised: bool
) -> Owner:
    """The owner that the sentence states; what it leaves open falls to whom it talks to, or, where it is a
    promise in the first person, to whoever says it.
    """
    if outright := _outright(line, context, heard):
        return outright
    abroad = likely.read(line, context)
    told_you = abroad is not None and abroad.who is Who.YOU and abroad.sure
    own = not told_you and (
        _is_own(line)
        or (abroad is not None and abroad.who is Who.ME)
        or (promised and bool(_FIRST_PERSON.search(BEGS.sub("", line.plain))))
    )
    if (mention := vocative(line, context)) and not own:
        return Owner(OwnerRole.NAMED, line.words[mention.start : mention.end])
    if abroad and abroad.span:
        return Owner(OwnerRole.NAMED, line.words[slice(*abroad.span)])
    stated = _stated(line, context, previous)
    if stated and not stated.known and heard.is_team and not context.names.find(stated.words or ""):
        stated = None
    return stated or (_author(line, context) if own else heard.of(line))


def _outright(line: Line, context: Context, heard: Addressees) -> Owner | None:
    """Whom it is for by its form, whatever else it says."""
    if (label := line.sentence.label or "").casefold() in _ME:
        return Owner(OwnerRole.SENDER, label)
    if me := doers.for_me(line.plain):
        return Owner(OwnerRole.SENDER, me["first"] or me["last"])
    if GAVE_WORD.search(line.plain):
        return _author(line, context)
    if called := context.names.called(line.plain):
        return Owner(OwnerRole.NAMED, line.words[called.start : called.end])
    return heard.of(line) if doers.asks_who_hears(line.plain) else None


def _stated(line: Line, context: Context, previous: Line | None) -> Owner | None:
    """The one who is said to do it, or the words that name nobody."""
    nobody = _nobody(line, context)
    party = third_party(line.plain, context.names)
    if (
        party
        and not (nobody and nobody.start() < party[0])
        and not _ASKED_ABOUT.search(line.plain[: party[0]])
    ):
        words = line.words[party[0] : party[1]]
        return Owner(OwnerRole.NAMED, context.roles.get(role_of(words), words))
    if found := told(line.plain, context.names):
        return Owner(OwnerRole.NAMED, line.words[: found.start()])
    if actor := acts(line.plain, context.names):
        return Owner(OwnerRole.NAMED, line.words[actor.start : actor.end])
    listed = line.sentence.marker in _ITEMS
    if doer := doers.named(line.plain, context.names, listed=listed):
        return Owner(OwnerRole.NAMED, line.words[doer.start : doer.end])
    return _doing(line, context) or _named_elsewhere(line, context, previous, nobody)


def _doing(line: Line, context: Context) -> Owner | None:
    party = doing(line.plain, context.names)
    if party is None or _ASKED_ABOUT.search(line.plain[: party.start]):
        return None
    return Owner(OwnerRole.NAMED, line.words[party.start : party.end])


def _named_elsewhere(
    line: Line, context: Context, previous: Line | None, nobody: re.Match[str] | None
) -> Owner | None:
    if (found := pronoun_promise(line.plain)) and found["who"]:
        return Owner(OwnerRole.NAMED, line.words[found.start("who") : found.end("who")])
    if found and (named := _named_before(line, found.start(), context, previous)):
        return named
    return Owner(OwnerRole.NOBODY, line.words[nobody.start() : nobody.end()]) if nobody else None


def _nobody(line: Line, context: Context) -> re.Match[str] | None:
    """For "someone should": the words that name no one; not "ask someone". Who gets a form is one of them."""
    found = cues_detail.NOBODY.search(line.plain)
    if found and context.channel is Channel.FORM and found[0].endswith("of you"):
        return None
    return None if found and _TO_SOMEBODY.search(line.plain[: found.start()]) else found


def _is_own(line: Line) -> bool:
    back = _BACK_AND.search(line.plain)
    if says_i(line.plain) or (back and verbs.is_base(back["verb"])):
        return True
    clauses = [c for c in cues.CLAUSE.split(line.plain) if c]
    own = any(
        m
        for i, c in enumerate(clauses)
        if (m := cues.SELF.match(c)) and (not i or re.match(r"(?:and |so )?i ", c, re.IGNORECASE))
    ) or bool(cues.PROMISE.search(line.plain))
    return own and not re.search(
        r"(?:can|could|would|will) (?:you|u)\b|(?<!thank )(?:please|pls)\b", line.plain, re.IGNORECASE
    )


def _author(line: Line, context: Context) -> Owner:
    if label := labelled_name(line, context):
        return Owner(OwnerRole.NAMED, label)
    if line.sentence.speaker is not None:
        return Owner(OwnerRole.NAMED, line.sentence.speaker)
    found = _SPOKEN.search(line.plain)
    return Owner(OwnerRole.SENDER, line.words[found.start() : found.end()] if found else None)


def _named_before(line: Line, end: int, context: Context, previous: Line | None) -> Owner | None:
    if label := labelled_name(line, context):
        return Owner(OwnerRole.NAMED, label)
    for source, text in ((line, line.plain[:end]), (previous, previous.plain if previous else "")):
        mentions = context.names.find(text)
        if mentions and source is not None:
            return Owner(OwnerRole.NAMED, source.words[mentions[-1].start : mentions[-1].end])
    return None

"""What each sentence of a text does: the sentence model says, the layout has the last word. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from agent.extractors.local import cues, cues_abroad, cues_bulk, cues_detail, cues_idle, cues_unreal
from agent.extractors.local.abroad import likely as likely_abroad
from agent.extractors.local.features import vectors
from agent.extractors.local.lines import Context, Line, SentenceKind
from agent.extractors.local.model import KINDS, sentence_model
from agent.extractors.local.network import network
from agent.extractors.local.offers import agreed
from agent.extractors.local.signs import is_idle_section, may_speak_to_software, signs, speaks_to_software
from agent.extractors.local.tails import has_verb
from agent.models import Channel
from agent.text.sentences import Marker

if TYPE_CHECKING:
    from numpy.typing import NDArray

ASKING = (SentenceKind.REQUEST, SentenceKind.COMMITMENT, SentenceKind.QUESTION)
"""Kinds that are work by themselves; a sentence is one of them where they are likely together."""
_IDLE = tuple(kind for kind in KINDS if kind not in {*ASKING, SentenceKind.HOSTILE})
SURE_ENOUGH, SURE_WHEN_BARE, SURE_WHEN_IDLE, SURE_WHEN_OWED = 0.45, 0.75, 0.9, 0.06
"""The second where no plain word asks or promises, the third where words say that it is only talk, the
last where it is said in so many words that the reader, or all of us, must."""
SURE_WHEN_PROMISED, SURE_WHEN_ELSE, SURE_WHEN_LISTED = 0.25, 0.25, 0.1
"""Where it says in so many words who will; for "If not, chase him please", behind a question; for "passport
photo" in a list of things to do."""
SHARE_OF_NETWORK, LEAST = 0.5, 1e-6
"""The rest is the linear model's share, of the logarithms; no kind is ever out of the question."""
HOSTILE_ENOUGH, HOSTILE_BY_WORDS = 0.5, 0.3
"""What addresses the software is sooner taken for that than for work, even more where plain words say it."""

_WORD = re.compile(r"[^\W\d_]{2}")
_TAKEN_BACK = re.compile(r"\b(?:never ?mind|scratch that|forget (?:it|that)|stand down)\b", re.IGNORECASE)
_PLAIN = frozenset({"ask", "ask others", "promises", "self", "order", "order later", "party", "party will"})
"""Signs that ask or promise."""
_OWES = re.compile(
    r"@\w|\b(?:must|have to|need to|gotta|got to) [a-z]"
    r"|\byou (?:had|get|got|found|find) (?:a|the|any) (?:chance|time|moment|opportunity) to [a-z]",
    re.IGNORECASE,
)
_OWED = re.compile(
    r"\b(?:you(?: all| both)?(?:'ll| will)?|we(?: all| both)?) (?:must|have to|need to)"
    r"(?! (?:be|have|know|say|admit)\b) [a-z]"
    r"|\bmust be \w+(?:ed|en|t) (?:today|tonight|tomorrow|by|before|this)\b"
    r"|(?:^|[,;.–-] )(?:must|need to|have to) (?:also |still |then )?"
    r"(?!be\b|have\b|know|say|admit|see\b|dash|run\b|rush|fly\b|go\b|leave\b|hop\b|stop\b)[a-z]",
    re.IGNORECASE,
)
_IF_NOT = re.compile(
    r"(?:and |but )?if (?:so|not|yes|no"
    r"|(?:he|she|they|it) (?:did|has|have|does|do|is|are|was|were)(?:n'?t|n’t| not))"
    r",? (?:then |please |just )*(?!let (?:me|us)|contact|call us|get in touch)[a-z]",
    re.IGNORECASE,
)
_FORBIDS = re.compile(
    r"(?:(?:so|and|but|also|then|please|pls|plz|kindly|just),? )*(?:don'?t|don’t|do not|never|not to)"
    r" (?:please |pls |also |ever )*(?!forget|hesitate)[a-z]+\b(?! to forget)",
    re.IGNORECASE,
)
_LIMITS = re.compile(r"\b(?:before|until|till|without|unless)\b", re.IGNORECASE)
"""Says how or when not, which takes nothing back: "don't send it before two"."""
_PREFACE = re.compile(
    r"(?:[\w.]+ ?[-–,:] ?)?(?:just )?(?:a |one |two |three )?(?:quick|small|little|more)"
    r" (?:one|things?|notes?|word)s?\b"
    r"(?! (?:is|to)\b)[^?:]*$",
    re.IGNORECASE,
)
"""For "Tom - quick one before the meeting"."""
_LISTED = frozenset({Marker.BULLET, Marker.NUMBER, Marker.OPEN})
_PERHAPS = re.compile(
    r"(?:[^–—:]{1,30}(?: [–—-]|:) )?(?:maybe|perhaps|possibly|some ?day|one day|ideally|on|off|out|away|ill"
    r"|sick|in|at|absent|none|nothing)\b",
    re.IGNORECASE,
)
"""How a point begins that is no thing to do: "maybe the fence", "on leave"."""
_STRUCK = ("~~", "✅", "✔", "✓", "✘", "✗", "☒")
"""Done, or no longer wanted."""

Classified = tuple[Line, SentenceKind]


def classify(lines: Sequence[Line], context: Context) -> list[Classified]:
    """Each sentence with what it does."""
    if not lines:
        return []
    likely = _likely(lines, context)
    read = [(line, _kind(line, row, context)) for line, row in zip(lines, likely, strict=True)]
    return list(agreed(list(likely_abroad.settled(read, context))))


def _likely(lines: Sequence[Line], context: Context) -> NDArray[Any]:
    """What two models say: of words and layout in any language, and of English sentences in their text."""
    alone = sentence_model().probabilities(vectors(lines, context))
    if context.language not in {"en", ""}:
        return alone
    import numpy as np

    within = network().probabilities(lines, context.channel)
    both = (alone + LEAST) ** (1 - SHARE_OF_NETWORK) * (within + LEAST) ** SHARE_OF_NETWORK
    return np.asarray(both / both.sum(axis=1, keepdims=True))


def kind_of(likely: NDArray[Any], sure: float = SURE_ENOUGH) -> SentenceKind:
    """Of the probabilities of one sentence the kind they come to."""
    shares = dict(zip(KINDS, likely, strict=True))
    if shares[SentenceKind.HOSTILE] >= HOSTILE_ENOUGH:
        return SentenceKind.HOSTILE
    asks = sum(shares[kind] for kind in ASKING) >= sure
    return max(ASKING if asks else _IDLE, key=lambda kind: float(shares[kind]))


def _kind(line: Line, likely: NDArray[Any], context: Context) -> SentenceKind:
    hostile = likely[KINDS.index(SentenceKind.HOSTILE)]
    by_words = speaks_to_software(line) or (hostile >= HOSTILE_BY_WORDS and may_speak_to_software(line))
    if hostile >= HOSTILE_ENOUGH or by_words:
        return SentenceKind.HOSTILE  # before the layout is asked
    if settled := _by_layout(line, context) or _by_words(line, context):
        return settled
    kind = kind_of(likely, _sure(line, likely, context))
    how = kind in ASKING or (kind is SentenceKind.CANCEL and _LIMITS.search(line.plain))
    return SentenceKind.CRITERION if how and _only_forbids(line, context) else kind


def _only_forbids(line: Line, context: Context) -> bool:
    """For "Please don't chase them": how, not what; nothing that can be ticked off."""
    return bool(_FORBIDS.match(line.plain)) and {"order", "order later"}.isdisjoint(signs(line, context))


def _sure(line: Line, likely: NDArray[Any], context: Context) -> float:
    """From which likelihood on the sentence is work."""
    asks = float(sum(likely[KINDS.index(kind)] for kind in ASKING))
    if asks < SURE_WHEN_OWED:
        return SURE_ENOUGH  # whatever its words
    if by_words := _sure_by_words(line, asks, context):
        return by_words
    if asks < SURE_WHEN_BARE and (told := likely_abroad.threshold(line, asks, context)):
        return told
    if not SURE_ENOUGH <= asks < SURE_WHEN_BARE:
        return SURE_ENOUGH
    owes = (_OWES.search(line.plain), cues_abroad.ASKS_OR_PROMISES.search(line.plain))
    plain = (
        line.parted
        or line.sentence.marker is Marker.OPEN
        or any(owes)
        or not _PLAIN.isdisjoint(signs(line, context))
    )
    return SURE_ENOUGH if plain else SURE_WHEN_BARE


def _sure_by_words(line: Line, asks: float, context: Context) -> float | None:
    """The same, where a few words or the place in a list say it."""
    if cues_idle.IDLE.search(line.plain):
        return SURE_WHEN_IDLE
    if _OWED.search(line.plain):
        return SURE_WHEN_OWED
    if asks < SURE_ENOUGH:  # above it they count anyhow
        borne = set(signs(line, context))
        if _IF_NOT.match(line.plain) and "order later" in borne:
            return SURE_WHEN_ELSE
        if "promises" in borne:
            return SURE_WHEN_PROMISED
    return SURE_WHEN_LISTED if _is_listed(line) else None


def _is_listed(line: Line) -> bool:
    """Is it one of the things that stand below "To do"?"""
    heading = line.sentence.heading or ""
    return (
        line.opens
        and not _PERHAPS.match(line.plain)
        and line.sentence.marker in _LISTED
        and bool(cues_idle.WORK_HEADING.match(heading) and not cues_idle.SHOPPING.match(heading))
    )


def _by_words(line: Line, context: Context) -> SentenceKind | None:
    """What few words settle, whatever else is said."""
    if _PREFACE.match(line.plain):
        return SentenceKind.OTHER
    if _accepts(line, context):
        return SentenceKind.CRITERION
    lone = context.channel is Channel.EMAIL and line.plain.isalpha()
    if lone or not _WORD.search(line.plain) or cues_bulk.STAND_IN.search(line.plain):
        return SentenceKind.OTHER
    if _is_unreal(line, context):
        return SentenceKind.OTHER
    return SentenceKind.CANCEL if context.talk and _TAKEN_BACK.search(line.plain) else None


def _is_unreal(line: Line, context: Context) -> bool:
    """What would be, what is spared, what others were told: nobody is asked here."""
    if line.plain.endswith("?") and cues.ASK.search(line.plain):
        return False
    written = context.channel in {Channel.EMAIL, Channel.CHAT}  # minutes keep what was given to whom
    told = cues_unreal.TOLD_OTHERS.search(line.plain) if written else None
    if cues_unreal.SPARED.search(line.plain) or (told and not cues.ASK.search(line.plain, told.end())):
        return True
    remark = cues_unreal.REMARK.match(line.plain) and not cues.ASK.search(line.plain)
    unreal = cues_unreal.UNREAL.search(line.plain) and not cues_unreal.KIND_WISH.search(line.plain)
    return bool(remark or unreal)


def _accepts(line: Line, context: Context) -> bool:
    """Does it only tell when the work is taken for done?"""
    found = cues_detail.ACCEPTED_WHEN.search(line.plain)
    if found is None or not has_verb(line.plain[found.end() :]):
        return False
    return {"ask", "ask others", "promises", "order"}.isdisjoint(signs(line, context))


def _by_layout(line: Line, context: Context) -> SentenceKind | None:
    """What the marks and headings of a text settle, whatever the words."""
    sentence = line.sentence
    heading = "" if context.channel is Channel.FORM else sentence.heading or ""
    if sentence.marker is Marker.DONE or line.plain.lstrip().startswith(_STRUCK):
        return SentenceKind.DONE
    if sentence.marker is Marker.HEADING:
        return SentenceKind.OTHER
    if cues_detail.DONE_WHEN.search(f"{sentence.label or ''}\n{heading}"):
        return SentenceKind.CRITERION
    return SentenceKind.OTHER if is_idle_section(heading) else None

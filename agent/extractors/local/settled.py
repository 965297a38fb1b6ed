"""What a later message says that leaves nothing to do: answered, refused, done, called off. Pure."""

from __future__ import annotations

import re

from agent.extractors.local.draft import Draft
from agent.extractors.local.lines import WORK, Line, SentenceKind, same_place
from agent.extractors.local.owners import Owner
from agent.models import OwnerRole

_NEAR = 3
_REFUSAL = re.compile(
    r"(?:no|nah|nope|non|nein|nee|não)\b(?! (?:problem|prob|worries|bother|trouble|idea|rush|hurry|doubt"
    r"|one"
    r"|more|later|need to (?:ask|thank))\b)|no need\b|not needed\b|leave it\b|laisse\b|lass (?:mal|gut"
    r"|es)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\b(?:but|i can|i'll|i will|rather|instead|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|later"
    r"|aber|morgen|mais|je peux|demain|pero|mañana)\b",
    re.IGNORECASE,
)
"""Refuses only the day, or says what is done in its place."""
_SO_FAR = re.compile(
    r"(?:\w+, |what about [^,?]+, |and [^,?]{1,40}, |so )?"
    r"(?:did|have|has|had|was|were|is|are|anyone|anybody|who has|who's got) (?!you able\b).*\?\W*$",
    re.IGNORECASE,
)
"""Asks how things are, not that somebody do something."""
_LEAD = (
    r"(?:(?:yes|yep|yeah|no|nah|ok(?:ay)?|oh|ah|sorry|hi|hey|morning|actually|update|wait|hang on|nvm"
    r"|all good"
    r"|no need|no worries|i think|ha|sure)\b[,.! :–-]*)*"
)
_PAST = (
    r"(?:did|sent|rang|rung|put|took|taken|made|brought|bought|paid|wrote|written|told|gave|given|found|left"
    r"|done|fed|cut|hung|built|spoke to|spoken to|swept|shut|set up|dealt with|saw to|wiped|met"
    r"|(?!want|need|lik|lov|miss|tri|hop|plann|intend|agre|not|mention|expect|doubt|us|notic)[a-z]{2,}ed"
    r"(?: (?:up|out|off|in|down|away|back|over))?)"
)
_HAS_IT = re.compile(
    rf"{_LEAD}(?:"
    r"(?:it'?s |all |they're |that's )?(?:already |just |long )?(?:done|sorted|finished|sent|booked"
    r"|ordered|paid"
    r"|posted|fixed|delivered|collected|in hand|taken care of)"
    r"(?=[,.!;)–-]| [–-]|$| (?:already|now|this|last|on|at|yesterday|earlier|ages|before|just|it|them|that"
    r"|and))"
    rf"|(?:i |we )?(?:'ve |have )?(?:already |just )*{_PAST} (?:it|them|him|her|that|this|those|these|one"
    rf"|some"
    r"|both|all of (?:it|them))\b"
    r"|(?:i(?:'ve)? )?(?:already )?got (?:them|one|some|both|those)\b|got (?:it|that) (?:already|from"
    r"|yesterday|on)\b"
    r"|(?:i(?:'ve)? |we(?:'ve)? )?(?:already )?(?:got|have) (?:a|an|one|two|three|some|loads|plenty|enough"
    r"|\d+)\b"
    r".{0,30}\b(?:already|here|at home|left|in the \w+)\b"
    r"|(?:here|there) (?:you go|u go|it is|they are)\b|(?:see )?attached\b"
    r"|(?:they're |it's |i'm )?already\b(?! (?:tried|asked|told|late|knew|know))"
    r")",
    re.IGNORECASE,
)
"""Has done, has sent, or has got, what was asked for."""
_STILL_OPEN = re.compile(
    r"\?|\b(?:but|not|yet|half|part|most|except|only|tomorrow|later|still|soon|almost|nearly|though|if)\b"
    r"|n't\b"
    r"|\b(?:i|we|he|she|they)(?:'ll| will)\b",
    re.IGNORECASE,
)
_CALLED_OFF = re.compile(
    rf"{_LEAD}(?:"
    r"(?:just )?leave (?:it|them|that|those|this)(?= for now| then|[,.!;]| [–-]|$)"
    r"|don't (?:bother|worry)\b(?! if| that)|forget (?:it|that|about it)\b|not needed\b|no need\b(?! to\b)"
    r"|(?:i )?(?:just )?(?:found|sorted|fixed|solved|managed) (?:it|them|that)\b"
    r"|(?:it|that|they|those)(?:'s|'re| is| are) (?:back|sorted|fixed|found|solved|ok now|fine now"
    r"|working (?:again|now))\b"
    r"|(?!i\b|you\b|who\b|we\b)(?:the )?[^\W\d_]+(?:'s| has| have) (?:already |just )?(?:done|got|found|fixed"
    r"|brought|sorted|taken|sent) (?:it|them|one|that)\b"
    r"|[^.?!]{3,60}[,–-] ?(?:so )?no need(?: now| any ?more| then)?[.! ]*$"
    r")",
    re.IGNORECASE,
)
"""Whoever asked needs it no more."""
_CANNOT = re.compile(
    r"(?:(?:sorry|oh|ah|hm+|no|nope|nah|afraid|i'm afraid)\b[,. ]*)*(?:i )?(?:'m afraid i )?"
    r"(?:(?:can't|cannot|can not|cant|won't be able to|couldn't)"
    r"(?=[,.!;]| [–-]|$| (?:make|do|manage) (?:it|that|this)\b| i'?m\b| (?:today|tonight|sorry)[,.!]"
    r"| (?:today"
    r"|tonight|sorry)$)"
    r"|i(?:'m| am) (?:away|off|out|on (?:leave|holiday)|ill|sick|not (?:in|here|around))\b|not me\b"
    r"|no time\b)",
    re.IGNORECASE,
)

_ANOTHER_TIME = re.compile(
    r"\?|\b(?:but|i can|i'll|i will|rather|instead|later|tomorrow|aber|mais|pero)\b", re.IGNORECASE
)


_FORBIDS = re.compile(
    r"(?:^|[,;.!–-] ?)(?:please |bitte |por favor |s'il (?:te|vous) plaît,? )?(?:"
    r"(?:don't|do not) (?P<en>[a-z]{3,}) (?:it|them|that|those|this|any|anything|one)\b"
    r"(?! (?:before|until|till|yet|without|to|unless|if|by|with|in|on|at|as|too|all|again|any)\b)"
    r"|no (?P<es>\w{2,}(?:es|as|e|a|éis|áis|en|an)) (?:nada|ninguna?|ya|más|lo|la|los|las)\b"
    r"|n(?:e |')(?:l[ea]s? |l')?(?P<fr>\w{4,}) (?:rien|pas|plus)\b"
    r"|(?P<de>\w{4,}) (?:(?:es|sie|das|ihn|ihm|ihr) |bitte |da |jetzt |doch )*nichts?\b"
    r"(?! (?:vor|ohne|bis|zu|so|auf|mit)\b))",
    re.IGNORECASE,
)
"""For "don't send anything", "no mandes nada", "n'envoie rien", "schick nichts"."""
_STEM = 4
"""So many letters of a verb are the same in its forms."""


def only_settles(line: Line, kind: SentenceKind, drafts: list[Draft]) -> bool:
    """Take the last draft out where the sentence leaves nothing of it to do; where whoever was asked cannot,
    leave it to nobody. True where the sentence says no more than that.
    """
    last = drafts[-1] if drafts else None
    if last is None:
        return False
    if forbids(line, last):
        drafts.pop()
        return True
    if any(over(line, last) for over in (answers, denies, refuses, has_it, calls_off)):
        drafts.pop()
    elif cannot(line, last):
        last.owner = Owner(OwnerRole.NOBODY, line.words)
    else:
        return False
    return kind not in WORK and kind is not SentenceKind.QUESTION


def has_it(line: Line, draft: Draft) -> bool:
    """For "got them from Kim already", or "here you go", said by another one right behind."""
    speaker, asker = line.sentence.speaker, draft.key.sentence.speaker
    done = _HAS_IT.match(line.plain) if speaker and asker and speaker != asker else None
    return bool(done and _is_next(line, draft) and not _STILL_OPEN.search(line.plain))


def calls_off(line: Line, draft: Draft) -> bool:
    """For "actually leave them", said soon after by whoever asked."""
    speaker = line.sentence.speaker
    own = speaker and speaker == draft.key.sentence.speaker
    apart = line.sentence.line - draft.quotes[-1].sentence.line
    return bool(own and line.opens and 0 < apart <= _NEAR and _CALLED_OFF.match(line.plain))


def forbids(line: Line, draft: Draft) -> bool:
    """For "don't send it", said later by whoever asked to send it."""
    own = line.sentence.speaker and line.sentence.speaker == draft.key.sentence.speaker
    found = _FORBIDS.search(line.plain) if own and line.number > draft.key.number else None
    verb = next((said for said in found.groupdict().values() if said), "") if found else ""
    stem = verb[:_STEM].casefold()
    return bool(stem) and any(word.startswith(stem) for word in draft.key.plain.casefold().split())


def cannot(line: Line, draft: Draft) -> bool:
    """For "can't, dentist", said by whoever was asked."""
    speaker, owner = (line.sentence.speaker or "").casefold(), (draft.owner.words or "").casefold()
    asked = owner and speaker.startswith(owner) and line.sentence.speaker != draft.key.sentence.speaker
    fails = asked and line.opens and _is_next(line, draft) and _CANNOT.match(line.plain)
    return bool(fails and not _ANOTHER_TIME.search(line.plain))


def _is_next(line: Line, draft: Draft) -> bool:
    """Does it stand in the message right behind?"""
    return line.sentence.line - draft.quotes[-1].sentence.line == 1


def answers(line: Line, draft: Draft) -> bool:
    """For "cellar, left shelf", or "yes, yesterday", said by another one right behind a question."""
    speaker, asker = line.sentence.speaker, draft.key.sentence.speaker
    known = not re.search(
        r"no idea|(?:don't|dont|do not) know|find out|check|ask |\?$", line.plain, re.IGNORECASE
    )
    brief = draft.key.plain.endswith("?") and len(draft.key.plain.split()) <= _NEAR
    taken = any(quote.sentence.speaker not in {None, asker} for quote in draft.quotes)
    asked = draft.kind is SentenceKind.QUESTION or brief or bool(_SO_FAR.match(draft.key.plain))
    asked = asked and bool(speaker and asker) and speaker != asker and not taken
    return asked and known and _is_next(line, draft)


def refuses(line: Line, draft: Draft) -> bool:
    """For "no, the council has them", said by another one right behind "shall I fetch them?"."""
    speaker, asker = line.sentence.speaker, draft.key.sentence.speaker
    asked = draft.key.plain.rstrip().endswith("?") and draft.quotes[-1] is draft.key
    return bool(
        asked and _is_next(line, draft) and line.opens and speaker and asker and speaker != asker
    ) and bool(_REFUSAL.match(line.plain) and not _INSTEAD.search(line.plain))


def denies(line: Line, draft: Draft) -> bool:
    """For "ask the supplier?? no - paid it on Tuesday"."""
    asked = draft.key.plain.rstrip().endswith("?") and line.sentence.speaker == draft.key.sentence.speaker
    brief = len(draft.key.plain.split()) <= _NEAR
    return (
        asked
        and brief
        and same_place(draft.key, line)
        and bool(re.match(r"(?:no|nope|nein|non)\b ?[-–,.]", line.plain, re.IGNORECASE))
    )

"""What one turn of a talk does to the work before it: answers, denies, reports, accepts, hands over. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extractors.local import cues
from agent.extractors.local.cues_days import A_DAY_TO_COME
from agent.extractors.local.doers import takes_it
from agent.extractors.local.draft import Draft
from agent.extractors.local.lines import Line, SentenceKind, same_place
from agent.extractors.local.names import Mention, Names
from agent.extractors.local.owners import Owner
from agent.extractors.local.parties import pronoun_promise
from agent.models import OwnerRole

_FEW_WORDS = 6
_NEAR, _SOON = 3, 2
_IT = re.compile(
    r"\b(?:do|take|handle|got|have|manage|sort) (?:it|that|this|them|those)\b"
    r"|\b(?:get|bring|send|make|find) (?:you|u) (?:one|some|it|them|that)\b|\bmach(?:e)? ich\b"
    r"|m'en (?:occupe|charge)|me encargo",
    re.IGNORECASE,
)
_TAKES_IT = re.compile(
    r"^(?:[^\W\d_]\S* ){1,3}(?:nimmt sich (?:das|der sache) (?:vor|an)|(?:übernimmt|macht|erledigt) das"
    r"|kümmert sich(?: darum)?"
    r"|schaut sich das an|s'en (?:occupe|charge)|le fait|se encarga|lo hace|lo mira)(?=[,.;!]|$)"
    r"|^(?:(?:das|darum|drum|da) )?(?:kümmert sich|übernimmt|macht|erledigt) (?-i:[A-ZÄÖÜ])[^\W\d_]+"
    r"(?: (?-i:[A-ZÄÖÜ])[^\W\d_]+)?(?: d(?:a)?rum)?(?=[,.;!]|$)"
    r"|^c'est (?-i:[A-ZÉ])[^\W\d_]+ qui (?:s'en (?:occupe|charge)|le fait)(?=[,.;!]|$)"
    r"|^(?:de eso |lo )?(?:se encarga|se ocupa|hace) (?-i:[A-ZÁÉÍÓ])[^\W\d_]+(?: de eso)?(?=[,.;!]|$)"
    r"|^(?:[^\W\d_]\S* ){1,3}(?:klärt|prüft|fragt) das(?: (?:mit|bei) [^,.;]+)?(?=[,.;!]|$)",
    re.IGNORECASE,
)
ALL_DONE = re.compile(
    r"(?:all|everything|(?:all|each|every one|both) of (?:it|this|that|these|those|them)|the (?:whole )?lot"
    r"|both|all (?:two|three|four|five|six|seven|eight|\d+)(?: of them)?)\b[^.?!,]{0,20}? "
    r"(?:was|were|is|are|has been|have been|got|went) (?:\w+ )?(?!discussed|agreed|explained|listed|needed"
    r"|required|wanted|expected|missing|asked)(?:given|sent|done|gone|out|made|paid|put|over|\w+ed)\b"
    r"|(?:alles|alle \w+) (?:ist|sind|wurden?|haben wir) [^.?!]{0,40}(?:erledigt|geschickt|abgegeben"
    r"|gemacht)"
    r"|tout (?:a été|est) (?:fait|envoyé|remis|rendu|réglé)|todo (?:está|fue|ha sido|quedó) (?:hecho"
    r"|enviado"
    r"|entregado|listo)",
    re.IGNORECASE,
)
"""Behind a list, says that nothing in it is left to do."""
UNCLAIMED = re.compile(
    r"\b(?:(?:do not|don't|not) know (?:yet )?who\b(?:'s| is| will| can| does| should| shall| takes)"
    r"|(?:nobody|no one|no-one|none of us) (?:has |yet )?(?:volunteered|offered|put (?:a|their|his"
    r"|her) hand"
    r"|taken it|took it|was named|wanted (?:it|to)|came forward|is down for)"
    r"|who (?:does|takes|will do|will take|is to do|is doing) (?:it|this|that|them) (?:is|was|remains|we)"
    r"|(?:it|this|that) (?:has|had|is without|still has) (?:no|an) (?:owner|volunteer|taker)s?\b"
    r"|(?:needs|wants|looking for) (?:an owner"
    r"|a volunteer|somebody to take it)"
    r"|wer (?:das|es|sie|ihn) (?:macht|übernimmt),? (?:ist|weiß|wissen)|niemand (?:hat sich (?:gemeldet"
    r"|gefunden)|will(?: das)?)|(?:da )?muss sich (?:einer|jemand|wer) (?:drum|darum) kümmern"
    r"|personne ne s'est (?:proposé|porté|désigné)\w*|(?:on )?ne sait pas (?:encore )?qui"
    r"|(?:nobody|no one|no-one) (?:could|can|would) (?:say|tell (?:me|us))\b"
    r"|(?:not (?:clear|decided|settled|agreed)|unclear|undecided) (?:yet )?(?:who|whose)\b"
    r"|^(?:any(?:one|body)(?: up for (?:it|this|that)| free)?|any (?:takers?|volunteers?|offers?)|volunteers"
    r"|who(?:'s| is) (?:free|up for (?:it|this|that))|who (?:can|wants (?:it|this|to))|freiwillige"
    r"|wer (?:kann|will|mag|macht das)|des volontaires|qui (?:peut|veut)|voluntarios"
    r"|quién (?:puede|quiere))\W*$"
    r"|nadie se (?:ofreció|ha ofrecido|apuntó|ha apuntado)|no (?:sé|sabemos) (?:aún |todavía )?quién)",
    re.IGNORECASE,
)
"""Says that what is to be done is nobody's so far."""
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
_I_WILL = re.compile(
    r"(?:ok(?:ay)?|fine|sure|yes|yeah|yep|right|ja|oui|sí|no worries"
    r"|no problem)?[,.! ]*(?:then )?(?:i'll|i will"
    r"|i can|i've|i|let me|mach|das mach|ich|je|yo)\b",
    re.IGNORECASE,
)
_DOES_IT = re.compile(
    r"(?:ok(?:ay)?,? |sure,? |yes,? )?(?:i'll|i will|i can|let me) (?:just )?[a-z]+ (?:it|that|this|them"
    r"|those|some|one)\b(?: (?:up|out|in|over|along|round|tonight|today|tomorrow|then|later|now))*\W*$",
    re.IGNORECASE,
)
"""For "I'll bring it", behind what nobody was named for."""
_MORE = re.compile(r"\b(?:i'll|i will|and|but|also|can you|could you|please|pls)\b", re.IGNORECASE)
"""In what stands behind "I'll do it", something of its own."""
_FINDS_OUT = re.compile(
    r"\b(?:i'll|i will|let me|i can)\b[^.;]*?\b(?:ask|check|find out|look (?:it|that|into)|get back|tell you"
    r"|let you know|ring|call|e-?mail|see (?:if|what|whether))\b",
    re.IGNORECASE,
)
_BARGAIN = re.compile(r"(?:done|deal|hecho|fait|abgemacht|d'accord)\W*$", re.IGNORECASE)
_SO_FAR = re.compile(
    r"(?:\w+, |what about [^,?]+, |and [^,?]{1,40}, |so )?"
    r"(?:did|have|has|had|was|were|is|are|anyone|anybody|who has|who's got) (?!you able\b).*\?\W*$",
    re.IGNORECASE,
)
"""Asks how things are, not that somebody do something."""


def answers_it(line: Line, draft: Draft) -> bool:
    """For "You'll have it tonight", said by the one who was asked just before."""
    said, asked = line.sentence.speaker, draft.owner.words
    promises = cues.PROMISE.search(line.plain) and not re.search(r"\balso\b", line.plain, re.IGNORECASE)
    behind = line.sentence.line - draft.quotes[-1].sentence.line == 1
    return bool(promises and behind and said and asked and said.casefold().startswith(asked.casefold()))


def answers(line: Line, draft: Draft) -> bool:
    """For "cellar, left shelf", or "yes, yesterday", said by another one right behind a question."""
    speaker, asker = line.sentence.speaker, draft.key.sentence.speaker
    known = not re.search(
        r"no idea|(?:don't|dont|do not) know|find out|check|ask |\?$", line.plain, re.IGNORECASE
    )
    brief = draft.key.plain.endswith("?") and len(draft.key.plain.split()) <= _NEAR
    taken = any(quote.sentence.speaker not in {None, asker} for quote in draft.quotes)
    asked = draft.kind is SentenceKind.QUESTION or brief or bool(_SO_FAR.match(draft.key.plain))
    behind = line.sentence.line - draft.quotes[-1].sentence.line == 1
    return asked and bool(speaker and asker) and speaker != asker and known and behind and not taken


def refuses(line: Line, draft: Draft) -> bool:
    """For "no, the council has them", said by another one right behind "shall I fetch them?"."""
    speaker, asker = line.sentence.speaker, draft.key.sentence.speaker
    behind = line.sentence.line - draft.quotes[-1].sentence.line == 1
    asked = draft.key.plain.rstrip().endswith("?") and draft.quotes[-1] is draft.key
    return bool(asked and behind and line.opens and speaker and asker and speaker != asker) and bool(
        _REFUSAL.match(line.plain) and not _INSTEAD.search(line.plain)
    )


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


def report(line: Line, drafts: list[Draft], previous: Line | None = None) -> None:
    """For "done, all green" from whoever was asked: nothing is left to do."""
    last = drafts[-1] if drafts else None
    if last is None or _agrees_on_day(line, previous) or last.key.sentence.speaker == line.sentence.speaker:
        return
    speaker, owner = (line.sentence.speaker or "").casefold(), (last.owner.words or "").casefold()
    if owner and (owner in speaker or speaker in owner) and _is_brief(line):
        drafts.remove(last)


def _agrees_on_day(line: Line, previous: Line | None) -> bool:
    """For "done", or "hecho", right behind somebody else's "the Friday": a bargain, not a report."""
    return (
        previous is not None
        and bool(_BARGAIN.match(line.plain) and A_DAY_TO_COME.search(previous.plain))
        and previous.sentence.speaker != line.sentence.speaker
        and _is_brief(previous)
    )


def accepts(line: Line, drafts: Sequence[Draft]) -> bool:
    """For "I'll do it", behind what nobody was named for: whose it is, and no work of its own."""
    if not drafts or not line.sentence.speaker or same_place(drafts[-1].key, line):
        return False
    taken = not drafts[-1].owner.known or _takes_over(line, drafts[-1])
    said, _, why = line.plain.partition(",")
    brief = len(said.split()) <= _FEW_WORDS and not _MORE.search(why)
    does = _IT.search(said) or (_DOES_IT.match(said) and not drafts[-1].owner.known)
    return taken and bool(does) and brief


def _takes_over(line: Line, draft: Draft) -> bool:
    """Is "I'll take it" said soon behind what another one asked, of whomever?"""
    soon = line.sentence.line - draft.quotes[-1].sentence.line <= _NEAR
    return soon and draft.key.sentence.speaker != line.sentence.speaker and bool(_I_WILL.match(line.plain))


def _is_brief(line: Line) -> bool:
    return len(line.plain.split()) <= _FEW_WORDS


def acknowledge(line: Line, drafts: list[Draft]) -> None:
    """For "will do": whoever says it owns what another one asked for just before."""
    if not drafts or drafts[-1].key.sentence.speaker in {None, line.sentence.speaker}:
        return
    last = drafts[-1]
    soon = not last.owner.known and line.sentence.line - last.key.sentence.line <= 2 * _NEAR
    if soon or (_takes_over(line, last) and _IT.search(line.plain)):
        last.owner = Owner(OwnerRole.NAMED, line.sentence.speaker)
        last.details.append((line, SentenceKind.ACK))


def taken_by(line: Line, drafts: Sequence[Draft], names: Names) -> Mention | None:
    """Who takes on what was said to be done just before: "Darum kümmert sich Carla", "Ben's on it"."""
    next_to = drafts and line.sentence.line - drafts[-1].key.sentence.line <= 1
    if next_to and (one := takes_it(line.plain, names)):
        return one
    behind = drafts and 0 < line.sentence.line - drafts[-1].quotes[-1].sentence.line <= _NEAR
    said = line.opens and line.sentence.speaker and _TAKES_IT.match(line.plain)
    return next(iter(names.find(line.plain)), None) if behind and said else None


def explains(line: Line, draft: Draft) -> bool:
    """For "I need to tell them by Friday", behind a question, is why and when the answer is needed."""
    reason = re.match(
        r"i (?:need|have|must|want)(?: to)? (?:tell|know|answer|reply|report|inform|let)\b"
        r"|i (?:said|promised|told \w+) (?:that )?i(?:'d| would|'ll) (?:ask|find out|check|let|tell)\b",
        line.plain,
        re.IGNORECASE,
    )
    return draft.kind is SentenceKind.QUESTION and bool(reason) and same_place(draft.key, line)


def hands_over(line: Line, drafts: Sequence[Draft]) -> bool:
    """For "Yusuf does that" behind what is to be done."""
    if drafts and _TAKES_IT.search(line.plain) and same_place(drafts[-1].key, line):
        return True
    if drafts and _finds_out(line, drafts[-1]):
        return True
    told = pronoun_promise(line.plain)
    return bool(drafts and told and told["who"] and not told.start() and same_place(drafts[-1].key, line))


def _finds_out(line: Line, draft: Draft) -> bool:
    """For "No idea, I'll ask and tell you tomorrow" behind what somebody else wants to know."""
    asked, said = draft.key.sentence.speaker, line.sentence.speaker
    soon = line.sentence.line - draft.quotes[-1].sentence.line <= _SOON
    open_ = draft.kind is SentenceKind.QUESTION and not draft.owner.known
    return open_ and bool(asked and said and asked != said and soon and _FINDS_OUT.search(line.plain))

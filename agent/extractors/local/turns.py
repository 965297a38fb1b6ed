"""What one turn of a talk does to the work before it: reports, accepts, claims, hands over. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

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
    r"\b(?:do|take|handle|got|have|manage|sort|get|fetch|grab|collect|bring) (?:it|that|this|them|those)\b"
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
ALL_PARKED = re.compile(
    r"(?:nothing|none|no action)(?: needed)? (?:here|(?:of|in|on|for) (?:any of )?(?:this|these|those|them|it"
    r"|that|the above|the list))\b(?: (?:list|above|yet))? (?:happens|will happen|is for|are for|is to be"
    r"|needs? (?:doing|to)|is (?:decided|real|needed|planned|agreed)|before)\b"
    r"|(?:this is |these are |that's |it's |all |i'm )?(?:only|just) (?:parking|collecting|dreaming|noting"
    r"|thinking (?:aloud|out loud)|ideas?\b|thoughts\b|a wish ?list|daydreams|brainstorming)"
    r"|(?:das sind |das ist )?(?:alles )?(?:nur|bloß) (?:so )?(?:ideen|gedanken|gesponnen)"
    r"|nichts davon (?:ist|muss|passiert|hat)|(?:ce sont |c'est )?(?:juste|seulement) des idées"
    r"|rien de tout (?:ça|cela)|nada de (?:esto|eso)|(?:son )?(?:solo|sólo) ideas",
    re.IGNORECASE,
)
"""The same, of what is only thought of."""
UNCLAIMED = re.compile(
    r"\b(?:(?:do not|don't|not) know (?:yet )?who\b(?:'s| is| will| can| does| should| shall| takes)"
    r"|(?:nobody|no one|no-one|none of us) (?:has |yet )?"
    r"(?:(?:volunteered|offered)(?! to (?!do it|take it|help)\w| for)|put"
    r" (?:a|their|his|her) hand"
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
_I_WILL = re.compile(
    r"(?:ok(?:ay)?|fine|sure|yes|yeah|yep|right|ja|oui|sí|no worries"
    r"|no problem)?[,.! ]*(?:then )?(?:i'll|i will"
    r"|i can|i've|i|let me|mach|das mach|ich|je|yo)\b",
    re.IGNORECASE,
)
_CLAIMS = re.compile(
    r"(?:ok(?:ay)?,? |oh,? |yes,? |sure,? |then )?(?:me|i can|i will|i'll go|i could|i do|mine|i'm (?:free"
    r"|in)"
    r"|i don't mind|i've got time|count me in)\b"
    r"(?:,? (?:after|before|at|from|around|about|on|in|this|tomorrow|tonight)\b[^?,;.]{0,25})?[^\w?]*",
    re.IGNORECASE,
)
_PASSES_ON = re.compile(
    r"\W*(?:(?:so|then|maybe|perhaps|hey|and)\b[, ]*)*(?:(?:can|could|would|will) (?:you|u)"
    r"(?: (?:do|take|manage|get|handle|have) (?:it|that|this|them|one))?|(?:what|how) about|over to you"
    r"|your turn|are you free|you free|do you have time)(?: please| pls| instead| then| maybe| perhaps)?\W*",
    re.IGNORECASE,
)
"""What stands beside the name of whom it is passed on to."""
_WHO_CAN = re.compile(
    r"(?:[^\W\d_]+, )?who (?:can|could|will|wants to|would like to|has time to) (?=[a-z]+ [^?]*\?\W*$)",
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


def answers_it(line: Line, draft: Draft) -> bool:
    """For "You'll have it tonight", said by the one who was asked just before."""
    said, asked = line.sentence.speaker, draft.owner.words
    promises = cues.PROMISE.search(line.plain) and not re.search(r"\balso\b", line.plain, re.IGNORECASE)
    behind = line.sentence.line - draft.quotes[-1].sentence.line == 1
    return bool(promises and behind and said and asked and said.casefold().startswith(asked.casefold()))


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


def accepts(line: Line, kind: SentenceKind, drafts: Sequence[Draft]) -> bool:
    """For "I'll do it", behind what nobody was named for: whose it is, and no work of its own."""
    if not drafts or not line.sentence.speaker or same_place(drafts[-1].key, line):
        return False
    if _is_open(drafts[-1]) and _CLAIMS.fullmatch(line.plain):
        return True
    taken = not drafts[-1].owner.known or _takes_over(line, drafts[-1])
    taker = _takes_it(line) or (not drafts[-1].owner.known and _does_it(line))
    return kind is SentenceKind.COMMITMENT and taken and taker


def _is_open(draft: Draft) -> bool:
    """Is nobody named for it, or everybody asked?"""
    return not draft.owner.known or bool(_WHO_CAN.match(draft.key.plain))


def _takes_over(line: Line, draft: Draft) -> bool:
    """Is "I'll take it" said soon behind what another one asked, of whomever?"""
    soon = line.sentence.line - draft.quotes[-1].sentence.line <= _NEAR
    said = any(_I_WILL.match(clause) for clause in _clauses(line))
    return soon and draft.key.sentence.speaker != line.sentence.speaker and said


def _takes_it(line: Line) -> bool:
    """Does a short clause of it take what was asked for: "I pass there anyway, let me get it"?"""
    return any(_IT.search(clause) and len(clause.split()) <= _FEW_WORDS for clause in _clauses(line))


def _does_it(line: Line) -> bool:
    """For "I'll bring it, no trouble", of what nobody was named for."""
    said, _, why = line.plain.partition(",")
    return bool(_DOES_IT.match(said)) and len(said.split()) <= _FEW_WORDS and not _MORE.search(why)


def _clauses(line: Line) -> list[str]:
    return [line.plain, *re.split(r"[,;] | [–-]+ | so ", line.plain)]


def _is_brief(line: Line) -> bool:
    return len(line.plain.split()) <= _FEW_WORDS


def acknowledge(line: Line, drafts: list[Draft]) -> None:
    """For "will do": whoever says it owns what another one asked for just before."""
    if not drafts or drafts[-1].key.sentence.speaker in {None, line.sentence.speaker}:
        return
    last = drafts[-1]
    soon = _is_open(last) and line.sentence.line - last.key.sentence.line <= 2 * _NEAR
    if soon or (_takes_over(line, last) and _IT.search(line.plain)):
        last.owner = Owner(OwnerRole.NAMED, line.sentence.speaker)
        _ask_for_it(last)
        last.details.append((line, SentenceKind.ACK))


def _ask_for_it(draft: Draft) -> None:
    """Of "who can open the hall?" what whoever takes it has to do."""
    asked, key = _WHO_CAN.match(draft.key.plain), draft.key
    if asked is None:
        return
    start, end = asked.end(), len(key.plain.rstrip("?! "))
    draft.kind = SentenceKind.REQUEST
    draft.key = replace(key, words=key.words[start:end], plain=key.plain[start:end])


def taken_by(line: Line, drafts: Sequence[Draft], names: Names) -> Mention | None:
    """Who takes on what was to be done: "Darum kümmert sich Carla", "Ben's on it", "Olu?"."""
    next_to = drafts and line.sentence.line - drafts[-1].key.sentence.line <= 1
    if next_to and (one := takes_it(line.plain, names)):
        return one
    behind = drafts and 0 < line.sentence.line - drafts[-1].quotes[-1].sentence.line <= _NEAR
    if not behind or not line.sentence.speaker:
        return None
    mention = next(iter(names.find(line.plain)), None)
    if line.opens and _TAKES_IT.match(line.plain):
        return mention
    rest = line.plain[: mention.start] + line.plain[mention.end :] if mention else ""
    return mention if _PASSES_ON.fullmatch(rest) else None


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

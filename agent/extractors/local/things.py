"""The things that a sentence speaks of: its subject, then what follows its verb. Pure.

What "it" may stand for in the next one; a phrase must begin like one, else it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.extractors.local import verbs
from agent.extractors.local.names import Names
from agent.extractors.local.phrases import SURE_VERBS, is_phrase, verb_at
from agent.extractors.local.topics import REPLY

DETERMINER = (
    r"(?:the|a|an|my|our|your|his|her|their|this|these|those|all|some|one|two|three|four|five"
    r"|\d+|der|die|das|den|ein|eine"
    r"|unser\w*|mein\w*|le|la|les|un|une|notre|el|los|las)"
)
_VERB = (
    r"(?:is|are|isn't|aren't|was|were|has|have|hasn't|haven't|keeps?|still|needs?|wants?|must"
    r"|should|can|can't|cannot|won't"
    r"|doesn't|don't|does|do|did|didn't|will|would|gives?|goes|went|came|says?|shows?|leaves?"
    r"|makes?|fell|dies?|trips?"
    r"|stopped|broke|leaks?|smells?|looks?|runs?|seems?|lapses?|expires?|ends?|left|arrived|got"
    r"|never|no longer|already|just"
    rf"|{'|'.join(sorted(SURE_VERBS))}"
    r"|ist|sind|war|hat|macht|fehlt|fehlen|geht|funktioniert|läuft|wird|est|sont|n'est|ne|está|es"
    r"|a(?= (?:un|une|été|des|le|la|les|pas|du)\b))"
)
_SUBJECT = re.compile(
    rf"(?P<np>[\w'’.#&/-]+(?: (?!{_VERB}\b)[\w'’.#&/-]+){{0,8}}?)"
    rf"(?<!(?-i: a))(?<! an)(?<! the)(?<! our)(?<! your)(?<! my)(?<! their)(?: \([^()]*\)"
    rf"|, [\w' -]{{1,20}},)?,? (?P<verb>{_VERB})\b",
    re.IGNORECASE,
)
_PAST = (
    r"(?:sent|took|found|put|made|lost|wrote|brought|threw|told|said|asked|rejected|refused|bought|built|gave"
    r"|forgot|promised|wants|ran)"
)
_OBJECT = re.compile(
    rf"\b(?P<np>{DETERMINER} (?:(?:leak|smell|look|run|show|end|need|trip|stop|cut|drop|crack)s?\b ?"
    rf"|{_PAST} )?"
    rf"(?:(?!(?:{_VERB}|{_PAST})\b)(?!{DETERMINER} )(?!(?:and|or|but|since|because|which|who|that|is|are|was"
    r"|has|on|in|at|for|from|to|with|by|under|behind|near|into|through|off|over|about|during|while|though"
    r"|before|after|as|when|if|wants?|needs?|seit)\b)[\w'’#&/-]+ ?){0,5}(?:of (?:the )?[\w'’-]+)?)",
    re.IGNORECASE,
)
_HUNG = re.compile(
    r"\b(?:of|on|in|at|for|from|to|with|by|under|behind|near|into|through|over|about|during|before|after) $",
    re.IGNORECASE,
)
"""Before a thing that another one only hangs on: "a leak under the sink"."""
_REPORT = re.compile(
    r"^.{0,60}?\b(?:(?:said|told (?:us|me)|noticed|mentioned|reported) (?:that )?(?=(?:the|our|a"
    r"|an|my|your)\b)"
    r"|(?<!the )(?<!our )(?<!his )(?<!her )(?:says|agrees?|reports?|thinks?|shows?|found|see|seen|know"
    r"|aufgefallen,) (?:that|dass) )",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:but|and|so|also|well|ok|okay|secondly|firstly|then|btw|fyi|morning|hi|hello"
    r"|unfortunately|sorry|as you know|only|ps"
    r"|speaking of (?:which|that)"
    r"|great|fine|true|@[\w.-]+|still no|no(?= [\w ]+s\b)|\d{1,2}(?= +[A-Z][a-z])|by the way"
    r"|on that note|apropos"
    r"|there'?s|there (?:is|are)|stuck on)[,:.!]* +|\*+|[#>-]+ ",
    re.IGNORECASE,
)
_NO_THING = re.compile(
    r"(?:i|we|you|he|she|it|they|(?:this|that)(?: (?:one|way|much|many|said|all|being))?$|who"
    r"|what|nobody|everyone|everybody|somebody|someone"
    r"|no|not|nothing|how|why|when"
    r"|where|which|there|one(?! of)|thanks?|if|please|can|could|would"
    r"|the ones?|(?:the )?(?:last|first|next|old|new|other|same) ones?|those|these|both|all"
    r"|the (?:storm|wind|rain|frost|snow|weather|flood|lightning|heat|cold)\b"
    r"|(?:the|this|that|a|an|whole|only|same|other)(?: \w+)? (?:things?|stuff|matters?|issues?"
    r"|problems?|lot|way|time"
    r"|idea|point|reason|case|rest|others?)$|two small|few|bank|(?:the|our|my|your) (?:bank|client"
    r"|customer|supplier|agent|landlord"
    r"|insurer|council|auditors?)|client"
    r"|customer|supplier|agent|landlord|company|office|oh|ich|wir|sie|er|es|je|nous|il|elle|on"
    r"|as|since|let|in|at|out|off|down|up|back|over|away|still|again)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"^(?:the )?\d+$|^\d+ [-–]|^(?:the |this |next |last )?(?-i:January|February|March|April|May|June"
    r"|July|August|September|October"
    r"|November|December)$|^(?-i:[A-Z][a-z]+)$|\b(?:and then|every|each|(?:mon|tues|wednes|thurs|fri"
    r"|satur|sun)days?)\b"
    r"|\b(?:of|on|in|at|for|to|with|from|by|and|or|the|(?-i:a)|last thing|first thing|again"
    r"|out|off|back|up|down|sent|since|until|before|after"
    r"|every one|each one)$|^(?:the |a |this |that |next |last )?(?:(?:whole|last|first|next|same|other) )?"
    r"(?:week|month|year|day|morning|afternoon"
    r"|evening|weekend)$"
    r"|^(?:by|on|in|at|for|to|with|from|of|speaking)\b|\|",
    re.IGNORECASE,
)
"""No whole name of a thing: a list number, one word that only begins a sentence, a piece cut short."""
_FOREIGN = re.compile(
    r"(?:der|die|das|den|dem|ein|eine|unser\w*|mein\w*|le|la|les|un|une|notre|mon|ma|mes|el|los|las|una|l')\b"
    r"|[^ ]* (?:de|du|des|del|der|die|das|den|im|am|für|pour)\b|\S*[^\x00-\x7f]",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\b(?:has|have|had|shows?|found|got) (?P<np>(?!this |thus |always "
    r"|less )[a-z-]{2,}[a-rt-z]s(?: (?:in|on|from|at|of|between) [\w' ]+)?)"
)
"""Several, without an article: "the log has gaps from 3 to 7 May"."""
_JOINED = re.compile(r"[,;] (?:and |but |so )?| (?:and|but|so|because|while|that) ")
_BEGINS = re.compile(rf"{DETERMINER} ", re.IGNORECASE)
_ARTICLE = re.compile(r"\s*(?:the|a|an|it|them|his|her|their)\b")
_BY_PEOPLE = re.compile(
    r"(?:says?|said|thinks?|thought|asks?|asked|wants?|tells?|told|knows?|knew|wrote|believes?|promised"
    r"|forgot|sent"
    r"|brought|agreed|took|rejected|refused|approved)",
    re.IGNORECASE,
)
"""What does so is hardly the thing that is meant."""
_WHICH = re.compile(r" (?:that|which|who)\b")
_IS = re.compile(r"\b(?:is|are|was|were|ist|sind|est|es)(?: |$)|'s ", re.IGNORECASE)
LONGEST = 6
_HAS_VERB = re.compile(rf"\b{_VERB}\b", re.IGNORECASE)
_DEPARTMENT = re.compile(r"^[A-Z]{2,}(?: [A-Z]{2,})* ?[-–:] +")
"""For "ART - phone box is too pink"."""
_THAT_IS = re.compile(
    r"(?:(?:that|it|this)(?:'s| is| was) (?:just |only |probably |still |again )?"
    r"|(?:please find )?(?:attached|enclosed)(?:'s| is| are)? |here(?:'s| is| are) )"
    r"(?P<np>(?:the|our|your|my) (?!\w+ one\b)[\w'/&-]+(?: [\w'/&-]+){0,3})"
    r"(?=[.,;!]|\s*$| (?:again|that|which|from)\b)",
    re.IGNORECASE,
)
"""For "that's the old filter": what it is that is spoken of."""
_STATE = re.compile(
    r"(?P<np>[\w'#&/-]+(?: [\w'#&/-]+){0,6}?)(?: still| all| completely| badly| now)?"
    r" (?P<state>out|down|dead|off|gone|missing|broken|cracked|loose|stuck|jammed|blocked|leaking|dripping"
    r"|perished|snapped|split|bent|worn|flat|empty|faulty|smashed|torn|damaged|ripped|bust|frozen|rusted|rotten"
    r"|full|finished|overdue)"
    r"(?= again\b| still\b| since\b| at\b| so\b| and\b|[,.;!:]|\s*$| [-–—])",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:many |big )?(?:i owe you|thank|sorry|hope|dear|hi\b|hello|merci|danke|gracias)", re.IGNORECASE
)


def things(sentence: str, names: Names) -> Iterator[str]:
    """Noun phrases of a sentence: its subject where that is a thing, then what follows its verb."""
    if _THANKS.match(sentence.strip()):
        return
    text = _said(sentence, names)
    if (told := _THAT_IS.match(text)) and _is_thing(told["np"], names):
        yield told["np"]
    subject = _SUBJECT.match(text)
    first, verb, start = (
        _before_verb(text) if subject is None else (subject["np"], subject["verb"], subject.end())
    )
    which = _WHICH.split(first)[0]
    if first and not (first == which and _BY_PEOPLE.fullmatch(verb)) and _is_thing(which, names):
        yield which
    for clause in _JOINED.split(text)[1:]:
        other = _SUBJECT.match(clause) if _BEGINS.match(clause) else None
        if other and not _BY_PEOPLE.fullmatch(other["verb"]) and _is_thing(other["np"], names):
            yield other["np"]
    if not first and (title := _title(text, names)):
        yield title
    if (bare := _BARE.search(text)) and is_phrase(bare["np"]):
        yield bare["np"]
    if _IS.search(subject[0] if subject else _JOINED.split(text)[0]):
        return
    yield from _objects(text, start, names)


def _said(sentence: str, names: Names) -> str:
    """Without what leads up to it: a report, a greeting, who is called."""
    text = _REPORT.sub("", re.sub(r"\*\*|__|`", "", sentence.strip()[:300]))
    while (lead := _LEAD.match(text)) and lead.end() < len(text):
        text = text[lead.end() :]
    text = _DEPARTMENT.sub("", text)
    called = names.at_start(text)
    if called and text[called.end : called.end + 1] == ",":
        text = text[called.end :].lstrip(" ,")
    return REPLY.sub("", text)


def _title(text: str, names: Names) -> str | None:
    """A few words without a verb that stand alone: "Roof over bay 2."."""
    found = re.match(r"[^.,:;!?]{3,50}(?=[.:]\W*$)", text)
    if found is None or _HAS_VERB.search(found[0]) or len(found[0].split()) > LONGEST + 1:
        return None
    return found[0] if _is_thing(found[0], names) else None


def _before_verb(text: str) -> tuple[str, str, int]:
    """What stands before a verb that only its place tells, the verb, its end: "the boiler lost pressure"."""
    said = text.split(" ")
    at = verb_at(said[: LONGEST + 2])
    if at is None or any(word[-1:] in ",.;:!?" for word in said[:at]):
        return _before_state(text)
    return " ".join(said[:at]), said[at], len(" ".join(said[: at + 1]))


def _before_state(text: str) -> tuple[str, str, int]:
    """The same where no verb stands at all: "lights on the stairs out again", "rear lamp dead"."""
    found = _STATE.match(text)
    if found is None or verbs.is_base(found["np"].split()[0]):
        return "", "", 0
    return found["np"], found["state"], found.end()


def _objects(text: str, start: int, names: Names) -> Iterator[str]:
    """What follows the verb; what hangs on another thing only where that is none: "look at the roof"."""
    told = False
    for found in _OBJECT.finditer(text, start):
        if told and _HUNG.search(text[: found.start()]):
            continue
        told = True
        what = found["np"].strip()
        if _ARTICLE.match(text, found.end()) and _acts(what):
            what = what.rpartition(" ")[0]
        numbered = what[:1].isdigit() and re.search(r"[A-Z][\w-]* $", text[: found.start()])
        if " " in what and not numbered and _is_thing(what, names):
            yield what


def _acts(what: str) -> bool:
    """Is its last word a verb: "the bottle names" the wrong figure, "the cards match" the list?"""
    rest, _, last = what.rpartition(" ")
    return verbs.third_person(last) is not None or (rest.endswith("s") and verbs.is_base(last))


def _is_thing(words: str, names: Names) -> bool:
    person = names.at_start(words)
    return (
        not (
            _NO_THING.match(words) or _NO_NAME.search(words.strip()) or (person and person.end == len(words))
        )
        and (_FOREIGN.match(words) is not None or is_phrase(words))
        and len(words.split()) <= LONGEST + 3
        and not re.search(r"[^\w\s'’“”„«»\".,#&/()%°:+-]|^[A-Za-z]+ed\b|^(?:the|a|an) \w+ed$", words)
    )

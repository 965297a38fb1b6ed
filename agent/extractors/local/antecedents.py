"""What "it", "them", "one" and "there" stand for: the nearest fitting noun phrase before. Pure.

Conservative: a phrase must begin like one, and agree in number; else the pronoun stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.extractors.local.names import Names
from agent.extractors.local.numbers import is_plural, without_tail
from agent.extractors.local.tails import is_clause
from agent.extractors.local.topics import REPLY

_ENDS = (
    r"(?= (?:by|within|before|until|to|in|on|at|for|from|off|up|out|over|back|again|with|as"
    r"|when|if|right|now|and|or"
    r"|into|today|tomorrow|asap|please|pls|once|this|next|too|also|properly|ready|done|down"
    r"|through|under|prüfen|\w+ed"
    r"|\w+ing|written|sent|built|put|made|mended)\b|\s*[,.;:!?)]|\s*$)"
)
_POINTS = re.compile(
    rf"(?<!\w)(?:(?P<many>them|these|those|both)|(?P<it>it|that|this|that one|this one|das"
    rf"|diese[nrs]?)){_ENDS}"
    rf"|(?<=\ba )(?P<new>new |different |second |better |bigger "
    rf")(?P<one>one){_ENDS}|(?<!one )(?<!\w)(?P<more>another(?: one)?){_ENDS}"
    rf"|(?P<there>(?<= in )there){_ENDS}",
    re.IGNORECASE,
)
_DETERMINER = (
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
    r"|ist|sind|war|hat|macht|fehlt|fehlen|geht|funktioniert|läuft|wird|est|sont|n'est|ne|a|está|es)"
)
_SUBJECT = re.compile(
    rf"(?P<np>[\w'’.#&/-]+(?: (?!{_VERB}\b)[\w'’.#&/-]+){{0,7}}?)(?: \([^()]*\))?,? {_VERB}\b", re.IGNORECASE
)
_OBJECT = re.compile(
    rf"\b(?P<np>{_DETERMINER} (?:(?!{_VERB}\b)(?!(?:and|or|since|because|which|who|that|is|are|was|has|on|in"
    rf"|at|for|from|to|with|by"
    r"|before|after|as|when|if|wants?|needs?|seit)\b)[\w'’#&/-]+ ?){1,5}(?:of (?:the )?[\w'’-]+)?)",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r".{0,60}?\b(?:(?:said|told (?:us|me)|noticed|mentioned|reported) (?:that )?(?=(?:the|our|a"
    r"|an|my|your)\b)"
    r"|(?:says|agrees?|reports?|thinks?|shows?|found|see|seen|know|aufgefallen,) (?:that|dass) )",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:but|and|so|also|well|ok|okay|secondly|firstly|then|btw|fyi|morning|hi|hello"
    r"|unfortunately|sorry|as you know|only|ps"
    r"|speaking of (?:which|that)"
    r"|by the way|on that note|apropos"
    r"|there'?s|there (?:is|are)|stuck on)[,:.!]* +|\*+|[#>-]+ ",
    re.IGNORECASE,
)
_NO_THING = re.compile(
    r"(?:i|we|you|he|she|it|they|this|that|who|what|nobody|everyone|everybody|somebody|someone"
    r"|no|not|nothing|how|why|when"
    r"|where|which|there|one(?! of)|thanks?|if|please|can|could|would|the one|those|these|both|all"
    r"|two small|few|bank|(?:the|our|my|your) (?:bank|client|customer|supplier|agent|landlord"
    r"|insurer|council|auditors?)|client"
    r"|customer|supplier|agent|landlord|company|office|oh|ich|wir|sie|er|es|je|nous|il|elle|on"
    r"|as|since|let|in|at)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"^\d+ [-–]|^(?-i:[A-Z][a-z]+)$|\b(?:and then|every|each|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b"
    r"|\b(?:of|on|in|at|for|to|with|from|by|and|or|the|a|last thing|first thing|again"
    r"|out|off|back|up|down|sent"
    r"|every one|each one)$|^(?:the |a )?(?:week|month|year|day|morning|afternoon|evening|weekend)$"
    r"|^(?:by|on|in|at|for|to|with|from|of|speaking)\b|\|",
    re.IGNORECASE,
)
"""No whole name of a thing: a list number, one word that only begins a sentence, a piece cut short."""
_IS = re.compile(r"\b(?:is|are|was|were|ist|sind|est|es)(?: |$)|'s ", re.IGNORECASE)
_TITLE_WORDS = 2
_LONGEST = 6
_HAS_VERB = re.compile(rf"\b{_VERB}\b", re.IGNORECASE)
_THANKS = re.compile(
    r"(?:many |big )?(?:thank|sorry|hope|dear|hi\b|hello|merci|danke|gracias)", re.IGNORECASE
)


def points(text: str) -> bool:
    """Does the text point at something that another sentence names?"""
    return _POINTS.search(text) is not None


def resolved(text: str, before: Sequence[str], names: Names) -> str:
    """The text with its first pronoun replaced from the sentences before, the nearest first."""
    found = _POINTS.search(text)
    if found is None:
        return text
    own = text[: found.start()]
    if found["it"] and re.search(
        r"\b(?:the|a|an|my|your|our) [\w-]+(?: [\w-]+){0,6} (?:and|or) (?:\w+ )+$", own, re.IGNORECASE
    ):
        return text
    if found["it"] and is_clause(own):  # it is named in the sentence itself
        return text
    what = next((np for sentence in before for np in _phrases(sentence, names) if _fits(np, found)), None)
    if what is None:
        return text
    rest = text[found.end() :]
    if found["one"]:
        return text[: found.start("one")] + _head(what) + text[found.end("one") :]
    return own + (f"another {_kind(what)}" if found["more"] else _definite(what, names)) + rest


def _phrases(sentence: str, names: Names) -> Iterator[str]:
    """Noun phrases of a sentence: its subject where that is a thing, then what follows its verb."""
    if _THANKS.match(sentence.strip()):
        return
    text = _REPORT.sub("", re.sub(r"\*\*|__|`", "", sentence.strip()[:300]))
    while (lead := _LEAD.match(text)) and lead.end() < len(text):
        text = text[lead.end() :]
    called = names.at_start(text)
    text = REPLY.sub(
        "", text[called.end :].lstrip(" ,") if called and text[called.end : called.end + 1] == "," else text
    )
    subject = _SUBJECT.match(text)
    start = subject.end() if subject else 0
    if subject and _is_thing(subject["np"], names):
        yield subject["np"]
    titled = re.match(r"[^.,:;!?]{3,50}(?=[.:]\W*$)", text)
    if (
        titled
        and not subject
        and not _HAS_VERB.search(titled[0])
        and len(titled[0].split()) <= _LONGEST
        and _is_thing(titled[0], names)
    ):
        yield titled[0]
    if _IS.search(subject[0] if subject else text):
        return
    for found in _OBJECT.finditer(text, start):
        if _is_thing(found["np"], names):
            yield found["np"].strip()


def _is_thing(words: str, names: Names) -> bool:
    person = names.at_start(words)
    return (
        not (
            _NO_THING.match(words) or _NO_NAME.search(words.strip()) or (person and person.end == len(words))
        )
        and len(words.split()) <= _LONGEST + 2
    )


def _fits(phrase: str, found: re.Match[str]) -> bool:
    if (
        found["one"]
        or found["there"]
        or (found["more"] and not is_plural(phrase))
        or (found["it"] and phrase[:1].isupper() and 0 < phrase.count(" ") < _TITLE_WORDS)
    ):
        return True
    return is_plural(phrase) == bool(found["many"])


def _head(phrase: str) -> str:
    """For "the sign on the mill door": "sign"."""
    return re.sub(rf"^{_DETERMINER} ", "", without_tail(phrase), flags=re.IGNORECASE)


def _kind(phrase: str) -> str:
    """For "the reader in unit 5": "reader for unit 5"."""
    return re.sub(
        r" (?:in|on|at|of) (?=[\w' ]+$)",
        " for ",
        re.sub(rf"^{_DETERMINER} ", "", phrase, flags=re.IGNORECASE),
        count=1,
    )


def _definite(phrase: str, names: Names) -> str:
    phrase = re.sub(r"^(?:a|an|the|some|one) (?!of)", "the ", phrase, flags=re.IGNORECASE)
    phrase = re.sub(
        r"^(?:Der|Die|Das|Le|La|Les|El|Los|My|Our|Your|Unser\w*)\b", lambda m: m[0].lower(), phrase
    )
    phrase = re.sub(r"^der ", "den ", phrase)
    if (
        " " in phrase
        and phrase[:1].isupper()
        and phrase.split(" ")[1][:1].islower()
        and not names.at_start(phrase)
    ):
        phrase = phrase[:1].lower() + phrase[1:]
    bare = not re.match(rf"(?:{_DETERMINER}\b|[A-Z]|\w+ [A-Z]*\d)", phrase)
    return f"the {phrase}" if bare else phrase

"""Things that German sentences name: what a pronoun stands for, and a thing by its fuller name. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.extractors.local.abroad import german
from agent.extractors.local.abroad.reading import NO_PERSON
from agent.extractors.local.names import Names
from agent.text.marks import words

_NOUN = r"[A-ZÄÖÜ][\wäöüß/-]+"
_SMALL = r"(?!(?:und|oder|seine|ihre|unsere|diese|jede|keine|alle|eine)\b)[a-zäöüß]+"
_VERB = (
    r"(?:ist|sind|war|waren|hat|haben|wird|werden|muss|müssen|soll|sollen|kann|können|fehlt|fehlen|liegt|liegen"
    r"|steht|stehen|hängt|hängen|geht|gehen|läuft|laufen|kommt|kommen|tropft|klemmt|klemmen|leuchtet|macht"
    r"|verliert|bricht|[a-zäöüß]{3,}t)"
)
_WHOSE = rf"(?:(?:Herrn|Frau) |\d+[a-z]*-)?{_NOUN}"
_OF = (
    r"(?: (?:vom|von(?: (?:der|den|dem))?|der|des|für(?: (?:die|den|das))?|aus (?:dem|der)) "
    rf"(?:[a-zäöüß]+en )?{_WHOSE}"
    r"| (?:am|im|an der|auf dem|in der|bei|beim|zum|zur|mit dem|mit der) "
    rf"(?:[a-zäöüß]+en )?{_NOUN}(?= {_VERB}\b))?"
    r"(?: \d[\w/.]*(?=[ ,.;]))?"
)
_NP = re.compile(
    r"(?<![\w-])(?P<art>(?i:der|die|das|den|eine?n?|keine?n?|(?:unser|mein|dein|euer|ihr|sein)(?:e|en)?"
    r"|alle|beide|mehrere|zwei|drei|vier|fünf|sechs|\d+)) "
    rf"(?P<count>(?:\d+|zwei|drei|vier|beiden) )?(?P<adj>(?:{_SMALL}(?:e|en|er|es) ){{0,2}})"
    rf"(?P<noun>{_NOUN})(?P<of>{_OF})"
)
_SMALL_NP = re.compile(
    r"(?<![\w-])(?P<art>der|die|das|den|eine?n?|keine?n?) (?P<count>\d+ )?(?P<adj>(?:[a-zäöüß]+(?:e|en) )?)"
    r"(?P<noun>[a-zäöüß-]{4,})(?P<of>(?: vom [a-zäöüß]+)?)"
    rf"(?=[,.;!?]|$| (?:hin|kaputt|durch|leer|voll|noch|da|weg|{_VERB})\b)"
)
"""In a text without capitals."""
_ALONE = re.compile(rf"(?P<noun>{_NOUN}) (?={_VERB}\b|noch\b)")
_PREPOSITION = re.compile(
    r"\b(?:in|an|auf|mit|bei|von|zu|aus|nach|vor|hinter|unter|über|neben|zwischen|für|um|durch|gegen|ohne"
    r"|seit|wegen|per|bis) $",
    re.IGNORECASE,
)
_PLACING = re.compile(_PREPOSITION.pattern.replace("|auf|", "|").replace("|um|", "|"), re.IGNORECASE)
_HEAD = re.compile(rf"{_NOUN} $")
_LABEL = re.compile(rf"(?P<what>{_NOUN}(?: [\wÄÖÜäöüß–/.-]+){{0,3}}(?: \([^()]{{1,30}}\))?): ")
_IT = re.compile(
    r"(?P<sich>(?:sich )?)(?P<it>ihn|den|es|das|sie|die) "
    r"(?=(?P<next>[\wäöüß-]+)(?P<more> ?))",
    re.IGNORECASE,
)
_DRUM = re.compile(r"(?P<sich>(?:sich )?)(?:d(?:a)?rum)?(?= ?(?:\w+ ){0,2}kümmern$)", re.IGNORECASE)
_ADVERBS = words(
    "neu wieder noch auch gleich selber selbst heute morgen mal im in am an auf aus zu zum zur bei beim nach"
    " mit vom von für um durch über unter vor hinter bis dir euch mir ihm ihr ihnen uns sich so dann da dort"
    " schnell fertig sauber weg ab raus rein runter hoch hin zurück einmal nochmal ganz nicht bitte dicht"
    " richtig sorgfältig gründlich direkt später entsprechend ordentlich extra per ohne gegen"
)
_GENERAL = words("Seite Stelle Weise Woche Tag Zeit Ende Moment Fall Jahr Monat Leute Problem Sache Ding")
_NO_TOPIC = re.compile(
    r"(?:TOP|Punkt|Nr|Thema|Info|Hinweis|Frage|Datum|Betreff|AW|WG|Uhr|Ort|Wichtig|Achtung|Nachtrag)\b"
)
_OF_WORDS = re.compile(
    r"(?:klären|fragen|sagen|sprechen|vornehmen|(?<!neu )(?<!sauber )(?<!auf)(?<!zu)(?<!an)(?<!aus)machen"
    r"|tun|erledigen|regeln|wissen|merken|überlegen|notieren|schreiben|ausrichten|melden|weitergeben|übernehmen|beantworten|organisieren|veranlassen)$"
)
"""What is said or settled: "das" stands for all that was told."""
_PERSONAL = frozenset({"ihn", "sie"})
_MASCULINE, _NEUTER = frozenset({"ihn", "den"}), frozenset({"es", "das"})
_EITHER = re.compile(r"(?:ein|kein|unser|mein|dein|euer|ihr|sein)$")
_ADJECTIVE_ALREADY = re.compile(r"(?:ganze|folgende|nächste|letzte|gleiche|selbe|jeweilige)n? ")
_CHAINED = re.compile(
    r"(?:(?:ohne|mit|auf|für|von|an|bei) )?(?:die|den|das|denen|dem|sie|er|ihn|es) "
    r"(?=[a-zäöüß]+(?:t|en|sind|ist)\b)",
    re.IGNORECASE,
)
"""Goes on about what the sentence before named: "Ohne die gehen keine Löhne raus"."""
_FAR, _CLOSE = 3, 2
"""So many sentences back a thing is looked for, and another that fits as well speaks against it."""


@dataclass(frozen=True, slots=True)
class _Named:
    art: str
    count: str
    adj: str
    noun: str
    of: str

    def fits(self, pronoun: str) -> bool:
        if pronoun in _MASCULINE:
            return self.art == "der" or self.art.endswith("en") or bool(_EITHER.match(self.art))
        if pronoun == "das":
            return not _EITHER.match(self.art)
        if pronoun == "es":
            return self.art == "das" or bool(_EITHER.match(self.art))
        return not (self.art in {"der", "das"} or self.art.endswith("en") or _EITHER.match(self.art))

    def accusative(self, pronoun: str) -> str:
        masculine = self.art == "der" or self.art.endswith("en")
        if pronoun == "das":  # said of whatever it is
            pronoun = "den" if masculine else "die" if self.art != "das" else "es"
        article = "den" if pronoun in _MASCULINE else "das" if pronoun == "es" else "die"
        count = self.count or (f"{self.art} " if self.art.isdigit() or self.art in _COUNTS else "")
        adj = "" if _EITHER.match(self.art) else self.adj
        if article == "den" or count:
            adj = re.sub(r"e(?= )", "en", adj)
        return f"{article} {count}{adj}{self.noun}{self.of}"


_COUNTS = words("zwei drei vier fünf sechs beide mehrere")


def pronoun_resolved(goal: str, said: Sequence[str], names: Names, *, whom: bool = False) -> str:
    """For "die neu machen", behind "dann ist die Bleischürze hin": only where one thing fits.

    `said`: sentences before, the nearest first; `names`: of whom the pronoun may be, if not
    told already for `whom` it is done.
    """
    found = _IT.match(goal)
    leads = found and (found["next"].lower() in _ADVERBS or german.is_infinitive(found["next"]))
    if found is None or (found["more"] and not leads):
        return _about(goal, said)
    if found["it"].lower() in _NEUTER and _OF_WORDS.search(goal):
        return goal
    what = _thing_for(found["it"].lower(), said, names, whom=whom)
    return goal if what is None else f"{found['sich']}{what} {goal[found.end() :]}"


def _about(goal: str, said: Sequence[str]) -> str:
    """For "sich drum kümmern", behind "Der Kran steht schief": "sich um den Kran kümmern"."""
    found = _DRUM.match(goal)
    things = {np.noun: np for np in _named(said[0] or "".join(said[1:2]))} if found and said else {}
    only = next(iter(things.values())) if len(things) == 1 else None
    if found is None or only is None or _EITHER.match(only.art):
        return goal
    article = "ihn" if only.fits("ihn") else "es" if only.fits("es") else "sie"
    return f"{found['sich']}um {only.accusative(article)} {goal[found.end() :].lstrip()}"


def _thing_for(pronoun: str, said: Sequence[str], names: Names, *, whom: bool) -> str | None:
    told = [text for text in said if text and not _CHAINED.match(text)]
    close = told[:_CLOSE] if pronoun in _PERSONAL else ()
    for text in told[:_FAR]:
        if pronoun in _PERSONAL and names.at_start(text) and not whom:
            return None
        label = _LABEL.match(text) if pronoun == "das" else None
        if label and not names.at_start(text) and not _NO_TOPIC.match(text):
            return label["what"]
        fitting = {np.noun: np for np in _named(text) if np.fits(pronoun)}
        if fitting:
            only = next(iter(fitting.values()))
            rivals = {np.noun for other in close for np in _named(other) if np.fits(pronoun)} - {only.noun}
            return only.accusative(pronoun) if len(fitting) == 1 and not rivals else None
        alone = _ALONE.match(text) if pronoun != "das" else None
        if alone and alone["noun"] not in _GENERAL | NO_PERSON:
            article = "den" if pronoun in _MASCULINE else "das" if pronoun in _NEUTER else "die"
            return f"{article} {alone['noun']}"
    return None


def _named(text: str) -> list[_Named]:
    """The things of a sentence, owners left out; what is waited for only where it has no other."""
    told = list(_told(text, _PREPOSITION))
    return told or list(_told(text, _PLACING))


def _told(text: str, preposition: re.Pattern[str]) -> Iterator[_Named]:
    is_small = text == text.lower()
    for found in (_SMALL_NP if is_small else _NP).finditer(text):
        before = text[: found.start()]
        if preposition.search(before) or (found["art"] == "der" and _HEAD.search(before)):
            continue
        noun = found["noun"][:1].upper() + found["noun"][1:]
        if noun not in _GENERAL:
            yield _Named(found["art"].lower(), found["count"] or "", found["adj"], noun, found["of"])


_BARE = re.compile(
    rf"(?<![\w-])(?P<art>[Dd]en|[Dd]ie|[Dd]as) (?P<noun>{_NOUN})"
    r"(?= (?!(?:vom|von|der|des|für|aus|\d|[A-ZÄÖÜ])))"
)


def german_fuller(goal: str, before: Sequence[str]) -> str:
    """Its first thing by the fuller name that earlier sentences agree on: "die nassen Schläuche"."""
    found = _BARE.search(goal)
    if found is None:
        return goal
    same = [np for text in before for np in _named(text) if np.noun == found["noun"]]
    called = {(np.adj, np.of) for np in same if (np.adj or np.of) and not _ADJECTIVE_ALREADY.match(np.adj)}
    if len(called) != 1 or any(of and of in goal for _, of in called):
        return goal
    np = next(np for np in same if (np.adj or np.of))
    article = found["art"].lower().replace("das", "es")
    if not np.fits(article):
        return goal
    named = f"{goal[: found.start()]}{np.accusative(article)}{goal[found.end() :]}"
    return named[:1].upper() + named[1:]

"""What is so in the end, told in German: "dass die Tür zufällt" → "Die Tür fällt zu". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from agent.extractors.local.abroad import german
from agent.extractors.local.abroad.german_nouns import nominative, subject
from agent.extractors.local.abroad.moods import Mood
from agent.extractors.local.abroad.tables_de import BOUND, SEPARABLE
from agent.text.marks import words

_I = re.IGNORECASE
_LEAD = re.compile(
    r"(?:(?:und|aber|bitte|hauptsache|wichtig|darin|dort|dabei|außerdem|fertig heißt|fertig ist es"
    r"|abnahme)\b[:,]? )*"
    r"(?:(?:fertig|erledigt|abgeschlossen|gut|okay|wichtig|entscheidend|reicht|genügt|achte[nt]?|sorge?[nt]?"
    r"|schau[et]?|ich (?:will|möchte|brauche)|wir (?:wollen|möchten|brauchen)|zufrieden)\b[^,.:]{0,40}, "
    r"(?:erst |nur |und zwar )?(?:wenn|sobald|dass)"
    r"|(?:erst |nur |dann )?(?:wenn|sobald|dass|damit|solange))\b "
    r"|(?:(?:und|aber|bitte|hauptsache|wichtig|darin|dort|dabei|außerdem|fertig heißt|abnahme)\b[:,]? )+",
    _I,
)
_MAIN = re.compile(
    r", (?:dann|ist|sind|kann|können|darf|dürfen|gilt|wird|werden|gehen?|nehmen?|zahlen?|bin|hat|haben"
    r"|geht)\b.*$",
    re.DOTALL,
)
_WHY = re.compile(
    r", (?:sonst|ansonsten|denn|weil|damit|da|so (?:lange|dass)|wenn|falls|aber|und zwar|nicht dass|sobald"
    r"|bevor|ehe)\b.*$| – .*$",
    re.DOTALL,
)
_MODAL = re.compile(
    r"(?P<pre>(?:.{2,70}? )??)(?P<modal>muss|müssen|soll|sollen|sollte|sollten|darf|dürfen)"
    r" (?P<rest>.*?) ?(?P<verb>[a-zäöüß]+n)$",
    _I,
)
_AGAIN = re.compile(r"\b(?:muss|müssen|soll|sollen|sollte|sollten|darf|dürfen|sein und)\b")
_SEVERAL = frozenset({"müssen", "sollen", "sollten", "dürfen"})
_AUX = {
    "sein": ("ist", "sind"), "haben": ("hat", "haben"), "werden": ("wird", "werden"),
    "können": ("kann", "können"),
}  # fmt: skip
_FINITE = words(
    "ist sind war waren hat haben wird werden wurde wurden kann können darf dürfen muss müssen soll sollen"
    " sollte sollten will wollen"
)
_NO_VERBS = words("nicht fest gut gesamt jetzt sonst leicht weit dicht laut rein offen eben daran drin innen")
_STATES = words(
    "tropfen flackern klemmen leuchten wackeln rattern quietschen brummen piepen blinken rosten glänzen"
    " kleben haken stolpern stimmen klappen kippen rutschen rasten starten funktionieren lecken hängen"
    " reichen zählen drehen"
    " kosten dauern entsprechen gehören schmecken passen zeigen wirken wachsen haften knarren schwanken"
    " erscheinen trocknen schalten schweben schimmeln überlaufen durchhalten"
)
_UNEVEN = {
    "fällt": "fallen", "tritt": "treten", "fließt": "fließen", "riecht": "riechen", "friert": "frieren",
    "springt": "springen", "sitzt": "sitzen", "sinkt": "sinken", "brennt": "brennen", "stinkt": "stinken",
    "scheint": "scheinen", "klingt": "klingen", "wächst": "wachsen", "spricht": "sprechen",
    "erlischt": "erlöschen", "verschwindet": "verschwinden", "enthält": "enthalten", "liegt": "liegen",
    "hält": "halten", "lädt": "laden", "kriegt": "kriegen", "bekommt": "bekommen", "weiß": "wissen",
}  # fmt: skip
_NOUN = r"[A-ZÄÖÜ\d][\wäöüß/.-]*"
_NP = (
    r"(?:(?i:der|die|das|ein|eine|kein|keine|alle|jede[rs]?|beide|unser\w*|mein\w*|ihr\w*|diese[rs]?|zwei"
    r"|drei|vier|\d+) )?(?:(?:\d+|zwei|drei|vier|beiden) )?"
    rf"(?:[a-zäöüß]+e[nrs]? )*{_NOUN}(?: {_NOUN})*"
)
_OF = rf"(?P<of>(?: (?:der|des|zum|zur|vom|von|für) (?:(?:den|die|das|der|dem) )?(?:[a-zäöüß]+en )?{_NOUN})*)"
_FIRST = re.compile(
    rf"(?P<first>(?:(?i:auch|nur|selbst|sogar) )?{_NP}{_OF})"
    r"|(?P<short>(?i:es|er|sie|man|das|alles|nichts|niemand|keiner|jeder|beides|wir|ich)(?![\w-]))"
    r"|(?P<place>(?i:auf|in|im|am|an|bei|unter|über|hinter|vor|neben|zwischen|beim) "
    rf"(?:(?:der|dem|den|die|das|jede[rmn]?|allen|beiden) )?(?:[a-zäöüß]+e[nr] )*{_NOUN})"
)
_SMALL = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+er als\b|(?:Ein|D(?:ie|as|en|er|em)|Mindestens|Höchstens|Nie)\w*\b")
"""What is written small behind the verb."""
_NOMINATIVE = {"er": ("der", "ein"), "sie": ("die", "eine", "alle", "beide")}


def german_fact(text: str, thing: str | None = None) -> str | None:
    """None where its form is not known. `thing`: what the goal is done to, for "er" and "sie"."""
    lead = _LEAD.match(text)
    bare = text[lead.end() :] if lead else text
    bare = (_MAIN.sub("", bare) if lead else bare).strip(" .!")
    main = _WHY.sub("", bare)
    opens = lead is not None and lead[0].rstrip().lower().endswith(_OPENS)
    made = _turned(main, sure=opens) or (None if opens else _modal(main))
    if made is None and not opens and (lead or main != bare):
        made = main
    return _with_thing(made, thing) if made else None


_OPENS = ("wenn", "sobald", "dass", "damit", "solange")


def halves(text: str) -> Iterator[str]:
    """The clauses of "wenn der Kessel hält und kein Wasser austritt", each with its verb at its end."""
    first, joint, second = text.partition(" und ")
    lead = _LEAD.match(text)
    opens = lead is not None and lead[0].rstrip().lower().endswith(_OPENS)
    bare = first[lead.end() :] if lead else first
    if joint and _is_clause(bare, sure=opens) and _is_clause(second.strip(" .!"), sure=opens):
        yield first
        yield from halves(second)
    else:
        yield text


def _is_clause(text: str, *, sure: bool) -> bool:
    return bool(_modal(text) or _turned(text, sure=sure))


def _modal(text: str) -> str | None:
    found = _MODAL.fullmatch(text)
    if found is None or "," in found["pre"] or _AGAIN.search(found["rest"]):
        return None
    several, verb, rest = found["modal"].lower() in _SEVERAL, found["verb"].lower(), found["rest"].split()
    if any(rest[i + 1 : i + 2] == ["und"] and german.is_infinitive(word) for i, word in enumerate(rest)):
        return None  # two verbs share what must be
    pre, denied = found["pre"].strip(), re.search(r"\b(?:nicht|kein\w*|nie|nichts)\b", text, _I)
    made = rest[-1] if rest and german.of_participle(rest[-1]) else ""
    form, end = _form(verb, several=several)
    if verb == "werden" and made:
        form = form if denied else _AUX["sein"][several]
    if not form:
        return None
    if not pre:
        noun = next((i for i, word in enumerate(rest, 1) if word[:1].isupper()), 0)
        return " ".join(w for w in (*rest[:noun], form, *rest[noun:], end) if w) if noun else None
    if rest and rest[0] in {"es", "er", "sie", "man"}:
        said = pre[:1].lower() + pre[1:] if _SMALL.match(pre) else pre
        return " ".join(w for w in (rest[0], form, *rest[1:], said, end) if w)
    return " ".join(w for w in (pre, form, *rest, end) if w)


def _form(verb: str, *, several: bool) -> tuple[str, str]:
    """What it or they do, and the prefix that stands at the end; empty of a verb that is not known."""
    if verb in _AUX:
        return _AUX[verb][several], ""
    known = _he()
    for prefix in ("", *SEPARABLE):
        base = verb[len(prefix) :]
        if verb.startswith(prefix) and base in known:
            return (base if several else known[base]), prefix
    bound = next((p for p in BOUND if verb.startswith(p) and verb[len(p) :] in known), "")
    if bound:
        return (verb if several else bound + known[verb[len(bound) :]]), ""
    return "", ""


@lru_cache(maxsize=1)
def _he() -> Mapping[str, str]:
    """Of each verb what he does."""
    table = {verb: form for form, verb in german.forms(Mood.THIRD).items()}
    table |= {verb: verb[: -1 if verb.endswith(("ern", "eln")) else -2] + "t" for verb in _STATES}
    table |= {"starten": "startet", "leuchten": "leuchtet", "rasten": "rastet", "rosten": "rostet"}
    table |= {"trocknen": "trocknet", "kosten": "kostet", "schalten": "schaltet", "haften": "haftet"}
    return table | {verb: form for form, verb in _UNEVEN.items()}


@lru_cache(maxsize=1)
def _finite() -> frozenset[str]:
    known = _he()
    return frozenset({*known, *known.values(), *_FINITE})


def _last(word: str, *, sure: bool = False) -> tuple[str, str] | None:
    """The finite verb that a clause ends with, and its prefix: "zufällt" is "fällt" and "zu".

    `sure`: is the word such a verb, by what the clause opens with?
    """
    if word in _finite():
        return word, ""
    for prefix in SEPARABLE:
        if word.startswith(prefix) and word[len(prefix) :] in _finite():
            return word[len(prefix) :], prefix
    bound = next((p for p in BOUND if word.startswith(p) and word[len(p) :] in _finite()), "")
    if bound:
        return word, ""
    unknown = sure and re.fullmatch(r"[a-zäöüß]{3,}(?:[^aeiouäöü]t|et|n)", word) and word not in _NO_VERBS
    return (word, "") if unknown and not word.startswith(SEPARABLE) else None


def _turned(text: str, *, sure: bool = False) -> str | None:
    """The clause with its verb in the second place, where it stood at its end."""
    *before, end = text.split() or [""]
    last = _last(end, sure=sure) if before and end.islower() else None
    if last is None or "," in text or any(word in _FINITE for word in before):
        return None
    said = " ".join(before)
    found = _FIRST.match(said)
    if found is None or not (said[found.end() :] == "" or said[found.end()] == " "):
        return None
    first, rest = found[0], said[found.end() :].strip()
    if found["first"] and not rest and not last[1]:
        where = re.search(rf" (?:im|in|am|an|auf|unter|bei|beim|von) (?:\w+ )?{_NOUN}$", first)
        first, rest = (first[: where.start()], where[0].strip()) if where else (first, rest)
    second = rest.split()[0] if rest else ""
    if second.islower() and _last(second) and not german.of_participle(second):
        return None  # it stands in the second place already
    return " ".join(w for w in (first, last[0], rest, last[1]) if w)


def _with_thing(made: str, thing: str | None) -> str:
    """For "Er hält das Wasser", of "den Samowar abdichten": "Der Samowar hält das Wasser"."""
    first, _, rest = made.partition(" ")
    fits = _NOMINATIVE.get(first.lower())
    named = subject(thing) if thing and fits else None
    if named is None or fits is None:
        return made
    what, several = nominative(named[0]), named[2]
    several_said = re.match(r"(?:sind|haben|müssen|dürfen|werden|[a-zäöüß]+en)\b", rest) is not None
    if what.split()[0].lower() not in fits or (first.lower() == "sie" and several != several_said):
        return made
    return f"{what} {rest}"

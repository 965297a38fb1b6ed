"""A clause of French, Spanish, Portuguese or Italian that asks or promises, begun with its infinitive. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.extractors.local.abroad.moods import Mood
from agent.extractors.local.abroad.nouns import object_before
from agent.extractors.local.abroad.reading import Hearers, Reading, Who, person_at
from agent.extractors.local.abroad.tongues import Tongue

_WORD = r"[^\W\d_]+(?:'[^\W\d_]+)?"
_VERB = re.compile(rf"(?P<verb>[^\W\d_]+)(?P<hung>(?:-(?:moi|nous|toi|vous|le|la|les|lui|leur|m'en|en|y|me|mo|lhe|o|a|os|as))*)(?![\w'])")
_END = re.compile(r"[.;!?](?: |$)|\s+[-–—]+\s+|\s*\(|\s*->|: ")
_LONG = 6
_SELF = frozenset({"occuper", "charger", "encargar", "ocupar", "occupare", "incaricare"})


@dataclass(frozen=True, slots=True)
class _Clause:
    tongue: Tongue
    text: str
    hearers: Hearers
    ahead: str = ""
    """What the sentence said before this clause."""


def read(tongue: Tongue, text: str, hearers: Hearers, ahead: str = "") -> Reading | None:
    """The clause that begins here."""
    clause = _Clause(tongue, text, hearers, ahead)
    for rule in (_asked, _wished, _own, _somebody, _ordered, _dropped, _bare):
        if found := rule(clause):
            return found
    return None


def _asked(clause: _Clause) -> Reading | None:
    for pattern, who in ((clause.tongue.asks, Who.YOU), (clause.tongue.asks_any, Who.NOBODY)):
        found = pattern.match(clause.text)
        goal = _phrase(clause, found.end(), None, _leading(clause, found)) if found else None
        if found and goal:
            open_ = who is Who.NOBODY and not re.search(r"quelqu'un|alguien|l'un|uno? de|alguém|qualcuno|qui|quién", found[0], re.IGNORECASE)
            return Reading(Who.OPEN if open_ else who, goal, sure=who is Who.YOU)
    return None


def _leading(clause: _Clause, found: re.Match[str]) -> list[str]:
    """Pronouns before the verb that asks: "me puedes enviar"."""
    head = re.match(r"¿?((?:me |nos |lo |la |les? )+)", found[0], re.IGNORECASE)
    return head[1].lower().split() if head and clause.tongue.to == "a" else []


def _wished(clause: _Clause) -> Reading | None:
    found = clause.tongue.wishes.match(clause.text)
    goal = _phrase(clause, found.end(), Mood.WISH) if found else None
    return Reading(Who.YOU, goal, sure=True) if goal else None


def _own(clause: _Clause) -> Reading | None:
    found = clause.tongue.own.match(clause.text)
    if found is None:
        return None
    will = next((v for k, v in found.groupdict().items() if k.startswith("will") and v), None)
    goal = _phrase(clause, found.end(), None if will else Mood.FIRST)
    return Reading(Who.ME, goal) if goal else None


def _somebody(clause: _Clause) -> Reading | None:
    span = person_at(clause.text, 0, clause.hearers)
    if span is None:
        return None
    at, known = span[1], clause.hearers.names.at_start(clause.text[span[0] :]) is not None
    if not known and clause.tongue.infinitive(clause.text[: at], Mood.ORDER):
        return None
    if found := clause.tongue.shall.match(clause.text, at):
        goal = _phrase(clause, found.end(), None)
    elif found := clause.tongue.cares.match(clause.text, at):
        goal = _cared(clause, found)
    else:
        goal = _phrase(clause, at + 1, Mood.THIRD, guess=known) if clause.text[at : at + 1] == " " else None
    return Reading(Who.NAMED, goal, span) if goal else None


def _cared(clause: _Clause, found: re.Match[str]) -> str | None:
    """For "Léa s'occupe de réserver la salle", "Léa s'occupe du ménage"."""
    if found["of"].strip() in {"de", "d'"} and (goal := _phrase(clause, found.end(), None)):
        return goal
    verb = {"s'": "S'occuper", "se": "Se charger", "es": "Se charger"}[found["does"][:2].lower()]
    verb = "Encargarse" if clause.tongue.to == "a" else verb
    return f"{verb} {found['of']}{_tidied(clause.tongue, _cut(clause.tongue, clause.text[found.end():]))}"


def _ordered(clause: _Clause) -> Reading | None:
    begin = re.match(r"¿?(?:por favor|porfa|s'il (?:te|vous) pla[iî]t|svp|per favore|se faz favor)?,? ?", clause.text, re.IGNORECASE)
    at = begin.end() if begin else 0
    for mood in (Mood.ORDER, Mood.SECOND):
        if mood is Mood.SECOND and not clause.text.rstrip().endswith("?"):
            continue
        start = at + len(m[0]) if mood is Mood.SECOND and (m := re.match(r"(?:tu|vous|tú) ", clause.text[at:], re.IGNORECASE)) else at
        if goal := _phrase(clause, start, mood):
            return Reading(Who.YOU, goal)
    if begin and begin[0] and (goal := _phrase(clause, at, None)):
        return Reading(Who.YOU, goal)
    return None


def _dropped(clause: _Clause) -> Reading | None:
    """For "os traigo dos presupuestos", "lo mando hoy", "los permisos los pido yo": I, left out or behind."""
    if clause.tongue.to != "a":
        return None
    text = clause.text
    for found in re.finditer(r"(?:(?:me|te|os|lo|la|los|las|le|les|se) )*[^\W\d_]+", text[:90]):
        head = text[: found.start()]
        if re.search(r"[,;.:!?]", head):
            break
        if (goal := _phrase(clause, found.start(), Mood.FIRST, ahead=head)) and (not head or re.match(r"(?:para|por|el|la|los|las|esta|este|yo|hoy|mañana|luego|ahora|después|ya)\b", head, re.IGNORECASE)):
            return Reading(Who.ME, re.sub(r" yo\b", "", goal))
    return None


def _bare(clause: _Clause) -> Reading | None:
    first, _, follows = clause.text.partition(" ")
    told = clause.tongue.object_follows.match(follows) or clause.tongue.infinitive(first, Mood.BARE)
    goal = _phrase(clause, 0, None) if told else None
    return Reading(Who.OPEN, goal, plain=False) if goal else None


def _phrase(clause: _Clause, at: int, mood: Mood | None, clitics: Sequence[str] = (), *, guess: bool = False, ahead: str = "") -> str | None:
    """From here on pronouns, a verb in this mood (None: the infinitive) and what follows it; or None."""
    tongue, text = clause.tongue, clause.text
    lead = tongue.clitics.match(text, at)
    begin = lead.end() if lead else at
    found = _VERB.match(text, begin)
    if found is None or (mood is Mood.ORDER and lead and lead[0]) or found[0].lower() == "rendez-vous":
        return None
    pronouns = [*clitics, *re.findall(r"\w+'?", lead[0].lower() if lead else ""), *re.findall(r"[\w']+", found["hung"])]
    verb, hung = _verb(tongue, found["verb"], mood)
    follows = text[found.end() :].lstrip(" ,")
    sure = tongue.object_follows.match(follows) or hung or pronouns or mood in {None, Mood.WISH}
    if verb is None and guess and tongue.object_follows.match(follows):
        verb = tongue.guessed(found["verb"])
    if mood in {Mood.FIRST, Mood.THIRD} and verb in tongue.idle:
        return None
    if verb is None or not (sure or (mood in {Mood.THIRD, Mood.FIRST} and at)):
        return None
    if {"en", "y", "m'en"} & set(pronouns):
        return None
    rest = _tidied(tongue, _cut(tongue, text[found.end() :]))
    made = _made(clause, verb, [*pronouns, *hung], rest, ahead or clause.ahead)
    return made[:1].upper() + made[1:] if made else None


def _verb(tongue: Tongue, word: str, mood: Mood | None) -> tuple[str | None, list[str]]:
    """The infinitive, and the pronouns that hang on it in Spanish."""
    from agent.extractors.local.abroad import spanish

    hung = ""
    if tongue.infinitive is spanish.infinitive and mood in {None, Mood.ORDER}:
        word, hung = spanish.split(word)
    parts = re.findall(r"me|nos|te|os|se|les?|l[ao]s?", hung)
    if mood is None:
        return (word.lower() if tongue.is_infinitive(word) else None), parts
    return tongue.infinitive(word, mood), parts


def _made(clause: _Clause, verb: str, pronouns: list[str], rest: str, ahead: str) -> str:
    tongue, hearers = clause.tongue, clause.hearers
    head, _, more = rest.partition("\0")
    reflexive = verb in _SELF and bool(set(pronouns) & (tongue.me | tongue.you | {"se", "s'"}))
    whom, what = [], ""
    for pronoun in pronouns if not reflexive else ():
        if pronoun in tongue.it and not what:
            what = object_before(pronoun, (ahead, *hearers.before)) or ""
            verb = verb if what else _with_it(tongue, pronoun, verb)
        elif pronoun in tongue.me and hearers.author:
            whom = [hearers.author]
        elif pronoun in tongue.you and hearers.addressee:
            whom = [hearers.addressee]
        elif pronoun in {"lui", "leur"}:
            verb = f"{pronoun} {verb}"
    if reflexive:
        verb = ("s'" if verb[0] in "aeiou" else "se ") + verb if tongue.to == "à" else f"{verb}se"
    return " ".join(w for w in (verb, what, head, *(_given(tongue, verb, head, w) for w in whom), more) if w)


def _with_it(tongue: Tongue, pronoun: str, verb: str) -> str:
    if tongue.to != "à":
        return f"{verb}{pronoun}"
    vowel = verb[0] in "aeiouéèêh"
    return f"l'{verb}" if vowel and pronoun != "les" else f"{pronoun} {verb}"


_DIRECT = frozenset({"rappeler", "appeler", "prévenir", "informer", "avertir", "contacter", "aider", "accompagner", "tenir"})


def _given(tongue: Tongue, verb: str, rest: str, who: str) -> str:
    direct = tongue.to == "à" and (verb.split(" ")[-1] in _DIRECT)
    return who if direct and not rest else f"{tongue.to} {who}"


def _cut(tongue: Tongue, rest: str) -> str:
    """Without what follows its clause: ", la garantie court jusqu'à juin"."""
    text = _END.split(rest, maxsplit=1)[0].strip(" ,")
    kept, *others = re.split(r", ", text)
    end = next((i for i, piece in enumerate(others, 1) if re.search(tongue.also, piece)), 0)
    listed = others[:end]
    if all(not tongue.finite.search(p) and len(p.split()) <= _LONG for p in listed):
        kept = ", ".join([kept, *listed])
    return _again(tongue, kept)


def _again(tongue: Tongue, text: str) -> str:
    """A second clause in the same form turned too: "rédige la note et envoie-la à Paul"."""
    for joint in re.finditer(tongue.also, text):
        lead = tongue.clitics.match(text, joint.end())
        found = _VERB.match(text, lead.end() if lead else joint.end())
        if found is None:
            continue
        after = text[found.end() :].lstrip()
        for mood in (Mood.ORDER, Mood.THIRD, Mood.FIRST, Mood.WISH):
            verb, hung = _verb(tongue, found["verb"], mood)
            pronouns = [*re.findall(r"\w+'?", lead[0].lower() if lead else ""), *re.findall(r"[\w']+", found["hung"]), *hung]
            if verb and (tongue.object_follows.match(after) or pronouns):
                its = next((p for p in pronouns if p in tongue.it), None)
                verb = _with_it(tongue, its, verb) if its else verb
                return f"{text[:joint.start()]}\0{joint[0].strip()} {verb}{text[found.end():]}"
        if lead and lead[0] and tongue.is_infinitive(found["verb"]):
            its = next((p for p in re.findall(r"\w+'?", lead[0].lower()) if p in tongue.it), None)
            verb = _with_it(tongue, its, found["verb"]) if its else found["verb"]
            return f"{text[:joint.start()]}\0{joint[0].strip()} {verb}{text[found.end():]}"
    return text


def _tidied(tongue: Tongue, goal: str) -> str:
    goal = re.sub(r"[ \t]+", " ", tongue.fillers.sub(" ", goal)).strip(" ,.;:!?¿")
    return re.sub(r"\s+([,.;:\0])", r"\1", goal)

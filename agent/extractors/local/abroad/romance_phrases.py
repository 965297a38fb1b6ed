"""A verb of French or Spanish with its pronouns and what follows it, begun with its infinitive. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from agent.extractors.local.abroad.moods import Mood
from agent.extractors.local.abroad.nouns import object_before
from agent.extractors.local.abroad.reading import Hearers
from agent.extractors.local.abroad.tongue import Tongue
from agent.text.marks import words

_HUNG = "moi|nous|toi|vous|les?|l[ao]s?|lui|leur|m'en|en|y|me|nos|te|lhes?|[oa]s?"
_VERB = re.compile(rf"(?P<verb>[^\W\d_]+)(?P<hung>(?:-(?:{_HUNG}))*)(?![\w'])")
_END = re.compile(
    r"\n|(?<! Sr)(?<! Sra)(?<! Dr)(?<! Dra)(?<! M)[.;!?](?: |$)|,? sinon |\s+[-–—]+\s+|\s*\(|\s*->|: "
)
_LONG = 6
_OF_THEM = re.compile(r" (?:une?|deux|trois|quatre|cinq|six|dix|\d+|plusieurs)(?![\w'])", re.IGNORECASE)
_NAMED_THING = re.compile(
    r"(?:\b(?:les?|la|une?|du|des|ce|cette) |\bl')(?P<noun>[a-zà-ÿ]{3,}(?: (?:de|d'|à) ?[a-zà-ÿ]{3,})?)"
)
_GOES = re.compile(
    r"(?:passer|aller|venir) (?P<it>les?|la|l')(?: |(?<='))(?P<verb>[^\W\d_]+(?:er|ir|re))(?!\w)",
    re.IGNORECASE,
)
_SELF = words("occuper charger encargar ocupar")
_DIRECT = words(
    "rappeler appeler prévenir informer avertir contacter relancer aider accompagner tenir inviter remercier "
    "llamar avisar contactar informar invitar ayudar acompañar"
)
"""These are done to somebody, not to a thing."""
_GIVEN = words(
    "envoyer transmettre donner dire montrer rendre remettre renvoyer adresser communiquer livrer"
    " apporter confirmer "
    "indiquer préciser passer expliquer retourner fournir faire signaler "
    "enviar mandar dar pasar traer decir entregar devolver mostrar confirmar remitir reenviar"
    " explicar facilitar "
    "contar reponer prestar avisar indicar aclarar encaminhar trazer dizer "
    "inviare mandare dare consegnare passare inoltrare restituire spedire portare mostrare confermare "
    "spiegare dire"
)
"""Of these it is said to whom."""
_SPEAKS = re.compile(r"(?:que|qu'|si)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a verb is looked for."""

    tongue: Tongue
    text: str
    hearers: Hearers
    ahead: str = ""
    """What the sentence said before."""


@dataclass(frozen=True, slots=True)
class Phrase:
    goal: str
    pointed: bool = False
    """Is what it is done to only a pronoun in the text?"""


@dataclass(slots=True)
class _Parts:
    verb: str
    what: str = ""
    whom: list[str] = field(default_factory=list)
    loose: bool = False


def phrase(
    place: Place, at: int, mood: Mood | None, clitics: Sequence[str] = (), *, guess: bool = False
) -> Phrase | None:
    """From here on pronouns, a verb in this mood (None: the infinitive) and what follows it."""
    tongue, text = place.tongue, place.text
    lead = tongue.clitics.match(text, at)
    before = lead[0].lower() if lead else ""
    found = _VERB.match(text, lead.end() if lead else at)
    if found is None or (mood is Mood.ORDER and before) or found[0].lower() == "rendez-vous":
        return None
    verb, hung = _verb(tongue, found["verb"], mood)
    told = tongue.object_follows.match(text[found.end() :].lstrip(" ,")) if verb or guess else None
    verb = tongue.guessed(found["verb"]) if verb is None and told and guess else verb
    if verb is None or (mood is not None and mood is not Mood.ORDER and verb in tongue.idle):
        return None
    pronouns = [*clitics, *_pronouns(before), *_pronouns(found["hung"]), *hung]
    if not (told or pronouns or mood in {None, Mood.WISH} or (mood in {Mood.THIRD, Mood.FIRST} and at)):
        return None
    if "en" in pronouns and not _OF_THEM.match(text, found.end()):
        return None
    if (tongue.to == "a" and {"en", "y"} & set(pronouns)) or (
        mood is Mood.THIRD and _SPEAKS.match(text[found.end() :].lstrip())
    ):
        return None
    return _made(place, verb, pronouns, text[found.end() :])


def _pronouns(text: str) -> list[str]:
    return re.findall(r"\w+'?", text.lower())


def _verb(tongue: Tongue, word: str, mood: Mood | None) -> tuple[str | None, list[str]]:
    """The infinitive, and the pronouns that hang on it."""
    hung = ""
    if mood in {None, Mood.ORDER}:
        word, hung = tongue.split(word)
    parts = re.findall(r"mi|ti|ci|vi|gli|me|nos|te|os|se|les?|l[ao]s?|li", hung)
    if mood is None:
        return (word.lower() if tongue.is_infinitive(word) else None), parts
    return tongue.infinitive(word, mood), parts


def _made(place: Place, verb: str, pronouns: list[str], behind: str) -> Phrase:
    tongue = place.tongue
    behind = _counted(place, behind) if "en" in pronouns else behind
    rest = tidied(tongue, cut(tongue, behind))
    head, more = _second(place, rest)
    parts = _Parts(verb)
    if verb in _SELF and set(pronouns) & (tongue.me | tongue.you | {"se", "s'"}):
        parts.verb = f"{verb}se" if tongue.to == "a" else f"s'{verb}" if verb[0] in "aeiou" else f"se {verb}"
    else:
        _resolve(place, pronouns, parts)
    whom = [who if _is_direct(tongue, verb, head) else f"{tongue.to} {who}" for who in parts.whom]
    goal = " ".join(w for w in (parts.verb, parts.what, head, *whom, more) if w)
    goal = _gone(place, _caused(goal, parts.what, head))
    return Phrase(goal[:1].upper() + goal[1:], bool(set(pronouns) & tongue.it))


def _caused(goal: str, what: str, head: str) -> str:
    """For "faire le four réviser", "volver el cartel a colgar": "volver a colgar el cartel"."""
    again = re.match(r"a (?P<verb>[^\W\d_]+[aei]r)(?!\w)", head)
    if what and again and goal.startswith("volver "):
        return f"volver a {again['verb']} {what}{goal[len(f'volver {what} {again[0]}') :]}"
    verb = re.match(r"[^\W\d_]+(?:er|ir|re)(?!\w)", head)
    if not (what and verb and goal.startswith("faire ")):
        return goal
    return f"faire {verb[0]} {what}{goal[len(f'faire {what} {verb[0]}') :]}"


def _gone(place: Place, goal: str) -> str:
    """For "passer les prendre", behind "les clés sont chez Kai": "prendre les clés"."""
    found = _GOES.match(goal)
    what = object_before(found["it"].lower(), (place.ahead, *place.hearers.before)) if found else None
    return f"{found['verb']} {what}{goal[found.end() :]}" if found and what else goal


def _counted(place: Place, behind: str) -> str:
    """For "j'en commande un", behind "c'est le câble": " un câble"."""
    for text in (place.ahead, *place.hearers.before):
        if named := list(_NAMED_THING.finditer(text)):
            count = _OF_THEM.match(behind)
            if count is None:
                return behind
            noun = named[-1]["noun"]
            same = noun[-1] in "sxz" or " " in noun or count[0].strip().lower() in {"un", "une"}
            return f"{count[0]} {noun if same else noun + 's'}{behind[count.end() :]}"
    return behind


def _is_direct(tongue: Tongue, verb: str, rest: str) -> bool:
    return tongue.to == "à" and verb in _DIRECT and not rest


def _resolve(place: Place, pronouns: Sequence[str], parts: _Parts) -> None:
    """Names for the pronouns, as far as they are known."""
    tongue, hearers, verb = place.tongue, place.hearers, parts.verb
    said = (place.ahead, *hearers.before)
    for pronoun in pronouns:
        if pronoun in tongue.it and not parts.what and not (pronoun == "la" and parts.loose):
            person = _person(said, hearers) if verb in _DIRECT else None
            what = person or object_before(pronoun, said) or ""
            parts.what = f"a {what}" if person and tongue.to == "a" else what
            parts.verb, parts.loose = (verb, False) if what else (tongue.join(pronoun, verb), True)
        elif pronoun in tongue.me and hearers.author and verb in _GIVEN | _DIRECT:
            parts.whom = [hearers.author]
        elif pronoun in tongue.you and hearers.addressee and verb in _GIVEN | _DIRECT:
            parts.whom = [hearers.addressee]
        elif (
            pronoun in {"lui", "leur", "se", "le", "les"}
            and verb in _GIVEN
            and (person := _person(said, hearers))
        ):
            parts.whom = [person]
        elif pronoun in {"lui", "leur"}:
            parts.verb = f"{pronoun} {verb}"


def _person(said: Sequence[str], hearers: Hearers) -> str | None:
    """Who was named last."""
    return next((found[-1].name for text in said if (found := hearers.names.find(text))), None)


def cut(tongue: Tongue, rest: str) -> str:
    """Without what follows its clause: ", la garantie court jusqu'à juin"."""
    text = _END.split(rest, maxsplit=1)[0].strip(" ,")
    kept, *others = re.split(r", ", text)
    end = next((i for i, piece in enumerate(others, 1) if re.search(tongue.also, piece)), 0)
    listed = others[:end]
    if all(not tongue.finite.search(p) and len(p.split()) <= _LONG for p in listed):
        kept = ", ".join([kept, *listed])
    return kept


def _second(place: Place, text: str) -> tuple[str, str]:
    """A second clause turned too: "rédige la note et envoie-la à Paul" → "et l'envoyer à Paul"."""
    tongue, text = place.tongue, f" {text}"
    for joint in re.finditer(tongue.also, text):
        lead = tongue.clitics.match(text, joint.end())
        before = lead[0].lower() if lead else ""
        found = _VERB.match(text, lead.end() if lead else joint.end())
        if found is None:
            continue
        for mood in (Mood.ORDER, Mood.THIRD, Mood.FIRST, Mood.WISH, None):
            verb, hung = _verb(tongue, found["verb"], mood)
            pronouns = [*_pronouns(before), *_pronouns(found["hung"]), *hung]
            if verb is None or not (
                pronouns or (mood and tongue.object_follows.match(text[found.end() :].lstrip()))
            ):
                continue
            its = next((p for p in pronouns if p in tongue.it), None)
            mine = place.hearers.author if set(pronouns) & tongue.me and verb in _GIVEN else None
            whom = f" {tongue.to} {mine}" if mine else ""
            made = tongue.join(its, verb) if its else verb
            return text[
                : joint.start()
            ].strip(), f"{joint[0].split()[0]} {made}{text[found.end() :].rstrip()}{whom}"
    return text.strip(), ""


def tidied(tongue: Tongue, goal: str) -> str:
    goal = re.sub(r"[ \t]+", " ", tongue.fillers.sub(" ", goal)).strip(" ,.;:!?¿")
    return re.sub(r"\s+([,.;:])", r"\1", goal)

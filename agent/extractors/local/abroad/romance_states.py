"""The state in which a goal is reached: "Pedir los permisos" → "Los permisos están pedidos". Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agent.extractors.local.abroad import french, nouns, spanish, tables_es, tables_fr
from agent.extractors.local.abroad.latin import ITALIAN, PORTUGUESE
from agent.text.marks import words

_NAME = r"[A-ZÉÁÍÓÚ][\w.'-]*(?: (?:[A-ZÉÁÍÓÚ][\w.'-]*|de (?=[A-Z])|(?:et|y|e) (?=[A-ZÉÁÍÓ])))*"

_GOES_ON = re.compile(r" (?:et|y|e|,|de|du|des|del) | d'")
"""What comes belongs to the thing still."""
_NO_NOUN = r"(?!(?:cet?|cette|ces|est[ae]s?|es[ae]|tu|mi|demain|hoy|mañana|cada|chaque)\b)"


@dataclass(frozen=True, slots=True)
class _Said:
    """How one language puts it."""

    participle: Callable[[str], str | None]
    is_infinitive: Callable[[str], bool]
    agree: Callable[[str], str | None]
    also: str
    never: frozenset[str]
    gives: frozenset[str]
    finds: frozenset[str]
    reaches: frozenset[str]
    asked: str
    has: tuple[str, str]
    """One has, several have."""
    knows: str
    known: str
    be: dict[str, str]
    ends: dict[str, str]
    """What the participle gets, by gender and number."""
    of: str
    """What a thing's name goes on with."""
    to: str
    reached: str


_FR = _Said(
    french.participle, french.is_infinitive, nouns.french, r",? (?:et|puis) (?:ensuite )?", tables_fr.NEVER,
    gives=words("envoyer transmettre donner remettre renvoyer adresser livrer fournir communiquer rendre"
        " apporter retourner"),
    finds=words("vérifier demander confirmer dire préciser savoir indiquer déterminer voir"),
    reaches=words("appeler rappeler prévenir informer contacter relancer avertir inviter solliciter consulter"
        " remercier"),
    asked=r"(?:si|s'il|s'ils|quand|combien|pourquoi|où|comment|quel(?:le)?s?|qui)\b",
    has=("a reçu", "ont reçu"), knows="sait", known="On sait",
    be={"m": "est", "f": "est", "mp": "sont", "fp": "sont"}, ends={"m": "", "f": "e", "mp": "s", "fp": "es"},
    of=r"(?: (?:(?:de|pour) (?:la |l'|les |le |nos |notre )?|du |des |d')(?:(?:trois|deux|\d+)"
        r" )?" + _NO_NOUN + r"[\w-]+| [A-ZÉ\d][\w-]*"
    r"| \w+(?:ique|elle|al|ale|aire|ble|if|ive|euse|eux|ée?|(?<!av)(?<!pend)(?<!dev)(?<!dur)ant"
        r"|ante)s?(?![\w-]))*",
    to=rf"(?P<what>.+?) (?:à (?P<name>{_NAME})|(?P<prep>au|aux|à la|à l'|à tout le|à toute la|à tous les"
        rf"|à notre|à nos)"
        rf" ?(?P<noun>[\w' -]+?))"
    r"(?P<often> (?:chaque|tous les|toutes les) .+)?",
    reached="On a {made} {who}",
)  # fmt: skip
_ES = _Said(
    spanish.participle, spanish.is_infinitive, nouns.spanish, r",? (?:y|e) (?:luego )?", tables_es.NEVER,
    gives=words("enviar mandar dar entregar pasar remitir reenviar traer devolver facilitar transferir"),
    finds=words("confirmar preguntar averiguar comprobar verificar decir aclarar consultar saber"),
    reaches=words("llamar avisar informar contactar hablar invitar preguntar consultar"),
    asked=r"(?:si|cuándo|cuánt[oa]s?|por qué|dónde|cómo|qué|quién|cuál(?:es)?)\b",
    has=("tiene", "tienen"), knows="sabe", known="Se sabe",
    be={"m": "está", "f": "está", "mp": "están", "fp": "están"},
    ends={"m": "o", "f": "a", "mp": "os", "fp": "as"},
    of=r"(?: (?:(?:de|para) (?:la |las |los |el |sus |nuestros )?|del )(?:(?:primer|segundo|tercer"
        r"|último|nuevo|primera|segunda|dos|tres) )?" + _NO_NOUN + r"[\w-]+| [A-ZÁÉÍÓ\d][\w-]*"
    r"| (?!cada\b)\w+(?:al|ales|ic[oa]s?|iv[oa]s?|ad[oa]s?|id[oa]s?|ble|bles)(?![\w-])"
    r"| (?:grandes?|verdes?|azul(?:es)?|(?:pequeñ|nuev|viej|roj|blanc|negr|larg|cort|antigu|complet)[oa]s?)"
    r"(?![\w-])|(?<=[a-z]os) \w{2,}os(?![\w-])|(?<=[a-z]as) \w{2,}as(?![\w-]))*",
    to=rf"(?P<what>.+?) (?:a (?P<name>{_NAME})|(?P<prep>al|a la|a los|a las|a todo el|a toda la|a todos"
        rf" los|a todas las)"
        rf" (?P<noun>[\w ]+?))"
    r"(?P<often> (?:cada|todos los|todas las) .+)?",
    reached="Se ha {made} {who}",
)  # fmt: skip
_PT = _Said(
    PORTUGUESE.participle, PORTUGUESE.is_infinitive, nouns.portuguese, r",? e (?:depois )?",
    words("ver ir vir tratar levar trazer ter cuidar deixar"),
    gives=words("enviar mandar dar entregar passar remeter reenviar encaminhar devolver"),
    finds=words("confirmar perguntar esclarecer verificar dizer consultar"),
    reaches=words("contactar avisar informar convidar"),
    asked=r"(?:se|quando|quant[oa]s?|porque|por que|onde|como|que|quem|qual|quais)\b",
    has=("tem", "têm"), knows="sabe", known="Sabe-se",
    be={"m": "está", "f": "está", "mp": "estão", "fp": "estão"},
    ends={"m": "o", "f": "a", "mp": "os", "fp": "as"},
    of=r"(?: (?:de|do|da|dos|das|para) (?:o |a |os |as )?[\w-]+| [A-ZÁÉÍÓ\d][\w-]*)*",
    to=rf"(?P<what>.+?) (?:a (?P<name>{_NAME})|(?P<prep>ao|à|aos|às) (?P<noun>[\w ]+?))(?P<often>"
        rf" (?:cada|todos os|todas as) .+)?",
    reached="",
)  # fmt: skip
_IT = _Said(
    ITALIAN.participle, ITALIAN.is_infinitive, nouns.italian, r",? e (?:poi )?",
    words("andare venire tenere aspettare sentire portare pregare"),
    gives=words("inviare mandare dare consegnare passare inoltrare restituire"),
    finds=words("confermare chiedere chiarire verificare dire controllare"),
    reaches=words("avvisare informare contattare chiamare richiamare invitare"),
    asked=r"(?:se|quando|quant[oaie]|perché|dove|come|che cosa|cosa|chi|quale|quali)\b",
    has=("ha", "hanno"), knows="sa", known="Si sa",
    be={"m": "è", "f": "è", "mp": "sono", "fp": "sono"}, ends={"m": "o", "f": "a", "mp": "i", "fp": "e"},
    of=r"(?: (?:di|del|della|dei|delle|degli|per|per il|per la) [\w'-]+| dell'[\w-]+| [A-ZÀÈÌ\d][\w-]*)*",
    to=rf"(?P<what>.+?) (?:a (?P<name>{_NAME})|(?P<prep>al|alla|ai|alle|agli)"
        rf" (?P<noun>[\w ]+?))(?P<often> (?:ogni|tutti i) .+)?",
    reached="",
)  # fmt: skip
_SAID = {"fr": _FR, "es": _ES, "pt": _PT, "it": _IT}
_THING = (
    r"(?:(?:le|la|les|l'|o|a|os|as|um|uma|il|lo|i|gli|una|un|une|des|ce|cet|cette|ces|notre|nos"
    r"|votre|vos|son|sa|ses|mon|ma|mes|tous les"
    r"|toutes les|deux|trois|quatre|cinq|six|dix|sept|huit|neuf|douze|quinze|vingt|trente|el|los|las"
    r"|una|unos|unas|su|sus|esta?|estos|estas|todos"
    r" los|todas las|dos|tres|cuatro|cinco|seis|diez|doce|quince|veinte|treinta|\d[\d.]*)(?: "
    r"|(?<=')))(?:nouvel |nouvelle "
    r"|nouveaux? |nouvelles |petite? |grande? |première? |dernière? |trois |deux |\d+ |nuevo |nueva "
    r"|nuevos |nuevas )?[\w-]+"
)
_PLACES = {
    "au": "le", "à tout le": "tout le", "à toute la": "toute la", "a todo el": "todo el",
    "a toda la": "toda la",
    "aux": "les", "à la": "la", "à l'": "l'", "à tous les": "tous les", "à notre": "notre",
    "à nos": "nos", "al": "el", "a la": "la", "a los": "los", "a las": "las", "a todos los": "todos los",
    "a todas las": "todas las", "ao": "o", "à": "a", "aos": "os", "às": "as", "alla": "la", "ai": "i",
    "alle": "le", "agli": "gli",
}  # fmt: skip
_SEVERAL = frozenset(
    {
        "aux",
        "à tous les",
        "à nos",
        "a los",
        "a las",
        "a todos los",
        "a todas las",
        "aos",
        "às",
        "ai",
        "alle",
        "agli",
    }
)


def states(goal: str, language: str, asker: str | None) -> Iterator[str]:
    said = _SAID.get(language)
    first = ""
    for clause in _clauses(goal, said) if said else ():
        whole = _with_thing(clause, first)
        verb, _, rest = whole.partition(" ")
        thing = re.match(rf"{_THING}{said.of}", rest) if said else None
        first = first or (thing[0] if thing else "")
        if said and (state := _state(f"{verb} {_often_last(rest)}", said, asker)):
            yield state[:1].upper() + state[1:]


def _with_thing(clause: str, thing: str) -> str:
    """A second clause with what its pronoun stands for: "l'envoyer à Paul", "enviarla a Paul"."""
    if not thing:
        return clause
    if found := re.match(r"(?:l'|les? |la )(?P<verb>[^\W\d_]+)", clause):
        return f"{found['verb']} {thing}{clause[found.end() :]}"
    first, _, rest = clause.partition(" ")
    verb, hung = spanish.split(first)
    return f"{verb} {thing} {rest}" if hung in {"lo", "la", "los", "las"} else clause


def _often_last(rest: str) -> str:
    found = re.match(
        r"((?:cada|chaque|todos los|todas las|tous les|toutes les) [\w-]+(?: del? mes| du mois)?) (?=\w)",
        rest,
    )
    return f"{rest[found.end() :]} {found[1]}" if found else rest


def _clauses(goal: str, said: _Said) -> Iterator[str]:
    at = 0
    for found in re.finditer(said.also + r"(?:l'|les? |la )?(?=(?P<verb>[^\W\d_]+)(?: |$))", goal):
        verb = spanish.split(found["verb"])[0] if said is _ES else found["verb"]
        if said.is_infinitive(verb) and not verb[:1].isupper():
            yield goal[at : found.start()]
            joint = re.match(said.also, found[0])
            at = found.start() + (joint.end() if joint else 0)
    yield goal[at:]


def _state(clause: str, said: _Said, asker: str | None) -> str | None:
    verb, _, rest = clause.strip(" .,;!").partition(" ")
    verb = verb.lower()
    inner, _, behind = rest.partition(" ")
    if said is _FR and verb == "faire" and said.is_infinitive(inner) and behind:
        verb, rest = inner, behind
    if not rest or not said.is_infinitive(verb) or "'" in verb or "?" in rest:
        return None
    if verb in said.finds and (found := re.match(rf"(?:.{{0,40}}? )?(?P<what>{said.asked}.+)", rest)):
        return f"{asker} {said.knows} {found['what']}" if asker else f"{said.known} {found['what']}"
    if verb in said.reaches and said.reached and (made := said.participle(verb)):
        return _reached(verb, made, rest, said)
    if verb in said.never:
        return None
    return _given(verb, rest, said) or _done(verb, rest, said)


def _reached(verb: str, made: str, rest: str, said: _Said) -> str | None:
    if re.match(r"(?:le|la|les|lui|leur|lo|los|las)$", rest) or (
        said is _ES and not re.match(r"(?:a|al|con)\b", rest)
    ):
        return _done(verb, rest, said)
    return said.reached.format(made=made, who=rest)


def _given(verb: str, rest: str, said: _Said) -> str | None:
    if verb in said.gives and (
        turned := re.fullmatch(rf"(?P<to>(?:a|à) {_NAME}) (?P<what>{_THING}.*)", rest)
    ):
        rest = f"{turned['what']} {turned['to']}"
    found = re.fullmatch(said.to, rest) if verb in said.gives else None
    if found is None or not re.match(_THING, found["what"]):
        return None
    what = found["what"]
    if found["name"]:
        several = bool(re.search(r" (?:et|y|e) ", found["name"]))
        return f"{found['name']} {said.has[several]} {what}{found['often'] or ''}"
    prep = found["prep"]
    noun = re.split(r" (?:pour|para|avec|con|par|por|en) ", found["noun"])[0]
    sep = "" if prep.endswith("'") else " "
    article = "il" if said is _IT and prep == "al" else _PLACES[prep]
    return f"{article}{sep}{noun} {said.has[prep in _SEVERAL]} {what}{found['often'] or ''}"


def _done(verb: str, rest: str, said: _Said) -> str | None:
    place = re.match(
        rf"(?P<place>(?:con|en|avec|chez|auprès de|à|de|du|au|al|a) (?:{_THING}|{_NAME})) (?={_THING})", rest
    )
    if place:
        rest = f"{rest[place.end() :]} {place['place']}"
    if re.match(r"ce qu", rest):
        return None
    rest = re.split(r" (?:que|qui|che|avant (?:d|qu)|antes de|avant|antes|pour qu|para que)\b.*$", rest)[0]
    found = re.match(rf"{_THING}(?P<of>{said.of})", rest)
    made = said.participle(verb)
    kind = said.agree(found[0]) if found else None
    if found is None or kind is None or made is None or _GOES_ON.match(rest, found.end()):
        return None
    made = (made if said is _FR else made[:-1]) + said.ends[kind]
    made = re.sub(r"ss$", "s", made)
    thing = re.sub(r"^des ", "les ", found[0])
    return f"{thing} {said.be[kind]} {made}{rest[found.end() :]}"

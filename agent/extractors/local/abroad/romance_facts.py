"""What is so in the end, in French or Spanish: "il faut que ça tienne" → "Ça tient". Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from agent.extractors.local.abroad import french, spanish
from agent.extractors.local.abroad.moods import Mood
from agent.text.marks import words

_I = re.IGNORECASE
_THAT_FR = re.compile(
    r"(?:(?:et|mais|aussi),? )?(?:(?:il |y )?(?:ne )?(?:faut|faudra|faudrait)(?P<no> pas)?"
    r"(?: absolument| aussi| bien| surtout)?"
    r"|il (?:est|serait) (?:important|nécessaire|impératif|essentiel)|(?:je|on|elle|il|nous) "
    r"(?:veux|veut|voulons|voudrais|voudrait|souhaite|souhaitons)|veille[zs]? (?:bien )?à ce"
    r"|assure[zs]?-(?:toi|vous)|faites? en sorte|fais en sorte|l'important,? c'est|l'essentiel,? c'est"
    r"|pour|jusqu'à ce|à condition|de (?:sorte|façon)|(?=que |qu'))"
    r" ?(?:que |qu')",
    _I,
)
_THAT_ES = re.compile(
    r"(?:(?:y|pero|también),? )?(?:(?:es|sería) (?:importante|necesario|preciso|indispensable|esencial)"
    r"|(?:hace|haría) falta|(?:quiero|queremos|necesito|necesitamos|pido|pedimos|quisiera)"
    r"|(?:sirve|basta|vale|alcanza) con|(?:asegúrate|asegúrese|asegurarse|asegúrense|cuida|ojo) (?:de|con)"
    r"|lo (?:importante|principal) es|para|hasta|siempre|de (?:modo|forma|manera)|a condición de"
    r"|con tal de|(?=que )) ?(?P<no>)que ",
    _I,
)
_WHEN = re.compile(
    r"(?:sólo |solo |seulement )?(?:cuando |quand |lorsque |lorsqu'|dès que |dès qu'|en cuanto )(?P<no>)", _I
)
_MORE = re.compile(r",? (?:sinon|si no|parce que|car|porque|pues|no l[aeo]s? \w+o|ya que|puisque)\b.*$", _I)
_WORD = re.compile(r"(?P<ne>n')?(?P<verb>[^\W\d_']+)(?=[ ,.]|$)")
_ARTICLE = re.compile(
    r"(?:\b(?:les?|la|une?|des?|du|ces?|cette|mon|ma|mes|notre|nos|votre|vos|sa|ses|chaque|el|los|las|un[oa]s?"
    r"|del?|su|sus|est[ae]s?|cada|a|à|en|para|pour|con|avec) |[ld]')$",
    _I,
)
_BEGINS = re.compile(
    r"(?:no (?=\w)|(?:el|la|los|las|un|una|tod[oa]s?|nada|nadie|cada|ningun[oa]?|su|sus|le|les|l'|une?"
    r"|tout\w*|ça|rien|chaque|les deux|est[ae]s?)(?:(?<=')| ))",
    _I,
)
_AND = re.compile(r",? (?:y|e|et) (?=(?:que |qu')?\w)")
_FAR = 60
"""Characters of the clause in which its verb is looked for."""
_STATES_ES = words(
    "quedar funcionar arrancar gotear aguantar durar pesar sobrar faltar entrar girar encajar coincidir"
    " cumplir llegar brillar resistir filtrar secar bajar marcar prender rozar vibrar superar exceder"
    " alcanzar tardar cuadrar cerrar calentar abrir encender firmar pasar costar"
)
_ODD_ES = {
    "sea": "es", "sean": "son", "esté": "está", "estén": "están", "haya": "hay", "vaya": "va", "vayan": "van",
    "tenga": "tiene", "tengan": "tienen", "pueda": "puede", "puedan": "pueden", "quepa": "cabe",
    "quepan": "caben", "huela": "huele", "huelan": "huelen", "caiga": "cae", "caigan": "caen",
    "suene": "suena", "suenen": "suenan", "aparezca": "aparece", "aparezcan": "aparecen", "corra": "corre",
    "cierre": "cierra", "cierren": "cierran", "caliente": "calienta", "calienten": "calientan",
    "encienda": "enciende", "enciendan": "encienden", "cueste": "cuesta", "cuesten": "cuestan",
    "vea": "ve", "vean": "ven", "moje": "moja", "tape": "tapa", "mueva": "mueve", "muevan": "mueven",
}  # fmt: skip
_ODD_FR = {
    "soit": "est", "soient": "sont", "ait": "a", "aient": "ont", "fasse": "fait", "fassent": "font",
    "puisse": "peut", "puissent": "peuvent", "aille": "va", "aillent": "vont", "sache": "sait",
    "dépende": "dépend", "tienne": "tient", "vienne": "vient", "corresponde": "correspond",
    "sente": "sent", "coule": "coule",
    "bouge": "bouge", "reste": "reste", "gêne": "gêne", "stagne": "stagne", "fuie": "fuit", "ferme": "ferme",
    "fonctionne": "fonctionne", "marche": "marche", "démarre": "démarre", "accroche": "accroche",
    "dépasse": "dépasse", "manque": "manque", "traîne": "traîne", "glisse": "glisse", "tombe": "tombe",
}  # fmt: skip


def that_is_so(text: str, language: str) -> str | None:
    """For what is wished behind "que", in the mood of facts; None where its verb is not known."""
    that = {"fr": _THAT_FR, "es": _THAT_ES}.get(language)
    found = (that.match(text) or _WHEN.match(text)) if that else None
    if found is None and not _BEGINS.match(text):
        return None
    clause = _MORE.sub("", text[found.end() if found else 0 :]).strip(" .!,")
    if found is None and not _is_wished(clause, language):
        return None
    return _plain(
        clause, _wished_fr() if language == "fr" else _wished_es(), denied=bool(found and found["no"])
    )


def wishes(text: str, language: str) -> list[str]:
    """The clauses of "que el brazo aguante y la supervisora firme"."""
    for joint in _AND.finditer(text):
        first, second = text[: joint.start()], text[joint.end() :]
        bare = re.sub(r"^qu(?:e |')", "", second)
        told = _is_wished(bare, language) if bare == second else that_is_so(second, language)
        if told and that_is_so(first, language) and _BEGINS.match(bare):
            return [first, second]
    return [text]


def _is_wished(clause: str, language: str) -> bool:
    """Is its first verb in the mood of wishes, and in no other?"""
    told = _wished_fr() if language == "fr" else _wished_es()
    plain = french.forms(Mood.THIRD) if language == "fr" else spanish.forms(Mood.THIRD)
    for found in _WORD.finditer(clause[:_FAR]):
        verb = found["verb"].lower()
        if _ARTICLE.search(clause[: found.start()]):
            continue
        if verb in plain or verb in told.values():
            return False
        if told.get(verb, verb) != verb:
            return True
    return False


def _plain(clause: str, told: Mapping[str, str], *, denied: bool) -> str | None:
    for found in _WORD.finditer(clause[:_FAR]):
        before = clause[: found.start()]
        form = told.get(found["verb"].lower())
        if form is None or _ARTICLE.search(before):
            continue
        verb = f"{found['ne'] or ''}{form}"
        if denied:
            verb = f"n'{form} pas" if form[0] in "aeiouéèêh" else f"ne {form} pas"
        made = f"{before}{verb}{clause[found.end() :]}"
        return re.sub(r"^(?:ça|cela) est\b", "c'est", made, flags=_I)
    return None


@lru_cache(maxsize=1)
def _wished_fr() -> Mapping[str, str]:
    """Of each form behind "que" the plain one."""
    he = {verb: form for form, verb in french.forms(Mood.THIRD).items() if not form.endswith("ra")}
    made = {
        form: he[verb]
        for form, verb in french.forms(Mood.WISH).items()
        if verb in he and not form.endswith(("es", "iez"))
    }
    several = {f"{form}nt": f"{form}nt" for form in (*made, *_ODD_FR) if form.endswith("e")}
    return MappingProxyType(several | made | _ODD_FR)


@lru_cache(maxsize=1)
def _wished_es() -> Mapping[str, str]:
    he = {verb: form for form, verb in spanish.forms(Mood.THIRD).items() if not form.endswith("á")}
    made: dict[str, str] = {}
    for form, verb in spanish.forms(Mood.WISH).items():
        if verb in he and not form.endswith(("s", "ra", "ran")):
            made[form] = f"{he[verb]}n" if form.endswith("n") else he[verb]
    for verb in sorted(_STATES_ES):
        stem, end = verb[:-2], "a" if verb.endswith("ar") else "e"
        wish = stem + ("e" if end == "a" else "a")
        if end == "a":
            wish = re.sub(r"ze$", "ce", re.sub(r"ge$", "gue", re.sub(r"ce$", "que", wish)))
        made |= {wish: stem + end, f"{wish}n": f"{stem}{end}n"}
    return MappingProxyType(made | _ODD_ES)

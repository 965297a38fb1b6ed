"""What is so in the end: "Las sillas deben ser lavables" → "Las sillas son lavables". Pure."""

from __future__ import annotations

import re

from agent.extractors.local.abroad import french, german, spanish
from agent.extractors.local.abroad.moods import Mood
from agent.extractors.local.abroad.tables_de import SEPARABLE
from agent.text.marks import words as words_of

_I = re.IGNORECASE
_LONGEST = 300
_DONE_WHEN = re.compile(
    r"(?:fertig heißt|fertig ist es|abnahme|comprobación|vérification|contrôle)\b[: ]+(?:wenn |dass "
    r"|que |quand )?|(?:wenn|dass) ",
    _I,
)
_LAST = words_of(
    "ist sind hat haben liegt liegen steht stehen läuft laufen leuchtet hält halten passt passen"
    " funktioniert "
    "geht schließt öffnet zeigt kommt enthält bleibt bleiben stimmt reicht"
)
_NAMED = re.compile(
    r"(?:(?i:der|die|das|ein|eine|alle|jede[rs]?|beide) )?(?:[a-zäöüß]+e[nrs]? )*[A-ZÄÖÜ][\w-]*"
    r"(?: (?:zur|zum|der|des|vom|von|für|am|im)(?: (?:den|der|die|das))? [A-ZÄÖÜ][\w-]*)*"
)
_THERE = re.compile(
    r"(?:darin|dort|dabei|es|und|mais|y|et|pero|aber|außerdem|también|aussi|wichtig:?)[ ,]+", _I
)
_DE = re.compile(
    r"(?P<pre>(?:.{2,60}? )??)(?P<modal>muss|müssen|soll|sollen|sollte|sollten|darf|dürfen)"
    r" (?P<rest>.+?) ?(?P<verb>[a-zäöüß]+n)[ .!]*$",
    _I,
)
_FR = re.compile(
    r"(?P<what>.{2,70}?) (?P<modal>doit|doivent|devra|devront|devrait|devraient) (?P<not>ne pas"
    r" )?(?P<verb>[^\W\d_]+) ?(?P<rest>.*)",
    _I,
)
_ES = re.compile(
    r"(?P<what>.{2,70}?) (?P<modal>debe|deben|deberá|deberán|debería|deberían|tiene que|tienen que"
    r"|tendrá que|tendrán que) (?P<verb>[^\W\d_]+) ?(?P<rest>.*)",
    _I,
)
_IT = re.compile(r"(?P<what>.{2,70}?) (?P<modal>deve|devono) (?P<verb>\w+re) ?(?P<rest>.*)", _I)
_PT = re.compile(
    r"(?P<what>.{2,70}?) (?P<not>não )?(?P<modal>deve|devem|tem que|tem de|têm que|têm de|pode"
    r"|podem) (?P<verb>[^\W\d_]+[aei]r) ?(?P<rest>.*)",
    _I,
)


def _table(pairs: str) -> dict[str, tuple[str, str]]:
    """Of a verb what one does, and what several do."""
    found: dict[str, tuple[str, str]] = {}
    for pair in pairs.split():
        verb, _, forms = pair.partition("=")
        one, _, several = forms.partition("/")
        found[verb] = (one, several)
    return found


_IS_FR = _table(
    "être=est/sont avoir=a/ont rester=reste/restent faire=fait/font tenir=tient/tiennent "
    "pouvoir=peut/peuvent mentionner=mentionne/mentionnent comporter=comporte/comportent "
    "contenir=contient/contiennent figurer=figure/figurent comprendre=comprend/comprennent "
    "ouvrir=ouvre/ouvrent inclure=inclut/incluent"
)
_IS_ES = _table(
    "ser=es/son estar=está/están tener=tiene/tienen llevar=lleva/llevan caber=cabe/caben "
    "incluir=incluye/incluyen quedar=queda/quedan poder=puede/pueden funcionar=funciona/funcionan "
    "cumplir=cumple/cumplen costar=cuesta/cuestan contener=contiene/contienen ir=va/van "
    "constar=consta/constan figurar=figura/figuran"
)
_IS_IT = _table(
    "avere=ha/hanno essere=è/sono stare=sta/stanno contenere=contiene/contengono restare=resta/restano "
    "riportare=riporta/riportano costare=costa/costano funzionare=funziona/funzionano"
)
_IS_PT = _table(
    "ser=é/são estar=está/estão ter=tem/têm fechar=fecha/fecham incluir=inclui/incluem "
    "ficar=fica/ficam subir=sobe/sobem passar=passa/passam levar=leva/levam vir=vem/vêm "
    "conter=contém/contêm"
)
_STATES_DE = _table(
    "sein=ist/sind haben=hat/haben bleiben=bleibt/bleiben stehen=steht/stehen liegen=liegt/liegen "
    "passen=passt/passen enthalten=enthält/enthalten werden=wird/werden können=kann/können "
    "funktionieren=funktioniert/funktionieren zeigen=zeigt/zeigen halten=hält/halten "
    "reichen=reicht/reichen nennen=nennt/nennen tragen=trägt/tragen umfassen=umfasst/umfassen"
)


def fact(words: str, language: str) -> str:
    """The words themselves where they are not of a form that is known."""
    text = re.split(
        r", (?:sonst|sinon|si no|anders|senão|altrimenti|denn|weil|car|porque|da )\b", words.strip(" .,;!")
    )[0]
    text = text[lead.end() :] if (lead := _DONE_WHEN.match(text)) else text
    bare = text[lead.end() :] if (lead := _THERE.match(text)) else text
    turned = {"de": _german, "fr": _french, "es": _spanish, "pt": _portuguese, "it": _italian}.get(language)
    made = turned(bare) if turned and len(bare) < _LONGEST else None
    made = made or text
    return made[:1].upper() + made[1:]


def _german(text: str) -> str | None:
    found = _DE.match(text)
    if found is None:
        return _second(text)
    several = found["modal"].lower() in {"müssen", "sollen", "sollten", "dürfen"}
    verb, words = found["verb"].lower(), found["rest"].split()
    if verb == "werden" and words and german.of_participle(words[-1]):
        return None
    if verb in {"sein", "haben", "werden", "können"} or verb in _STATES_DE:
        form = _STATES_DE[verb][several]
    else:
        form = verb if several else next((f for f, v in german.forms(Mood.THIRD).items() if v == verb), "")
    if not form:
        return None
    pre = found["pre"].strip()
    if pre:
        return f"{pre} {form} {' '.join(words)}"
    noun = next((i for i, word in enumerate(words, 1) if word[:1].isupper()), 0)
    return f"{' '.join(words[:noun])} {form} {' '.join(words[noun:])}".strip() if noun else None


def _second(text: str) -> str | None:
    """For "ein Protokoll zur Kante beiliegt", behind "wenn": "ein Protokoll zur Kante liegt bei"."""
    *words, last = text.split() or [""]
    prefix = next((p for p in SEPARABLE if last.startswith(p) and last[len(p) :] in _LAST), "")
    verb = last[len(prefix) :]
    found = _NAMED.match(" ".join(words))
    if verb not in _LAST or found is None or any(w in _LAST for w in words):
        return None
    rest = " ".join(words)[found.end() :].strip()
    return " ".join(w for w in (found[0], verb, rest, prefix) if w)


def _french(text: str) -> str | None:
    found = _FR.match(text)
    if found is None:
        return None
    several = found["modal"].lower() in {"doivent", "devront", "devraient"}
    verb = found["verb"].lower()
    form = _IS_FR[verb][several] if verb in _IS_FR else _third(french, verb)
    form = f"{form}nt" if form and several and verb not in _IS_FR and verb.endswith("er") else form
    said = f"ne {form} pas" if found["not"] else form
    return f"{found['what']} {said} {found['rest']}".strip() if form else None


def _third(tongue: object, verb: str) -> str | None:
    forms = french.forms(Mood.THIRD) if tongue is french else spanish.forms(Mood.THIRD)
    return next((form for form, of in forms.items() if of == verb), None)


def _spanish(text: str) -> str | None:
    found = _ES.match(text)
    if found is None:
        return None
    several = found["modal"].split()[0][-1:].lower() == "n"
    verb = found["verb"].lower()
    one = _IS_ES[verb][0] if verb in _IS_ES else _third(spanish, verb)
    form = (_IS_ES[verb][1] if verb in _IS_ES else f"{one}n" if one else None) if several else one
    return f"{found['what']} {form} {found['rest']}".strip() if form else None


def _italian(text: str) -> str | None:
    found = _IT.match(text)
    if found is None or found["verb"].lower() not in _IS_IT:
        return None
    form = _IS_IT[found["verb"].lower()][found["modal"].lower() == "devono"]
    return f"{found['what']} {form} {found['rest']}".strip()


def _portuguese(text: str) -> str | None:
    found = _PT.match(text)
    verb = found["verb"].lower() if found else ""
    if found is None or verb not in _IS_PT or (found["modal"].lower().startswith("pod") and not found["not"]):
        return None
    form = _IS_PT[verb][found["modal"].lower() in {"devem", "têm que", "têm de", "podem"}]
    return f"{found['what']} {found['not'] or ''}{form} {found['rest']}".strip()

"""What is so in the end: "Las sillas deben ser lavables" → "Las sillas son lavables". Pure."""

from __future__ import annotations

import re

from agent.extractors.local.abroad import french, spanish
from agent.extractors.local.abroad.german_facts import german_fact
from agent.extractors.local.abroad.moods import Mood
from agent.extractors.local.abroad.romance_facts import that_is_so

_I = re.IGNORECASE
_LONGEST = 300
_DONE_WHEN = re.compile(
    r"(?:fertig heißt|fertig ist es|abnahme|comprobación|vérification|contrôle)\b[: ]+(?:wenn |dass "
    r"|que |quand )?|(?:wenn|dass) ",
    _I,
)
_THERE = re.compile(
    r"(?:darin|dort|dabei|es|und|mais|y|et|pero|aber|außerdem|también|aussi|wichtig:?)[ ,]+", _I
)
_FR = re.compile(
    r"(?P<what>.{2,70}?) (?:ne )?(?P<modal>doit|doivent|devra|devront|devrait|devraient)"
    r"(?: (?P<not>ne pas|pas|plus|jamais))? (?P<verb>y avoir|[^\W\d_]+) ?(?P<rest>.*)",
    _I,
)
_ES = re.compile(
    r"(?:(?P<what>.{2,70}?) )??(?P<not>no )?(?P<modal>debe|deben|deberá|deberán|debería|deberían|tiene que"
    r"|tienen que|tendrá que|tendrán que|(?<=no )pueden?|ha de|han de) (?P<verb>[^\W\d_]+) ?(?P<rest>.*)",
    _I,
)
_IT = re.compile(r"(?P<what>.{2,70}?) (?P<modal>deve|devono) (?P<verb>\w+re) ?(?P<rest>.*)", _I)
_PT = re.compile(
    r"(?P<what>.{2,70}?) (?P<not>não )?(?P<modal>deve|devem|tem que|tem de|têm que|têm de|pode"
    r"|podem) (?P<verb>[^\W\d_]+[aei]r) ?(?P<rest>.*)",
    _I,
)


_AND_VERB = re.compile(r" (?:et|y|e) (?P<verb>[^\W\d_]+(?:[aei]r|re))(?= )")


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
    "ouvrir=ouvre/ouvrent inclure=inclut/incluent aller=va/vont dire=dit/disent savoir=sait/savent "
    "peser=pèse/pèsent correspondre=correspond/correspondent sortir=sort/sortent"
)
_IS_ES = _table(
    "ser=es/son estar=está/están tener=tiene/tienen llevar=lleva/llevan caber=cabe/caben "
    "incluir=incluye/incluyen quedar=queda/quedan poder=puede/pueden funcionar=funciona/funcionan "
    "cumplir=cumple/cumplen costar=cuesta/cuestan contener=contiene/contienen ir=va/van "
    "constar=consta/constan figurar=figura/figuran haber=hay/hay gotear=gotea/gotean "
    "rozar=roza/rozan pesar=pesa/pesan durar=dura/duran "
    "aguantar=aguanta/aguantan cerrar=cierra/cierran superar=supera/superan exceder=excede/exceden "
    "sobrar=sobra/sobran coincidir=coincide/coinciden rebasar=rebasa/rebasan entrar=entra/entran "
    "tocar=toca/tocan llegar=llega/llegan medir=mide/miden aparecer=aparece/aparecen"
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


def fact(words: str, language: str, thing: str | None = None) -> str:
    """The words themselves where they are not of a form that is known. `thing`: what the goal is about."""
    bare = words.strip(" .,;!")
    if so := german_fact(bare, thing) or bare if language == "de" else that_is_so(bare, language):
        return so[:1].upper() + so[1:]
    text = re.split(
        r", (?:sonst|sinon|si no|anders|senão|altrimenti|denn|weil|car|porque|da )\b", words.strip(" .,;!")
    )[0]
    text = text[lead.end() :] if (lead := _DONE_WHEN.match(text)) else text
    bare = text[lead.end() :] if (lead := _THERE.match(text)) else text
    turned = {"fr": _french, "es": _spanish, "pt": _portuguese, "it": _italian}.get(language)
    so = turned(bare) if turned and len(bare) < _LONGEST else None
    made = so or re.sub(r"^(?:y|e|et|pero|mais) ", "", text, flags=_I)
    return made[:1].upper() + made[1:]


def _french(text: str) -> str | None:
    found = _FR.match(text)
    if found is None:
        return None
    several = found["modal"].lower() in {"doivent", "devront", "devraient"}
    verb = found["verb"].lower()
    one, more = (
        ("y a", "y a") if verb == "y avoir" else _IS_FR.get(verb) or (_third(french, verb), french.they(verb))
    )
    form = more if several else one
    if not form:
        return None
    rest = _second(found["rest"], french, _IS_FR, several=several)
    if rest is None:
        return None
    no = (found["not"] or "").removeprefix("ne ")
    said = f"{'n' + chr(39) if form[0] in 'aeiouéê' else 'ne '}{form} {no}" if no else form
    said = "n'y a " + no if no and verb == "y avoir" else said
    made = f"{found['what']} {said} {rest}".strip()
    return re.sub(r"^(?:ça|cela) est\b", "c'est", made, flags=_I)


def _second(rest: str, tongue: object, known: dict[str, tuple[str, str]], *, several: bool) -> str | None:
    """For "les sorties et tenir sur une page", where one thing does both: "… et tient …"."""
    found = _AND_VERB.search(rest)
    if found is None:
        return rest
    verb = found["verb"].lower()
    of_table = known[verb][several] if verb in known else None
    form = of_table or (None if several else _third(tongue, verb))
    return f"{rest[: found.start('verb')]}{form}{rest[found.end() :]}" if form else None


def _third(tongue: object, verb: str) -> str | None:
    forms = french.forms(Mood.THIRD) if tongue is french else spanish.forms(Mood.THIRD)
    return next((form for form, of in forms.items() if of == verb), None)


def _spanish(text: str) -> str | None:
    found = _ES.match(text)
    if found is None:
        return None
    several = found["modal"].split()[0][-1:].lower() == "n"
    verb = found["verb"].lower()
    if not (found["what"] or found["not"] or verb in _IS_ES):
        return None
    one = _IS_ES[verb][0] if verb in _IS_ES else _third(spanish, verb)
    form = (_IS_ES[verb][1] if verb in _IS_ES else f"{one}n" if one else None) if several else one
    rest = _second(found["rest"], spanish, _IS_ES, several=several)
    words = (found["what"], (found["not"] or "").strip(), form, rest)
    return " ".join(w for w in words if w) if form and rest is not None else None


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

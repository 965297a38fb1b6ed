"""What is broken, told in another language, as the order to mend it, and how it is then. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MOST_WORDS = 14
_I = re.IGNORECASE
_DE_SUBJECT = r"(?:^|.*?[,;:] )(?P<what>(?:der|die|das|unser\w*|mein\w*|eine?)(?: [\w/.-]+){1,6}?)"
_DE_BAD = (
    r"(?:völlig |komplett |schon wieder |wieder |seit \S+(?: \S+)? |leider )*(?:kaputt|defekt|undicht"
    r"|ausgefallen|verstopft|gerissen|gebrochen|abgebrochen|locker|lose|durchgebrannt|blockiert|beschädigt"
    r"|verbogen|verklemmt|eingefroren|zerbrochen)"
)
_DE = re.compile(
    _DE_SUBJECT + r" (?:(?P<verb>klemmt|klemmen|tropft|tropfen|leckt|lecken|quietscht|quietschen|flackert"
    r"|flackern|streikt|streiken|spinnt|rattert|rattern|wackelt|wackeln|pfeift|brummt|stinkt|ruckelt|hakt"
    r"|stockt|überhitzt|piept|vibriert)\b"
    r"|(?P<not>(?:funktioniert|funktionieren|geht|gehen|schließt|schließen|öffnet|öffnen|heizt|heizen|kühlt"
    r"|kühlen|startet|reagiert|druckt|leuchtet|leuchten)\b[^,.;:?!]{0,40}? nicht)\b"
    rf"(?: (?:mehr|richtig|ganz))*(?P<end> (?:auf|zu|an|ab|ein|aus))?|(?:ist|sind) {_DE_BAD}(?!\w))",
    _I,
)
_FR_SUBJECT = (
    r"(?:^|.*?(?:[,;:] |\bque? ))(?P<what>(?:les? |la |l'|un |une |notre |nos |mon |ma )[^,.;:?!]{2,50}?)"
)
_FR_BAD = (
    r"(?:tout |toute |encore |de nouveau |complètement )*(?:cassée?s?|percée?s?|en panne|bouchée?s?"
    r"|bloquée?s?"
    r"|fendue?s?|déchirée?s?|coincée?s?|abîmée?s?|fissurée?s?|défectueu(?:x|ses?)|hors service"
    r"|grillée?s?|tordue?s?)"
)
_FR = re.compile(
    _FR_SUBJECT
    + r" (?:(?P<verb>fuit|fuient|goutte|gouttent|coince|coincent|grince|grincent|clignote|clignotent"
    r"|grésille|surchauffe|vibre|claque|siffle|bipe)\b"
    r"|ne (?P<not>(?:se )?[^\W\d_]+|s'[^\W\d_]+) (?:plus|pas)\b|n'(?P<nots>[^\W\d_]+) (?:plus|pas)\b"
    rf"|(?:est|sont) {_FR_BAD}(?!\w))",
    _I,
)
_FR_WORKS = re.compile(
    r"(?:(?:se |s')?(?:marche|marchent|fonctionne|fonctionnent|ferme|ferment|démarre|ouvre|ouvrent|allume"
    r"|allument|chauffe|chauffent|refroidit|tient|répond|éclaire|coupe))$",
    _I,
)
_ES_SUBJECT = r"(?:^|.*?(?:[,;:] |\bque ))(?P<what>(?:el|la|los|las|nuestr[oa]s?|mi|un|una) [^,.;:?!]{2,50}?)"
_ES_BAD = (
    r"(?:completamente |otra vez |muy |medio )*(?:rot[oa]s?|averiad[oa]s?|atascad[oa]s?|tapad[oa]s?"
    r"|trabad[oa]s?"
    r"|descompuest[oa]s?|dañad[oa]s?|bloquead[oa]s?|fundid[oa]s?|estropead[oa]s?|quebrad[oa]s?|rajad[oa]s?)"
)
_ES = re.compile(
    _ES_SUBJECT
    + r" (?:(?P<verb>gotea|gotean|chirría|chirrían|parpadea|parpadean|se (?:atasca|traba|atora|cala)n?"
    r"|pierde agua|pierde aceite|vibra)\b"
    r"|no (?P<not>funcionan?|cierran?|abren?|enciende|encienden|arrancan?|prenden?|calientan?|enfrían?"
    r"|sirven?"
    r"|responden?|andan?)\b"
    rf"|(?:está|están|sigue|siguen) {_ES_BAD}(?!\w))",
    _I,
)
_ES_LACKS = re.compile(
    r"(?:^|.*?[,;:] )(?:(?:ya )?no hay|(?:seguimos|estamos) sin) (?P<of>agua caliente|agua|luz"
    r"|calefacción|gas"
    r"|corriente|internet|señal|presión|aire acondicionado)(?P<where> en (?:el|la|los|las) [\w ]{1,30}?)?"
    r"(?=[,.;!]|$| desde\b| y\b)"
    r"|(?:^|.*?[,;:] )(?P<place>(?:el|la|los|las) [\w ]{1,30}?) (?:sigue|siguen|está|están) sin "
    r"(?P<of2>agua caliente|agua|luz|calefacción|gas|corriente|internet|señal|presión|aire acondicionado)\b",
    _I,
)
_ARTICLES = {
    "luz": "la",
    "calefacción": "la",
    "corriente": "la",
    "señal": "la",
    "presión": "la",
    "internet": "",
}
_ACCUSATIVE = {"der": "den", "ein": "einen", "unser": "unseren", "mein": "meinen"}


_NO_SUBJECT = re.compile(
    r"\b(?:ist|sind|war|wird|wurde|hat|haben|und|est|sont|ont|ne|plus|qui|ya|no|está|están|se|es|que|fue)\b",
    _I,
)
"""Words of a clause: what has one of them is not only the name of a thing."""


def goal(text: str, language: str) -> str | None:
    """For "Die Klappe klemmt seit Montag": "Die Klappe reparieren"."""
    if language == "es" and (lacks := _lacking(text)):
        return lacks
    found = _found(text, language)
    if found is None or len(found["what"].split()) > _MOST_WORDS - 2:
        return None
    what = found["what"]
    if language == "de":
        first, _, rest = what.partition(" ")
        what = f"{_ACCUSATIVE.get(first.lower(), first.lower())} {rest}"
        return f"{what[:1].upper()}{what[1:]} reparieren"
    return f"{'Réparer' if language == 'fr' else 'Arreglar'} {what[:1].lower()}{what[1:]}"


def mended(text: str) -> str | None:
    """For "Die Klappe klemmt seit Montag": "Die Klappe klemmt nicht mehr"; the language shows by the form."""
    for language in ("de", "fr", "es"):
        if (found := _found(text, language)) and (said := next(_ended(found, language), None)):
            return said[:1].upper() + said[1:]
    return None


def _found(text: str, language: str) -> re.Match[str] | None:
    pattern = {"de": _DE, "fr": _FR, "es": _ES}.get(language)
    found = pattern.match(text[:300]) if pattern else None
    if found is None or text.rstrip().endswith("?") or _NO_SUBJECT.search(found["what"]):
        return None
    said = (found["not"] or found["nots"]) if language == "fr" else None
    return None if said and not _FR_WORKS.match(said) else found


def _ended(found: re.Match[str], language: str) -> Iterator[str]:
    what, verb = found["what"], found["verb"]
    if verb:
        verb = verb.lower()
        fr = f"n'{verb}" if verb[0] in "aeiou" else f"ne {verb}"
        yield {"de": f"{what} {verb} nicht mehr", "fr": f"{what} {fr} plus", "es": f"{what} ya no {verb}"}[
            language
        ]


def _lacking(text: str) -> str | None:
    found = _ES_LACKS.match(text[:300])
    if found is None:
        return None
    of = (found["of"] or found["of2"]).lower()
    where = found["where"] or (
        f" en {found['place'][:1].lower()}{found['place'][1:]}" if found["place"] else ""
    )
    return " ".join(f"Arreglar {_ARTICLES.get(of, 'el')} {of}{where}".split())

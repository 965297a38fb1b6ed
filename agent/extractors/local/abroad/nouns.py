"""What a pronoun of French or Spanish stands for, and how a noun is treated: its gender and number. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extractors.local.abroad.tables_fr import FEMININE, MASCULINE

_OF = r"(?: (?:della|del|des|du|do|da|di|de|d') ?(?:la |l'|los |las )?[\w'-]+)"
_FITS = {
    "la": r"(?:la|l'|une|cette|sa|ma|ta|una|esta|mi)", "le": r"(?:le|l'|un|ce|cet|son|mon|ton)",
    "les": r"(?:les|des|ces|ses|mes|tes|deux|trois|\d+)", "l'": r"(?:le|la|l'|un|une|ce|cette|son|sa)",
    "lo": r"(?:el|un|este|ese|mi)", "los": r"(?:los|unos|estos|dos|tres|\d+)",
    "las": r"(?:las|unas|estas|dos|tres|\d+)",
}  # fmt: skip
_QUALITY = (
    r"(?: \w+(?:ique|elle|al|ale|aire|ée?|ble|if|ive|euse|el|ad[oa]|ic[oa]|iv[oa])s?(?=[,.;:!?]| et | y |$))?"
)
_DEFINITE = {"un": "le", "une": "la", "una": "la", "des": "les", "unos": "los", "unas": "las"}
_DOES = (
    r"(?:est|sont|a|ont|s'\w+|se|ne|n'\w+|encore|está|están|ha|han|hace|hacen|tiene|tienen|pierde|pierden|no"
    r"|sigue|siguen|vibra|gotea|fuit|fait"
    r"|bloque)\b"
)
_WHICH = (
    r"(?: (?!(?:ya|aún|ne|no|se|est|sont|está|encore|aussi|también|a|ont|qui|que|me|te|le|de)\b)"
    r"[a-zà-ÿ]{3,}[aoe]s?)?"
)
"""An adjective between a thing and what it does."""
_WHERE = r" (?:derrière|devant|dans|sur|sous|en|detrás|delante|bajo|sobre|de|del|du) [\w' ]{2,30}?"
_FR_F = re.compile(
    r"(?:tion|sion|xion|té|ure|ence|ance|ette|ie|ée|esse|ité|aison|ise|ude|ade|ille|elle|enne|ière|euse)s?$"
)
_FR_M = re.compile(
    r"(?:age|ment|eau|isme|oir|al|et|is|ier|on|ol|eur|er|ail|eil|ing|ard|ot|ant|if|port|us|in|ond)s?$"
)


def object_before(pronoun: str, said: Sequence[str]) -> str | None:
    """For "Demande-la", behind "Il nous manque l'attestation thermique": "l'attestation thermique".

    Of several what is missing, then what does something, then the first.
    """
    fits = _FITS.get(pronoun)
    if fits is None:
        return None
    thing = rf"{fits}(?: |(?<='))(?P<noun>[\w-]+)(?:{_OF}{{1,2}}|{_QUALITY})"
    ways = (
        rf"(?:manque|manquent|falta|faltan|besoin de)(?: \w+)?? {thing}",
        rf"(?:(?<=^)|(?<=\bque )|(?<=[,:¿] )){thing}{_WHERE}(?= {_DOES})",
        rf"(?:(?<=^)|(?<=[ ,:¿])){thing}{_WHICH}(?= {_DOES})",
        rf"(?:(?<=^)|(?<=[ ,:¿])){thing}",
    )
    for text in said:
        found = next((m for way in ways if (m := re.search(way, text[:200], re.IGNORECASE))), None)
        if found:
            whole = found[0][found.start("noun") - found.start() :]
            article = re.search(
                rf"{fits}(?: |(?<='))$", found[0][: found.start("noun") - found.start()], re.IGNORECASE
            )
            first = article[0].strip().lower() if article else ""
            named = re.sub(r"(?:, | (?:et|y) ).*", "", whole)
            first = _DEFINITE.get(first, first)
            return f"{first}{'' if first.endswith(chr(39)) else ' '}{named}"
    return None


def french(phrase: str) -> str | None:
    """Its gender and number: "m", "f", "mp" or "fp"; None where its article and look do not tell."""
    found = re.match(
        r"(?:(?P<s>(?P<m>le|un|ce|mon|ton|son|du)|(?P<f>la|une|cette|ma|ta|sa)|l'|cet|notre|votre"
        r"|leur)(?: |(?<='))|(?P<p>les|des|ces|mes|tes|ses|nos|vos|leurs|\d+|deux|trois|quatre|cinq"
        r"|six|dix|tous les|toutes les) )(?:(?:nouvel|nouvelle|nouveau|nouveaux|nouvelles|petit"
        r"|petite|grand|grande|premier|première|dernier|dernière|trois|deux|quatre|\d+)s?"
        r" )*(?P<noun>[\w-]+)",
        phrase,
        re.IGNORECASE,
    )
    if found is None:
        return None
    if found["m"] or found["f"]:
        return "m" if found["m"] else "f"
    noun = found["noun"].lower()
    one = noun.removesuffix("s").removesuffix("x") if found["p"] else noun
    gender = (
        "f" if one in FEMININE or noun in FEMININE else "m" if one in MASCULINE or noun in MASCULINE else None
    )
    gender = gender or ("f" if _FR_F.search(noun) else "m" if _FR_M.search(noun) else None)
    return gender + ("p" if found["p"] else "") if gender else None


def spanish(phrase: str) -> str | None:
    """Its gender and number, by its article, or by the look of what is counted."""
    found = re.match(
        r"(?:(?P<ms>el|un|este|ese|al)|(?P<fs>la|una|esta|esa)|(?P<mp>los|unos|estos|todos los)"
        r"|(?P<fp>las|unas|estas|todas las)) ",
        phrase,
        re.IGNORECASE,
    )
    if found:
        return next(
            {"ms": "m", "fs": "f", "mp": "mp", "fp": "fp"}[k] for k, v in found.groupdict().items() if v
        )
    counted = re.match(
        r"(?:\d[\d.]*|dos|tres|cuatro|cinco|seis|diez|doce|quince|veinte|treinta) (?P<noun>\w+)",
        phrase,
        re.IGNORECASE,
    )
    noun = counted["noun"].lower() if counted else ""
    return (
        "fp"
        if re.search(r"(?:as|iones|dades)$", noun)
        else "mp"
        if re.search(r"(?:os|ores)$", noun)
        else None
    )


def portuguese(phrase: str) -> str | None:
    """Its gender and number, by its article."""
    return _by_article(phrase, _PT)


def italian(phrase: str) -> str | None:
    return _by_article(phrase, _IT)


def _by_article(phrase: str, articles: dict[str, str]) -> str | None:
    return articles.get(phrase.split(" ", 1)[0].lower())


_PT = dict.fromkeys(("o", "um", "este", "esse"), "m") | dict.fromkeys(("a", "uma", "esta", "essa"), "f")
_PT |= {"os": "mp", "estes": "mp", "as": "fp", "estas": "fp", "duas": "fp", "dois": "mp"}
_IT = dict.fromkeys(("il", "lo", "un", "questo"), "m") | dict.fromkeys(("la", "una", "questa"), "f")
_IT |= {"i": "mp", "gli": "mp", "questi": "mp", "le": "fp", "queste": "fp"}

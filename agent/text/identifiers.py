"""What tells two texts of one template apart: numbers, periods, environments, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from agent.text.overlap import ORDINALS

_TOKEN = re.compile(r"[^\s,;!?()\[\]{}<>\"“”„«»]+")
_SENTENCE_END = re.compile(r"[.!?:]$")
_NOUNS = """
    invoice ticket order case issue version release build room building floor gate desk unit site store line
    contract project phase batch lot server printer machine customer client account employee claim policy page
    chapter
    """
_NUMBERED = {word: word for word in _NOUNS.split()} | {
    "po": "order", "rechnung": "invoice", "facture": "invoice", "factura": "invoice", "raum": "room",
    "zimmer": "room", "salle": "room", "sala": "room", "etage": "floor", "gebäude": "building",
    "auftrag": "order", "commande": "order", "pedido": "order", "bestellung": "order", "kunde": "customer",
}  # fmt: skip
_ALSO_VERBS = frozenset({"order", "issue", "release", "build", "store", "page", "line", "machine", "case"})
"""After these a small number may count things: order 20 chairs."""
_BETWEEN = frozenset({"no", "no.", "nr", "nr.", "number", "num", "#", "n°", "nummer", "id", "the"})
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero", "february feb februar février febrero",
            "march mar märz mars marzo", "april apr avril abril", "may mai mayo", "june jun juni juin junio",
            "july jul juli juillet julio", "august aug août agosto",
            "september sep sept septembre septiembre", "october oct oktober octobre octubre",
            "november nov novembre noviembre", "december dec dezember décembre diciembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_AMBIGUOUS_MONTHS = frozenset({"may", "march", "mars", "mar"})
"""Also everyday words: months only with a capital letter."""
_PERIOD = re.compile(r"(?:q[1-4]|h[12]|(?:19|20)\d\d)", re.IGNORECASE)
_ENVIRONMENTS = {
    "prod": "production", "production": "production", "staging": "staging", "stage": "staging",
    "dev": "development", "development": "development", "uat": "UAT", "qa": "QA", "sandbox": "sandbox",
    "preprod": "pre-production", "pre-prod": "pre-production",
}  # fmt: skip
_DAYS_TABLE = """
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag tag woche monat quartal jahr
    """
_DAYS = frozenset(_DAYS_TABLE.split())
_SALUTATIONS_TABLE = """
    i i'm i'll i've i'd ok fyi asap eod cob eow tbd hi hello dear please thanks re fw
    """
_SALUTATIONS = frozenset(_SALUTATIONS_TABLE.split())
_DATE_OR_TIME = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}(?:[./-](?:(?:19|20)\d\d|[23]\d))?|\d{1,2}(?:st|nd|rd|th)|"
    r"\d{1,2}(?:[:.]\d\d)?(?:am|pm|h)?"
)
_CODE = re.compile(r"([^\W\d_]{0,20}[-_/#.]?)(\d[\d./_-]*)\.?[^\W\d_]{0,6}")
"""Letters, digits, at most a few letters: HR-204, 4.1.46, B12. The letters say what kind it is."""
_UNIT_TABLE = """
    % am pm h hour hours minute minutes min day days week weeks month months year years eur usd gbp euro euros
    dollars pounds people persons pcs pieces copies x times uhr tage stunden wochen jours heures días horas
    kb mb gb tb kg km mm cm kw kwh ml
    """
_UNIT = frozenset(_UNIT_TABLE.split())
_SHORT_COUNT = 3
"""Digits up to which a number after such a word is taken for a count, or alone tells nothing."""
_HEADLINE_WORDS, _HEADLINE_SHARE = 5, 0.7
"""Where most of several words have a capital, a capital says nothing."""
_ARTICLES_OF_CAPITAL_NOUNS = re.compile(r"\b(?:der|die|das|den|dem|und|für|bitte|ein|eine|einen|nicht|wir)\b")
_PLACING_TABLE = """
    for in at on from with to of bei aus von mit für nach auf im am pour chez à de dans sur
    para en con por per da
    """
_PLACING = frozenset(_PLACING_TABLE.split())
_ARTICLES_TABLE = """
    the a an our my their its this that der die das dem den la le les el los las un une unser
    """
_ARTICLES = frozenset(_ARTICLES_TABLE.split())


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Each value in lower case to how it stands in the text."""

    numbers: Mapping[str, Mapping[str, str]]
    """By what they number, or by the letters they begin with; "" for digits alone."""
    periods: Mapping[str, str]
    environments: Mapping[str, str]
    names: Mapping[str, str]


def placed(text: str) -> frozenset[str]:
    """The words that follow a preposition, as they stand: for Leeds, in the kitchen."""
    words = [match[0].strip(".:'’*_-") for match in _TOKEN.finditer(text)]
    words = [word for word in words if word.casefold() not in _ARTICLES]
    return frozenset(word for before, word in pairwise(words) if before.casefold() in _PLACING)


def identifiers(text: str) -> Identifiers:
    """Of a short text; take dates that are only a deadline out of it first."""
    tokens = [match[0] for match in _TOKEN.finditer(text)]
    numbers: dict[str, dict[str, str]] = {}
    for label, value in _numbers(tokens):
        numbers.setdefault(label, {})[value.casefold()] = value
    words = [token.strip(".:'’*_-") for token in tokens]
    environments = {_ENVIRONMENTS[w.casefold()]: w for w in words if w.casefold() in _ENVIRONMENTS}
    return Identifiers(numbers, dict(_periods(words)), environments, dict(_names(text, tokens)))


def _numbers(tokens: list[str]) -> Iterator[tuple[str, str]]:
    for at, token in enumerate(tokens):
        value = ORDINALS.get(token.casefold(), token.strip(".:#'’*"))
        if not any(letter.isdigit() for letter in value):
            continue
        following = tokens[at + 1].casefold().strip(".:") if at + 1 < len(tokens) else ""
        ordinal = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th|er|e|º|ª)", value.casefold())
        label = _label(tokens[max(at - 3, 0) : at], value)
        if ordinal and following in _NUMBERED:
            yield _NUMBERED[following], ordinal[1]
        elif label:
            yield label, value
        elif following not in _UNIT and (kind := _kind(value)) is not None:
            yield kind, value


def _kind(value: str) -> str | None:
    """The letters before the digits of a code; None for what is none: an amount, date, time or period."""
    code = _CODE.fullmatch(value)
    if code is None or _DATE_OR_TIME.fullmatch(value.casefold()) or _PERIOD.fullmatch(value):
        return None
    enough = _SHORT_COUNT - bool(code[1])
    return code[1].casefold().strip("-_/#.") if sum(map(str.isdigit, code[2])) >= enough else None


def _label(before: list[str], value: str) -> str:
    """What the value numbers, from the words before it."""
    if re.fullmatch(r"[vV]\d[\w.]*", value):
        return "version"
    for token in reversed(before):
        word = token.casefold().strip(":.#-")
        noun = word if word in _NUMBERED else word.removesuffix("s")
        if noun in _NUMBERED:
            counted = (
                noun in _ALSO_VERBS and token is before[-1] and value.isdigit() and len(value) <= _SHORT_COUNT
            )
            return "" if counted else _NUMBERED[noun]
        if word and word not in _BETWEEN:
            return ""
    return ""


def _periods(words: list[str]) -> Iterator[tuple[str, str]]:
    """Months that are not part of a date, quarters and years."""
    for at, word in enumerate(words):
        low = word.casefold()
        beside = words[max(at - 2, 0) : at + 2]
        in_date = any(re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", near) for near in beside)
        if low in _MONTHS and not in_date and (low not in _AMBIGUOUS_MONTHS or word[:1].isupper()):
            yield f"month {_MONTHS[low]}", word
        elif _PERIOD.fullmatch(word):
            yield low, word


def _names(text: str, tokens: list[str]) -> Iterator[tuple[str, str]]:
    """Capitalised words inside a sentence; where nouns have capitals too, only those that are placed."""
    capital_nouns = bool(_ARTICLES_OF_CAPITAL_NOUNS.search(text))
    inside = [at for at in range(1, len(tokens)) if not _SENTENCE_END.search(tokens[at - 1])]
    capitals = [at for at in inside if tokens[at][:1].isupper()]
    if len(inside) >= _HEADLINE_WORDS and len(capitals) > _HEADLINE_SHARE * len(inside):
        return
    for at in capitals:
        word = re.sub(r"['’]s?$", "", tokens[at].strip(".:*_-"))
        low = word.casefold()
        if (
            low in _MONTHS
            or low in _DAYS
            or low in _SALUTATIONS
            or low in _UNIT
            or low in _ENVIRONMENTS
            or not word.isalpha()
        ):
            continue
        if not _PERIOD.fullmatch(word) and (not capital_nouns or tokens[at - 1].casefold() in _PLACING):
            yield low, word

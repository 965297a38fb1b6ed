"""Text to tokens in one linear pass; every token knows the classes it may belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from agent.dates.moments import Amount, Calendar, Span
from agent.dates.spelling import correct
from agent.dates.words import ALSO_OTHER_WORDS, lexicon

Value: TypeAlias = int | str | time | tuple[int, ...] | Amount | Calendar | Span | tuple[str, ...]
Senses: TypeAlias = Mapping[str, Value]

PIECE = re.compile(
    r"(?P<id>[^\W\d_]*+(?:\d++[^\W\d_]++){3,}+\d*+)|\d++(?:[.:/-]\d++)*+|[^\W\d_]++|[^\w\s]++|_++"
)
"""An id that mixes digits and letters, a numeral, a word, marks. Possessive, so linear."""
DAYS = re.compile(r"([12]?[0-9]|3[01])-([12]?[0-9]|3[01])")
STOPS = frozenset(".!?;")
MARKS = {",": "COMMA", ".": "DOT", "-": "DASH", "–": "DASH", "/": "SLASH", "(": "OPEN", ")": "CLOSING"}
MARKS |= {"'": "APOSTROPHE", "’": "APOSTROPHE", "@": "AT", ".,": "COMMA", ":": "COLON", "~": "AT"}
NEVER_BEFORE = frozenset("$€£#+%=&")
UNLIKE_DATES = frozenset(
    "version v release python section chapter figure fig page step room build ver sec rev nr no item task "
    "ticket abschnitt kapitel point level phase score rate ratio odds about zimmer raum bureau salle chambre "
    "sala habitación oficina quarto kamer lokaal hall gate dock bay flat suite article articles artikel art "
    "artículo artigo clause klausel cláusula clausula ziffer absatz paragraph paragraphe annex annexe anhang "
    "anlage anexo apartado sección seção capítulo chapitre hoofdstuk bijlage table tabelle tabel".split()
)
PAGES = frozenset("page pages seite seiten página páginas pagina step part teil".split())
MEASURES = frozenset(
    "eur usd gbp chf euro euros dollar dollars kg km cm mm gb mb kb percent prozent million mio billion bn "
    "hours hour hrs times points stars stunden pages people students".split()
)
GLUED_WORDS = frozenset("SUFFIX AM PM H MONTH WEEKDAY CLOCKWORD UNIT ZONE FISCAL".split())


class Token(NamedTuple):
    """A piece of the text, or several that a table made one: text[start:end]."""

    start: int
    end: int
    senses: Senses


class Piece(NamedTuple):
    text: str
    start: int
    end: int
    is_id: bool


def tokenise(text: str, language: str = "") -> list[Token]:
    """All pieces but the white space, left to right; the words of English and `language`, or of all six."""
    pieces = [Piece(m[0], m.start(), m.end(), m.lastgroup == "id") for m in PIECE.finditer(text)]
    return [Token(p.start, p.end, _senses(p, pieces, i, language)) for i, p in enumerate(pieces)]


def _senses(piece: Piece, pieces: list[Piece], index: int, language: str) -> Senses:
    if piece.is_id:
        return _OTHER
    first = piece.text[0]
    if first.isdecimal():
        return _numeral(piece, pieces, index)
    return _word(piece.text, language) if first.isalpha() else _mark(piece.text)


def _mark(piece: str) -> Senses:
    name = MARKS.get(piece)
    if name:
        return {name: 0}
    return _STOP if STOPS.intersection(piece) else _OTHER


_STOP: Senses = MappingProxyType({"STOP": 0})
_OTHER: Senses = MappingProxyType({"OTHERMARK": 0})
_PLAIN_WORD: Senses = MappingProxyType({"WORD": 0})


@lru_cache(maxsize=16384)
def _word(piece: str, language: str = "") -> Senses:
    lower = piece.lower()
    known = lexicon(language)
    senses = known.get(lower)
    if senses is None:
        right = correct(lower)
        return known.get(right, _PLAIN_WORD) if right else _PLAIN_WORD
    if lower in ALSO_OTHER_WORDS:
        return {**senses, "WEAK" if piece[0].islower() else "CAPITAL": 0}
    return senses


def _numeral(piece: Piece, pieces: list[Piece], index: int) -> Senses:
    """What a run of digits may be; nothing inside an id, an amount of money, a version."""
    senses = _read_numeral(piece.text) if len(piece.text) <= LONGEST_NUMERAL else _OTHER
    if "DATE" in senses and (len(piece.text) > len("31.12.99") or piece.text.isdecimal()):
        return senses
    before = pieces[index - 1] if index else None
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    last = _last_of_days(piece.text, after)
    if last:
        return {"NUM": last, "DAY": last}
    if before and _rules_out(piece, before, pieces[index - 2] if index > 1 else None):
        return _OTHER
    if after and _followed_badly(piece, after, senses):
        return _OTHER
    return senses


def _last_of_days(text: str, after: Piece | None) -> int:
    """9 of '7-9 June'; 0 where these are no days of a month."""
    found = DAYS.fullmatch(text)
    senses = _word(after.text) if found and after else {}
    if not found or "MONTH" not in senses or "WEAK" in senses:
        return 0
    return int(found[2]) if int(found[1]) < int(found[2]) else 0


def _rules_out(piece: Piece, before: Piece, earlier: Piece | None) -> bool:
    if before.end < piece.start:
        name = before.text.lower()
        return name in PAGES or (name in UNLIKE_DATES and "." in piece.text)
    if before.text[-1] in NEVER_BEFORE:
        return True
    if before.text[0].isalpha():
        return GLUED_WORDS.isdisjoint(_word(before.text)) and before.text.lower() != "q"
    joins = {"-", "_", "/", "."} if earlier is None or earlier.text.isalpha() else {"-", "_", "/", ".", ":"}
    is_inside = earlier is not None and earlier.end == before.start and before.text in joins
    return is_inside and earlier is not None and not _can_hold_date(earlier.text)


def _can_hold_date(text: str) -> bool:
    return not GLUED_WORDS.isdisjoint(_word(text)) or (text.isdecimal() and len(text) in {1, 2, 4})


def _followed_badly(piece: Piece, after: Piece, senses: Senses) -> bool:
    if after.start == piece.end:
        if after.text[0] in "%€$£°":
            return True
        return after.text[0].isalpha() and GLUED_WORDS.isdisjoint(_word(after.text))
    return "DATEPAIR" in senses and after.text.lower() in MEASURES


@lru_cache(maxsize=4096)
def _read_numeral(text: str) -> Senses:
    if text.isdecimal():
        return _read_whole(text)
    separators = {c for c in text if not c.isdecimal()}
    parts = re.split(r"[.:/-]", text)
    if not text.isascii():
        return _OTHER
    if ":" in separators:
        return _read_clock(parts) if text.index(":") in {1, 2} else _OTHER
    if len(separators) > 1:
        return _OTHER
    if len(parts) == 3:
        return _read_triple([int(p) for p in parts], parts, separators.pop())
    return _read_pair(parts, separators.pop()) if len(parts) == 2 else _OTHER


LONGEST_NUMERAL = 24
TEN = 10
"""7/10 is a mark more often than a day."""


def _read_whole(text: str) -> Senses:
    if not text.isascii() or len(text) not in {1, 2, 3, 4, 8}:
        return _OTHER
    number = int(text)
    if len(text) == 8:
        day, month, year = number % 100, number // 100 % 100, number // 10000
        real = 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31
        return {"DATE": Calendar(day, month, year)} if real else _OTHER
    senses: dict[str, Value] = {"NUM": number}
    if 1 <= number <= 31 and len(text) <= 2:
        senses["DAY"] = number
    if len(text) == 2:
        senses["SHORT_YEAR"] = number
    if 1900 <= number <= 2100:
        senses["YEAR"] = number
    if len(text) >= 3 and number // 100 < 24 and number % 100 < 60:
        senses["HHMM"] = time(number // 100, number % 100)
    return senses


def _read_clock(parts: list[str]) -> Senses:
    hour, minute = int(parts[0]), parts[1]
    if hour < 24 and len(minute) == 2 and int(minute) < 60:
        return {"CLOCK": time(hour, int(minute))}
    return _OTHER


def _read_triple(numbers: list[int], parts: list[str], separator: str) -> Senses:
    first, second, third = numbers
    if len(parts[0]) == 4 and len(parts[1]) <= 2 and len(parts[2]) <= 2:
        return {"DATE": Calendar(third, second, first)} if first >= 1000 else _OTHER
    if len(parts[0]) > 2 or len(parts[1]) > 2 or len(parts[2]) not in {2, 4}:
        return _OTHER
    if min(first, second) < 1 or max(first, second) > 31 or min(first, second) > 12:
        return _OTHER
    dotted = separator == "."
    loose = dotted and len(parts[2]) == 2 and len(parts[0] + parts[1]) < 4
    return {"DATE": Calendar(first, second, third, swap=True, dotted=dotted and second <= 12, loose=loose)}


def _read_pair(parts: list[str], separator: str) -> Senses:
    first, second = int(parts[0]), int(parts[1])
    if sorted(map(len, parts)) in ([1, 4], [2, 4]):
        day, year = sorted((first, second))
        return {"DAY_YEAR": Calendar(day, None, year)} if 1 <= day <= 31 and 1900 <= year <= 2100 else _OTHER
    if max(len(part) for part in parts) > 2:
        return _OTHER
    senses: dict[str, Value] = {}
    if separator == "." and first < 24 and len(parts[1]) == 2 and second < 60:
        senses["DOTTED_CLOCK"] = time(first, second)
    dotted = separator == "."
    if 1 <= min(first, second) <= 12 and max(first, second) <= 31 and (not dotted or second <= 12):
        out_of_ten = separator == "/" and second == TEN and first <= TEN
        loose = separator == "-" or len(parts[1]) < 2 or out_of_ten
        senses["DATEPAIR"] = Calendar(first, second, swap=True, dotted=dotted, loose=loose)
    return senses or _OTHER

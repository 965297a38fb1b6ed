"""Details that point at a person, an account or a door: mail addresses, phone numbers, IBANs, cards, keys.

Found by their form, so this is no promise that nothing else is private: names, streets, case numbers and
passwords that look like words stay. In doubt something is taken for a detail. Pure, and linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from agent.text.phones import phones


class DetailKind(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    IBAN = "iban"
    CARD = "card"
    SECRET = "secret"  # noqa: S105 - a word for passwords, not one


@dataclass(frozen=True, slots=True)
class Detail:
    """text[start:end]."""

    kind: DetailKind
    start: int
    end: int


_NOT_LOCAL = frozenset(' \t\r\n\f\v\u00a0\u3000@<>()[]{},;:"|\\/=“”„‚‘«»‹›「」『』《》〈〉（），、。：；')
_AT = re.compile(r"@|[ \t]?[(\[{][ \t]?(?:at|ät)[ \t]?[)\]}][ \t]?", re.IGNORECASE)
"""Also as it is written for people only."""
_BREAK = r"[ \t]{0,8}\r?\n[ \t>]{0,8}"
"""Where a mail program breaks a line, of a quoted text too."""
_AFTER_AT = re.compile(f"(?:{_BREAK})?")
_DOMAIN = re.compile(
    r"(?:[\w-]+(?:\.|[ \t]?[(\[{][ \t]?(?:dot|punkt)[ \t]?[)\]}][ \t]?))+[\w-]*[^\W\d_][\w-]*", re.IGNORECASE
)
_BETWEEN = rf"(?:[ \u00a0.\u2010-\u2015-]|{_BREAK})?"
"""Two groups of a number."""
_IBAN_START = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}")
_IBAN_REST = re.compile(rf"(?:{_BETWEEN}[A-Za-z\d]){{11,30}}")
_IBAN_LENGTHS_TABLE = """
    AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20
    EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30
    KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23
    PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26
    UA29 VA22 VG24 XK20 YE30
    """
IBAN_LENGTHS = {entry[:2]: int(entry[2:]) for entry in _IBAN_LENGTHS_TABLE.split()}
"""By country, of the registry of ISO 13616."""
_CARD_RUN = re.compile(rf"\d(?:{_BETWEEN}\d){{12,}}")
_DIGITS = re.compile(r"\d+")
_BROKEN_PHONE = re.compile(
    rf"(?<![\w+])\+\d(?:[ ().\u00a0/-]{{0,2}}\d){{1,7}}{_BREAK}\d(?:[ ().\u00a0/-]{{0,2}}\d){{2,10}}(?!\w)"
)
"""Over two lines, where the first one is too short for a whole number."""
CARD_LENGTHS = range(13, 20)
"""Of ISO/IEC 7812."""
_GOES_ON = rf"(?:{_BREAK}(?=[\w.-]{{0,80}}\d)(?=[\w.-]{{0,80}}[^\W\d_])[\w.-]{{8,}}){{0,20}}"
"""A key on the next line: letters and digits mixed."""
_SHAPES = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|\Z)"
    r"|(?<=://)[^\s/@:]+:[^\s/@]+(?=@)"
    r"|\b(?:"
    r"sk-[\w-]{16,}|(?:sk|pk|rk)_(?:live|test)_\w{10,}|gh[opusr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}"
    r"|xox[a-z]-[\w-]{10,}|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[\w-]{30,}|hf_\w{20,}|npm_\w{20,}|pypi-[\w-]{20,}"
    r"|SG\.[\w-]{16,}\.[\w-]{16,}|clf_\w+\.[\w-]+|eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?"
    rf"){_GOES_ON}"
)
"""Private keys, user and password in an address, and keys that say whose they are."""
_IN_ADDRESS = re.compile(
    r"[?&#](?:access_token|api_?key|auth|code|key|pass(?:word)?|secret|sig(?:nature)?|token)=([^&\s#\"'<>)]+)",
    re.IGNORECASE,
)
_BEARER = re.compile(r"\b(?:Bearer|Basic)[ \t]+([^\s\"',;]{8,})", re.IGNORECASE)
_CODE = re.compile(r"\b(?:pin|tan|otp|cv[vc]2?)\b[ \t:=]{1,3}(\d{3,8})\b", re.IGNORECASE)
_NAMED = re.compile(
    r"(?<![^\W_])(?:pass(?:word|wort|code|phrase)|pwd?|passwd|kennwort|pin|tan|otp|mot de passe|contraseña"
    r"|wachtwoord|senha"
    r"|(?:api|access|private|secret)[ _-]?key|(?:client[ _-]?)?secret|(?:\w{1,20}[ _-])?token)\b[\"']?"
    r"[ \t]{0,3}(?P<link>[:=]|\b(?:is|ist|lautet|est|es)\b:?)[ \t]{0,3}(?:\r?\n[ \t]{0,8})?"
    r"(?P<value>\"[^\"\n]{1,200}\"|'[^'\n]{1,200}'|\S{1,500})",
    re.IGNORECASE,
)
_LONG = re.compile(r"[A-Za-z0-9+_=]{32,}")
_ORDINARY = re.compile(r"[^\W\d_][^\W\d_A-Z]*|[A-Z]+")
"""A word as people write it, no capitals in its middle."""
_WORDLIKE = re.compile(r"[^\W\d_]+")
_MARKS = "\"'.,;:!?)]}>“”„"
SHORTEST_SECRET = 4
SHORTEST_GROUP, LONGEST_GROUP = 3, 6
"""Digits that stand together in a card's number; longer ones under each other are several numbers."""


def details(text: str) -> list[Detail]:
    """In order; those that overlap are one."""
    found = sorted(
        chain(_emails(text), _phones(text), _ibans(text), _cards(text), _secrets(text)),
        key=lambda detail: (detail.start, -detail.end),
    )
    joined: list[Detail] = []
    for detail in found:
        if joined and detail.start < joined[-1].end:
            last = joined[-1]
            kind = DetailKind.SECRET if DetailKind.SECRET in (last.kind, detail.kind) else last.kind
            joined[-1] = Detail(kind, last.start, max(last.end, detail.end))
        else:
            joined.append(detail)
    return joined


def _emails(text: str) -> Iterator[Detail]:
    """From each @ outwards: a pattern for the words before it would take quadratic time."""
    for sign in _AT.finditer(text):
        at = start = sign.start()
        while start and text[start - 1] not in _NOT_LOCAL:
            start -= 1
        while start < at and text[start] in "'’.":
            start += 1
        domain = _DOMAIN.match(text, _AFTER_AT.match(text, sign.end()).end())  # type: ignore[union-attr] # or nothing
        if domain and start < at:
            yield Detail(DetailKind.EMAIL, start, domain.end())


def _phones(text: str) -> Iterator[Detail]:
    broken = (found.span() for found in _BROKEN_PHONE.finditer(text))
    return (Detail(DetailKind.PHONE, *span) for span in chain(phones(text), broken))


def _ibans(text: str) -> Iterator[Detail]:
    for found in _IBAN_START.finditer(text):
        length = IBAN_LENGTHS.get(found[0][:2].upper())
        rest = _IBAN_REST.match(text, found.end()) if length else None
        if length and rest:
            ends = [at for at in range(found.start(), rest.end()) if text[at].isalnum()][:length]
            if len(ends) == length and _is_iban("".join(text[at] for at in ends)):
                yield Detail(DetailKind.IBAN, found.start(), ends[-1] + 1)


def _is_iban(said: str) -> bool:
    """Modulo 97 over the number with its first four characters last (ISO 7064)."""
    return int("".join(str(int(letter, 36)) for letter in said[4:] + said[:4])) % 97 == 1


def _cards(text: str) -> Iterator[Detail]:
    """On one line before over two: the digits above a number are more likely others than its beginning."""
    found = list(_card_numbers(text))
    whole = [card for card in found if "\n" not in text[card.start : card.end]]
    starts = [card.start for card in whole]
    yield from whole
    for card in found:
        before = bisect_left(starts, card.end) - 1
        if before < 0 or whole[before].end <= card.start:
            yield card


def _card_numbers(text: str) -> Iterator[Detail]:
    """Whole groups of digits only, so that no number is cut out of a longer one."""
    for run in _CARD_RUN.finditer(text):
        groups = [found.span() for found in _DIGITS.finditer(text, *run.span())]
        for first, (start, _) in enumerate(groups):
            said, longest = "", 0
            for group_start, end in groups[first : first + CARD_LENGTHS[-1] // SHORTEST_GROUP]:
                said += text[group_start:end]
                longest = max(longest, end - group_start)
                below = longest > LONGEST_GROUP and "\n" in text[start:end]
                if below or end - group_start < SHORTEST_GROUP or len(said) > CARD_LENGTHS[-1]:
                    break
                if len(said) in CARD_LENGTHS and _is_luhn(said):
                    yield Detail(DetailKind.CARD, start, end)


def _is_luhn(said: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(said))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0  # noqa: PLR2004 two digits


def _secrets(text: str) -> Iterator[Detail]:
    spans = [found.span() for found in _SHAPES.finditer(text)]
    spans += [found.span(1) for pattern in (_IN_ADDRESS, _CODE) for found in pattern.finditer(text)]
    spans += [
        found.span(1) for found in _BEARER.finditer(text) if not _ORDINARY.fullmatch(found[1].strip(_MARKS))
    ]
    spans += [found.span() for found in _LONG.finditer(text) if _is_random(found[0])]
    spans += filter(None, (_named(text, found) for found in _NAMED.finditer(text)))
    return (Detail(DetailKind.SECRET, *span) for span in spans)


def _is_random(said: str) -> bool:
    """Letters and digits mixed, as in what no person made up."""
    return any(c.isdigit() for c in said) and any(c.isalpha() for c in said)


def _named(text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """The value after "password:"; a plain word counts only where it ends its line."""
    start, end = found.span("value")
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    plain = _WORDLIKE.fullmatch(text, start, end)
    rest = text[end : end + 80].partition("\n")[0].strip(_MARKS + " \r\t")
    ends_line = found["link"] in ":=" and not rest
    if end - start < SHORTEST_SECRET or (plain and not ends_line):
        return None
    return start, end

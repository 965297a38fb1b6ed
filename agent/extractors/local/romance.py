"""The ends of goals in French, Spanish and Portuguese: "Commander un filtre" → "Un filtre est commandé".

Only for goals that begin with an infinitive and an article, which tells gender and number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Tongue:
    goal: re.Pattern[str]
    given: re.Pattern[str]
    """Something to somebody: whoever it is has it in the end."""
    has: str
    is_: tuple[str, str]
    endings: dict[str, str]
    """Of the infinitive that of the participle, without gender and number."""
    articles: dict[str, str]
    """Of an article the ending for its gender and number."""


_GIVE_FR = r"(?:envoyer|donner|remettre|transmettre|rendre|apporter|renvoyer)"
_GIVE_ES = r"(?:enviar|mandar|dar|entregar|devolver|llevar|pasar|levar|trazer)"
_TONGUES = (
    _Tongue(
        re.compile(
            r"(?P<verb>\w+(?:er|ir)) (?P<what>(?P<article>un|une|le|la|les|des|du) .+)", re.IGNORECASE
        ),
        re.compile(rf"{_GIVE_FR} (?P<what>.+?) à (?P<who>.+)", re.IGNORECASE),
        "a",
        ("est", "sont"),
        {"er": "é", "ir": "i"},
        {"un": "", "le": "", "du": "", "une": "e", "la": "e", "les": "s", "des": "s"},
    ),
    _Tongue(
        re.compile(
            r"(?P<verb>\w+(?:ar|er|ir)) (?P<what>(?P<article>un|una|el|la|los|las|o|a|os|as|um|uma) .+)",
            re.IGNORECASE,
        ),
        re.compile(rf"{_GIVE_ES} (?P<what>(?!al? ).+?) (?:a|al|ao|à) (?P<who>.+)", re.IGNORECASE),
        "tiene",
        ("está", "están"),
        {"ar": "ad", "er": "id", "ir": "id"},
        {
            "un": "o",
            "el": "o",
            "o": "o",
            "um": "o",
            "una": "a",
            "la": "a",
            "a": "a",
            "uma": "a",
            "los": "os",
            "os": "os",
            "las": "as",
            "as": "as",
        },
    ),
)
_BEHIND = re.compile(r" (?:avant|pour|dans|chez|avec|afin|antes|para|con|en|por|com|em|no|na) .*|,.*")


def state(goal: str) -> str | None:
    """None for a goal of another form."""
    return next((end for tongue in _TONGUES if (end := _state(goal, tongue))), None)


def _state(goal: str, tongue: _Tongue) -> str | None:
    if found := tongue.given.match(goal):
        return _first_upper(f"{found['who']} {tongue.has} {found['what']}")
    if not (found := tongue.goal.match(goal)):
        return None
    ending = tongue.articles[found["article"].casefold()]
    behind = _BEHIND.search(found["what"])
    what, rest = (found["what"][: behind.start()], behind[0]) if behind else (found["what"], "")
    verb = found["verb"].casefold()
    done = verb[:-2] + tongue.endings[verb[-2:]] + ending
    return _first_upper(f"{what} {tongue.is_[ending.endswith('s')]} {done}{rest.partition(',')[0]}")


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]

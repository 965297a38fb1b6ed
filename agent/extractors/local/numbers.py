"""Whether words name one thing or several. English, by the look of them; pure."""

from __future__ import annotations

import re

_TAIL = re.compile(r" (?:of|in|on|at|by|for|from|under|with|to|that|which|who|about|im|am|de|du) ")
_MANY = re.compile(
    r"(?:[^s'’]s|people|children|men|women|data|photos)$|\band\b"
    r"|^(?:the |these |those )?(?:missing|other|last|first|next|remaining|spare|extra) "
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|few)$"
    r"|^(?:the |these |those )?(?:two|three|four|five|both|all the|[2-9]|\d{2,})\b(?! ?%)",
    re.IGNORECASE,
)
_SOME_OF = re.compile(r"(?:a few|several|many|most of|some of|two of|three of)\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"[ ,#]+(?:[\d.,/–-]+(?:[ \u00a0]to[ \u00a0]\d+)?|[A-Z][ \u00a0]to[ \u00a0][A-Z])$|,.*"
)
"""For "pallets 12-14"."""
_LISTED = re.compile(
    r"(?:the |our |your |all |both )?[\w'-]+(?: [\w'-]+){0,2}(?:, (?!\w+days?\b)[\w'-]+(?: [\w'-]+){0,3})+"
    r",? and "
)
"""For "the hall, lobby and stairs"."""


def without_tail(phrase: str) -> str:
    """For "the keys of the hall": "the keys"."""
    return _TAIL.split(phrase)[0]


def is_plural(phrase: str) -> bool:
    if _LISTED.match(phrase):
        return True
    return bool(_MANY.search(_NUMBERED.sub("", without_tail(phrase))) or _SOME_OF.match(phrase))

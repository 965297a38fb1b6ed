"""Words that say what a text wants done to existing work."""

from __future__ import annotations

import re

_CHANGE = re.compile(
    r"\b(?:instead|moved|moves|postponed?|reschedul\w+|brought forward|pushed (?:back|out|to)|no longer|"
    r"rather than|chang(?:e|ed|es|ing) (?:of|to|in|the)|correction|amend\w*|extended|delayed|revised|"
    r"new (?:deadline|date|owner)|takes? over|taking over|statt|stattdessen|verschoben|geändert|verlängert|"
    r"reporté\w*|au lieu|repouss\w+|aplazad\w+|en lugar|en vez|cambi(?:o|a|ar) (?:de|la|el))\b",
    re.IGNORECASE,
)
_OPPOSITES = tuple(
    frozenset(pair.split())
    for pair in (
        "add remove", "open close", "enable disable", "start stop", "approve reject", "buy sell", "hire fire",
        "install uninstall", "grant revoke", "book cancel", "order return", "onboard offboard", "lock unlock",
        "activate deactivate", "increase decrease", "upgrade downgrade", "order cancel", "renew cancel",
        "import export",
    )
)  # fmt: skip


def speaks_of_change(text: str) -> bool:
    """The text says that something is other than it was: moved, instead, a new deadline."""
    return bool(_CHANGE.search(text))


def opposite(one: str, two: str) -> bool:
    """Two verbs in lower case that undo each other."""
    return one != two and frozenset((one, two)) in _OPPOSITES

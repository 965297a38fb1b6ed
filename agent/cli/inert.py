"""Text that is printed as data."""

from __future__ import annotations

CONTROLS = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
HIDDEN = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")
"""Marks that turn the direction of writing: they can make a line read as another."""


def plain(text: str) -> str:
    """Text that cannot move the cursor, colour the screen, ring the bell or turn a line round."""
    return text.translate({**CONTROLS, **HIDDEN})

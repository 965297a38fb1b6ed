"""Messages that stay apart. Pure.

In prose mode instructor joins neighbouring messages of one role, so that a text would stand in one message
with the envelope before it and an instruction behind it. It joins none that hold a key of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

KEY = "apart"


def marked(messages: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return [{**message, KEY: ""} for message in messages]


def unmarked(messages: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """As they are sent: no server knows the key."""
    return [{name: value for name, value in message.items() if name != KEY} for message in messages]

"""What a process says of itself, a line an event on stderr: names and numbers, never anybody's text."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import structlog
from structlog.typing import FilteringBoundLogger

_FRAMES = 12
"""Of the innermost calls; a recursion has thousands."""


def logger(*, level: str = "info") -> FilteringBoundLogger:
    """Its own, configured here: nothing global changes, and whoever embeds us keeps their logging."""
    made = structlog.wrap_logger(
        structlog.PrintLogger(file=sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )
    return cast(FilteringBoundLogger, made)


def trace(error: BaseException) -> str:
    """Where an error comes from, without what it says: messages quote texts, and so do source lines."""
    return " <- ".join(_told(error))


def _told(error: BaseException) -> Iterator[str]:
    """An error and those behind it, the outermost first."""
    known: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in known:
        known.add(id(following))
        frames = traceback.extract_tb(following.__traceback__)[-_FRAMES:]
        calls = " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
        yield f"{type(following).__name__} at {calls}"
        following = following.__cause__ or following.__context__

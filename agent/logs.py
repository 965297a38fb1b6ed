"""How the server and its worker tell what they do: in one place, and never what a text or a key says."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger, Processor

_FRAMES = 12
"""Of the innermost calls; a recursion has thousands."""

OURS = "clarify"
"""The logger whose lines count from the level that was asked for; libraries are heard from warnings on,
for what they say below may hold whole requests.
"""

KNOWN = frozenset(
    {"event", "level", "timestamp", "logger", "request", "method", "route", "status", "seconds", "error",
     "where", "job", "kind", "subject", "attempt", "attempts", "concurrency", "handed_back",
     "done", "failed", "waiting", "address"}
)  # fmt: skip
"""Fields that a line may have. A field with another name does not get out, whatever it holds."""

Said = MutableMapping[str, Any]


def configure(form: str, level: str) -> None:
    """`form` is console or json. Lines of the libraries take the same way, without what they quote."""
    import structlog
    from structlog.stdlib import ProcessorFormatter

    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _known_only,
    ]
    threshold = getattr(logging, level.upper())
    structlog.configure(
        processors=[*shared, ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_without_traceback)
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=shared, processors=[ProcessorFormatter.remove_processors_meta, _renderer(form)]
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(threshold, logging.WARNING))
    logging.getLogger(OURS).setLevel(threshold)
    threading.excepthook = _thread_died


def quiet(level: str = "error") -> FilteringBoundLogger:
    """Only from this level on, on stderr, for a command of the terminal; nothing global changes."""
    import structlog

    made = structlog.wrap_logger(
        structlog.PrintLogger(file=sys.stderr),
        processors=[structlog.processors.add_log_level, structlog.processors.LogfmtRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )
    return cast("FilteringBoundLogger", made)


def ours() -> FilteringBoundLogger:
    """The logger of a server or a worker, as it was configured."""
    import structlog

    return cast("FilteringBoundLogger", structlog.get_logger(OURS))


def _renderer(form: str) -> Processor:
    import structlog

    if form == "json":
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())


def _known_only(_logger: object, _method: str, said: Said) -> Said:
    """Fields are allowed by name, for a list of what is secret is never complete."""
    return {name: value for name, value in said.items() if name in KNOWN or name.startswith("_")}


def _without_traceback(record: logging.LogRecord) -> bool:
    """An exception of a library may quote what it was working on: only its type and place are told."""
    if record.exc_info and record.exc_info[1]:
        record.msg, record.args = f"{record.name}: {told(record.exc_info[1])}", ()
        record.exc_info = record.exc_text = None
    return True


def _thread_died(end: threading.ExceptHookArgs) -> None:
    import structlog

    if end.exc_value:
        structlog.get_logger(OURS).error("a thread died", error=told(end.exc_value))


def told(fault: BaseException) -> str:
    """Where an error comes from, without what it says: messages quote texts, and so do source lines."""
    return " <- ".join(_places(fault))


def _places(fault: BaseException) -> Iterator[str]:
    """An error and those behind it, the outermost first."""
    known: set[int] = set()
    following: BaseException | None = fault
    while following is not None and id(following) not in known:
        known.add(id(following))
        frames = traceback.extract_tb(following.__traceback__)[-_FRAMES:]
        calls = " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
        yield " at ".join(filter(None, (type(following).__name__, calls)))
        following = following.__cause__ or following.__context__

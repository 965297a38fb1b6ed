"""The process in which mail is read: within memory for good, within time for each mail.

`agent.sources.confined` starts it. Asked: a line of JSON, then the bytes. Answered: a line of JSON. It ends
when nobody can ask any more.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from agent.errors import InputError, UnreadableInput
from agent.models import Arrival
from agent.sources.mail import mail_arrival

MOST_SECONDS = 2
"""Of computing for one mail."""
MOST_BYTES = 256_000_000
"""Of memory, above what the process has when it starts."""
OUT_OF_MEMORY = 3
"""How it exits then."""


def serve() -> None:
    """Until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _load()
    _confine()
    _say({"ready": True})
    while asked := sys.stdin.buffer.readline():
        ask = json.loads(asked)
        raw = sys.stdin.buffer.read(ask["size"])
        _allow(MOST_SECONDS)
        try:
            _say(_answer(ask, raw))
        except MemoryError:
            sys.exit(OUT_OF_MEMORY)


def _answer(ask: dict[str, Any], raw: bytes) -> dict[str, Any]:
    at = datetime.fromisoformat(ask["received_at"]) if ask["received_at"] else None
    try:
        arrival = mail_arrival(raw, ask["source"], most=ask["most"], received_at=at)
    except UnreadableInput as exc:
        if isinstance(exc.__cause__, MemoryError):
            raise exc.__cause__ from exc
        return {"error": type(exc).__name__, "message": str(exc)}
    except InputError as exc:
        return {"error": type(exc).__name__, "message": str(exc)}
    return {"arrival": arrival.model_dump(mode="json", exclude={"raw"}, exclude_defaults=True)}


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.flush()


def _load() -> None:
    """What is imported where it is used is part of the process, not of the first mail that needs it."""
    import charset_normalizer
    from selectolax.lexbor import LexborHTMLParser

    charset_normalizer.from_bytes("Grüße an alle".encode("latin-1")).best()
    LexborHTMLParser("<p>").css("p")
    Arrival.model_rebuild()


def _confine() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        status = Path("/proc/self/statm")
        if status.exists():
            most = int(status.read_text().split()[0]) * resource.getpagesize() + MOST_BYTES
            resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _allow(seconds: int) -> None:
    """So much computing from now on, then the system ends the process."""
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + seconds, hard))

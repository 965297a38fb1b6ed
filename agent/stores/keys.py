"""The key of the chain of events, and its file beside the database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from agent.errors import StoreUnusable
from agent.stores.database import Database

KEY_BYTES = 32


def key_in(words: str) -> bytes:
    """The content of a key file counts as it does in the file; any other words count as they are."""
    try:
        key = bytes.fromhex(words)
    except ValueError:
        return words.encode()
    return key if len(key) == KEY_BYTES else words.encode()


def file_key(path: Path, database: Database | None) -> bytes:
    """The key in the file, made once. Raises StoreUnusable where it cannot be had, or made anew although
    there are events.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _make_key(path, database)
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as exc:
        reason = exc.strerror if isinstance(exc, OSError) else "it is not 64 hexadecimal digits"
        raise StoreUnusable(f"the audit key {str(path)!r} cannot be read or made: {reason}") from exc
    if len(key) != KEY_BYTES:
        raise StoreUnusable(f"the audit key {str(path)!r} was cut or changed: put your copy of it there")
    return key


def _make_key(path: Path, database: Database | None) -> None:
    if database is None or database.has_events():
        raise StoreUnusable(
            f"the audit key {str(path)!r} is gone: put your copy of it there, or set CLARIFY_AUDIT_KEY"
        )
    made = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES))
    try:
        os.link(made, path)
    except FileExistsError:
        pass  # another process made it just now, whole
    finally:
        made.unlink()

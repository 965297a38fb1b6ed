"""A mark in each form that we show: it was fetched from us, by somebody who took a moment, not long ago.

There is no session that another site could misuse; the mark keeps out programs that send without looking, and
tells one submission from another, so that the same one twice is one text.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

LEAST_AGE = timedelta(seconds=1)
"""Nobody fills in a form faster."""
MOST_AGE = timedelta(hours=24)

_STAMP = re.compile(r"(?P<at>\d{1,15})\.(?P<one>[\w-]{22})\.(?P<mac>[0-9a-f]{64})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Stamps:
    key: bytes
    """The store's, so that every process that serves it makes the same; never used as it is."""

    def make(self, form_id: str, at: datetime) -> str:
        said = f"{int(at.timestamp() * 1000)}.{secrets.token_urlsafe(16)}"
        return f"{said}.{self._mac(form_id, said)}"

    def submission(self, stamp: str, form_id: str, now: datetime) -> str | None:
        """What tells this submission from others; None where the mark does not count, for any reason."""
        found = _STAMP.fullmatch(stamp)
        if found is None:
            return None
        said = f"{found['at']}.{found['one']}"
        if not hmac.compare_digest(self._mac(form_id, said), found["mac"]):
            return None
        age = now.timestamp() - int(found["at"]) / 1000
        return found["one"] if LEAST_AGE.total_seconds() <= age <= MOST_AGE.total_seconds() else None

    def _mac(self, form_id: str, said: str) -> str:
        key = hmac.digest(self.key, b"marks of forms", "sha256")
        return hmac.new(key, f"form {form_id} {said}".encode(), hashlib.sha256).hexdigest()

"""One way to write a value as JSON, and the digest of it: what chains, digests and keys are made of. Pure."""

from __future__ import annotations

import hashlib
import json


def canonical(value: object) -> str:
    """Sorted keys, no spaces, characters as they are."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: object) -> str:
    """sha256 of the canonical JSON in UTF-8, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()

"""Ids that a person can type: a letter for the kind, then twelve random characters."""

from __future__ import annotations

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no i, l, o, u, so that none is read as another."""

LENGTH = 12
"""60 random bits: among a million ids two are equal with a probability of less than one in a million."""


def new_id(letter: str) -> str:
    """Such as 'P-7k3m9x2qv0hc'."""
    return f"{letter}-{''.join(ALPHABET[byte % len(ALPHABET)] for byte in secrets.token_bytes(LENGTH))}"

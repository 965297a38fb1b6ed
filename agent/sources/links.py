"""The address behind a link, where its words do not say it. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST = 300
"""Of an address that is shown whole; of a longer one, its place. Such carry marks of who clicked."""
SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)


def shown_link(text: str, address: str) -> str:
    """What to show behind the words of a link; "" where they say it, or where it leads nowhere."""
    address = "".join(address.split())
    said = "".join(text.split())
    if address[:7].lower() == "mailto:":
        address = address[7:].partition("?")[0]
        return "" if not said or not address or address.casefold() in said.casefold() else address
    if not said or address[:8].lower().partition("//")[0] not in ("http:", "https:"):
        return ""
    if _bare(address) == _bare(said):
        return ""
    return address if len(address) <= LONGEST else _place(address)


def _bare(address: str) -> str:
    return SCHEME.sub("", address).rstrip("/").casefold()


def _place(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc[:LONGEST]}/…"

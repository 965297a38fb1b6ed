"""The people on an address line of a mail, however it is written, in linear time. Pure.

Python's own reader of addresses recurses on brackets, and drops or keeps odd names by version.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|\((?:[^()\\]|\\.)*\)?|<[^<>]*>?|[,;:]|[^",;:<>()]+|.', re.DOTALL)
COLON = ":"
ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(slots=True)
class _Mailbox:
    words: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    address: str = ""


def mailboxes(line: str) -> list[tuple[str, str]]:
    """Name and address of each; one of the two may be empty."""
    found = [_Mailbox()]
    for token in TOKEN.findall(line):
        current = found[-1]
        if token in (",", ";"):
            found.append(_Mailbox())
        elif token == COLON:
            current.words.clear()  # the name of a group
        elif token[0] == '"':
            current.words.append(ESCAPE.sub(r"\1", token.strip('"')))
        elif token[0] == "(":
            current.remarks.append(token.strip("() "))
        elif token[0] == "<":
            current.address = current.address or "".join(token.strip("<>").split())
        elif token[0] not in ">)":
            current.words.append(token)
    return [pair for mailbox in found if any(pair := _named(mailbox))]


def _named(mailbox: _Mailbox) -> tuple[str, str]:
    said = " ".join("".join(mailbox.words).split())
    remark = " ".join(" ".join(mailbox.remarks).split())
    if mailbox.address:
        return said or remark, mailbox.address
    return (remark, said) if "@" in said and " " not in said else (said or remark, "")

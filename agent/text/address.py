"""Whom a text speaks to, and who speaks in it. Pure."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime

from agent.text.names import ARTICLES, TITLES, spellings

LONGEST_GREETING = 60
LONGEST_PREFIX = 60
_ENDS_OF_GREETING = (",", ":", "!", ";", " - ", " – ", " — ", "\n")
_HALVES_OF_DAY = frozenset({"am", "pm", "uhr", "h"})


def title(text: str) -> str:
    """A mail's subject, else the first line that says something; verbatim words of the text."""
    subject = _header(text, "subject:")
    lines = (line.strip(" #*-\t") for line in text.split("\n"))
    return subject or next(filter(None, lines), "")


def greeting(text: str) -> str:
    """The first line under the headers, up to its first comma or dash; empty where it is too long for one."""
    body = text.split("\n\n", 1)[1] if _has_headers(text) and "\n\n" in text else text
    first = body.lstrip()[: LONGEST_GREETING * 2] + "\n"
    end = min(at for mark in _ENDS_OF_GREETING if (at := first.find(mark)) >= 0)
    return first[:end].strip() if end <= LONGEST_GREETING else ""


def greeted(names: list[str], text: str) -> list[str]:
    """Those of `names` whom the greeting calls by a part of their name."""
    said = set(spellings(greeting(text))[0])
    return [
        name
        for name in names
        if any(word in said and word not in TITLES for words in spellings(name) for word in words)
    ]


def to_header(text: str) -> str:
    """The unfolded To header of a message, in lower case; empty where there is none."""
    return _header(text, "to:").casefold()


def sender_time(text: str, received_at: datetime) -> datetime:
    """When a text arrived, by the sender's clock: a mail's Date header says in which zone it was written,
    where the time it arrived at is often kept in another.
    """
    try:
        sent = parsedate_to_datetime(_header(text, "date:"))
    except (ValueError, IndexError, OverflowError):
        return received_at
    return received_at.astimezone(sent.tzinfo) if sent.tzinfo else received_at


def _header(text: str, name: str) -> str:
    if not _has_headers(text):
        return ""
    headers = text.partition("\n\n")[0].replace("\n ", " ").replace("\n\t", " ").splitlines()
    return next((line[len(name) :].strip() for line in headers if line[: len(name)].casefold() == name), "")


def _has_headers(text: str) -> bool:
    name, colon, _ = text[:100].partition("\n")[0].partition(":")
    return bool(colon) and name.replace("-", "").isalpha()


def speakers(text: str, quote: str, lines_up: int) -> list[tuple[str, bool]]:
    """Who may say `quote`, nearest first: words in front of a colon, and whether a time stands beside them.

    A message may run over several lines, so up to `lines_up` earlier lines are looked at.
    """
    at = text.find(quote) if quote else -1
    if at < 0:
        return []
    end = text.find("\n", at)
    lines = text[: end if end >= 0 else len(text)].splitlines()[-lines_up - 1 :]
    found = [_speaker(line) for line in reversed(lines)]
    return [speaker for speaker in found if speaker[0]]


def _speaker(line: str) -> tuple[str, bool]:
    prefix = line[:LONGEST_PREFIX].partition(": ")[0] if ": " in line[:LONGEST_PREFIX] else ""
    words = [word.strip("[]<>-–*,") for word in prefix.partition("(")[0].split()]
    timed = any(c.isdigit() for c in prefix)
    names = [w for w in words if w and not any(c.isdigit() for c in w) and w.casefold() not in _HALVES_OF_DAY]
    return " ".join(names), timed


def written_name(words: str) -> str:
    """The capitalised words at the beginning; empty where somebody else is meant: "Priya's brother"."""
    run: list[str] = []
    said = [word for word in words.split() if word.casefold() not in ARTICLES]
    for word in said:
        plain = spellings(word)[0]
        if not plain or not word.lstrip("\"'(*@<[")[:1].isupper():
            break
        run.append(word.strip("<>()[],;:!?\"'*@") if plain[0] in TITLES else word.strip("<>()[],;:.!?\"'*@"))
        if word[-1] in ",;:!?)":
            break
    while run and set(spellings(run[-1])[0]) <= TITLES:
        run.pop()
    name = " ".join(run)
    bare = _without_possessive(name)
    return "" if bare != name and len(said) > len(run) else bare


def _without_possessive(name: str) -> str:
    return name[:-2] if name[-2:] in ("'s", "’s") else name

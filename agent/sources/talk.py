"""Messages of a chat to arrivals: one a thread, and one a day for what is in no thread. Pure."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from agent.errors import UnreadableInput
from agent.models import YEARS, Arrival, Channel, Party
from agent.text.normalise import hidden_note, visible

MARK_OF_BOTS = " (bot)"


class Entry(BaseModel):
    """An object of an export. Exports have many fields more, and null for many that are not there."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, given: Any) -> Any:  # noqa: ANN401 whatever JSON holds; the fields check it
        if isinstance(given, dict):
            return {name: value for name, value in given.items() if value is not None}
        return given


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote."""

    at: datetime
    """By the clock of whoever wrote it, where that is known."""
    who: Party
    text: str
    original: object
    """As it stands in the export."""
    thread: str = ""
    """Empty outside of threads."""
    bot: bool = False
    mentions: tuple[str, ...] = ()
    """Names that it calls with an @."""


def conversations(place: str, title: str, messages: Sequence[Message]) -> list[Arrival]:
    """In the order of their first messages. `place` begins their ids, `title` their texts; hours and days
    are those of the clock of whoever wrote first.

    Raises UnreadableInput where a message has no time at which anybody could have written it.
    """
    if any(message.at.year not in YEARS for message in messages):
        raise UnreadableInput(f"{place}: a message of it has no possible time")
    groups: dict[str, list[Message]] = defaultdict(list)
    ordered = sorted(messages, key=lambda message: message.at)
    for message in (replace(message, at=message.at.astimezone(ordered[0].at.tzinfo)) for message in ordered):
        groups[message.thread or f"{message.at:%Y-%m-%d}"].append(message)
    return [_arrival(f"{place}:{name}", title, group) for name, group in groups.items()]


def _arrival(source_id: str, title: str, messages: list[Message]) -> Arrival:
    """It arrived with its first message: the days of its words count from there."""
    text = storable("\n".join([*([title] if title else []), *_lines(messages)]))
    names = [str(message.who) for message in messages if not message.bot and message.who.name]
    names += [storable(name) for message in messages for name in message.mentions]
    first = messages[0]
    return Arrival(
        source_id=storable(source_id),
        channel=Channel.CHAT,
        sender=first.who,
        people=tuple(dict.fromkeys(names)),
        received_at=first.at,
        text=visible(text),
        notes=(*_notes(messages), *hidden_note(text)),
        raw=json.dumps([message.original for message in messages]).encode(),
    )


def _lines(messages: list[Message]) -> Iterator[str]:
    days = {message.at.date() for message in messages}
    clock = "%H:%M" if len(days) == 1 else "%Y-%m-%d %H:%M"
    for message in messages:
        name = f"{message.who}{MARK_OF_BOTS if message.bot else ''}"
        yield f"[{message.at:{clock}}] {name}: {message.text}"


def _notes(messages: list[Message]) -> Iterator[str]:
    last = max(message.at for message in messages)
    if last.date() > messages[0].at.date():
        yield f"the thread goes on until {last:%Y-%m-%d}: days in it are counted from its first message"
    if bots := sorted({str(message.who) for message in messages if message.bot}):
        yield f"written by bots in part: {', '.join(bots)}"


def party(name: str, email: str = "") -> Party:
    return Party(name=storable(" ".join(name.split())), email=storable(email))


def storable(text: str) -> str:
    """Halves of characters and NUL, which JSON can hold and no database, stand as \ufffd."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\x00", "\ufffd")

"""A list of Teams messages (Microsoft Graph's chatMessage, as JSON) to conversations."""

from __future__ import annotations

import html
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Annotated

from pydantic import AwareDatetime, ConfigDict, FailFast, Field, ValidationError
from pydantic.alias_generators import to_camel

from agent.errors import EmptyInput, TooLong, UnreadableInput
from agent.models import Arrival
from agent.sources.html import html_text
from agent.sources.talk import Entry, Message, conversations, party

CALL = re.compile(r"<at\b[^<>]{0,200}>([^<>]{1,100})</at>", re.IGNORECASE)
MENTION = re.compile(r"<at\b[^>]{0,200}>", re.IGNORECASE)
MOST_MESSAGES = 100_000
SPOKEN = "message"
"""The type of what somebody says; the others tell who came, left, called or renamed."""


class Graph(Entry):
    """Names are written as inGraph."""

    model_config = ConfigDict(alias_generator=to_camel)


class Identity(Graph):
    display_name: str = ""


class Author(Graph):
    user: Identity | None = None
    application: Identity | None = None


class Body(Graph):
    content_type: str = "text"
    content: str = ""


class Channel(Graph):
    channel_id: str = ""


class File(Graph):
    name: str = ""


class Said(Graph):
    id: str
    message_type: str = SPOKEN
    created_date_time: AwareDatetime
    deleted_date_time: AwareDatetime | None = None
    reply_to_id: str = ""
    chat_id: str = ""
    channel_identity: Channel = Channel()
    subject: str = ""
    author: Author = Field(default=Author(), alias="from")
    body: Body = Body()
    attachments: Annotated[tuple[File, ...], FailFast()] = ()
    replies: Annotated[tuple[Said, ...], FailFast()] = ()

    @property
    def place(self) -> str:
        return self.channel_identity.channel_id or self.chat_id or "chat"


class Listing(Graph):
    value: list[object]
    next_link: str = Field(default="", alias="@odata.nextLink")


def teams_arrivals(raw: bytes, source: str) -> list[Arrival]:
    """One a thread, and one a day of what is in none. Raises UnreadableInput, EmptyInput."""
    try:
        found = json.loads(raw)
        listing = Listing.model_validate(found) if isinstance(found, dict) else Listing(value=found)
        if len(listing.value) > MOST_MESSAGES:
            raise TooLong(f"{source}: more than {MOST_MESSAGES:,} messages: split it")
        rows = [Said.model_validate(row) for row in listing.value]
    except ValidationError as exc:
        place = ".".join(map(str, exc.errors()[0]["loc"]))
        raise UnreadableInput(f"{source}: this is no list of Teams messages: field {place!r}") from exc
    except (ValueError, RecursionError) as exc:
        raise UnreadableInput(f"{source}: this is no JSON") from exc
    arrivals = list(_arrivals(rows, listing.value, source))
    if not arrivals:
        raise EmptyInput(f"{source}: nobody says anything in these Teams messages")
    if listing.next_link:
        note = "there are more pages of this list than were given"
        arrivals = [found.model_copy(update={"notes": (note, *found.notes)}) for found in arrivals]
    return arrivals


def _arrivals(rows: list[Said], originals: list[object], source: str) -> Iterator[Arrival]:
    answered = Counter(said.reply_to_id for row in rows for said in row.replies or (row,))
    answered.update(row.id for row in rows if row.replies)
    places: dict[str, list[Message]] = defaultdict(list)
    for row, original in zip(rows, originals, strict=True):
        for said in (row, *row.replies):
            places[said.place] += _message(said, original, answered, source)
    for place, messages in places.items():
        yield from conversations(f"teams:{place}", "", messages)


def _message(said: Said, original: object, answered: Counter[str], source: str) -> Iterator[Message]:
    """None where it is a notice, deleted, or empty."""
    text = _text(said, source)
    if said.message_type != SPOKEN or said.deleted_date_time or not text:
        return
    author = said.author
    identity = author.user or author.application or Identity()
    thread = said.reply_to_id or (said.id if answered[said.id] else "")
    bot = author.user is None and author.application is not None
    who = party(identity.display_name or "unknown")
    called = tuple(html.unescape(name).strip() for name in CALL.findall(said.body.content))
    yield Message(said.created_date_time, who, text, original, thread, bot, called)


def _text(said: Said, source: str) -> str:
    content = said.body.content
    if said.body.content_type.casefold() == "html":
        try:
            content, _hidden = html_text(MENTION.sub("@", content))
        except ValueError as exc:
            raise UnreadableInput(f"{source}: message {said.id[:40]!r}: {exc}") from exc
    files = [f"(file, not read: {file.name})" for file in said.attachments if file.name]
    return "\n".join(part for part in (said.subject, " ".join([content.strip(), *files]).strip()) if part)

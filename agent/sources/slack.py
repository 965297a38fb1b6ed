"""A Slack workspace export (its zip, or the folder it was unpacked to) to conversations."""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Annotated, TypeVar

from pydantic import FailFast, ValidationError

from agent.errors import EmptyInput, TooLong, UnreadableInput
from agent.models import Arrival, Party
from agent.sources.archives import Archive
from agent.sources.bounds import Bounds, within
from agent.sources.talk import Entry, Message, conversations, party

USERS = "users.json"
CHANNELS = ("channels.json", "groups.json", "dms.json", "mpims.json")
"""Public and private channels, talks of two, talks of several: an export has those it may."""

SPOKEN = frozenset({"", "bot_message", "thread_broadcast", "file_share", "me_message"})
"""Subtypes of what somebody says; the others tell who joined, left, renamed or pinned."""

DAY = re.compile(r"\d{4}-\d\d-\d\d\.json")
MOST_ROWS = 100_000
"""Entries of one file."""
MOST_MESSAGES = 500_000
"""Of an export: they are held in memory."""

CALL = re.compile(r"<@(\w{1,40})")
LINK = re.compile(r"<([^<>\s|][^<>|]*)(?:\|([^<>]*))?>")


class Profile(Entry):
    real_name: str = ""
    display_name: str = ""
    email: str = ""


class User(Entry):
    id: str
    name: str = ""
    real_name: str = ""
    tz: str = ""
    is_bot: bool = False
    profile: Profile = Profile()

    @property
    def party(self) -> Party:
        name = self.profile.real_name or self.real_name or self.profile.display_name or self.name
        return party(name if name.strip() else self.id, self.profile.email)


class Place(Entry):
    id: str
    name: str = ""
    """Empty in talks of two, whose folder is the id."""


class File(Entry):
    name: str | None = ""
    title: str | None = ""


class Attached(Entry):
    text: str = ""
    fallback: str = ""


class Said(Entry):
    ts: float
    user: str = ""
    text: str = ""
    subtype: str = ""
    thread_ts: str = ""
    username: str = ""
    bot_id: str = ""
    user_profile: Profile = Profile()
    files: Annotated[tuple[File, ...], FailFast()] = ()
    attachments: Annotated[tuple[Attached, ...], FailFast()] = ()


E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Export:
    """The members of an export with the folder that they all stand in taken off."""

    archive: Archive
    root: str
    bounds: Bounds

    def rows(self, name: str, kind: type[E]) -> list[tuple[E, object]]:
        """The objects of one file, each as it is and as we read it. Raises UnreadableInput."""
        source = f"{self.archive.source}: {name}"
        raw = self.archive.members[self.root + name]()
        within(len(raw), self.bounds.document_bytes, source, f"{len(raw):,} bytes", "document_bytes")
        try:
            found = json.loads(raw)
            if len(found) > MOST_ROWS:
                raise TooLong(f"{source}: more than {MOST_ROWS:,} entries: that is no day of a channel")
            return [(kind.model_validate(row), row) for row in found]
        except ValidationError as exc:
            fault = exc.errors()[0]
            raise UnreadableInput(
                f"{source}: this is no Slack export: field {'.'.join(map(str, fault['loc']))!r}"
            ) from exc
        except (ValueError, TypeError, RecursionError) as exc:
            raise UnreadableInput(f"{source}: this is no JSON list of a Slack export") from exc

    def has(self, name: str) -> bool:
        return self.root + name in self.archive.members

    def days(self) -> dict[str, list[str]]:
        """The files of each folder of the export, one a day."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.archive.members):
            folder, _, day = name.removeprefix(self.root).rpartition("/")
            if folder and name.startswith(self.root) and DAY.fullmatch(day):
                found[folder].append(name.removeprefix(self.root))
        return found


def slack_root(names: Iterable[str]) -> str | None:
    """The folder of an export among these names, "" at the top; None where there is no export."""
    found = set(names)
    roots = [name.removesuffix(USERS) for name in found if name == USERS or name.endswith(f"/{USERS}")]
    exports = [root for root in roots if any(root + kind in found for kind in CHANNELS)]
    return min(exports, key=len, default=None)


def slack_arrivals(archive: Archive, root: str, bounds: Bounds) -> list[Arrival]:
    """One a thread, and one a day of a channel. Raises UnreadableInput, EmptyInput, TooLong."""
    export = Export(archive, root, bounds)
    users = {user.id: user for user, _ in export.rows(USERS, User)}
    found: list[Arrival] = []
    days, count = export.days(), 0
    for kind in CHANNELS:
        for place, _ in export.rows(kind, Place) if export.has(kind) else []:
            here = days.pop(place.name, []) + days.pop(place.id, [])  # by its name, or by its id
            messages = [message for day in here for message in _messages(export, day, users)]
            count += len(messages)
            if count > MOST_MESSAGES:
                raise TooLong(f"{archive.source}: more than {MOST_MESSAGES:,} messages: export fewer days")
            title = f"#{place.name}" if place.name else ""
            found += conversations(f"slack:{place.id}", title, messages)
    if not found:
        raise EmptyInput(f"{archive.source}: nobody says anything in this Slack export")
    return found


def _messages(export: Export, day: str, users: dict[str, User]) -> Iterator[Message]:
    for said, original in export.rows(day, Said):
        text = _text(said, users)
        if said.subtype in SPOKEN and text:
            user = users.get(said.user)
            try:
                at = datetime.fromtimestamp(said.ts, _zone(user))
            except (ValueError, OverflowError, OSError) as exc:
                raise UnreadableInput(f"{export.archive.source}: {day}: {said.ts} is no time") from exc
            bot = bool(said.bot_id or said.subtype == "bot_message" or (user and user.is_bot))
            called = tuple(users[one].party.name for one in CALL.findall(said.text) if one in users)
            yield Message(at, _who(said, user), text, original, said.thread_ts, bot, called)


def _who(said: Said, user: User | None) -> Party:
    if user and not said.username:
        return user.party
    profile = said.user_profile
    name = said.username or profile.real_name or profile.display_name or said.user or "unknown"
    return party(name)


def _zone(user: User | None) -> tzinfo:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(user.tz) if user and user.tz else UTC
    except (ValueError, OSError, KeyError):  # the last of zones that are well spelled and unknown
        return UTC


def _text(said: Said, users: dict[str, User]) -> str:
    written = said.text or "\n".join(part.text or part.fallback for part in said.attachments)
    plain = html.unescape(LINK.sub(lambda found: _shown(found[1], found[2] or "", users), written))
    files = [f"(file, not read: {file.title or file.name})" for file in said.files if file.title or file.name]
    return " ".join([plain.strip(), *files]).strip()


def _shown(target: str, label: str, users: dict[str, User]) -> str:
    """A mention by its name, a link by its address with the words it stands under."""
    if target.startswith("@"):
        user = users.get(target[1:])
        return f"@{user.party.name if user else label or target[1:]}"
    if target.startswith("#"):
        return f"#{label or target[1:]}"
    if target.startswith("!"):
        return label if label.startswith("@") or target.startswith("!date") else f"@{label or target[1:]}"
    address = target.removeprefix("mailto:")
    return f"{label} ({address})" if label and label != address else address

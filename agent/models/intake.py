"""A text exactly as it arrived."""

from __future__ import annotations

import hashlib
from typing import Self

from pydantic import AwareDatetime, Field

from agent.models.noun import Noun
from agent.terms import Channel

YEARS = range(1900, 2200)
"""Of arrival. A time outside is a mistake, and days counted from it would leave the calendar."""


class Party(Noun):
    """Somebody on the envelope of a text."""

    name: str = ""
    email: str = ""

    def __str__(self) -> str:
        return self.name or self.email


class Attachment(Noun):
    """Something that came along with a text."""

    name: str
    content_type: str
    size: int
    """Bytes, decoded."""
    start: int | None = None
    """Where its own text stands in the canonical text, up to `end`; None where it was not read."""
    end: int | None = None


class Arrival(Noun):
    """A text as a source read it, before it is stored."""

    source_id: str | None = None
    """The id its source gave it: a Message-ID, the id of a row."""
    channel: Channel
    sender: Party | None = None
    recipients: tuple[Party, ...] = ()
    people: tuple[str, ...] = ()
    """Names of people and teams that came along with the text."""
    received_at: AwareDatetime
    text: str
    """The canonical text: what is shown, what engines read, what offsets count in."""
    notes: tuple[str, ...] = ()
    """What a reviewer should know of the original: hidden parts, attachments that were not read."""
    references: tuple[str, ...] = ()
    """Source ids of earlier messages of its thread, the one that it answers first."""
    automatic: str = ""
    """Why nobody wrote it for anybody: an automatic reply, a bounce, a newsletter, a calendar's notice."""
    attachments: tuple[Attachment, ...] = ()
    form: str = ""
    """The id of the form that it was filled in as, as the server knows it."""
    form_team: str = ""
    """The team whose form it is; never anything that the text says."""
    derived: bool = True
    """The canonical text was made from the bytes; False where it was given as a text of its own."""
    raw: bytes = Field(repr=False)
    """The bytes exactly as they arrived."""


class Intake(Noun):
    """One text exactly as it arrived; never changed."""

    id: str
    workspace: str = "default"
    source_id: str | None = None
    channel: Channel
    sender: Party | None = None
    recipients: tuple[Party, ...] = ()
    people: tuple[str, ...] = ()
    received_at: AwareDatetime
    text: str
    notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    automatic: str = ""
    attachments: tuple[Attachment, ...] = ()
    form: str = ""
    form_team: str = ""
    thread: str = ""
    """The first intake of its thread; empty where it is the first itself."""
    sha256: str
    """Of the raw bytes."""
    conflicts_with: str | None = None
    """An earlier intake that has the same source id but another content."""

    @property
    def own_end(self) -> int:
        """Where the text of attachments begins, with the line that names the first; else the text's end."""
        starts = [attached.start for attached in self.attachments if attached.start is not None]
        return self.text.rfind("\n", 0, max(0, min(starts) - 1)) + 1 if starts else len(self.text)

    @classmethod
    def of(
        cls,
        arrival: Arrival,
        intake_id: str,
        workspace: str = "default",
        conflicts_with: str | None = None,
        thread: str = "",
    ) -> Self:
        """The intake that an arrival becomes."""
        return cls(
            id=intake_id,
            workspace=workspace,
            thread=thread,
            sha256=hashlib.sha256(arrival.raw).hexdigest(),
            conflicts_with=conflicts_with,
            **{name: getattr(arrival, name) for name in Arrival.model_fields if name in cls.model_fields},
        )

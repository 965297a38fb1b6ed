"""Where in an account mail was read, and what could not be read."""

from __future__ import annotations

from pydantic import AwareDatetime

from agent.models.noun import Noun


class MailFolder(Noun):
    """A folder of a mail account, as its UIDs count at present."""

    account: str
    """User, host and port, such as `ana@mail.example:993`."""
    name: str
    validity: int
    """UIDVALIDITY: where it changes, every UID means another message (RFC 3501, 2.3.1.1)."""


class RefusedMail(Noun):
    """A message that was looked at and could not be taken in as it is."""

    uid: int
    reason: str
    refused_at: AwareDatetime


class Unreadable(Noun):
    """Bytes of a kind that is read, and that could not be: kept, until an intake is made of them."""

    id: str
    sha256: str
    reason: str
    """With the place: a file, or a message of a folder."""
    kept_at: AwareDatetime

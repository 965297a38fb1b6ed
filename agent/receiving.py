"""The seams of sources: what they hand over, whom they tell, and how far they came."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Protocol

from agent.errors import InputError
from agent.models import Arrival, Intake, MailFolder, RefusedMail

Receive = Callable[[Arrival], tuple[Intake, bool]]
"""`Intakes.receive`, or what does more around it."""

Tell = Callable[[InputError], None]
"""Hears of what cannot be taken in, where the rest can."""


class Source(Protocol):
    """A place that is looked at again and again. Its text names it to people."""

    @property
    def seconds(self) -> float:
        """Between two looks."""
        ...

    def look(self, receive: Receive, tell: Tell) -> Generator[tuple[Intake, bool]]:
        """What is new there, each stored before it is handed out. Raises ClarifyError."""
        ...


class MailFolders(Protocol):
    """How far mail folders were read. A UID counts only as long as its folder's UIDVALIDITY stays."""

    def begin(self, folder: MailFolder) -> int:
        """The last UID that was dealt with; 0 where the folder is new or its UIDs were given anew."""
        ...

    def passed(self, folder: MailFolder, uid: int) -> None:
        """Go past this message: it is stored, or gone; refused it is no longer."""
        ...

    def refuse(self, folder: MailFolder, uid: int, reason: str) -> None:
        """Go past this message, and keep why."""
        ...

    def refused(self, folder: MailFolder) -> list[RefusedMail]: ...

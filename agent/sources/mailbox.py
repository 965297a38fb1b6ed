"""A mail folder taken in: what is new is stored first, and the position moves on afterwards."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from agent.errors import InputError
from agent.models import Intake
from agent.receiving import MailFolders, Receive, Tell
from agent.sections import ImapSettings
from agent.sources.files import Reader
from agent.sources.imap import Address, Mailbox, Waiting, open_mailbox


@dataclass(slots=True)
class MailSource:
    """Looks at one folder again and again."""

    address: Address
    settings: ImapSettings
    reader: Reader
    folders: MailFolders
    marks: bool
    """Whether what was stored becomes seen there."""
    retry: bool
    """Whether the first look tries again what was refused before."""

    @property
    def seconds(self) -> float:
        return self.settings.poll_seconds

    def __str__(self) -> str:
        return str(self.address)

    def look(self, receive: Receive, tell: Tell) -> Generator[tuple[Intake, bool]]:
        """Every new message, stored, with whether the store did not know it; `tell` hears what is refused.

        A process that dies after storing a message and before moving on reads it once more, and the store
        knows it by its Message-ID. Raises MailboxError, StoreError.
        """
        with open_mailbox(self.address, self.settings, self.reader.most_bytes, marks=self.marks) as mailbox:
            last = self.folders.begin(mailbox.folder)
            refused = self.folders.refused(mailbox.folder) if self.retry else []
            wanted = [*(mail.uid for mail in refused), *mailbox.after(last)]
            there = mailbox.waiting(wanted)
            for uid in wanted:
                if uid not in there:
                    self.folders.passed(mailbox.folder, uid)
                elif received := self._take(mailbox, there[uid], receive, tell):
                    yield received
        self.retry = False

    def _take(
        self, mailbox: Mailbox, waiting: Waiting, receive: Receive, tell: Tell
    ) -> tuple[Intake, bool] | None:
        most = self.reader.most_bytes
        place = f"{self.address.folder}: message {waiting.uid}"
        try:
            self.reader.check_size(waiting.size, place, most)
            raw = mailbox.fetch(waiting.uid, most + 1)
            received = receive(self.reader.message(raw, place, waiting.arrived))
        except InputError as exc:
            tell(exc)
            self.folders.refuse(mailbox.folder, waiting.uid, str(exc))
            return None
        if self.marks:
            mailbox.mark_seen(waiting.uid)
        self.folders.passed(mailbox.folder, waiting.uid)
        return received

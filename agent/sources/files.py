"""Which reader reads a file, and standard input."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from agent.errors import EmptyInput, InputError, TooLong, UnreadableInput
from agent.models import Arrival, Channel
from agent.rows import read_rows
from agent.sources.confined import Confined
from agent.sources.mail import FROM_LINE, mbox_messages
from agent.sources.text import BINARY, Envelope, check_length, text_arrival

STDIN = "-"

LOOKS_LIKE_MAIL = (
    "from:",
    "to:",
    "subject:",
    "date:",
    "received:",
    "return-path:",
    "message-id:",
    "mime-version:",
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads files within limits."""

    most_characters: int
    most_bytes: int
    most_row_bytes: int
    now: Callable[[], datetime]
    mails: Confined = field(default_factory=Confined)

    def read(
        self, path: str, stdin: Callable[[int], bytes], told: Envelope, tell: Callable[[InputError], None]
    ) -> list[Arrival]:
        """All texts of one file; `-` is standard input. Raises InputError with the reason.

        `tell` hears of single messages of an mbox that cannot be read; the others are handed out.
        """
        raw, name, modified = self._bytes(path, stdin)
        return self.parse(raw, name, told if told.received_at else replace(told, received_at=modified), tell)

    def parse(
        self, raw: bytes, name: str, told: Envelope, tell: Callable[[InputError], None] | None = None
    ) -> list[Arrival]:
        """The same for bytes at hand; `name` tells the format by its ending."""
        if not raw.strip():
            raise EmptyInput(f"{name}: there is nothing in it")
        if Path(name).suffix.lower() == ".mbox":
            return self._mailbox(raw, name, told, tell)
        arrivals = self._arrivals(raw, name, told)
        for arrival in arrivals:
            check_length(arrival.text, self.most_characters, _place(name, arrival))
        return arrivals

    def _arrivals(self, raw: bytes, name: str, told: Envelope) -> list[Arrival]:
        kind = Path(name).suffix.lower()
        if kind == ".jsonl":
            return read_rows(raw, name)
        if raw.startswith(BINARY):
            raise UnreadableInput(f"{name}: this is no text file: save it as text, or paste its text")
        if kind == ".eml" or (told.channel in (None, Channel.EMAIL) and _is_mail(raw)):
            return [self._mail(raw, name, told)]
        return [text_arrival(raw, name, told)]

    def _mail(self, raw: bytes, place: str, told: Envelope) -> Arrival:
        return self.mails.arrival(raw, place, most=self.most_characters, received_at=told.received_at)

    def _mailbox(
        self, raw: bytes, name: str, told: Envelope, tell: Callable[[InputError], None] | None
    ) -> list[Arrival]:
        """Every message that can be read; without `tell` the first that cannot be read is raised."""
        arrivals = []
        for number, message in enumerate(mbox_messages(raw), start=1):
            place = f"{name}: message {number}"
            try:
                self._check_size(len(message), place, self.most_bytes)
                arrival = self._mail(message, place, told)
                check_length(arrival.text, self.most_characters, place)
            except InputError as exc:
                if tell is None:
                    raise
                tell(exc)
            else:
                arrivals.append(arrival)
        if not FROM_LINE.search(raw):
            raise UnreadableInput(f"{name}: this is no mbox: no line of it begins with 'From '")
        return arrivals

    def _bytes(self, path: str, stdin: Callable[[int], bytes]) -> tuple[bytes, str, datetime]:
        if path == STDIN:
            raw = stdin(self.most_bytes + 1)
            self._check_size(len(raw), "standard input", self.most_bytes)
            return raw, "standard input", self.now()
        file = Path(path)
        if file.is_dir():
            raise UnreadableInput(
                f"{path}: this is a folder: name the files in it, such as {path.rstrip('/')}/*.eml"
            )
        try:
            status = file.stat()
            most = self.most_row_bytes if file.suffix.lower() in (".jsonl", ".mbox") else self.most_bytes
            self._check_size(status.st_size, path, most)
            return file.read_bytes(), path, datetime.fromtimestamp(status.st_mtime, UTC).astimezone()
        except FileNotFoundError:
            raise UnreadableInput(f"{path}: there is no such file") from None
        except OSError as exc:
            raise UnreadableInput(f"{path}: it cannot be read: {exc.strerror}") from exc

    def _check_size(self, size: int, name: str, most: int) -> None:
        if size > most:
            raise TooLong(
                f"{name}: it is larger than the {most:,} bytes allowed: "
                "split it, or raise `limits:` in clarify.yaml"
            )


def _place(name: str, arrival: Arrival) -> str:
    """A row is named by its id as well."""
    return f"{name}: {arrival.source_id!r}" if not arrival.derived else name


def _is_mail(raw: bytes) -> bool:
    """Headers at the top make a message, one alone does not: 'To: do' begins many a note."""
    head = raw[:2000].decode(errors="replace").lower().split("\n\n", 1)[0].replace("\r", "").split("\n")
    return sum(line.startswith(LOOKS_LIKE_MAIL) for line in head) > 1 and head[0].startswith(LOOKS_LIKE_MAIL)

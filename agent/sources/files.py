"""Which reader reads a file, and standard input."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from agent.errors import EmptyInput, InputError, TooLong, UnreadableInput
from agent.models import Arrival, Channel
from agent.receiving import Tell
from agent.rows import read_rows
from agent.sources.archives import Archive, open_archive
from agent.sources.bounds import STANDARD, Bounds
from agent.sources.confined import Confined
from agent.sources.documents import DOCUMENTS, Kind, document, kind_of
from agent.sources.folders import files_below, is_maildir_message, is_slack_export, unpacked
from agent.sources.mail import FROM_LINE, mbox_messages
from agent.sources.outlook import outlook_arrival
from agent.sources.slack import slack_arrivals, slack_root
from agent.sources.teams import teams_arrivals
from agent.sources.text import Envelope, check_length, envelope_arrival, text_arrival
from agent.text.normalise import visible

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
    bounds: Bounds = STANDARD
    mails: Confined = field(default_factory=Confined)

    def files(self, path: str, note: Callable[[str], None]) -> list[str]:
        """The file itself, or what can be read below a folder, sorted; `note` hears what was passed over.

        Raises InputError where nothing can be read there, or there is too much.
        """
        if path == STDIN or not Path(path).is_dir() or is_slack_export(Path(path), self.bounds):
            return [path]
        listing = files_below(path, self.bounds)
        if listing.passed_over:
            note(f"{path}: {listing.passed_over}")
        return list(listing.paths)

    def read(self, path: str, stdin: Callable[[int], bytes], told: Envelope, tell: Tell) -> list[Arrival]:
        """All texts of one file, or of the folder of a Slack export; `-` is standard input.

        Raises InputError with the reason.
        """
        if path != STDIN and Path(path).is_dir():
            if not is_slack_export(Path(path), self.bounds):
                raise UnreadableInput(f"{path}: this is a folder: name the files in it")
            return self._slack(unpacked(path, self.bounds), tell)
        raw, name, modified = self._bytes(path, stdin)
        told = told if told.received_at else replace(told, received_at=modified)
        if path != STDIN and is_maildir_message(Path(path)):
            return [self.message(raw, name, told.received_at)]
        return self.parse(raw, name, told, tell)

    def parse(self, raw: bytes, name: str, told: Envelope, tell: Tell | None = None) -> list[Arrival]:
        """The same for bytes at hand; content and the ending of `name` tell the format."""
        if not raw.strip():
            raise EmptyInput(f"{name}: there is nothing in it")
        kind = kind_of(name, raw, self.bounds)
        if kind in (Kind.WORD, Kind.PDF, Kind.OUTLOOK, Kind.TEAMS):
            self.check_size(len(raw), name, self.bounds.document_bytes)
        with _kept(raw):
            return self._read(kind, raw, name, told, tell)

    def _read(self, kind: Kind, raw: bytes, name: str, told: Envelope, tell: Tell | None) -> list[Arrival]:
        if kind is Kind.MAILBOX:
            return self._mailbox(raw, name, told, tell)
        if kind is Kind.SLACK:
            return self._slack(open_archive(raw, name, self.bounds), tell)
        if kind is Kind.TEAMS:
            return self._within(teams_arrivals(raw, name), name, tell)
        if kind in DOCUMENTS:
            return self._within([_document(kind, raw, name, told, self.bounds)], name)
        return self._within(self._arrivals(kind, raw, name, told), name)

    def _arrivals(self, kind: Kind, raw: bytes, name: str, told: Envelope) -> list[Arrival]:
        if kind is Kind.ROWS:
            return read_rows(raw, name)
        if kind is Kind.OUTLOOK:
            return [outlook_arrival(raw, name, most=self.most_characters, received_at=told.received_at)]
        if kind is Kind.MAIL or (told.channel in (None, Channel.EMAIL) and _is_mail(raw)):
            return [self.message(raw, name, told.received_at)]
        return [text_arrival(raw, name, told)]

    def _slack(self, archive: Archive, tell: Tell | None) -> list[Arrival]:
        root = slack_root(archive.members) or ""
        return self._within(slack_arrivals(archive, root, self.bounds), archive.source, tell)

    def _within(self, arrivals: list[Arrival], name: str, tell: Tell | None = None) -> list[Arrival]:
        """Those that are not too long; without `tell` the first that is too long is raised."""
        kept = []
        for arrival in arrivals:
            try:
                check_length(arrival.text, self.most_characters, _place(name, arrival))
            except TooLong as exc:
                if tell is None:
                    raise
                tell(exc)
            else:
                kept.append(arrival)
        return kept

    def _mailbox(self, raw: bytes, name: str, told: Envelope, tell: Tell | None) -> list[Arrival]:
        """Every message that can be read; without `tell` the first that cannot be read is raised."""
        arrivals = []
        for number, message in enumerate(mbox_messages(raw), start=1):
            place = f"{name}: message {number}"
            try:
                arrival = self.message(message, place, told.received_at)
            except InputError as exc:
                if tell is None:
                    raise
                tell(exc)
            else:
                arrivals.append(arrival)
        if not FROM_LINE.search(raw):
            raise UnreadableInput(f"{name}: this is no mbox: no line of it begins with 'From '")
        return arrivals

    def message(self, raw: bytes, place: str, received_at: datetime | None) -> Arrival:
        """One mail; `received_at` stands in where it has no date. Raises InputError."""
        self.check_size(len(raw), place, self.most_bytes)
        with _kept(raw):
            arrival = self.mails.arrival(raw, place, most=self.most_characters, received_at=received_at)
        check_length(arrival.text, self.most_characters, place)
        return arrival

    def _bytes(self, path: str, stdin: Callable[[int], bytes]) -> tuple[bytes, str, datetime]:
        if path == STDIN:
            raw = stdin(self.most_bytes + 1)
            self.check_size(len(raw), "standard input", self.most_bytes)
            return raw, "standard input", self.now()
        file = Path(path)
        try:
            status = file.stat()
            self.check_size(status.st_size, path, self._most(file.suffix.lower()))
            return file.read_bytes(), path, datetime.fromtimestamp(status.st_mtime, UTC).astimezone()
        except FileNotFoundError:
            raise UnreadableInput(f"{path}: there is no such file") from None
        except OSError as exc:
            raise UnreadableInput(f"{path}: it cannot be read: {exc.strerror}") from exc

    def _most(self, ending: str) -> int:
        if ending in (".jsonl", ".mbox", ".zip"):
            return self.most_row_bytes
        return self.bounds.document_bytes if ending in (".docx", ".pdf", ".msg", ".json") else self.most_bytes

    def check_size(self, size: int, name: str, most: int) -> None:
        """Raises TooLong."""
        if size > most:
            raise TooLong(
                f"{name}: it is larger than the {most:,} bytes allowed: "
                "split it, or raise `limits:` in clarify.yaml"
            )


@contextmanager
def _kept(raw: bytes) -> Iterator[None]:
    """What cannot be read goes with the error, so that it can be kept."""
    try:
        yield
    except (UnreadableInput, EmptyInput) as exc:
        exc.raw = exc.raw or raw
        raise


def _document(kind: Kind, raw: bytes, name: str, told: Envelope, bounds: Bounds) -> Arrival:
    found = document(kind, name, raw, bounds)
    if not visible(found.text).strip():
        raise EmptyInput(f"{name}: there is no text in it")
    if kind is Kind.TRANSCRIPT and told.channel is None:
        told = replace(told, channel=Channel.MEETING)
    return envelope_arrival(found.text, raw, name, told, found.notes)


def _place(name: str, arrival: Arrival) -> str:
    """A row or a conversation is named by its id as well."""
    of_many = not arrival.derived or arrival.channel is Channel.CHAT
    return f"{name}: {arrival.source_id!r}" if of_many and arrival.source_id else name


def _is_mail(raw: bytes) -> bool:
    """Headers at the top make a message, one alone does not: 'To: do' begins many a note."""
    head = raw[:2000].decode(errors="replace").lower().split("\n\n", 1)[0].replace("\r", "").split("\n")
    return sum(line.startswith(LOOKS_LIKE_MAIL) for line in head) > 1 and head[0].startswith(LOOKS_LIKE_MAIL)

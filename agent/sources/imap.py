"""One folder of a mail account over IMAP: its address, what is new in it, its messages.

Nothing is changed there unless it is asked for: the folder is opened with EXAMINE and read with BODY.PEEK.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

from agent.errors import InputError, MailboxRefused, MailboxUnavailable
from agent.models import YEARS, MailFolder
from agent.sections import ImapSettings

if TYPE_CHECKING:
    from imaplib import IMAP4

    from imap_tools import BaseMailBox

PORTS = {"imap": 143, "imaps": 993}

NO_ADDRESS = (
    "this is no address of a mail folder: write imaps://user@host/FOLDER; "
    "the password is taken from CLARIFY_IMAP__PASSWORD"
)

ROOM = 100_000
"""Bytes that an answer may hold beside the message."""

AT_ONCE = 500
"""Messages whose sizes are asked for together."""

MOST_QUOTED = 200

UID = re.compile(rb"\bUID (\d+)")
SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
ARRIVED = re.compile(rb'\bINTERNALDATE "([^"]+)"')
FOR_NOW = re.compile(r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\]")
"""Codes of a refusal that is none of ours (RFC 5530)."""


@dataclass(frozen=True, slots=True)
class Address:
    user: str
    host: str
    port: int
    folder: str
    tls: bool

    @property
    def account(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.user}@{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.account}/{self.folder}"


def is_address(words: str) -> bool:
    """Meant as a mail folder, whether it is one or not."""
    return words.lower().startswith(("imap:", "imaps:"))


def parse_address(words: str, *, allow_plain: bool) -> Address:
    """Raises InputError, which quotes nothing of an address that may hold a password."""
    try:
        parts = urlsplit(words)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, LookupError):
        raise InputError(NO_ADDRESS) from None
    quoted_user = parts.netloc.rpartition("@")[0]
    if ":" in quoted_user:
        raise InputError(
            "a password in an address can be read in the history of the shell and in the list of processes: "
            "leave it out, and set CLARIFY_IMAP__PASSWORD"
        )
    user, folder = unquote(quoted_user), unquote(parts.path.removeprefix("/")) or "INBOX"
    _check(parts, user, folder)
    host, tls = parts.hostname or "", parts.scheme == "imaps"
    if not (tls or allow_plain or _is_loopback(host)):
        raise InputError(
            f"imap:// would send the password to {host!r} for everybody on the way to read: write imaps://, "
            "or set `imap: allow_plain: true` where the way there is safe"
        )
    return Address(user, host, port, "INBOX" if folder.upper() == "INBOX" else folder, tls)


def _check(parts: SplitResult, user: str, folder: str) -> None:
    """Control characters would be commands of their own."""
    usable = parts.hostname and user and (user + folder).isprintable()
    if not usable or parts.query or parts.fragment:
        raise InputError(NO_ADDRESS)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that was not fetched so far."""

    uid: int
    size: int
    """Bytes, as the server says."""
    arrived: datetime | None
    """When it came into the account."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An open folder. Every method raises MailboxUnavailable where the connection is lost."""

    address: Address
    folder: MailFolder
    _box: BaseMailBox

    def after(self, uid: int) -> list[int]:
        """UIDs above this one, in order."""
        with _understood(self.address):
            # `n:*` is never empty: where there is nothing above n, it is the last message
            found = self._box.uids(f"UID {uid + 1}:*", charset=None)
            return sorted(known for known in map(int, found) if known > uid)

    def waiting(self, uids: Sequence[int]) -> dict[int, Waiting]:
        """Those of them that are still there."""
        answers: list[object] = []
        with _understood(self.address):
            for start in range(0, len(uids), AT_ONCE):
                some = ",".join(map(str, uids[start : start + AT_ONCE]))
                answers += self._box.client.uid("FETCH", some, "(RFC822.SIZE INTERNALDATE)")[1]
        lines = [answer for answer in answers if isinstance(answer, bytes)]
        return {found.uid: found for found in map(_waiting, lines) if found}

    def fetch(self, uid: int, most: int) -> bytes:
        """The message exactly as it is, and no more than `most` bytes of it."""
        with _understood(self.address):
            answer = self._box.client.uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{most}>)")[1]
        for part in answer:
            if isinstance(part, tuple) and b"BODY[" in part[0]:
                return bytes(part[1])
        raise MailboxUnavailable(f"{self.address}: the server does not hand out message {uid}")

    def mark_seen(self, uid: int) -> None:
        with _understood(self.address):
            self._box.flag(str(uid), "\\Seen", True)


def _waiting(line: bytes) -> Waiting | None:
    uid, size, arrived = UID.search(line), SIZE.search(line), ARRIVED.search(line)
    return (
        Waiting(int(uid[1]), int(size[1]), _moment(arrived[1]) if arrived else None) if uid and size else None
    )


def _moment(words: bytes) -> datetime | None:
    try:
        at = datetime.strptime(words.decode().strip(), "%d-%b-%Y %H:%M:%S %z")
    except ValueError:
        return None
    return at if at.year in YEARS else None


@contextmanager
def open_mailbox(
    address: Address, settings: ImapSettings, most_bytes: int, *, marks: bool
) -> Iterator[Mailbox]:
    """Log in and open the folder, for reading alone unless it `marks`. Raises MailboxError."""
    from imap_tools import ImapToolsError

    with _understood(address):
        box = _connect(address, settings.timeout_seconds)
    # a server that says it sends gigabytes is not listened to
    read = partial(_read, box.client, box.client.read, most_bytes + ROOM)
    box.client.read = read  # type: ignore[method-assign]  # imaplib has no bound of its own
    try:
        with _understood(address):
            _log_in(box, address, settings)
            folder = _open(box, address, marks=marks)
        yield Mailbox(address, folder, box)
        with suppress(OSError, box.client.error, ImapToolsError):
            box.logout()
    finally:
        with suppress(OSError):  # closed already
            box.client.shutdown()


def _connect(address: Address, timeout: float) -> BaseMailBox:
    from imap_tools import MailBox, MailBoxUnencrypted

    if address.tls:
        verified = ssl.create_default_context()
        return MailBox(address.host, address.port, timeout=timeout, ssl_context=verified)
    return MailBoxUnencrypted(address.host, address.port, timeout=timeout)


def _read(client: IMAP4, read: Callable[[int], bytes], most: int, size: int) -> bytes:
    if size > most:
        raise client.abort(f"an answer of {size:,} bytes was not asked for")
    return read(size)


def _log_in(box: BaseMailBox, address: Address, settings: ImapSettings) -> None:
    """What the server says to it is not quoted: it may repeat the command, and so the password."""
    from imap_tools import MailboxLoginError

    password = settings.password.get_secret_value() if settings.password else ""
    if not password:
        raise MailboxRefused(f"{address.account}: there is no password: set CLARIFY_IMAP__PASSWORD")
    enter = box.login if (address.user + password).isascii() else box.login_utf8
    try:
        enter(address.user, password, initial_folder=None)
    except box.client.abort:
        raise
    except (MailboxLoginError, box.client.error) as exc:
        if FOR_NOW.search(str(exc)):
            raise MailboxUnavailable(f"{address.account}: the server lets nobody in at present") from None
        raise MailboxRefused(
            f"{address.account}: the server refuses the user or the password: see CLARIFY_IMAP__PASSWORD; "
            "some providers want a password made for programs"
        ) from None


def _open(box: BaseMailBox, address: Address, *, marks: bool) -> MailFolder:
    from imap_tools import MailboxFolderSelectError

    try:
        box.folder.set(address.folder, readonly=not marks)
    except MailboxFolderSelectError as exc:
        if FOR_NOW.search(str(exc)):
            raise
        there = ", ".join(repr(folder.name) for folder in box.folder.list()[:10])
        raise MailboxRefused(
            f"{address.account}: there is no folder {address.folder!r}; there are {there}"
        ) from exc
    except box.client.readonly as exc:
        raise MailboxRefused(
            f"{address}: the folder may only be read, so nothing can be marked: leave --mark-seen out"
        ) from exc
    [validity] = box.client.response("UIDVALIDITY")[1]
    if not validity:
        raise MailboxUnavailable(
            f"{address}: the server does not tell UIDVALIDITY, so no position can be kept"
        )
    return MailFolder(account=address.account, name=address.folder, validity=int(validity))


@contextmanager
def _understood(address: Address) -> Iterator[None]:
    """What the libraries below raise, in our words."""
    from imaplib import IMAP4

    from imap_tools import ImapToolsError

    try:
        yield
    except ssl.SSLCertVerificationError as exc:
        raise MailboxRefused(
            f"{address.host}: its certificate does not prove that it is this host: {exc.verify_message}"
        ) from exc
    except OSError as exc:
        raise MailboxUnavailable(f"{address.account}: it is not reached: {exc.strerror or exc}") from exc
    except (IMAP4.error, ImapToolsError, ValueError, IndexError) as exc:
        said = " ".join(str(exc).split())[:MOST_QUOTED]
        raise MailboxUnavailable(f"{address}: the server and we lost each other: {said}") from exc

"""The parts of a mail, in one pass over its bytes, bounded in depth, number and size. Pure.

Python's own parser recurses and takes quadratic time over hostile mail, and loses the text of a multipart
whose boundary is missing.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field

from agent.sources.headers import Headers, from_base64, is_base64, parameters, read_headers, words

MOST_HEADER_BYTES = 256_000
"""Of one message or part."""
MOST_PARTS = 1_000
MOST_DEPTH = 40
"""Parts inside each other. Mail systems refuse more than about a hundred."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
DASHED = re.compile(rb"^--([^\n]{1,300})(?:\n|\Z)", re.MULTILINE)
LIKE_A_BOUNDARY = re.compile(rb"^--([^\s][^\n]{0,200}?)[ \t]*\nContent-", re.MULTILINE | re.IGNORECASE)
KIND = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}")
MESSAGES = ("message/rfc822", "message/global")


@dataclass(slots=True)
class Part:
    headers: Headers
    kind: str
    """The content type, such as text/plain."""
    parameters: dict[str, str]
    depth: int
    encoded: bytes = b""
    """The body as it was sent; empty where `parts` hold it."""
    parts: list[Part] = field(default_factory=list)
    """Of a multipart, or the one message of a message/rfc822."""

    @property
    def disposition(self) -> str:
        return parameters(self.headers.last("content-disposition"))[0]

    @property
    def name(self) -> str:
        """Its file name, "" where it has none."""
        given = parameters(self.headers.last("content-disposition"))[1].get("filename")
        return words(given or self.parameters.get("name", ""))

    @property
    def charset(self) -> str:
        return self.parameters.get("charset", "")

    @property
    def encoding(self) -> str:
        return parameters(self.headers.last("content-transfer-encoding"))[0]

    def decoded(self) -> bytes:
        """Without its transfer encoding; what is broken in it is skipped, what has none stays."""
        if self.encoding == "base64" and is_base64(self.encoded):
            return from_base64(self.encoded)
        if self.encoding == "quoted-printable":
            return binascii.a2b_qp(self.encoded)
        return self.encoded


def parse(raw: bytes) -> Part:
    """The message with all its parts. Raises ValueError, with the reason, where it is out of bounds."""
    lines = raw.removeprefix(BYTE_ORDER_MARK).replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip(b"\n")
    if lines.startswith((b"From ", b">From ")):
        lines = lines.partition(b"\n")[2]
    return _Reading(lines, _Count()).message(0)


@dataclass(slots=True)
class _Count:
    """Parts of the whole mail so far."""

    parts: int = 0


class _Reading:
    """One pass. A boundary that was declared separates parts wherever it stands, also behind the end of its
    multipart and inside one that was never closed (RFC 2046, 5.1.2): it is never text.
    """

    def __init__(self, raw: bytes, count: _Count) -> None:
        self.raw = raw
        self.count = count
        self.known: dict[bytes, Part] = {}
        self.open: list[Part] = []
        """Multiparts around the current line."""
        self.current: Part | None = None
        """What the lines from `start` belong to."""
        self.start = 0

    def message(self, depth: int) -> Part:
        root = self._begin(0, "text/plain", depth)
        self._read()
        return root

    def rest(self, multipart: Part, boundary: bytes) -> None:
        """The bytes are what follows the headers of a multipart."""
        self.known[boundary] = multipart
        self._read()

    def _read(self) -> None:
        for line in DASHED.finditer(self.raw, self.start):
            found = line[1].rstrip()
            if found in self.known:
                if self.current is not self.known[found]:
                    self._end(line.start())
                self._next_part(self.known[found], line.end())
            elif found.endswith(b"--") and found[:-2] in self.known:
                self._end(line.start())
                self._close(self.known[found[:-2]])
        self._end(len(self.raw) + 1)

    def _begin(self, at: int, default: str, depth: int) -> Part:
        """Read the headers of the part that starts there."""
        if depth > MOST_DEPTH:
            raise ValueError(f"out of bounds: its parts are nested deeper than {MOST_DEPTH}")
        self.count.parts += 1
        if self.count.parts > MOST_PARTS:
            raise ValueError(f"out of bounds: it has more than {MOST_PARTS:,} parts")
        headers, self.start = read_headers(self.raw, at)
        if self.start - at > MOST_HEADER_BYTES:
            raise ValueError(f"out of bounds: its headers are longer than {MOST_HEADER_BYTES:,} bytes")
        kind, given = parameters(headers.last("content-type"))
        part = self.current = Part(headers, kind if KIND.fullmatch(kind) else default, given, depth)
        if kind.startswith("multipart/") and (boundary := given.get("boundary", "").rstrip()):
            self.known[boundary.encode("utf-8", "replace")] = part
            self.open.append(part)
        elif kind in MESSAGES and part.encoding not in ("base64", "quoted-printable"):
            inner = self._begin(self.start, "text/plain", depth + 1)
            if inner.headers.fields:
                part.parts = [inner]
            else:
                part.kind, self.current = "text/plain", part
        return part

    def _next_part(self, around: Part, at: int) -> None:
        if self.open and all(part is not around for part in self.open):
            around = self.open[-1]
        self._close(around)
        self.open.append(around)
        default = "message/rfc822" if around.kind == "multipart/digest" else "text/plain"
        around.parts.append(self._begin(at, default, around.depth + 1))

    def _close(self, multipart: Part) -> None:
        at = next((n for n, part in enumerate(self.open) if part is multipart), len(self.open))
        del self.open[at:]
        self.current = None

    def _end(self, at: int) -> None:
        """The current part ends before the line that starts there."""
        part, body = self.current, self.raw[self.start : max(self.start, at - 1)]
        if part is None or part.parts:
            return
        if part.kind.startswith("multipart/"):
            self._guess(part, body)
        elif part.kind in MESSAGES:
            part.encoded = body
            inner = part.decoded()
            part.encoded = b""
            part.parts = [_Reading(inner.lstrip(b"\n"), self.count).message(part.depth + 1)]
        else:
            part.encoded = self._without_closing(body)

    def _guess(self, part: Part, body: bytes) -> None:
        """A multipart without its boundary: another one that looks like it, else it is text."""
        found = LIKE_A_BOUNDARY.search(body)
        if not found:
            part.kind, part.encoded = "text/plain", body
            return
        _Reading(body, self.count).rest(part, found[1].rstrip())

    def _without_closing(self, body: bytes) -> bytes:
        """Some programs forget the line break before the last boundary."""
        bare = body.rstrip()
        for boundary in self.known:
            if bare.endswith(b"--" + boundary + b"--"):
                return bare[: -len(boundary) - 4]
        return body

"""Zip archives, bounded by their directory before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from agent.errors import TooLong, UnreadableInput
from agent.sources.bounds import Bounds, within

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How an archive begins; the second is an empty one."""

MOST_RATIO = 200
"""Unpacked bytes to packed ones. XML and JSON reach 50, what packs better was made to."""
RATIO_FROM = 1_000_000
"""Bytes of a member below which its ratio does no harm."""

END = b"PK\x05\x06"
_END_BYTES = 22
_LONGEST_COMMENT = 65_535
_NAME_BYTES = 512
"""Of the directory's record of one member, on an average that no honest archive exceeds."""

Members = dict[str, Callable[[], bytes]]
"""Name → its bytes, unpacked when they are asked for."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The members of a zip that is within bounds."""

    source: str
    members: Members
    unpacked_bytes: int
    """Of all members together."""


def open_archive(raw: bytes, source: str, bounds: Bounds) -> Archive:
    """Raises UnreadableInput where it is damaged or encrypted, TooLong where it would unpack to too much."""
    within(
        _directory_bytes(raw, source), bounds.zip_members * _NAME_BYTES,
        source, "bytes of its directory", "zip_members",
    )  # fmt: skip
    try:
        opened = zipfile.ZipFile(io.BytesIO(raw))
    except Exception as exc:
        raise UnreadableInput(f"{source}: the zip archive is damaged ({type(exc).__name__})") from exc
    infos = [info for info in opened.infolist() if not info.is_dir()]
    _check(infos, source, bounds)
    members: Members = {info.filename: partial(_unpack, opened, info, source) for info in infos}
    return Archive(source, members, sum(info.file_size for info in infos))


def _check(infos: list[zipfile.ZipInfo], source: str, bounds: Bounds) -> None:
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableInput(f"{source}: it is encrypted: save it without a password")
    within(len(infos), bounds.zip_members, source, f"{len(infos):,} files in it", "zip_members")
    total = sum(info.file_size for info in infos)
    within(total, bounds.unpacked_bytes, source, f"{total:,} bytes when unpacked", "unpacked_bytes")
    for info in infos:
        if info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * info.compress_size:
            raise TooLong(
                f"{source}: {info.filename[:80]!r} unpacks to more than {MOST_RATIO} times its size: "
                "no honest file does; it is not opened"
            )


def _directory_bytes(raw: bytes, source: str) -> int:
    """How long the directory says it is; Python reads all of it before it hands anything out."""
    at = raw.rfind(END, max(0, len(raw) - _END_BYTES - _LONGEST_COMMENT))
    if at < 0 or at + _END_BYTES > len(raw):
        raise UnreadableInput(f"{source}: the zip archive is damaged: its end is missing")
    return int.from_bytes(raw[at + 12 : at + 16], "little")


def _unpack(opened: zipfile.ZipFile, info: zipfile.ZipInfo, source: str) -> bytes:
    """Never more bytes than the directory told; a member that holds others fails its checksum."""
    try:
        return opened.read(info)
    except Exception as exc:
        raise UnreadableInput(
            f"{source}: {info.filename[:80]!r} in it is damaged ({type(exc).__name__})"
        ) from exc

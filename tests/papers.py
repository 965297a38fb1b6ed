"""Documents for tests, made on the spot: PDF and Outlook messages byte by byte, Word by python-docx, zips."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

SECTOR, MINI = 512, 64
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
STORAGE, STREAM, ROOT = 1, 2, 5
TEXT, BINARY, NUMBER, TIME = 0x001F, 0x0102, 0x0003, 0x0040

Tree = dict[str, "bytes | Tree"]


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return raw.getvalue()


def word(write: Callable[[object], None]) -> bytes:
    """What `write` puts into an empty document."""
    import docx

    document = docx.Document()
    write(document)
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def changed(raw: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same zip with one member changed."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped(members | {member: change(members.get(member, b""))})


def pdf(*pages: Sequence[str], extra: bytes = b"", trailer: bytes = b"") -> bytes:
    """A page for each list of lines; `extra` is drawn on each, `trailer` goes into the trailer."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for n, lines in enumerate(pages):
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        drawn = zlib.compress(f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET\n".encode() + extra)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {5 + 2 * n} 0 R>>".encode()
        )
        objects.append(
            f"<</Length {len(drawn)}/Filter/FlateDecode>>stream\n".encode() + drawn + b"\nendstream"
        )
    return _numbered(objects, trailer)


def _numbered(objects: list[bytes], trailer: bytes) -> bytes:
    raw, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(raw))
    return raw + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table) + end


def outlook(
    subject: str = "",
    body: str = "",
    sender: tuple[str, str] = ("Ana Novak", "ana@x.org"),
    to: Sequence[tuple[str, str]] = (),
    sent: datetime | None = None,
    headers: str = "",
    attached: Mapping[str, bytes] | None = None,
    rtf: bytes = b"",
) -> bytes:
    """A message as Outlook saves it. Without `sent` it holds the zero that stands for no date."""
    ticks = int((sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds() * 10**7) if sent else 0
    given = [
        (0x001A, TEXT, "IPM.Note"), (0x0037, TEXT, subject), (0x1000, TEXT, body), (0x0C1A, TEXT, sender[0]),
        (0x0C1F, TEXT, sender[1]), (0x0039, TIME, ticks), (0x007D, TEXT, headers), (0x1009, BINARY, rtf),
    ]  # fmt: skip
    attached = attached or {}
    head = struct.pack("<8x4I8x", len(to), len(attached), len(to), len(attached))
    tree: Tree = _properties(head, [one for one in given if one[2] not in ("", b"")])
    for n, (name, email) in enumerate(to):
        about = [(0x3001, TEXT, name), (0x39FE, TEXT, email), (0x0C15, NUMBER, 1)]
        tree[f"__recip_version1.0_#{n:08X}"] = _properties(bytes(8), about)
    for n, (name, content) in enumerate(attached.items()):
        about = [(0x3707, TEXT, name), (0x3701, BINARY, content), (0x3705, NUMBER, 1)]
        tree[f"__attach_version1.0_#{n:08X}"] = _properties(bytes(8), about)
    return compound(tree)


def _properties(head: bytes, given: Sequence[tuple[int, int, str | bytes | int]]) -> Tree:
    tree: Tree = {}
    table = head
    for number, kind, value in given:
        if isinstance(value, int):
            table += struct.pack("<HHIQ", kind, number, 6, value)
            continue
        content = value.encode("utf-16-le") if isinstance(value, str) else value
        table += struct.pack("<HHIII", kind, number, 6, len(content), 0)
        tree[f"__substg1.0_{number:04X}{kind:04X}"] = content
    tree["__properties_version1.0"] = table
    return tree


def compound(tree: Tree) -> bytes:
    """A compound file (MS-CFB) of streams shorter than 4,096 bytes, which all stand in its mini stream."""
    entries: list[list[object]] = []
    mini, mini_fat = b"", []

    def add(name: str, content: bytes | Tree, kind: int) -> int:
        nonlocal mini
        number = len(entries)
        entry: list[object] = [name, kind, FREE, FREE, END, 0]
        entries.append(entry)
        if isinstance(content, bytes):
            assert len(content) < 4096
            count = -(-len(content) // MINI)
            if count:
                entry[4] = len(mini_fat)
                mini_fat.extend([*range(len(mini_fat) + 1, len(mini_fat) + count), END])
            entry[5] = len(content)
            mini += content.ljust(count * MINI, b"\0")
            return number
        last = None
        for child, inner in content.items():
            at = add(child, inner, STREAM if isinstance(inner, bytes) else STORAGE)
            (entries[last] if last is not None else entry)[2 if last is not None else 3] = at
            last = at
        return number

    add("Root Entry", tree, ROOT)
    return _sectors(entries, mini, mini_fat)


def _sectors(entries: list[list[object]], mini: bytes, mini_fat: list[int]) -> bytes:
    """Header, table, directory, mini table, mini stream, each in sectors of its own."""
    counts = [-(-len(entries) * 128 // SECTOR), -(-len(mini_fat) * 4 // SECTOR), -(-len(mini) // SECTOR)]
    tables = -(-(sum(counts) + 4) * 4 // SECTOR)
    fat, starts = [FAT] * tables, []
    for count in counts:
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + count), END]
    entries[0][4:] = [starts[2], len(mini)]
    directory = b"".join(_entry(*entry) for entry in entries)
    header = struct.pack(
        "<8s16x5H6x9I109I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, starts[0], 0, 4096,
        starts[1], counts[1], END, 0, *range(tables), *[FREE] * (109 - tables),
    )  # fmt: skip
    parts = [
        struct.pack(f"<{len(fat)}I", *fat),
        directory,
        struct.pack(f"<{len(mini_fat)}I", *mini_fat),
        mini,
    ]
    fills = [b"\xff", b"\0", b"\xff", b"\0"]
    return header + b"".join(
        part.ljust(-(-len(part) // SECTOR) * SECTOR, fill) for part, fill in zip(parts, fills, strict=True)
    )


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    named = f"{name}\0".encode("utf-16-le")
    return struct.pack(
        "<64sHBB3I36xIQ", named, len(named), kind, 1, FREE, right, child, start, size
    )  # fmt: skip

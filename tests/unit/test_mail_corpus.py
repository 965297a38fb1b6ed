"""Against the expected parses of a public collection of odd mail: every word of text, in its order.

Compared are the texts of a message in the order of its parts: what our bodies and our attachments of kind
text/* decode to, against the text and page bodies and the attached text/* parts of the expected parse. Line
ends are made alike, blanks at line ends and blank lines around a text are dropped, empty texts do not count;
nothing else. Pages are compared as the source of the page. Whether a text is a body or an attachment is left
open: the expected parse calls the last part of a mail that breaks off an attachment, we call it a body.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.errors import EmptyInput
from agent.sources.bodies import bodies
from agent.sources.charsets import decoded
from agent.sources.confined import Confined
from agent.sources.mime import Part, parse
from tests.mails import ARRIVED

DIFFERENT = {
    "malformed/009": "an outer boundary inside a part that was never closed ends it (RFC 2046, 5.1.2)",
    "malformed/011": "the same",
    "malformed/019": "noise: a text without an empty line before it is kept, not taken for a header",
    "thirdparty/002": "base64 ends at its padding (RFC 2045, 6.8)",
}
"""Where the expected parse is another one, and why ours stays."""


@pytest.fixture(scope="module")
def mails(shared) -> dict[str, Path]:
    folder = shared / "data" / "mail" / "mime_stalwart"
    if not folder.is_dir():
        pytest.skip("the public collection of mail is not beside the project")
    return {path.relative_to(folder).as_posix()[:-4]: path for path in sorted(folder.glob("*/*.eml"))}


def test_texts_are_those_of_the_expected_parse(mails):
    different = {name for name, path in mails.items() if ours(path) != expected(path)}
    assert different == DIFFERENT.keys()
    assert len(mails) > 50


def test_every_mail_is_read_within_its_bounds(mails):
    confined = Confined()
    for path in mails.values():
        for raw in (path.read_bytes(), path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")):
            start = time.monotonic()
            try:
                confined.arrival(raw, path.name, most=200_000, received_at=ARRIVED)
            except EmptyInput:
                assert not any(expected(path))
            assert time.monotonic() - start < 2


def ours(path: Path) -> list[str]:
    message = parse(path.read_bytes())
    found = bodies(message)
    mine = {id(part) for part in (*found.plain, *found.attached) if part.kind.startswith("text/")}
    return texts(decoded(part.decoded(), part.charset)[0] for part in walk(message) if id(part) in mine)


def expected(path: Path) -> list[str]:
    told = json.loads(path.with_suffix(".json").read_text())
    parts = [told["parts"][n] for n in sorted({*told["text_body"], *told["attachments"]})]
    return texts(
        part["body"].get("Text", part["body"].get("Html", ""))
        for part in parts
        if isinstance(part["body"], dict) and is_text(part)
    )


def is_text(part: dict) -> bool:
    """A part that says it is a sound or a picture, but is none, stands as text in the expected parse."""
    kinds = [
        head["value"]["ContentType"]["c_type"] for head in part["headers"] if head["name"] == "content_type"
    ]
    return not kinds or kinds[-1] in ("text", "message", "multipart")


def texts(parts: Iterator[str]) -> list[str]:
    lines = ("\n".join(line.rstrip() for line in part.replace("\r\n", "\n").split("\n")) for part in parts)
    return [text.strip("\n") for text in lines if text.strip()]


def walk(part: Part) -> Iterator[Part]:
    yield part
    for inner in part.parts:
        yield from walk(inner)

"""Files and mail become arrivals, or say why they cannot."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.errors import InputError
from agent.models import Channel
from agent.sources.files import Reader
from agent.sources.text import Envelope

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
READS = Reader(200_000, 5_000_000, 200_000_000, lambda: NOW)
TOLD = Envelope(received_at=NOW)
HEAD = b"From: Ana Novak <ana@x.org>\nTo: Bob <bob@x.org>, c@x.org\nSubject: Toner\n"
OLE = b"\xd0\xcf\x11\xe0" + "__properties_version1.0".encode("utf-16-le")
DATE = b"Date: Mon, 02 Nov 2026 10:00:00 +0100\n"


def parse(raw: bytes, name: str = "m.eml"):
    (arrival,) = READS.parse(raw, name, TOLD)
    return arrival


def test_a_mail_becomes_headers_and_text():
    found = parse(HEAD + DATE + b"Message-ID: <1@x>\n\nHello\r\nBob\n")
    assert found.text.split("\n\n")[0].split("\n") == [
        "From: Ana Novak <ana@x.org>",
        "To: Bob <bob@x.org>, c@x.org",
        "Date: Mon, 02 Nov 2026 10:00:00 +0100",
        "Subject: Toner",
    ]
    assert found.text.split("\n\n", 1)[1].rstrip() == "Hello\nBob"
    assert (found.source_id, found.sender.name, len(found.recipients)) == ("<1@x>", "Ana Novak", 2)


@pytest.mark.parametrize("date", [b"", b"Date: soon\n", b"Date: Mon, 02 Nov 9998 10:00:00 +0000\n"])
def test_a_mail_without_a_date_says_that_another_time_stands_in(date):
    found = parse(HEAD + date + b"\nHello\n")
    assert found.received_at == NOW
    assert any("no date" in note for note in found.notes)


BODIES = {
    b"Content-Type: text/plain; charset=latin-1\n\nGr\xfc\xdfe": "Grüße",
    b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nSGFsbG8=": "Hallo",
    b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    b"Gr=C3=BC=\n=C3=9Fe": "Grüße",
    b"Content-Type: text/html\n\n<p>Hello <b>Bob</b></p>": "Hello Bob",
    b"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nplain\n"
    b"--b\nContent-Type: text/html\n\n<p>page</p>\n--b--\n": "plain",
}


@pytest.mark.parametrize(("body", "text"), BODIES.items())
def test_a_body_is_decoded(body, text):
    assert parse(HEAD + DATE + body).text.split("\n\n", 1)[1].strip() == text


NOTES = {
    b"Content-Type: text/html\n\n<p>a</p><p hidden>secret</p>": "secret",
    b"Content-Type: text/plain; charset=nope-8\n\nGr\xfc": "decoded",
    b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR": "text/calendar",
    "\nzero\u200bwidth".encode(): "invisible",
}


@pytest.mark.parametrize(("body", "note"), NOTES.items())
def test_what_a_reviewer_should_know_is_noted(body, note):
    assert any(note in found for found in parse(HEAD + DATE + body).notes)


KINDS = {
    ("n.txt", b"To: do\n\nOrder toner"): Channel.NOTE,
    ("n.txt", HEAD + DATE + b"\nOrder toner"): Channel.EMAIL,
    ("standard input", HEAD + b"\nOrder toner"): Channel.EMAIL,
    ("n.md", b"# From: us\nSubject: x"): Channel.NOTE,
}


@pytest.mark.parametrize(("given_", "channel"), KINDS.items())
def test_mail_is_told_from_notes_by_its_headers(given_, channel):
    name, raw = given_
    assert parse(raw, name).channel is channel


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_decoded_and_its_line_ends_are_made_alike(encoding):
    assert parse("Grüße\r\nan alle\rhier".encode(encoding), "n.txt").text == "Grüße\nan alle\nhier"


def test_a_mailbox_unquotes_its_from_lines():
    raw = b"From a@x Mon Nov  2 09:00:00 2026\n" + HEAD + DATE + b"\n>From here on\n"
    assert "\nFrom here on" in parse(raw, "m.mbox").text


def begun(raw: bytes) -> list[bytes]:
    """Bytes behind the beginning of each kind of document."""
    cue = b"WEBVTT\n\n00:01.000 --> 00:02.000\n"
    return [cue + raw, b"%PDF-1.4\n" + raw, b"PK\x03\x04" + raw + b"PK\x05\x06" + bytes(18), OLE + raw]


def test_a_mailbox_of_endless_lines_is_refused_in_time():
    start = time.process_time()
    with pytest.raises(InputError, match="no mbox"):
        READS.parse(b"From " + b"a" * 2_000_000 + b"\n" + b"From \n" * 200_000, "m.mbox", TOLD)
    assert time.process_time() - start < 2


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["m.eml", "n.txt", "r.jsonl", "m.mbox", "t.vtt", "t.srt", "p.html", "c.json", "d.docx"]),
)
def test_any_bytes_are_read_or_refused(raw, name):
    for content in (raw, HEAD + DATE + raw, HEAD + DATE + b"Content-Type: text/html\n\n" + raw, *begun(raw)):
        try:
            found = READS.parse(content, name, TOLD)
        except InputError as exc:
            assert name in str(exc)  # noqa: PT017 refusing is one of two right answers
        else:
            for arrival in found:
                arrival.text.encode()

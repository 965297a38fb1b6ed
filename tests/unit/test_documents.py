"""Word, PDF, Outlook and pages become text, or say why they cannot."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.errors import InputError, TooLong, UnreadableInput
from agent.models import Channel
from agent.sources.bounds import Bounds
from agent.sources.documents import document_text
from agent.sources.files import Reader
from agent.sources.text import Envelope
from tests.papers import changed, outlook, pdf, word, zipped

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
READS = Reader(200_000, 5_000_000, 200_000_000, lambda: NOW)
TOLD = Envelope(received_at=NOW)
RUN = "<w:r><w:t>{}</w:t></w:r>"
BOX = f"<w:txbxContent><w:p>{RUN.format('box')}</w:p></w:txbxContent>"


def parse(raw: bytes, name: str):
    (found,) = READS.parse(raw, name, TOLD)
    return found


def text_of(raw: bytes, name: str = "") -> str:
    return document_text(name, "", raw)


def minutes(document: Document) -> None:
    document.add_heading("Agreed", 2)
    document.add_paragraph("Ana orders toner by Friday.")
    document.add_paragraph("lift inspected", style="List Bullet")
    document.add_paragraph("[ ] Ana: book the hall")
    document.add_paragraph("- [x] Ben: count the chairs")
    document.add_paragraph("☐ Cleo: sweep")
    table = document.add_table(2, 2)
    for cell, said in zip(table._cells, ["Who", "What", "Ben", "oil\nthe hinge"], strict=True):
        cell.text = said
    comment = document.add_paragraph("The end.").runs[0]
    document.add_comment(comment, text="Please check the sums", author="Eve Lang")


def test_a_word_document_keeps_headings_lists_boxes_tables_and_comments():
    assert text_of(word(minutes)).split("\n") == [
        "## Agreed",
        "Ana orders toner by Friday.",
        "- lift inspected",
        "[ ] Ana: book the hall",
        "- [x] Ben: count the chairs",
        "☐ Cleo: sweep",
        "",
        "| Who | What |",
        "| Ben | oil the hinge |",
        "",
        "The end.",
        "",
        "# Comments",
        "Eve Lang: Please check the sums",
    ]


def written(xml: str) -> bytes:
    """A document whose body holds this."""
    empty = word(lambda document: document.add_paragraph("end"))
    return changed(
        empty, "word/document.xml", lambda raw: raw.replace(b"<w:body>", b"<w:body>" + xml.encode(), 1)
    )


TRACKED = [
    (f"<w:p><w:ins>{RUN.format('added')}</w:ins></w:p>", "added"),
    ("<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>", ""),
    (f"<w:p><w:moveFrom>{RUN.format('moved')}</w:moveFrom></w:p>", ""),
    (f"<w:sdt><w:sdtContent><w:p>{RUN.format('control')}</w:p></w:sdtContent></w:sdt>", "control"),
    (f"<w:p><w:hyperlink>{RUN.format('link')}</w:hyperlink></w:p>", "link"),
    (f"<w:p><w:r><w:pict>{BOX}</w:pict></w:r></w:p>", "box"),
    ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>", "a\nb c"),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "text"), TRACKED)
def test_what_word_shows_is_read_and_what_a_change_took_away_is_not(xml, text):
    assert text_of(written(xml)).removesuffix("end").strip() == text


def test_hidden_words_of_a_document_are_left_out_and_told():
    def write(document: Document) -> None:
        document.add_paragraph("Order toner").add_run(" and pay Eve").font.hidden = True

    found = parse(word(write), "a.docx")
    assert (found.text, found.notes) == ("Order toner", ("hidden in the original: and pay Eve",))


def test_entities_of_xml_are_never_unfolded():
    bomb = "".join(f'<!ENTITY a{n} "{"&a" + str(n - 1) + ";" if n else "x" * 1000}">' for n in range(9))
    raw = changed(
        word(lambda document: document.add_paragraph("end")),
        "word/document.xml",
        lambda xml: xml.replace(b"<w:document", f"<!DOCTYPE w [{bomb}]><w:document".encode(), 1).replace(
            b"<w:t>end", b"<w:t>&a8;end"
        ),
    )
    assert len(text_of(raw)) < 100


def test_the_pages_of_a_pdf_are_read_in_order():
    raw = pdf(["Please order toner", "by Friday."], [], ["Second page"])
    assert text_of(raw) == "Please order toner\nby Friday.\n\nSecond page"
    assert parse(raw, "a.pdf").channel is Channel.NOTE


def test_a_document_is_read_by_its_content_whatever_it_is_called():
    raw = pdf(["Please order toner"])
    assert parse(raw, "standard input").text == parse(raw, "a.docx").text == "Please order toner"
    with pytest.raises(UnreadableInput, match=r"its ending says \.txt, but this is a PDF"):
        parse(raw, "a.txt")


def locked(raw: bytes) -> bytes:
    """A zip whose directory says that its only member has a password."""
    at = raw.index(b"PK\x01\x02") + 8
    return raw[:at] + b"\x01\0" + raw[at + 2 :]


OLE = b"\xd0\xcf\x11\xe0"
LOCK = b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O(%b)/U(%b)>>/ID[(a)(a)]" % (b"o" * 32, b"u" * 32)
ENCRYPTED = [
    (pdf(["x"], trailer=LOCK), "a.pdf"),
    (locked(zipped({"word/document.xml": "x"})), "a.docx"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "b.docx"),
]


@pytest.mark.parametrize(("raw", "name"), ENCRYPTED, ids=["pdf", "zip", "office"])
def test_what_needs_a_password_says_so(raw, name):
    with pytest.raises(UnreadableInput, match=f"{name}: it is encrypted"):
        parse(raw, name)


LIMITS = [
    (word(minutes), Bounds(characters=20), "text_characters"),
    (word(minutes), Bounds(unpacked_bytes=2000), "unpacked_bytes"),
    (word(minutes), Bounds(zip_members=3), "zip_members"),
    (pdf(["a" * 50]), Bounds(characters=20), "text_characters"),
    (pdf(["a"], ["b"]), Bounds(pdf_pages=1), "pdf_pages"),
    (pdf(["a"], extra=b"\n" * 6_000_000), Bounds(), "more than a text needs"),
]


@pytest.mark.parametrize(("raw", "bounds", "reason"), LIMITS)
def test_what_is_out_of_bounds_is_refused_with_the_setting_that_allows_it(raw, bounds, reason):
    with pytest.raises(TooLong, match=reason):
        document_text("a", "", raw, bounds)


@pytest.mark.parametrize("name", ["a.zip", "a.docx", ""])
def test_a_zip_that_would_unpack_to_two_hundred_megabytes_is_refused_at_once(name):
    raw = zipped({"word/document.xml": bytes(200_000_000)})
    assert len(raw) < 200_000
    start = time.process_time()
    with pytest.raises(TooLong):
        READS.parse(raw, name or "standard input", TOLD)
    assert time.process_time() - start < 1


KINDS = [
    ("a.png", "image/png", b"\x89PNG\r\n", None),
    ("a.xlsx", "", zipped({"xl/workbook.xml": "<x/>"}), None),
    ("a.msg", "", outlook("Toner", "x"), None),
    ("a.bin", "application/octet-stream", b"abc", None),
    ("", "text/plain; charset=utf-8", b"Order toner", "Order toner"),
    ("a.md", "", b"- [ ] Ana: order", "- [ ] Ana: order"),
    ("a.html", "", b"<p>Order <b>toner</b></p><p hidden>x</p>", "Order toner"),
    ("", "text/vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Hi", "Ana: Hi"),
    ("a.dat", "", pdf(["Order toner"]), "Order toner"),
]


@pytest.mark.parametrize(("name", "kind", "raw", "text"), KINDS)
def test_attachments_are_read_where_they_are_documents(name, kind, raw, text):
    assert document_text(name, kind, raw) == text


def test_an_outlook_message_is_read_as_the_mail_it_was():
    raw = outlook(
        "Toner", "Please order toner by Friday.", to=[("Bob Ray", "bob@x.org"), ("Ina", "/O=EX/CN=ina")],
        sent=datetime(2026, 10, 30, 8, tzinfo=UTC), headers="Message-ID: <1@x>\r\n",
        attached={"a.bin": b"xyz"},
    )  # fmt: skip
    found = parse(raw, "a.msg")
    assert found.text.rstrip().split("\n") == [
        "From: Ana Novak <ana@x.org>",
        "To: Bob Ray <bob@x.org>",
        "Date: Fri, 30 Oct 2026 08:00:00 +0000",
        "Subject: Toner",
        "",
        "Please order toner by Friday.",
    ]
    assert (found.source_id, found.channel, found.people, found.raw) == (
        "<1@x>",
        Channel.EMAIL,
        ("Ina",),
        raw,
    )
    assert any("a.bin" in note for note in found.notes)
    assert "without an address: Ina" in found.notes


def test_an_outlook_message_without_a_date_says_that_another_time_stands_in():
    found = parse(outlook("Toner", "Order it.", sender=("Ana Novak", "/O=EX/CN=ana")), "a.msg")
    assert (found.received_at, found.sender.name) == (NOW, "Ana Novak")
    assert any("no date" in note for note in found.notes)


@pytest.mark.parametrize("missing", [1, 60, 64, 500, 2000, 4000])
def test_an_outlook_message_that_was_cut_is_never_read_in_part(missing):
    raw = outlook("Toner", "Please order toner. " * 90, attached={"a.bin": b"x" * 700})
    whole = parse(raw, "a.msg").text
    try:
        assert parse(raw[:-missing], "a.msg").text == whole
    except InputError as exc:
        assert "cannot be read" in str(exc)  # noqa: PT017 one of two right answers


WHOLE = [
    (word(minutes), "a.docx"),
    (pdf(["Please order toner"]), "a.pdf"),
    (outlook("Toner", "Order it."), "a.msg"),
]


@pytest.mark.parametrize(("raw", "name"), WHOLE)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_damaged_document_is_read_or_refused_in_one_line(raw, name, data):
    at = data.draw(st.integers(0, len(raw)))
    hurt = raw[:at] + data.draw(st.binary(max_size=8)) + raw[at + data.draw(st.integers(0, 400)) :]
    try:
        found = READS.parse(hurt, name, TOLD)
    except InputError as exc:
        assert "\n" not in str(exc) and len(str(exc)) < 300  # noqa: PT017 one of two right answers
    else:
        assert all(arrival.text.strip() for arrival in found)

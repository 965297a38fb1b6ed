"""A mail becomes the text that a reader sees, with what came along, its thread, and who did not write it."""

from __future__ import annotations

import pytest

from agent.errors import UnreadableInput
from tests.mails import HEAD, attachment, body, multipart, page, read, text

PLAIN = text("Please order toner.")
INVITATION = (
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Budget\\, first\r\n  round\r\n"
    "DTSTART;TZID=Europe/Berlin:20261103T140000\r\nORGANIZER;CN=Ana Novak:mailto:ana@example.org\r\n"
    "BEGIN:VALARM\r\nDESCRIPTION:not shown\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)

SHOWN = {
    "boundary missing": (
        b"Content-Type: multipart/mixed\n\n--x\nContent-Type: text/plain\n\nhere\n--x--\n",
        "here",
    ),
    "boundary wrong": (
        b"Content-Type: multipart/mixed; boundary=no\n\nhere all the same\n",
        "here all the same",
    ),
    "boundary never closed": (multipart(PLAIN).removesuffix(b"--b1--\n"), "Please order toner."),
    "closed on the line of the text": (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhere--b--",
        "here",
    ),
    "inner one never closed": (
        multipart(multipart(text("one"), boundary="b2").removesuffix(b"--b2--\n"), text("two")),
        "one\n\ntwo",
    ),
    "no semicolon": (b'Content-Type: multipart/mixed\n boundary="b"\n\n--b\n\nhere\n--b--\n', "here"),
    "base64 that breaks off": (b"Content-Transfer-Encoding: base64\n\nSGFsbG8gQmV", "Hallo Be"),
    "base64 with marks in it": (
        b"Content-Transfer-Encoding: base64\n\nSGFsbG8gQmVuIHVuZCBBbmE!=",
        "Hallo Ben und Ana",
    ),
    "no base64 at all": (
        b"Content-Transfer-Encoding: base64\n\nHallo, Ben! Bis dann.",
        "Hallo, Ben! Bis dann.",
    ),
    "broken quoted-printable": (
        b"Content-Transfer-Encoding: quoted-printable\n\n3 =ZZ 4 =C3=A4=",
        "3 =ZZ 4 ä",
    ),
    "utf-8 called latin-1": ("Content-Type: text/plain; charset=latin-1\n\nGrüße".encode(), "Grüße"),
    "cp1252 called latin-1": (b"Content-Type: text/plain; charset=latin-1\n\n\x8410 \x80\x93", "„10 €“"),
    "no charset": (b"\nGr\xfc\xdfe", "Grüße"),
    "unknown charset": (b"Content-Type: text/plain; charset=nope-8\n\nplain", "plain"),
    "a codec that is no charset": (b"Content-Type: text/plain; charset=rot13\n\nplain", "plain"),
    "plain before page": (multipart(text("plain"), page("<p>page"), kind="alternative"), "plain"),
    "page where plain is empty": (multipart(text(" \n"), page("<p>page"), kind="alternative"), "page"),
    "a line that is no header": (b"and so on\nReceived: by x\n\nhere", "here"),
    "old line ends": (b"Content-Type: text/plain\r\rone\rtwo", "one\ntwo"),
    "NUL": (b"\na\0b", "a\ufffdb"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_body_is_found_and_decoded_however_it_is_broken(name):
    content, words = SHOWN[name]
    assert body(read(content)) == words


HEADERS = {
    "Subject: =?utf-8?q?f=C3=A4?= =?utf-8?q?llig?=": "Subject: fällig",
    "Subject: =?utf-8?b?w6Q=?= and =?nope?q?=41?=": "Subject: ä and A",
    "Subject: =?utf-8?b?8J+Y?= =?utf-8?b?gA==?=": "Subject: 😀",
    "Subject: =?utf-8?x?bad?=": "Subject: =?utf-8?x?bad?=",
    "Subject: a\n  folded\n\tline": "Subject: a folded line",
    "Cc: =?utf-8?q?J=C3=B6rg?= <j@example.org>": "Cc: Jörg <j@example.org>",
    'Cc: "Ortiz, Ben" <ben@example.org>, eve@example.org (Eve)': (
        "Cc: Ortiz, Ben <ben@example.org>, Eve <eve@example.org>"
    ),
    "Cc: The team: a@example.org, b@example.org;": "Cc: a@example.org, b@example.org",
    "Cc: Grüße <x@example.org>": "Cc: Grüße <x@example.org>",
}


@pytest.mark.parametrize(("header", "line"), HEADERS.items())
def test_headers_are_decoded(header, line):
    raw = HEAD.replace(b"Subject: Toner\n", b"") if header.startswith("Subject") else HEAD
    from agent.sources.mail import mail_arrival

    found = mail_arrival(raw + header.encode() + b"\n\nhello", "m.eml", most=1000)
    assert line in found.text.split("\n\n")[0].split("\n")


def test_attachments_are_listed_and_their_text_follows_the_body():
    found = read(
        multipart(
            PLAIN,
            attachment("list.csv", "text/csv", b"a,b\r\n1,2\r\n"),
            attachment("notes.md", "application/octet-stream", "# Grüße".encode()),
            attachment("scan.png", "image/png", b"\x89PNG1234"),
            text(INVITATION, "text/calendar"),
        )
    )
    assert [(a.name, a.content_type, a.size) for a in found.attachments[:3]] == [
        ("list.csv", "text/csv", 10),
        ("notes.md", "application/octet-stream", 9),
        ("scan.png", "image/png", 8),
    ]
    read_ = [found.text[a.start : a.end] for a in found.attachments if a.end]
    assert read_ == [
        "a,b\n1,2",
        "# Grüße",
        (
            "Summary: Budget, first round\nStart: 2026-11-03 14:00 (Europe/Berlin)\n"
            "Organizer: Ana Novak <ana@example.org>"
        ),
    ]
    assert "Please order toner.\n\n[attachment: list.csv]\na,b\n1,2\n\n[attachment: notes.md]\n" in found.text
    assert found.attachments[2].start is None
    assert any("scan.png" in note for note in found.notes)


def test_a_picture_in_the_text_is_listed():
    inline = b"Content-Type: image/png\nContent-ID: <1>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo="
    found = read(multipart(page("<p>see <img src='cid:1'>"), inline, kind="related"))
    assert [(a.name, a.content_type, a.size) for a in found.attachments] == [("unnamed", "image/png", 8)]
    assert body(found) == "see"
    assert found.notes == ()


def test_a_mail_inside_the_mail_is_read_with_what_came_along_with_it():
    inner = HEAD.replace(b"Toner", b"Budget") + multipart(
        text("inner words"), attachment("a.txt", "text/plain", b"more"), boundary="b2"
    )
    found = read(multipart(PLAIN, b"Content-Type: message/rfc822\n\n" + inner))
    assert [a.name for a in found.attachments] == ["Budget", "a.txt"]
    first, second = (found.text[a.start : a.end] for a in found.attachments)
    assert first.startswith("From: Ana Novak <ana@example.org>\n")
    assert first.endswith("Subject: Budget\n\ninner words")
    assert second == "more"


def test_an_attachment_that_is_too_long_is_left_out_whole_and_told():
    long = attachment("log.txt", "text/plain", b"line\n" * 50_000)
    found = read(multipart(PLAIN, long, attachment("b.txt", "text/plain", b"short")))
    assert [bool(a.end) for a in found.attachments] == [False, True]
    assert any("log.txt (its 249,999 characters are too many)" in note for note in found.notes)
    assert "line" not in found.text


@pytest.mark.parametrize(
    ("name", "shown"),
    {
        "../../etc/passwd": "passwd",
        "C:\\x\\a.txt": "a.txt",
        "=?utf-8?q?f=C3=A4llig.txt?=": "fällig.txt",
        "evil\u202etxt.exe": "eviltxt.exe",
        "x" * 500 + ".txt": "x" * 191 + "…xxxx.txt",
    }.items(),
)
def test_the_name_of_an_attachment_is_one_plain_line(name, shown):
    found = read(multipart(PLAIN, attachment(name, "application/x", b"1")))
    assert found.attachments[0].name == shown


def test_a_long_name_in_pieces_is_put_together():
    part = (
        b"Content-Type: text/plain\nContent-Disposition: attachment; filename*0*=utf-8''f%C3%A4;\n"
        b" filename*1*=llig; filename*2=.txt\n\nwords"
    )
    assert read(multipart(PLAIN, part)).attachments[0].name == "fällig.txt"


def test_a_thread_is_told_from_the_nearest_message_to_the_first():
    found = read(
        b"\nhello",
        "Message-ID: <5@x>",
        "References: <1@x> <2@x>",
        " <3@x> <4@x> <5@x>",
        "In-Reply-To: <4@x>",
    )
    assert found.source_id == "<5@x>"
    assert found.references == ("<4@x>", "<3@x>", "<2@x>", "<1@x>")


def test_a_thread_of_any_length_is_bounded():
    ids = " ".join(f"<{n}@x>" for n in range(5000))
    assert read(b"\nhello", f"References: {ids}").references == tuple(
        f"<{n}@x>" for n in range(4999, 4949, -1)
    )


LIST = ("List-Id: <news.example.org>", "List-Unsubscribe: <https://example.org/u>")
CALENDAR = text(INVITATION, "text/calendar; method=REPLY")
AUTOMATIC = {
    "automatic reply": [
        (b"\nx", "Auto-Submitted: auto-replied (vacation)"),
        (b"\nx", "X-Autoreply: yes"),
        (b"\nx", "Precedence: auto_reply"),
        (b"\nx", "Return-Path: <>"),
        (multipart(PLAIN, kind="report; report-type=disposition-notification"),),
    ],
    "delivery failure": [
        (multipart(PLAIN, kind="report; report-type=delivery-status"), "Auto-Submitted: auto-replied"),
        (b"\nx", "X-Failed-Recipients: a@example.org"),
    ],
    "calendar notice": [(CALENDAR,), (multipart(text(" "), CALENDAR),)],
    "newsletter": [
        (b"\nx", *LIST, "Precedence: bulk"),
        (b"\nx", *LIST, "Precedence: list", "List-Post: NO"),
        (b"\nx", *LIST, "List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
    ],
    "bulk mail": [(b"\nx", LIST[0], "Precedence: junk")],
    "": [
        (b"\nx",),
        (b"\nx", LIST[1]),
        (b"\nx", *LIST),
        (b"\nx", *LIST, "Precedence: list", "List-Post: <mailto:all@example.org>"),
        (b"\nx", *LIST, "Precedence: list", "In-Reply-To: <1@x>"),
        (b"\nx", "Precedence: bulk"),
        (b"\nx", "Auto-Submitted: no"),
        (b"\nx", "Auto-Submitted: auto-generated"),
        (b"\nx", "X-Auto-Response-Suppress: All"),
        (multipart(PLAIN, CALENDAR),),
    ],
}


@pytest.mark.parametrize(
    ("reason", "mail"), [(reason, mail) for reason, mails in AUTOMATIC.items() for mail in mails]
)
def test_automatic_mail_is_told_by_more_than_one_sign(reason, mail):
    assert read(*mail).automatic == reason


@pytest.mark.parametrize("sender", ["MAILER-DAEMON@example.org", "no-reply@example.org"])
def test_a_sender_that_takes_no_answers_is_a_sign(sender):
    from agent.sources.mail import mail_arrival

    raw = HEAD.replace(b"ana@example.org", sender.encode()) + b"Auto-Submitted: auto-generated\n"
    raw += b"".join(header.encode() + b"\n" for header in LIST) + b"\nhello"
    reason = mail_arrival(raw, "m.eml", most=1000).automatic
    assert reason == ("newsletter" if "reply" in sender else "delivery failure")


def test_hidden_words_of_a_page_are_told_apart():
    found = read(page("<p>seen</p><div style='display:none'>preheader</div><!-- a remark -->"))
    assert body(found) == "seen"
    assert found.notes == ("hidden in the original: preheader a remark",)


@pytest.mark.parametrize("mark", ["\u200b", "\u202e", "\ufe0f", "\U000e0041", "\u2066"])
def test_characters_that_show_nothing_are_taken_out_and_told(mark):
    found = read(multipart(text(f"a{mark}b"), attachment("a.txt", "text/plain", f"c{mark}d".encode())))
    assert "ab\n\n[attachment: a.txt]\ncd" in found.text
    assert found.text[found.attachments[0].start : found.attachments[0].end] == "cd"
    assert any("2 invisible characters" in note for note in found.notes)


def test_a_mail_that_makes_no_sense_is_unreadable_and_says_why():
    with pytest.raises(UnreadableInput, match=r"m\.eml: unreadable: out of bounds: .* nested deeper"):
        read(b"Content-Type: message/rfc822\n\n" * 100)

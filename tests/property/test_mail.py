"""Whatever the structure of a mail, it is read or refused, and what is read holds together."""

from __future__ import annotations

import base64
import quopri

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.errors import InputError
from agent.sources.html import html_text
from agent.sources.mail import mail_arrival
from agent.sources.mime import MOST_DEPTH, parse
from agent.text.marks import words
from tests.mails import HEAD, MOST

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=40)
TEXTS = st.lists(WORDS, max_size=6).map("\n".join)
KINDS = st.sampled_from(["mixed", "alternative", "related", "digest", "report", "signed"])
BOUNDARIES = st.sampled_from(["b", "bb", "b--", "=_x", "a b", "1"])
BREAKS = st.sampled_from(["", "drop", "cut", "double", "swap"])


def encoded(text: str, way: str) -> tuple[str, bytes]:
    raw = text.encode()
    if way == "base64":
        return way, base64.encodebytes(raw)
    return (way, quopri.encodestring(raw)) if way == "quoted-printable" else ("8bit", raw)


@st.composite
def leaves(draw):
    kind = draw(st.sampled_from(["text/plain", "text/html", "text/csv", "image/png", "text/calendar"]))
    way, raw = encoded(draw(TEXTS), draw(st.sampled_from(["base64", "quoted-printable", "8bit"])))
    name = draw(st.none() | WORDS)
    shown = draw(st.sampled_from(["inline", "attachment"]))
    head = f"Content-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: {way}\n"
    if name is not None:
        head += f'Content-Disposition: {shown}; filename="{name}"\n'
    return head.encode() + b"\n" + raw


@st.composite
def containers(draw, children):
    parts = draw(st.lists(children, max_size=4))
    mark = draw(BOUNDARIES)
    inner = b"".join(b"--" + mark.encode() + b"\n" + part + b"\n" for part in parts)
    end = draw(st.sampled_from([b"--" + mark.encode() + b"--\n", b"", b"--" + mark.encode()]))
    return f'Content-Type: multipart/{draw(KINDS)}; boundary="{mark}"\n\n'.encode() + inner + end


MAILS = st.recursive(
    leaves(),
    lambda children: (
        containers(children) | children.map(lambda part: b"Content-Type: message/rfc822\n\n" + part)
    ),
    max_leaves=12,
)


def broken(raw: bytes, how: str, at: float) -> bytes:
    """With a line dropped, doubled or moved, or the end cut off."""
    lines = raw.split(b"\n")
    n = int(at * (len(lines) - 1))
    if how == "cut":
        return raw[: int(at * len(raw))]
    if how == "drop":
        return b"\n".join(lines[:n] + lines[n + 1 :])
    if how == "double":
        return b"\n".join([*lines[:n], lines[n], *lines[n:]])
    return b"\n".join(lines[n:] + lines[:n]) if how == "swap" else raw


@settings(max_examples=300, deadline=None)
@given(MAILS, BREAKS, st.floats(0, 1))
def test_any_structure_is_read_or_refused_and_its_spans_hold(content, how, at):
    raw = HEAD + broken(content, how, at)
    try:
        found = mail_arrival(raw, "m.eml", most=MOST)
    except InputError as exc:
        assert str(exc).startswith("m.eml: ")  # noqa: PT017 refusing is one of two right answers
        return
    assert found.raw == raw
    assert found.text.startswith("From: Ana Novak <ana@example.org>\n")
    found.text.encode()
    end = 0
    for attachment in found.attachments:
        assert attachment.size >= 0
        if attachment.start is not None:
            assert end < attachment.start < attachment.end <= len(found.text)
            assert found.text[: attachment.start].endswith(f"\n\n[attachment: {attachment.name}]\n")
            end = attachment.end


@settings(max_examples=150, deadline=None)
@given(
    st.lists(TEXTS.filter(str.strip), min_size=1, max_size=5), st.sampled_from(["base64", "quoted-printable"])
)
def test_no_text_of_a_well_formed_mail_is_lost(texts, way):
    parts = []
    for text in texts:
        used, raw = encoded(text, way)
        head = f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {used}\n\n"
        parts.append(b"--b\n" + head.encode() + raw + b"\n")
    root = parse(b"Content-Type: multipart/mixed; boundary=b\n\n" + b"".join(parts) + b"--b--\n")
    kept = [part.decoded().decode().rstrip("\n") for part in root.parts]
    assert kept == [text.rstrip("\n") for text in texts]


TAGS = st.sampled_from(
    sorted(
        words(
            "<p> </p> <td> <table> </table> <ol> <li> <blockquote> </blockquote> <a+href=' '> </a> <br> "
            "<pre> <style> </style> <!-- --> <img+alt= <p+style=' .x{ } @media+all{"
        )
    )
).map(lambda tag: tag.replace("+", " "))
STYLES = st.builds(
    "{}:{}{};".format,
    st.sampled_from(
        ["color", "background", "font", "font-size", "opacity", "display", "left", "margin", "clip"]
    ),
    st.sampled_from(
        ["rgba(1,2,3,.", "rgb(", "#ff", "-", ".", "0", "1.1.1", "none", "transparent", "\\0", "\\ffffff "]
    ),
    st.sampled_from(["", "px", "%", ")", "em", " !important", "9" * 30]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(TAGS | STYLES | WORDS, max_size=30).map("".join))
def test_any_page_is_read_and_keeps_what_it_needs_inside(page):
    seen, hidden = html_text(page)
    assert not {"\ue000", "\ue001"} & set(seen + hidden)
    assert seen == seen.strip()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_parsed_or_refused_with_a_reason(raw):
    for content in (raw, b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + raw):
        root = parse(content)
        todo = [root]
        while todo:
            part = todo.pop()
            assert part.depth <= MOST_DEPTH
            part.decoded()
            todo += part.parts

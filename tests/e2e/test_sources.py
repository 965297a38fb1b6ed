"""Folders, transcripts and documents on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.papers import pdf, word, zipped

WHEN = ("--received-at", "2026-11-02T10:00:00+01:00", "--engine", "local", "--json")
MAIL = b"From: a@x.org\nDate: Mon, 02 Nov 2026 09:00:00 +0100\nSubject: hall\n\nPlease book a hall.\n"
VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ben>I'll order toner by Friday.\n<v Ben>Bye."


@pytest.fixture
def inbox() -> str:
    """A folder of several kinds, one of them broken and two that nobody reads."""
    folder = Path("inbox/minutes")
    folder.mkdir(parents=True)
    (folder / "a.docx").write_bytes(word(lambda d: d.add_paragraph("Please fix the lift by Friday.")))
    (folder / "b.pdf").write_bytes(pdf(["Please paint the door by Friday."]))
    (folder / "c.vtt").write_bytes(VTT)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    (folder / ".hidden.txt").write_text("Please do not read this.")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    (folder.parent / "mail.eml").write_bytes(MAIL)
    return "inbox"


def test_a_folder_is_taken_in_as_a_whole_and_what_cannot_be_read_is_told(clarify, inbox):
    said = clarify("intake", inbox, *WHEN)
    assert (said.code, len(said.rows)) == (1, 4)
    assert all(row["new"] and row["state"] == "extracted" and not row["conflicts_with"] for row in said.rows)
    assert said.err.splitlines()[0] == "clarify: inbox: passed over: 1 .png, 1 hidden"
    assert "broken.pdf: the PDF cannot be read" in said.err
    [kept] = clarify.done("unreadable", "--json").rows
    assert f"(kept as {kept['id']})" in said.err
    clarify.done("unreadable", kept["id"], "--output", "as-it-came.pdf")
    assert Path("as-it-came.pdf").read_bytes() == Path(inbox, "minutes", "broken.pdf").read_bytes()
    assert clarify("unreadable", kept["id"], "--output", "as-it-came.pdf").code == 1
    assert "photo.png" not in clarify.done("unreadable").out
    again = clarify("intake", inbox, *WHEN)
    assert [row["new"] for row in again.rows] == [False] * 4
    goals = {row["item"]["goal"]["value"] for row in clarify.done("queue", "--json").rows}
    assert {goal.split()[-1] for goal in goals} == {"lift", "door", "toner", "hall"}


def test_passing_something_over_is_no_failure(clarify, inbox):
    Path(inbox, "minutes", "broken.pdf").unlink()
    said = clarify.done("extract", inbox, *WHEN)
    assert [row["id"] for row in said.rows] == [
        "inbox/mail.eml", "inbox/minutes/a.docx", "inbox/minutes/b.pdf", "inbox/minutes/c.vtt",
    ]  # fmt: skip


def test_documents_come_in_through_a_pipe_as_well(clarify):
    raw = pdf(["Please paint the door by Friday."])
    (row,) = clarify.done("extract", *WHEN, stdin=raw).rows
    assert [item["due"] for item in row["items"]] == ["2026-11-06"]


def test_an_export_taken_in_again_knows_what_it_had(clarify):
    said = {"type": "message", "user": "U1", "text": "I'll order toner by Friday", "ts": "1793610000.0"}
    later = {**said, "text": "Did anyone see the keys?", "ts": "1793700000.0"}
    for number, messages in enumerate([[said], [said, later]]):
        members = {"users": [{"id": "U1", "real_name": "Ana Novak"}], "all/2026-11-02": messages,
                   "channels": [{"id": "C1", "name": "all"}]}  # fmt: skip
        content = {f"{name}.json": json.dumps(value) for name, value in members.items()}
        Path(f"{number}.zip").write_bytes(zipped(content))
    first = clarify.done("intake", "0.zip", *WHEN).rows
    second = clarify.done("intake", "1.zip", *WHEN).rows
    assert [row["new"] for row in first + second] == [True, False, True]
    assert first[0]["source_id"] == "slack:C1:2026-11-02"


def test_the_limits_of_documents_are_settings(clarify, monkeypatch):
    monkeypatch.setenv("CLARIFY_LIMITS__PDF_PAGES", "1")
    Path("a.pdf").write_bytes(pdf(["one"], ["two"]))
    said = clarify("extract", "a.pdf")
    assert (said.code, "2 pages: more than the 1 allowed" in said.err) == (1, True)


def test_reading_without_storing_keeps_nothing(clarify, inbox):
    assert clarify("extract", inbox, *WHEN).code == 1
    assert clarify.done("unreadable", "--json").rows == []


def test_a_broken_mail_of_a_mailbox_is_kept_by_itself(clarify):
    broken = b"no headers at all, \xff"
    line = b"From a@x.org Mon Nov  2 09:00:00 2026\n"
    Path("two.mbox").write_bytes(line + MAIL + b"\n" + line + broken)
    assert clarify("intake", "two.mbox", "--engine", "local").code == 1
    [kept] = clarify.done("unreadable", "--json").rows
    assert "two.mbox: message 2" in kept["reason"]
    clarify.done("unreadable", kept["id"][:9], "--output", "kept.eml")
    assert Path("kept.eml").read_bytes() == broken

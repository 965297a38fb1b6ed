"""What cannot be used is refused in one line that says what to do, and leaves nothing half-written."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import sqlite3
import time
from pathlib import Path

import pytest

from tests.papers import outlook, pdf, word, zipped

ROW = {
    "id": "a",
    "channel": "note",
    "received_at": "2026-11-02T09:00:00+01:00",
    "text": "Please order toner by Friday.",
}
MAIL = b"From: a@b.c\r\nTo: d@e.f\r\nSubject: order\r\nDate: Mon, 02 Nov 2026 09:00:00 +0100\r\n"
NESTED = b"".join(
    b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(1800)
)
MULTIPART = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
PAGE = b"Content-Type: text/html\r\n\r\n"


def row(**given: object) -> bytes:
    return json.dumps({**ROW, **given}).encode() + b"\n"


UNREADABLE = {
    "empty.txt": (b"", "nothing in it"),
    "space.txt": (b" \n\t\n", "nothing in it"),
    "mark.txt": (b"\xef\xbb\xbf", "no text in it"),
    "invisible.txt": ("\u200b\u200b\n".encode(), "no text in it"),
    "a.pdf": (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3", "the PDF cannot be read"),
    "a.png": (b"\x89PNG\r\n\x1a\n\0\0", "no text file"),
    "a.zip": (b"PK\x03\x04\0\0", "damaged"),
    "a.gz": (gzip.compress(b"Please order toner"), "no text file"),
    "a.rtf": (b"{\\rtf1 Please order toner}", "no text file"),
    "text.docx": (b"Please order toner", "not a Word document"),
    "text.pdf": (b"Please order toner", "not a PDF"),
    "text.vtt": (b"Please order toner", "no transcript"),
    "text.json": (b"Please order toner", "no JSON"),
    "rows.json": (b'[{"text": "Please order toner"}]', "no list of Teams messages"),
    "other.zip": (zipped({"a.txt": "Please order toner"}), "no Slack export"),
    "zip.txt": (zipped({"a.txt": "Please order toner"}), "zip archive"),
    "zip.eml": (zipped({"word/document.xml": "<x/>"}), "its ending says .eml, but this is a Word document"),
    "bomb.zip": (zipped({"users.json": bytes(199_000_000), "channels.json": "[]"}), "200 times its size"),
    "bomb.docx": (zipped({"word/document.xml": bytes(201_000_000)}), "200,000,000"),
    "many.zip": (zipped({f"{n}.json": "[]" for n in range(10_001)}), "10,000"),
    "empty.docx": (word(lambda _: None), "no text"),
    "scan.pdf": (pdf([]), "no text in it: a scan?"),
    "pages.pdf": (pdf(*[["Toner"]] * 501), "501 pages"),
    "drawing.pdf": (pdf(["Toner"], extra=b"0 " * 3_000_000), "more than a text needs"),
    "cut.msg": (outlook("Toner", "Please order toner.")[:3000], "Outlook message cannot be read"),
    "rtf.msg": (outlook("Toner", rtf=b"x"), "RTF"),
    "silent.msg": (outlook(), "no text"),
    "pdf.eml": (b"%PDF-1.4", "its ending says .eml, but this is a PDF"),
    "nul.txt": (b"Please order\0 toner", "NUL"),
    "controls.txt": (b"\x01\x02\x03" * 50, "control characters"),
    "bytes.txt": (bytes(range(1, 256)) * 8, "encoding"),
    "utf16.txt": (b"\xff\xfe\x00", "utf-16"),
    "large.txt": (b"Please order toner.\n" * 500_000, "5,000,000 bytes"),
    "long.txt": (b"Please order toner.\n" * 11_000, "200,000"),
    "json.jsonl": (row() + b"{oops\n", "json.jsonl:2: it is no JSON"),
    "array.jsonl": (row() + b"[1]\n", "array.jsonl:2: a row is a JSON object"),
    "missing.jsonl": (b'{"id": "a"}', "missing.jsonl:1: field 'channel'"),
    "type.jsonl": (row(text=5), "field 'text'"),
    "number.jsonl": (row(id=5), "field 'id'"),
    "naive.jsonl": (row(received_at="2026-11-02T09:00:00"), "offset"),
    "epoch.jsonl": (row(received_at=1_700_000_000), "field 'received_at'"),
    "first.jsonl": (row(received_at="0001-01-01T00:00:00+14:00"), "field 'received_at'"),
    "last.jsonl": (row(received_at="9999-12-31T23:59:59-12:00"), "field 'received_at'"),
    "channel.jsonl": (row(channel="fax"), "'email'"),
    "twice.jsonl": (row() + row(), "twice.jsonl:2: the id 'a' stands in line 1"),
    "nan.jsonl": (b'{"id": "a", "x": NaN}', "NaN"),
    "key.jsonl": (b'{"id": "a", "id": "b"}', "twice"),
    "surrogate.jsonl": (row(text="x \ud800"), "surrogate"),
    "nul.jsonl": (row(text="x \0"), "NUL"),
    "empty.jsonl": (row(text=" "), "no text"),
    "bytes.jsonl": (b'{"id": "\xff"}', "UTF-8"),
    "deep.jsonl": (b"[" * 100_000, "nested"),
    "digits.jsonl": (b'{"id": %s}' % (b"9" * 5000), "no JSON"),
    "long.jsonl": (row() + row(id="b", text="x" * 200_001), "long.jsonl: 'b'"),
    "party.jsonl": (row(sender={"mail": "x"}), "field 'sender.mail'"),
    "no.mbox": (b"Please order toner", "no mbox"),
    "plain.eml": (b"Please order toner.", "no mail"),
    "nested.eml": (MAIL + NESTED, "out of bounds"),
    "parts.eml": (MAIL + MULTIPART + b"--b\r\n\r\n" * 100_000, "out of bounds"),
    "old-ends.eml": (MAIL + MULTIPART + b"--b\r\r" * 140_000, "out of bounds"),
    "headers.eml": (MAIL + b"X-A: y\r\n" * 60_000 + b"\r\nx", "out of bounds"),
    "forwarded.eml": (MAIL + b"Content-Type: message/rfc822\r\n\r\n" * 3000, "nested deeper"),
    "page.eml": (MAIL + PAGE + b"<div>" * 200_000, "nested"),
    "drawing.eml": (MAIL + PAGE + b"<svg>" + b"<td>" * 200_000, "nested"),
    "silent.eml": (MAIL.replace(b"order", b"") + b"\r\n", "no text"),
}

READABLE = {
    "brackets.eml": b"From: a@b.c\r\nTo: " + b"(" * 2000 + b"\r\n\r\nPlease order toner.\r\n",
    "charset.eml": MAIL + b"Content-Type: text/plain; charset=nope-8\r\n\r\nPlease order toner \xe9.\r\n",
    "no-date.eml": b"From: a@b.c\r\nTo: d@e.f\r\n\r\nPlease order toner.\r\n",
    "bad-date.eml": b"From: a@b.c\r\nDate: 99 Foo 99999\r\n\r\nPlease order toner.\r\n",
    "mark.jsonl": b"\xef\xbb\xbf" + row(),
    "ends.jsonl": row().replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize(("name", "given"), UNREADABLE.items())
def test_what_cannot_be_read_is_told_in_one_line_and_is_no_intake(clarify, name, given):
    content, reason = given
    Path(name).write_bytes(content)
    start = time.process_time()
    for command in ("extract", "intake"):
        said = clarify(command, name, "--json")
        assert (said.code, said.out) == (1, "")
        assert said.err.startswith("clarify: ")
        assert said.err.count("\n") == 1
        assert reason in said.err
        assert len(said.err) < 300
    assert time.process_time() - start < 5
    kept = clarify.done("unreadable", "--json").rows
    assert [row["sha256"] for row in kept] in ([], [hashlib.sha256(content).hexdigest()])
    assert clarify.done("verify", "--json").rows[0]["events"] == len(kept)
    assert clarify.done("queue", "--failed", "--json").rows == []


@pytest.mark.parametrize(("name", "content"), READABLE.items())
def test_odd_texts_are_read_all_the_same(clarify, name, content):
    Path(name).write_bytes(content)
    said = clarify.done("extract", name, "--json", "--engine", "local").rows
    assert [item["goal"] for item in said[0]["items"]]


def test_no_work_and_not_read_are_different_answers(clarify):
    Path("thanks.txt").write_text("Thanks for lunch!")
    Path("none.txt").write_text("")
    said = clarify("extract", "thanks.txt", "none.txt", "--json", "--engine", "local")
    assert [(row["id"], row["not_work"]) for row in said.rows] == [("thanks.txt", True)]
    assert said.code == 1


def test_one_bad_message_does_not_hide_the_others_of_a_mailbox(clarify):
    line, body = b"From a@b.c Mon Nov  2 09:00:00 2026\n", b"\n\nPlease order toner.\n\n"
    good = line + MAIL.replace(b"\r\n", b"\n") + body
    Path("a.mbox").write_bytes(good + line + b"no headers here\n\n" + good)
    said = clarify("extract", "a.mbox", "--json", "--engine", "local")
    assert (said.code, len(said.rows)) == (1, 2)
    assert "a.mbox: message 2: this is no mail" in said.err


def test_thousands_of_rows_keep_their_order(clarify):
    Path("many.jsonl").write_bytes(b"".join(row(id=str(n), text=f"Thanks {n}.") for n in range(2000)))
    said = clarify.done("extract", "many.jsonl", "--json", "--engine", "local")
    assert [int(found["id"]) for found in said.rows] == list(range(2000))


WRONG = [
    (("extract", "none.txt"), 1, "no such file"),
    (("extract", "empty"), 1, "no file in it can be read"),
    (("extract", "n.txt", "--engine", "foo"), 2, "--engine"),
    (("extract", "n.txt", "--channel", "fax"), 2, "--channel"),
    (("extract", "n.txt", "--received-at", "soon"), 1, "ISO 8601"),
    (("extract", "n.txt", "--received-at", "0001-01-01"), 1, "year"),
    (("extract", "n.txt", "--engine", "llm"), 1, "CLARIFY_LLM__MODEL"),
    (("extract", "n.txt", "--engine", "replay"), 1, "CLARIFY_RECORDINGS"),
    (("show", "P-0"), 1, "no proposal 'P-0'"),
    (("show", ""), 1, "''"),
    (("confirm", "P-0"), 1, "no proposal"),
    (("edit", "P-0", "--set", "due"), 2, "FIELD=VALUE"),
    (("edit", "P-0", "--set", "due=1", "--set", "due=2"), 2, "once"),
    (("edit", "P-0"), 2, "--set"),
    (("done", "W-0"), 1, "--as"),
    (("done", "W-0", "--as", "Eve"), 1, "no user"),
    (("work", "--status", "lost"), 2, "--status"),
    (("export", "--format", "xml"), 2, "--format"),
    (("export", "--output", "no/such/folder.csv"), 1, "cannot be written"),
    (("users", "add", " "), 1, "needs a name"),
    (("users", "add", "\x1b[31mEve"), 1, "no name has"),
    (("users", "add", "a\udc80"), 2, "UTF-8"),
    (("verify", "--head", "x"), 1, "no head"),
    (("rules", "check", "none.yaml"), 1, "No such file"),
    (("people", "import", "none.yaml"), 1, "No such file"),
    (("frobnicate",), 2, "frobnicate"),
]


@pytest.mark.parametrize(("words", "code", "reason"), WRONG, ids=lambda value: str(value)[:40])
def test_wrong_words_are_told_on_stderr(clarify, words, code, reason):
    Path("empty").mkdir()
    Path("n.txt").write_text("Please order toner.")
    said = clarify(*words)
    assert (said.code, said.out) == (code, "")
    assert reason in said.err
    assert "Traceback" not in said.err


SETTINGS = [
    ({"CLARIFY_ENGIN": "x"}, "", "no setting 'CLARIFY_ENGIN'"),
    ({"CLARIFY_ENGINE": "x"}, "", "engine"),
    ({"CLARIFY_LLM": "x"}, "", "CLARIFY_LLM__MODEL"),
    ({"CLARIFY_LLM__MODELL": "x"}, "", "llm.modell: there is no such setting"),
    ({"CLARIFY_WORKSPACE": "../x"}, "", "workspace"),
    ({"CLARIFY_CONFIG": "none.yaml"}, "", "no such file"),
    ({}, "engine: [", "not a YAML mapping"),
    ({}, "- a", "not a YAML mapping"),
    ({}, "enginee: local", "enginee: there is no such setting"),
    ({}, "llm: {base_url: x}", "base_url must be an http"),
    ({"CLARIFY_DATABASE": "foo"}, "", "no database URL"),
    ({"CLARIFY_DATABASE": "foo://x/y"}, "", "no driver"),
    ({"CLARIFY_DATABASE": "sqlite:///other.db"}, "", "other tables"),
    ({"CLARIFY_DATABASE": "sqlite:///text.db"}, "", "not a database"),
    ({"CLARIFY_DATABASE": "sqlite:////dev/null/x.db"}, "", "cannot be made"),
    ({"CLARIFY_HOME": "text.db"}, "", "cannot be made"),
]


@pytest.mark.parametrize(("variables", "config", "reason"), SETTINGS)
def test_a_wrong_setting_is_named(clarify, monkeypatch, variables, config, reason):
    connection = sqlite3.connect("other.db")
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    Path("text.db").write_text("no database at all, but a long enough text to look like one " * 3)
    if config:
        Path("clarify.yaml").write_text(config)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    said = clarify("queue")
    assert (said.code, said.out) == (1, "")
    assert reason in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("command", [("intake", "n.txt"), ("rules", "test")])
def test_broken_rules_stop_before_anything_is_stored(clarify, monkeypatch, command):
    Path("n.txt").write_text("Please order toner.")
    Path("r.yaml").write_text('version: 1\nrules:\n  - {name: a, when: "foo in goal", route: {team: B}}\n')
    monkeypatch.setenv("CLARIFY_RULES", "r.yaml")
    said = clarify(*command)
    assert said.code == 1
    assert "r.yaml:3" in said.err
    assert clarify.done("verify", "--json").rows[0]["events"] == 0


@pytest.fixture
def store(clarify):
    """The folder of a store in which one proposal waits."""
    Path("n.txt").write_text("Please order toner.")
    clarify.done("intake", "n.txt")
    return Path(os.environ["CLARIFY_HOME"])


def test_a_store_of_a_newer_program_is_left_alone(clarify, store):
    connection = sqlite3.connect(store / "clarify.db")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    said = clarify("queue")
    assert said.code == 1
    assert "install the newer version" in said.err
    assert clarify("doctor").code == 1


@pytest.mark.parametrize(
    ("key", "reason"), [(None, "gone"), ("", "cut"), ("zz", "hexadecimal"), ("ab", "cut")]
)
def test_a_lost_or_broken_audit_key_stops_every_write(clarify, store, key, reason):
    path = store / "audit.key"
    path.unlink()
    if key is not None:
        path.write_text(key)
    said = clarify("users", "add", "Ana Novak")
    assert said.code == 1
    assert reason in said.err


def test_another_audit_key_is_found_by_verify(clarify, store):
    (store / "audit.key").write_text("ab" * 32)
    said = clarify("verify")
    assert said.code == 1
    assert "the key is another" in said.err


def test_a_model_out_of_reach_leaves_the_text_to_be_read_later(clarify, monkeypatch):
    monkeypatch.setenv("CLARIFY_LLM__MODEL", "m")
    monkeypatch.setenv("CLARIFY_LLM__BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("CLARIFY_LLM__MAX_ATTEMPTS", "1")
    Path("n.txt").write_text("Please order toner.")
    assert clarify("extract", "n.txt", "--engine", "llm", "--json").code == 1
    first = clarify("intake", "n.txt", "--engine", "llm", "--json")
    assert (first.code, first.rows[0]["state"]) == (1, "received")
    again = clarify("intake", "n.txt", "--engine", "llm")
    assert again.code == 1
    assert "--retry" in again.err
    assert clarify.done("queue", "--failed", "--json").rows[0]["state"] == "received"
    assert clarify.done("intake", "--retry", "--engine", "local", "--json").rows[0]["state"] == "extracted"


def test_a_recording_that_is_missing_fails_the_text_until_it_is_retried(clarify, monkeypatch):
    monkeypatch.setenv("CLARIFY_RECORDINGS", "none")
    Path("n.txt").write_text("Please order toner.")
    said = clarify("intake", "n.txt", "--engine", "replay", "--json")
    assert (said.code, said.rows[0]["state"]) == (1, "failed")
    assert "no recorded answer" in said.err
    assert clarify.done("intake", "--retry", "--engine", "local", "--json").rows[0]["state"] == "extracted"

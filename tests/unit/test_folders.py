"""A folder is the files in it that can be read; what is passed over is told."""

from __future__ import annotations

import json
import mailbox
import os
from datetime import UTC, datetime

import pytest

from agent.errors import TooLong, UnreadableInput
from agent.models import Channel
from agent.sources.bounds import Bounds
from agent.sources.files import Reader
from agent.sources.text import Envelope

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
READS = Reader(200_000, 5_000_000, 200_000_000, lambda: NOW)
MAIL = b"Delivered-To: bob@x.org\nX-Note: 1\nFrom: Ana <ana@x.org>\nSubject: Toner\n\nOrder toner\n"


def files(folder, reads=READS):
    """Paths below the folder, and what was said of the others."""
    notes: list[str] = []
    found = reads.files(str(folder), notes.append)
    return [os.path.relpath(path, folder) for path in found], notes


def arrivals(path):
    return READS.read(str(path), lambda most: b"", Envelope(), lambda fault: pytest.fail(str(fault)))


def test_every_readable_file_is_found_in_order_and_the_others_are_told(tmp_path):
    for name in ("b.txt", "a/z.md", "a/y.EML", ".hidden.txt", ".git/x.txt", "p.png", "q.png", "LICENCE"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "round").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    found, notes = files(tmp_path)
    assert found == ["a/y.EML", "a/z.md", "b.txt"]
    assert notes == [f"{tmp_path}: passed over: 2 .png, 2 hidden, 2 linked, 1 special, 1 without an ending"]


def test_a_file_is_itself(tmp_path):
    (tmp_path / "a.png").write_text("x")
    assert READS.files(str(tmp_path / "a.png"), pytest.fail) == [str(tmp_path / "a.png")]


def test_a_folder_without_anything_to_read_says_so(tmp_path):
    (tmp_path / "a.png").write_text("x")
    with pytest.raises(UnreadableInput, match=r"no file in it can be read: passed over: 1 \.png"):
        files(tmp_path)


def test_the_number_of_files_is_bounded_however_deep_they_stand(tmp_path):
    for n in range(4):
        (tmp_path / str(n)).mkdir()
        (tmp_path / str(n) / "a.txt").write_text("x")
    few = Reader(200_000, 5_000_000, 200_000_000, lambda: NOW, Bounds(folder_files=7))
    with pytest.raises(TooLong, match="folder_files"):
        files(tmp_path, few)


def test_the_mail_of_a_maildir_is_read_whatever_its_first_header(tmp_path):
    box = mailbox.Maildir(tmp_path / "Mail")
    for flags in ("", "S"):
        message = mailbox.MaildirMessage(MAIL)
        if flags:
            message.set_subdir("cur")
            message.set_flags(flags)
        box.add(message)
    (tmp_path / "Mail" / "tmp" / "1.half").write_bytes(MAIL)
    (tmp_path / "Mail" / "uidlist").write_text("1")
    found, notes = files(tmp_path)
    assert [path.split("/")[1] for path in found] == ["cur", "new"]
    assert notes == [f"{tmp_path}: passed over: 1 mail that is still arriving, 1 without an ending"]
    for path in found:
        (arrival,) = arrivals(tmp_path / path)
        assert (arrival.channel, str(arrival.sender)) == (Channel.EMAIL, "Ana")


def test_a_slack_export_in_a_folder_is_read_as_one(tmp_path):
    export = tmp_path / "slack"
    (export / "general").mkdir(parents=True)
    said = [{"type": "message", "user": "U1", "text": "Order toner", "ts": "1793610000.0"}]
    for name, content in {
        "users": [{"id": "U1", "real_name": "Ana Novak"}],
        "channels": [{"id": "C1", "name": "general"}],
        "general/2026-11-02": said,
    }.items():
        (export / f"{name}.json").write_text(json.dumps(content))
    (tmp_path / "a.txt").write_text("x")
    assert files(tmp_path) == (["a.txt", "slack"], [])
    assert READS.files(str(export), pytest.fail) == [str(export)]
    (arrival,) = arrivals(export)
    assert arrival.text == "#general\n[09:00] Ana Novak: Order toner"

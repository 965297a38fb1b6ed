"""`clarify intake FOLDER --watch`: what is put there is taken in, once, when it is complete."""

from __future__ import annotations

import os
import signal
import socket
import time
from contextlib import closing

import pytest

from tests.terminal import Terminal
from tests.watching import Watching

LOOK = {"CLARIFY_WATCH__POLL_SECONDS": "0.2"}
ENDS = "Ctrl-C ends"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "in"
    made.mkdir()
    return made


@pytest.fixture
def watching(tmp_path, folder):
    with closing(Watching(tmp_path / "home", "intake", folder, "--watch", "--json", **LOOK)) as watching:
        watching.told(ENDS)
        yield watching


def note(folder, name, text="Please order toner by Friday."):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def test_new_files_are_read_wherever_they_are_below(watching, folder):
    note(folder, "a.txt")
    first = watching.row()
    assert (first["state"], first["new"]) == ("extracted", True)
    note(folder, "deep/b.md", "Please call the plumber about room 4.")
    assert len(watching.row()["proposals"]) == 1
    assert watching.end() == 0


def test_a_file_is_left_alone_until_nobody_writes_to_it(tmp_path, folder):
    slowly = {"CLARIFY_WATCH__POLL_SECONDS": "1.5"}
    with closing(Watching(tmp_path / "home", "intake", folder, "--watch", "--json", **slowly)) as watching:
        path = note(folder, "a.txt", "Please order 3 boxes")
        watching.told(ENDS)
        for part in range(20):
            assert watching.quiet_for(0.2)
            with path.open("a") as file:
                file.write(f" of part {part},")
        assert watching.row()["new"]
        assert watching.quiet_for(2)


def test_hidden_files_and_links_are_no_files_of_the_folder(watching, folder, tmp_path):
    note(folder, ".hidden.txt")
    note(folder, ".git/config.txt")
    (folder / "link.txt").symlink_to(note(tmp_path, "elsewhere.txt"))
    os.mkfifo(folder / "pipe.txt")
    assert watching.quiet_for(1.2)


def test_what_cannot_be_read_is_told_once_and_again_when_it_changes(watching, folder):
    path = folder / "a.txt"
    path.write_bytes(b"%PDF-1.7 nothing")
    assert str(path) in watching.told("its ending says .txt, but this is a PDF")
    assert watching.quiet_for(1)
    path.write_bytes(b"%PDF-1.7 nothing else")
    watching.told("its ending says .txt, but this is a PDF")
    note(folder, "a.txt")
    assert watching.row()["state"] == "extracted"


def test_a_file_that_was_only_touched_is_nothing_new(watching, folder):
    path = note(folder, "a.txt")
    first = watching.row()
    os.utime(path, (1_800_000_000, 1_800_000_000))
    assert watching.quiet_for(1)
    note(folder, "a.txt", "Please order toner by Monday.")
    assert watching.row()["id"] != first["id"]


def test_what_was_taken_in_before_is_known_to_the_next_watcher(watching, folder, tmp_path):
    note(folder, "a.txt")
    watching.row()
    assert watching.end(signal.SIGINT) == 0
    with closing(Watching(tmp_path / "home", "intake", folder, "--watch", "--json", **LOOK)) as again:
        again.told(ENDS)
        assert again.quiet_for(1)
        note(folder, "b.txt", "Please call the plumber about room 4.")
        assert again.row()["new"]
        assert again.end() == 0


def test_a_folder_that_goes_away_is_told_and_waited_for(watching, folder):
    note(folder, "b.txt")
    watching.row()
    folder.rename(folder.with_name("gone"))
    watching.told("there is no such folder")
    folder.mkdir()
    note(folder, "a.txt", "Please call the plumber about room 4.")
    assert watching.row()["new"]
    assert watching.end() == 0


def test_a_text_that_fails_does_not_end_the_watching(tmp_path, folder):
    settings = LOOK | {"CLARIFY_ENGINE": "replay", "CLARIFY_RECORDINGS": str(folder)}
    with closing(Watching(tmp_path / "home", "intake", folder, "--watch", "--json", **settings)) as watching:
        note(folder, "a.txt")
        assert watching.row()["state"] == "failed"
        note(folder, "b.txt", "Please call the plumber about room 4.")
        assert watching.row()["state"] == "failed"
        assert watching.end() == 0


def test_a_stop_hands_back_what_does_not_end_in_time(tmp_path, folder, clarify):
    with closing(socket.create_server(("127.0.0.1", 0))) as never_answers:
        settings = LOOK | {
            "CLARIFY_ENGINE": "llm",
            "CLARIFY_LLM__MODEL": "m",
            "CLARIFY_LLM__BASE_URL": f"http://127.0.0.1:{never_answers.getsockname()[1]}/v1",
            "CLARIFY_WORKER__STOP_SECONDS": "0.3",
        }
        with closing(
            Watching(tmp_path / "home", "intake", folder, "--watch", "--json", **settings)
        ) as watching:
            note(folder, "a.txt")
            never_answers.settimeout(40)
            asked, _ = never_answers.accept()
            with asked:
                began = time.monotonic()
                assert watching.end() == 0
                assert time.monotonic() - began < 10
    [job] = clarify.done("jobs", "--json").rows
    assert (job["state"], job["attempts"]) == ("ready", 0)


@pytest.mark.parametrize("words", [["--watch"], ["--watch", "missing"], ["--watch", "a.txt"]])
def test_only_folders_can_be_watched(clarify: Terminal, words, tmp_path):
    note(tmp_path, "a.txt")
    said = clarify("intake", *words)
    assert (said.code, said.out) == (1, "")
    assert "folder" in said.err

"""What only a process of its own shows: signals, closed pipes, a full disk, the time to start."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


def command(*words: str, **given: object) -> subprocess.Popen:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.Popen(
        [sys.executable, "-m", "agent", *words], stderr=subprocess.PIPE, env=environment, **given
    )


def test_help_answers_quickly(tmp_path):
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        command("--help", stdout=subprocess.DEVNULL).communicate()
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 1


def test_a_reader_that_goes_away_and_a_full_disk_leave_no_traceback(tmp_path):
    for target in ("/dev/full", "pipe"):
        if target == "pipe":
            read, write = os.pipe()
            os.close(read)
        elif Path(target).exists():
            write = os.open(target, os.O_WRONLY)
        else:
            continue
        said = command("demo", "--json", stdout=write).communicate()[1]
        os.close(write)
        assert b"Traceback" not in said


def test_interrupted_it_stops_without_a_traceback(tmp_path):
    running = command("extract", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    time.sleep(2)
    running.send_signal(signal.SIGINT)
    running.wait(10)
    assert b"Traceback" not in running.stderr.read()
    assert running.returncode not in (0, None)
    for stream in (running.stdin, running.stdout, running.stderr):
        stream.close()


def test_a_closed_standard_input_is_told(tmp_path):
    root = Path(__file__).parents[2]
    said = subprocess.run(
        ["/bin/sh", "-c", '"$0" -m agent extract <&-', sys.executable],
        capture_output=True, env={**os.environ, "PYTHONPATH": str(root)}, check=False,
    )  # fmt: skip
    assert (said.returncode, said.stderr) == (1, b"clarify: standard input is closed: name a file\n")


@pytest.mark.parametrize("most", [20_000, 60_000, 150_000])
def test_a_disk_that_is_full_is_told_and_nothing_is_half_written(clarify, tmp_path, most):
    shutil.rmtree(tmp_path / "home")
    Path("n.txt").write_text("Please order toner.")
    limit = f"import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit({resource.RLIMIT_FSIZE}, ({most}, {most})); from agent.cli import main; main()"  # noqa: E501 one program
    root = str(Path(__file__).parents[2])
    said = subprocess.run(
        [sys.executable, "-c", limit, "intake", "n.txt"],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": root}, check=False,
    )  # fmt: skip
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    assert clarify.done("verify").code == 0
    clarify("intake", "n.txt", "--retry")
    assert clarify.done("verify").code == 0

"""What was acknowledged survives kill -9, and nothing is done twice because of it."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.databases import KINDS, empty_database
from tests.e2e.aftermath import kill_many

ROOT = Path(__file__).resolve().parents[2]
TEXTS = 30


def start(home: Path, *command: str) -> subprocess.Popen:
    environment = {
        "CLARIFY_HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
    }
    return subprocess.Popen(
        command, env=environment, cwd=home.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def rows(home: Path, *command: str) -> list[dict]:
    out, _ = start(home, *command).communicate(timeout=100)
    return [json.loads(line) for line in out.splitlines()]


def write_rows(path: Path) -> None:
    row = {"channel": "note", "received_at": "2026-11-02T09:00:00+00:00"}
    lines = [row | {"id": f"n{i}", "text": f"Please order {i + 2} boxes of part {i}."} for i in range(TEXTS)]
    path.write_text("\n".join(map(json.dumps, lines)))


def kill_and_go_on(elsewhere: Path, folder: Path, after: float) -> None:
    home, file = folder / "home", folder / "rows.jsonl"
    write_rows(file)
    victim = start(home, sys.executable, "-m", "agent", "intake", str(file), "--json")
    time.sleep(after)
    victim.send_signal(signal.SIGKILL)
    victim.communicate()

    told = rows(home, str(elsewhere), "intake", str(file), "--json")
    assert Counter(row["source_id"] for row in told) == Counter({f"n{i}": 1 for i in range(TEXTS)})
    waiting = rows(home, str(elsewhere), "queue", "--json")
    made = Counter(proposal["intake_id"] for proposal in waiting)
    assert {row["id"] for row in told if row["proposals"]} == set(made)
    left_behind = [row for row in told if row["state"] == "received"]
    assert len(left_behind) <= 1  # the job that the victim held; its lease runs out later
    assert all(len(row["proposals"]) == made[row["id"]] == 1 for row in told if row not in left_behind)
    assert rows(home, str(elsewhere), "verify", "--json")[0]["fine"]


@pytest.mark.parametrize("after", [0.6, 1.0, 1.4, 1.8, 2.4])
def test_intake_can_be_killed_at_any_time(elsewhere, tmp_path, after):
    kill_and_go_on(elsewhere, tmp_path, after)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100))
def test_intake_can_be_killed_at_any_time_a_hundred_times(elsewhere, tmp_path, seed):
    kill_and_go_on(elsewhere, tmp_path, random.Random(seed).uniform(0.3, 4.0))


@pytest.fixture(params=KINDS)
def lives(request, tmp_path):
    """A folder for victims, on each kind of database."""
    with empty_database(request.param, tmp_path) as url:
        (tmp_path / "database").write_text(url)
        yield tmp_path


def by_kind(lives: Path, *, sqlite: int, postgresql: int) -> int:
    return sqlite if "sqlite" in (lives / "database").read_text() else postgresql


@pytest.mark.parametrize("script", ["victims.py", "server_victims.py"])
def test_kills_lose_nothing_and_do_nothing_twice(lives, script):
    kill_many(script, lives, seed=1, kills=by_kind(lives, sqlite=30, postgresql=10))


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(10, 20))
@pytest.mark.parametrize("script", ["victims.py", "server_victims.py"])
def test_a_thousand_kills_lose_nothing_and_do_nothing_twice(lives, script, seed):
    kill_many(script, lives, seed=seed, kills=by_kind(lives, sqlite=50, postgresql=10))

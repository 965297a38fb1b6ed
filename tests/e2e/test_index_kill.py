"""A process that is killed while the duplicate index writes its files costs at most a rebuild."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def kill(folder: Path, seed: int, kills: int) -> Counter[str]:
    script = Path(__file__).with_name("index_victims.py")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    command = [sys.executable, str(script), str(folder), str(seed), str(kills)]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=3000)
    assert ran.returncode == 0, ran.stderr[-2000:]
    ends = [json.loads(line) for line in (folder / "ends").read_text().splitlines()]
    assert len(ends) == kills
    return Counter(end.split(":")[0] for end in ends)


def test_a_killed_writer_leaves_an_index_that_works_or_is_made_again(tmp_path):
    assert set(kill(tmp_path, seed=1, kills=2)) <= {"as it was", "made again"}


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_hundred_killed_writers_leave_an_index_that_works_or_is_made_again(tmp_path):
    assert set(kill(tmp_path, seed=2, kills=100)) <= {"as it was", "made again"}

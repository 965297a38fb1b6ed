"""`clarify worker` in processes of its own: killed, stopped, started again."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from agent.models import Arrival, Channel
from agent.settings import Settings
from agent.terms import Engine
from agent.wiring import now, open_store
from tests.databases import empty_database

ROOT = Path(__file__).resolve().parents[2]
TEXTS = 12
COLD = (sys.executable, "-m", "agent")


def start(home: Path, *words: str, command: tuple[str, ...] = COLD, **settings: str) -> subprocess.Popen:
    environment = {
        "CLARIFY_HOME": str(home), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8",
        "CLARIFY_WORKER__LEASE_SECONDS": "1", **settings,
    }  # fmt: skip
    return subprocess.Popen(
        [*command, *words],
        env=environment, cwd=home.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def told(home: Path, elsewhere: Path, *words: str) -> str:
    out, _ = start(home, *words, "--json", command=(str(elsewhere),)).communicate(timeout=100)
    return out


def rows(home: Path, elsewhere: Path, *words: str) -> list[dict]:
    out = told(home, elsewhere, *words)
    assert out, "it printed nothing"
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def home(tmp_path, elsewhere):
    """With texts that nobody read so far."""
    row = {"channel": "note", "received_at": "2026-11-02T09:00:00+00:00"}
    texts = [row | {"id": f"n{i}", "text": f"Please order {i + 2} boxes of part {i}."} for i in range(TEXTS)]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, texts)))
    made = rows(tmp_path / "home", elsewhere, "intake", "--later", str(tmp_path / "rows.jsonl"))
    assert Counter(row["state"] for row in made) == {"received": TEXTS}
    return tmp_path / "home"


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_eight_workers_drain_ten_thousand_intakes_exactly_once(tmp_path):
    with empty_database("postgresql", tmp_path) as url:
        drain_together(tmp_path, url, workers=8, texts=10_000)


def test_three_workers_drain_exactly_once(tmp_path):
    with empty_database("postgresql", tmp_path) as url:
        drain_together(tmp_path, url, workers=3, texts=60)


def drain_together(folder: Path, url: str, *, workers: int, texts: int) -> None:
    """Processes of their own, each with an index of its own, as on several machines."""
    settings = Settings.model_construct(home=folder / "0", engine=Engine.LOCAL, database=url)
    with open_store(settings) as store:
        for i in range(texts):
            text = f"Please order {i + 2} boxes of part {i}."
            envelope = {"channel": Channel.NOTE, "received_at": now()}
            store.intakes.receive(Arrival(source_id=f"n{i}", text=text, raw=text.encode(), **envelope))
        key = (folder / "0" / "audit.key").read_text()
        told = {
            "CLARIFY_DATABASE": url, "CLARIFY_AUDIT_KEY": key, "CLARIFY_WORKER__LEASE_SECONDS": "30",
            "CLARIFY_LOG__LEVEL": "error",  # a pipe that nobody reads yet fills up, and its writer stops
        }  # fmt: skip
        running = [start(folder / str(i), "worker", "--until-idle", **told) for i in range(1, workers + 1)]
        for worker in running:
            _, err = worker.communicate(timeout=3500)
            assert worker.returncode == 0, err[-2000:]
        made = Counter(proposal.intake_id for proposal in store.proposals.find())
        assert made == Counter({status.intake.id: 1 for status in store.intakes.find()})
        assert made.total() == texts
        assert store.jobs.counts().keys() == {"done"}
        store.audit.verify()


def test_another_worker_goes_on_where_one_was_killed(home, elsewhere):
    for seconds in (1.5, 2.5):
        victim = start(home, "worker")
        time.sleep(seconds)
        victim.kill()
        victim.communicate()
    time.sleep(1)
    end = start(home, "worker", "--until-idle")
    assert (end.communicate(timeout=100), end.returncode)[1] == 0
    read = Counter(p["intake_id"] for p in rows(home, elsewhere, "queue"))
    assert (len(read), read.total()) == (TEXTS, TEXTS)
    assert rows(home, elsewhere, "verify")[0]["fine"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_stops_when_it_is_asked_to(home, elsewhere, number):
    worker = start(home, "worker")
    for line in worker.stderr:
        if "job done" in line:
            break
    worker.send_signal(number)
    _, err = worker.communicate(timeout=40)
    assert worker.returncode == 0
    assert "worker stopped" in err and "handed_back=0" in err
    assert {job["state"] for job in rows(home, elsewhere, "jobs", "--limit", "500", "--state", "ready")} <= {
        "ready"
    }
    assert not told(home, elsewhere, "jobs", "--state", "running")


def test_a_job_that_hangs_is_handed_back_and_the_process_goes(home, elsewhere):
    """A model that takes the request and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=16) as deaf:
        address = f"http://127.0.0.1:{deaf.getsockname()[1]}/v1"
        model = {"CLARIFY_LLM__MODEL": "m", "CLARIFY_LLM__BASE_URL": address, "CLARIFY_LLM__API_KEY": "k"}
        worker = start(home, "worker", "--engine", "llm", CLARIFY_WORKER__STOP_SECONDS="0.5", **model)
        deadline = time.monotonic() + 30
        while told(home, elsewhere, "jobs", "--state", "running").count("\n") < 4:
            assert time.monotonic() < deadline
        asked = time.monotonic()
        worker.send_signal(signal.SIGTERM)
        _, err = worker.communicate(timeout=30)
        assert time.monotonic() - asked < 10
    assert (worker.returncode, "handed_back=4" in err) == (0, True), err
    states = Counter((job["state"], job["attempts"]) for job in rows(home, elsewhere, "jobs"))
    assert states == {("ready", 0): TEXTS}


def test_more_jobs_at_a_time_than_a_process_takes_are_refused_in_one_line(home):
    worker = start(home, "worker", "--concurrency", "100")
    _, err = worker.communicate(timeout=100)
    assert (worker.returncode, "--concurrency" in err, "Traceback" in err) == (2, True, False)

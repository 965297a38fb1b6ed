"""What must hold after any number of kills: what was said is there, once, and all that was left gets done."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from agent.logs import quiet
from agent.models import DeliveryState, ProposalState
from agent.terms import IntakeState
from agent.wiring import now, open_services, open_store
from agent.worker import Worker
from tests.e2e import victims

ROOT = Path(__file__).resolve().parents[2]


def end_in_peace(folder: Path) -> None:
    """Everything that is left is done; dead letters are tried once more."""
    settings = victims.settings(folder)
    with open_store(settings) as store, open_services(settings, store) as services:
        tracked = replace(services, destinations={"registry": victims.Tracker(now, folder)})
        store.jobs.requeue_dead()
        deadline = time.monotonic() + 60
        while store.jobs.counts().keys() - {"done"} and time.monotonic() < deadline:
            store.jobs.hasten()
            Worker(tracked, victims.WORKER, quiet("critical")).run_until_idle()
            time.sleep(0.1)
        check(store, folder)


def check(store, folder: Path) -> None:
    store.audit.verify()
    assert store.jobs.counts().keys() == {"done"}
    said = [json.loads(line) for line in victims.lines(folder / "said")]
    statuses = {status.intake.id: status for status in store.intakes.find()}
    assert {row["intake"] for row in said if "intake" in row} <= statuses.keys()
    assert {status.state for status in statuses.values()} == {IntakeState.EXTRACTED}
    proposals = store.proposals.find()
    assert Counter(p.intake_id for p in proposals) == Counter(dict.fromkeys(statuses, 1))
    work = store.registry.find()
    assert {row["work"] for row in said if "work" in row} <= {item.id for item in work}
    confirmed = [p.id for p in proposals if p.state is ProposalState.CONFIRMED]
    assert Counter(item.proposal_id for item in work) == Counter(confirmed)
    assert {delivery.state for delivery in store.deliveries.find()} <= {DeliveryState.DELIVERED}
    keys = [delivery.key for item in work for delivery in store.deliveries.of(item.id)]
    assert Counter(victims.lines(folder / "objects")) == Counter(keys)


def kill_many(script: str, folder: Path, seed: int, kills: int) -> None:
    """Run one of the scripts beside this file for so many kills, then look at what is left."""
    command = [sys.executable, str(Path(__file__).with_name(script)), str(folder), str(seed), str(kills)]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=3000)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert ran.stderr == ""
    assert len(victims.lines(folder / "ends")) >= kills
    assert victims.lines(folder / "odd") == []
    end_in_peace(folder)

"""A process that lives, receives, reads, confirms and delivers, and is killed; again and again.

`python tests/e2e/victims.py FOLDER SEED KILLS`. Everything is imported once, then each life is a fork: it
dies by SIGKILL, from outside at some moment or by its own hand at a named point. What a life says it
has done is appended to `said` in the folder at once, as an answer to a client would be.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from agent.destinations.registry import RegistryDestination
from agent.index.hybrid import HybridIndex
from agent.logs import quiet
from agent.models import Arrival, Channel, Decision, DecisionKind, ProposalState, Receipt
from agent.pipeline import clarify
from agent.review import confirm
from agent.sections import WorkerSettings
from agent.settings import Settings
from agent.stores.deliveries import SqlDeliveries
from agent.stores.intakes import SqlIntakes
from agent.stores.jobs import SqlJobs
from agent.stores.people import User
from agent.stores.proposals import SqlProposals
from agent.stores.workspace import Workspace
from agent.terms import Engine
from agent.wiring import Store, now, open_services, open_store
from agent.worker import Worker

ANA = "Ana Novak"
RECEIVED = datetime(2026, 11, 2, 9, tzinfo=UTC)
WORKER = WorkerSettings(concurrency=2, lease_seconds=0.3, poll_seconds=0.02)
LONGEST_LIFE = 1.0


@dataclass(frozen=True)
class Tracker(RegistryDestination):
    """Outside of the store: a file with a line an object. It takes the same key twice, but can tell."""

    folder: Path

    def deliver(self, work, key):
        append(self.folder / "objects", key)
        return self._receipt(work)

    def find(self, work, key):
        return self._receipt(work) if key in lines(self.folder / "objects") else None

    def _receipt(self, work):
        return Receipt(destination="registry", reference=work.id, at=self.now())


Point = tuple[type, str]

POINTS: list[Point] = [
    (SqlIntakes, "receive"), (SqlJobs, "claim"), (SqlJobs, "renew"), (SqlJobs, "done"),
    (SqlProposals, "propose"), (SqlProposals, "record"), (SqlProposals, "_commit"),
    (SqlDeliveries, "begin"), (SqlDeliveries, "delivered"), (Tracker, "deliver"), (Tracker, "find"),
    (Workspace, "append"), (Workspace, "enqueue"), (HybridIndex, "put"), (HybridIndex, "rebuild"),
]  # fmt: skip


def append(path: Path, line: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(handle, f"{line}\n".encode())
    os.close(handle)


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def settings(folder: Path) -> Settings:
    """On the database whose URL the folder holds; without one, a SQLite file."""
    database = "".join(lines(folder / "database"))
    return Settings.model_construct(home=folder / "home", engine=Engine.LOCAL, database=database)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(owner: type, name: str, *, before: bool, calls: int) -> None:
    """At the given call, before it begins or when it is over."""
    real, left = getattr(owner, name), iter(range(calls - 1, -1, -1))

    def dying(*args, **kwargs):
        last = next(left, None) == 0
        if last and before:
            die()
        result = real(*args, **kwargs)
        if last:
            die()
        return result

    setattr(owner, name, dying)


def live(folder: Path, chance: random.Random) -> None:
    with open_store(settings(folder)) as store:
        store.audit.verify()
        with open_services(settings(folder), store) as services:
            tracked = replace(services, destinations={"registry": Tracker(now, folder)})
            Worker(tracked, WORKER, quiet("critical")).start()
            receive(store, folder, chance)
            while True:
                confirm_one(store, tracked, folder)
                time.sleep(0.01)


def text_of(number: int) -> Arrival:
    text = f"Please order {number + 2} boxes of part {number}."
    return Arrival(
        source_id=f"n{number}", channel=Channel.NOTE, received_at=RECEIVED, text=text, raw=text.encode()
    )


def receive(store: Store, folder: Path, chance: random.Random) -> None:
    """Some texts came before: their sender did not hear that they had arrived."""
    for _ in range(2):
        append(
            folder / "said",
            json.dumps({"intake": store.intakes.receive(text_of(chance.randrange(60)))[0].id}),
        )


def confirm_one(store, services, folder: Path) -> None:
    for seen in store.proposals.find([ProposalState.PENDING])[:1]:
        decision = Decision(
            kind=DecisionKind.CONFIRM, proposal_id=seen.id, revision=seen.revision, digest=seen.digest,
            by=ANA, at=now(),
        )  # fmt: skip
        append(folder / "said", json.dumps({"work": confirm(decision, services).id}))


def kill_one(folder: Path, chance: random.Random) -> str:
    """One life, and how it ended."""
    point, moment, arm = a_way_to_die(chance, POINTS)
    seed = chance.random()
    life = fork(lambda: (arm(), live(folder, random.Random(seed))))
    return end(life, moment, point)


def a_way_to_die(chance: random.Random, points: Sequence[Point]) -> tuple[str, float, Callable[[], None]]:
    """Where, by when it is killed from outside, and what prepares a life for its own hand."""
    point = chance.choice([*points, *[None] * (len(points) // 3)])
    before, calls = chance.random() < 0.5, chance.choice([1, 1, 1, 2, 3])
    if point is None:
        return "", chance.uniform(0.02, LONGEST_LIFE), lambda: None
    name = f"{point[0].__name__}.{point[1]} {'before' if before else 'after'}"
    return name, LONGEST_LIFE, lambda: die_at(*point, before=before, calls=calls)


def fork(life: Callable[[], object]) -> int:
    """The pid of a process that does nothing else; one whose life ends by itself ends with 1."""
    pid = os.fork()
    if pid == 0:
        try:
            life()
        finally:
            traceback.print_exc()
            os._exit(1)
    return pid


def end(pid: int, moment: float, point: str) -> str:
    """Wait until it died by its own hand, or kill it when its moment comes."""
    ends = time.monotonic() + moment
    while not (ended := os.waitpid(pid, os.WNOHANG))[0] and time.monotonic() < ends:
        time.sleep(0.005)
    if not ended[0]:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return "some moment"
    if os.waitstatus_to_exitcode(ended[1]) != -signal.SIGKILL or not point:
        raise SystemExit(f"a life ended by itself: {ended[1]}")
    return point


def warm_up(folder: Path) -> None:
    """Make the store, and import what a life would import later; no thread and no file stays open."""
    import chromadb  # noqa: F401 only to have it loaded before the forks

    with open_store(settings(folder)) as store, open_services(settings(folder), store) as services:
        store.people.add(User(name=ANA))
        intake, _ = services.intakes.receive(text_of(0))
        clarify(intake, services)


def main() -> None:
    folder, seed, kills = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    warm_up(folder)
    chance = random.Random(seed)
    for _ in range(kills):
        append(folder / "ends", kill_one(folder, chance))


if __name__ == "__main__":
    main()

"""A process that adds to the duplicate index and is killed, mostly while its vectors are written.

`python tests/e2e/index_victims.py FOLDER SEED KILLS`. Each life is a fork that puts entries as index jobs do;
what it says it has put is appended to `said`. Then another fork looks at what is left, as a worker does that
takes the job over, and writes into `ends` what it found: the index as it was, or one made again.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from agent.errors import IndexUnavailable
from agent.index import likeness, static
from agent.index.hybrid import HybridIndex
from agent.records import Entry
from tests.e2e.victims import append, fork, lines

BATCH = 250
"""Chroma writes the files of its graph after a thousand; so every fourth batch meets that."""
MOST = 6000
LONGEST_LIFE = 4.0
WORDS = "crane harbour toner lease payroll roof gate pump valve belt fence mast winch buoy".split()  # noqa: SIM905 - reads as words


def entry(number: int) -> Entry:
    chance = random.Random(number)
    title = f"{' '.join(chance.choices(WORDS, k=4))} {number}"
    return Entry(id=f"w{number}", title=title, body=" ".join(chance.choices(WORDS, k=12)))


def opened(folder: Path) -> HybridIndex:
    return HybridIndex(folder / "index", "default", "store-1", static.shipped(), likeness.shipped())


def put(folder: Path) -> int:
    """How many entries were put for certain."""
    return max((int(line) for line in lines(folder / "said")), default=0)


def live(folder: Path) -> None:
    index, number = opened(folder), put(folder)
    while True:
        index.put([entry(n) for n in range(number, number + BATCH)])
        number += BATCH
        append(folder / "said", str(number))


def graph(folder: Path) -> int:
    """When the files of the graph were written last."""
    return max((path.stat().st_mtime_ns for path in (folder / "index").rglob("*.bin")), default=0)


def kill_one(folder: Path, chance: random.Random) -> None:
    """At the moment at which the graph is written, or a little later; some at any moment."""
    pid, ends, before = fork(lambda: live(folder)), time.monotonic() + LONGEST_LIFE, graph(folder)
    moment = time.monotonic() + (chance.uniform(0.0, 1.5) if chance.random() < 0.3 else LONGEST_LIFE)
    while graph(folder) == before and time.monotonic() < min(ends, moment):
        time.sleep(0.0005)
    time.sleep(chance.choice([0.0, 0.0, chance.uniform(0, 0.02), chance.uniform(0, 0.2)]))
    os.kill(pid, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if code != -signal.SIGKILL:
        raise SystemExit(f"a life ended by itself, with {code}")


def look(folder: Path) -> None:
    """As the worker that takes the job of the dead one over."""
    index, number, outcome = opened(folder), put(folder), "as it was"
    batch = [entry(n) for n in range(number, number + BATCH)]
    try:
        index.put(batch)
        index.check()
    except IndexUnavailable as exc:
        outcome = f"made again: {str(exc)[:200]}"
        index.rebuild([*(entry(n) for n in range(number)), *batch])
        index.check()
    append(folder / "said", str(number + BATCH))
    for n in random.Random(number).sample(range(number + BATCH), 8):
        asked = entry(n)
        found = index.search(asked.title, asked.body, 3)
        if not found or found[0].id != asked.id or found[0].dense < 0.99:
            outcome = f"lost: {asked.id}"
    append(folder / "ends", json.dumps(outcome))
    os._exit(0)


def look_at_it(folder: Path) -> None:
    code = os.waitstatus_to_exitcode(os.waitpid(fork(lambda: look(folder)), 0)[1])
    if code != 0:
        append(folder / "ends", json.dumps(f"died over it: {code}"))


def begin(folder: Path) -> None:
    """An empty index. Made in a fork as well: who forks must have no thread of Chroma."""
    (folder / "said").unlink(missing_ok=True)
    os.waitpid(fork(lambda: (opened(folder).rebuild(()), os._exit(0))), 0)


def main() -> None:
    folder, chance = Path(sys.argv[1]), random.Random(int(sys.argv[2]))
    begin(folder)
    for _ in range(int(sys.argv[3])):
        kill_one(folder, chance)
        look_at_it(folder)
        if put(folder) > MOST:
            begin(folder)


if __name__ == "__main__":
    main()

"""How long a page of a list takes, as the API hands it out, in a store of any size."""

from __future__ import annotations

import http.client
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import quantiles
from typing import Any

import sqlalchemy as sa

from agent.ids import new_id
from agent.models import Arrival, Channel, Decision, DecisionKind, Noun, Proposal
from agent.review import confirm
from agent.stores.api_keys import Scope
from agent.stores.people import User
from agent.stores.schema import decisions, intakes, proposals, queue, work_items
from agent.wiring import Store, now, open_services, open_store
from agent.worker import drain
from evals.serving import bench_settings, server_process

PERSON = "Bench"
OWNERS, TEAMS, DAYS = 50, 20, 400
"""How many there are, each as often as any other."""
CONFIRMED_EVERY = 10
AT_A_TIME = 1000
TIMES, WARM = 100, 5
"""Of each request."""
FIRST_DAY = date(2026, 1, 1)

REQUESTS = {
    "all": "/v1/proposals",
    "pending": "/v1/proposals?state=pending",
    "200 at once": "/v1/proposals?state=pending&limit=200",
    "one owner": "/v1/proposals?state=pending&owner=Person+7",
    "one team": "/v1/proposals?state=pending&team=Team+7",
    "nobody's": "/v1/proposals?state=pending&owner=Nobody",
    "due before": "/v1/proposals?state=pending&due_before=2026-01-03",
    "due never": "/v1/proposals?due_before=2020-01-01",
    "ready": "/v1/proposals?ready=5",
    "intakes": "/v1/intakes?state=extracted",
    "work": "/v1/work-items?status=open",
    "work of one": "/v1/work-items?owner=Person+0",
    "work of none": "/v1/work-items?owner=Nobody",
}


class ListTime(Noun):
    """Milliseconds of a page, from request to answer."""

    request: str
    proposals: int
    items: int
    p50: float
    p99: float
    computing: float
    """Of the server, on average, which other work on the machine hardly changes."""


def list_times(folder: Path, count: int) -> Iterator[ListTime]:
    settings = bench_settings(folder)
    with open_store(settings) as store, open_services(settings, store) as services:
        store.people.add(User(name=PERSON))
        token = store.api_keys.create("bench", [Scope.READ])
        for number in range(2):
            text = f"Please send report {number} to Deb by Friday."
            arrival = Arrival(channel=Channel.NOTE, received_at=now(), text=text, raw=text.encode())
            store.intakes.receive(arrival)
        drain(services)
        first, second = store.proposals.find()
        confirm(_decision(first), services)
        _fill(store, first, second, count)
    with server_process(settings, work_inside=False) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        for name, path in REQUESTS.items():
            ask = partial(_ask, connection, path, token)
            yield _measured(ask, server.pid, name, count)


def _ask(connection: http.client.HTTPConnection, path: str, token: str) -> int:
    """How many items there are."""
    connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    content = answer.read()
    if answer.status != http.client.OK:
        raise OSError(f"{path} was answered with {answer.status}")
    return len(json.loads(content)["items"])


def _measured(ask: Callable[[], int], pid: int, name: str, count: int) -> ListTime:
    items = [ask() for _ in range(WARM)][-1]
    taken, computed = [], _computed(pid)
    for _ in range(TIMES):
        begun = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - begun))
    cuts = quantiles(taken, n=100, method="inclusive")
    return ListTime(
        request=name,
        proposals=count,
        items=items,
        p50=round(cuts[49], 1),
        p99=round(cuts[98], 1),
        computing=round((_computed(pid) - computed) / TIMES, 1),
    )


def _computed(pid: int) -> float:
    """Milliseconds that a process computed so far; the kernel counts in hundredths of a second (proc(5))."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return 1000 * (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _decision(proposal: Proposal) -> Decision:
    return Decision(
        kind=DecisionKind.CONFIRM, proposal_id=proposal.id, revision=proposal.revision,
        digest=proposal.digest, by=PERSON, at=now(),
    )  # fmt: skip


Rows = dict[sa.Table, dict[str, Any]]


def _fill(store: Store, confirmed: Proposal, waiting: Proposal, count: int) -> None:
    """Copies of these two with ids, owners, teams and days of their own."""
    with store.database.write() as connection:
        templates = [_rows(connection, one) for one in (confirmed, waiting)]
        copies = (_copy(templates[number % CONFIRMED_EVERY > 0], number) for number in range(count))
        while some := list(islice(copies, AT_A_TIME)):
            for table in (intakes, proposals, queue, decisions, work_items):
                rows = [row[table] for row in some if table in row]
                if rows:
                    connection.execute(sa.insert(table), rows)
        connection.exec_driver_sql("ANALYZE")


def _rows(connection: sa.Connection, proposal: Proposal) -> Rows:
    where = {
        intakes: intakes.c.id == proposal.intake_id,
        proposals: proposals.c.id == proposal.id,
        queue: queue.c.id == proposal.id,
        decisions: decisions.c.proposal_id == proposal.id,
        work_items: work_items.c.proposal_id == proposal.id,
    }
    found = {table: connection.execute(sa.select(table).where(mine)) for table, mine in where.items()}
    return {table: dict(row) for table, rows in found.items() if (row := rows.mappings().one_or_none())}


def _copy(rows: Rows, number: int) -> Rows:
    owner, team = f"Person {number % OWNERS}", f"Team {number % TEAMS}"
    due = FIRST_DAY + timedelta(days=number % DAYS)
    ids = {
        rows[table]["id"]: new_id(rows[table]["id"][0])
        for table in (intakes, proposals, work_items)
        if table in rows
    }
    made = {table: {name: _renamed(value, ids) for name, value in row.items()} for table, row in rows.items()}
    seq = 100 + number
    for row in made.values():
        row["seq"] = seq
    made[intakes]["source_key"] = made[intakes]["id"]
    made[queue] |= {"team": team, "line": {**made[queue]["line"], "owner": owner, "due": due.isoformat()}}
    if work_items in made:
        made[work_items] |= {"owner": owner, "due": due}
    return made


def _renamed(value: Any, ids: Mapping[str, str]) -> Any:  # noqa: ANN401 any JSON
    match value:
        case str():
            return ids.get(value, value)
        case list():
            return [_renamed(one, ids) for one in value]
        case dict():
            return {name: _renamed(one, ids) for name, one in value.items()}
        case _:
            return value

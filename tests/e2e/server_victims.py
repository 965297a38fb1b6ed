"""A server and its worker that are killed while programs send texts in and confirm; again and again.

`python tests/e2e/server_victims.py FOLDER SEED KILLS`. Each round starts a server in a fork; the worker is
another one, which some rounds outlive. Clients in this process write what was acknowledged to `said` in
the folder, as soon as they read the answer, and answers that no client should ever get to `odd`.
"""

from __future__ import annotations

import http.client
import json
import random
import socket
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import uvicorn

from agent.logs import configure, quiet
from agent.stores.api_keys import Scope, SqlApiKeys
from agent.stores.deliveries import SqlDeliveries
from agent.stores.intakes import SqlIntakes
from agent.stores.jobs import SqlJobs
from agent.stores.lists import SqlLists
from agent.stores.proposals import SqlProposals
from agent.stores.workspace import Workspace
from agent.wiring import now, open_services, open_store
from agent.worker import Worker
from api.app import create_app
from tests.e2e.victims import (
    ANA,
    POINTS,
    RECEIVED,
    WORKER,
    Tracker,
    a_way_to_die,
    append,
    end,
    fork,
    settings,
    text_of,
    warm_up,
)

CLIENTS = 3
TEXTS = 400

IN_THE_SERVER = [
    (SqlIntakes, "receive"), (SqlIntakes, "page"), (SqlLists, "proposals"), (SqlProposals, "record"),
    (SqlProposals, "_commit"), (SqlApiKeys, "check"), (Workspace, "append"), (Workspace, "enqueue"),
]  # fmt: skip
IN_THE_WORKER = [
    point for point in POINTS if point[0] in (SqlJobs, SqlDeliveries, Tracker) or point[1] == "propose"
]
EXPECTED = {200, 201, 202, 409, 412, 503}
"""409 and 412: another client was first. 503: the database was locked for longer than anybody waits."""


def serve(folder: Path, listening: socket.socket) -> None:
    configure("json", "critical")
    app = create_app(settings(folder))
    uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False)).run(sockets=[listening])


def work(folder: Path) -> None:
    with open_store(settings(folder)) as store, open_services(settings(folder), store) as services:
        tracked = replace(services, destinations={"registry": Tracker(now, folder)})
        Worker(tracked, WORKER, quiet("critical")).run()


class Client(threading.Thread):
    """Sends a text and confirms what waits, until the server is gone."""

    def __init__(self, port: int, folder: Path, seed: float) -> None:
        super().__init__()
        self._port, self._folder, self._chance = port, folder, random.Random(seed)
        token = (folder / "token").read_text()
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        try:
            while True:
                self._send_one(connection)
                self._confirm_one(connection)
        except (OSError, http.client.HTTPException):
            connection.close()

    def _ask(self, connection, method: str, path: str, body: dict | None = None) -> dict:
        connection.request(method, path, body and json.dumps(body), self._headers)
        answer = connection.getresponse()
        said = answer.read()
        if answer.status not in EXPECTED:
            append(self._folder / "odd", f"{method} {path}: {answer.status} {said.decode()}")
        return json.loads(said) if answer.status < 300 else {}

    def _send_one(self, connection) -> None:
        number = self._chance.randrange(TEXTS)
        row = {"channel": "note", "received_at": RECEIVED.isoformat(), "id": f"n{number}"}
        said = self._ask(connection, "POST", "/v1/intakes", row | {"text": text_of(number).text})
        if said:
            append(self._folder / "said", json.dumps({"intake": said["id"]}))

    def _confirm_one(self, connection) -> None:
        page = self._ask(connection, "GET", "/v1/proposals?state=pending&limit=3")
        for seen in page.get("items", []):
            proposal = seen["proposal"]
            body = {"revision": proposal["revision"], "digest": seen["digest"]}
            said = self._ask(connection, "POST", f"/v1/proposals/{proposal['id']}/confirm", body)
            if said:
                append(self._folder / "said", json.dumps({"work": said["id"]}))


class Round:
    """Kills the server each time, and the worker of about every second one."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder, self._chance = folder, chance
        self._worker: tuple[int, str] | None = None
        self.kills = 0

    def one(self) -> None:
        if self._worker is None:
            self._start_worker()
        point, moment, arm = a_way_to_die(self._chance, IN_THE_SERVER)
        with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
            port = listening.getsockname()[1]
            server = fork(lambda: (arm(), serve(self._folder, listening)))
        clients = [Client(port, self._folder, self._chance.random()) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        self._ended(end(server, moment, point), "server")
        for client in clients:
            client.join()
        if self._chance.random() < 0.5:
            self.end_worker()

    def _start_worker(self) -> None:
        point, _, arm = a_way_to_die(self._chance, IN_THE_WORKER)
        self._worker = (fork(lambda: (arm(), work(self._folder))), point)

    def end_worker(self) -> None:
        if self._worker:
            pid, point = self._worker
            self._worker = None
            self._ended(end(pid, 0, point), "worker")

    def _ended(self, how: str, who: str) -> None:
        self.kills += 1
        append(self._folder / "ends", f"{who}: {how}")


def main() -> None:
    folder, seed, kills = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    warm_up(folder)
    with open_store(settings(folder)) as store:
        (folder / "token").write_text(store.api_keys.create("all", list(Scope), ANA))
    rounds = Round(folder, random.Random(seed))
    while rounds.kills < kills:
        rounds.one()
        with open_store(settings(folder)) as store:
            store.audit.verify()
    rounds.end_worker()
    time.sleep(WORKER.lease_seconds)


if __name__ == "__main__":
    main()

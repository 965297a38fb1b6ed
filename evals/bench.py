"""How fast: `python -m evals.bench COMMAND`, best on a machine that does nothing else."""

from __future__ import annotations

import http.client
import json
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles
from typing import Annotated

import typer

from agent.models import Arrival, Channel, Noun
from agent.wiring import now, open_services, open_store
from agent.worker import drain
from evals import growth, scale
from evals.importing import import_rate
from evals.listing import list_times
from evals.mails import MAIL_KINDS, mail_rate
from evals.overhead import measure
from evals.serving import bench_settings, intake_token, server_process

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)

CLIENTS = 100
"""Connections; a request that has to wait for one counts its wait."""

Json = Annotated[bool, typer.Option("--json", help="An object a line, and nothing else.")]


class Latency(Noun):
    """Of `POST /v1/intakes`, from the moment that a request was due. In milliseconds."""

    store: str
    worker: bool
    arrivals_per_second: int
    requests: int
    failed: int
    p50: float
    p99: float
    most: float


class Throughput(Noun):
    store: str
    jobs: int
    texts: int
    seconds: float
    jobs_per_second: float


class EngineRate(Noun):
    mails: int
    bytes: int
    """Of one, on average."""
    mails_per_second: float
    """From text to items by the embedded engine, of computing on one core."""


@app.command("api")
def measure_api(
    rate: Annotated[int, typer.Option(help="Arrivals a second.")] = 100,
    seconds: Annotated[int, typer.Option(help="For how long.")] = 10,
    worker: Annotated[bool, typer.Option(help="With a worker inside that reads the texts.")] = False,
    json: Json = False,
) -> None:
    """Latency of sending texts in, at a rate that does not wait for the answers."""
    with tempfile.TemporaryDirectory() as folder:
        settings = bench_settings(Path(folder))
        token = intake_token(settings)
        with server_process(settings, work_inside=worker) as server:
            load = Load(server.port, token)
            load.run(rate, 1)  # the first requests import and compile
            load.seconds.clear()
            load.run(rate, seconds)
    _print(_latency(load, rate, worker=worker), json=json)


@app.command("jobs")
def measure_jobs(
    texts: Annotated[int, typer.Option(help="How many are read.")] = 200,
    postgres: Annotated[str, typer.Option(envvar="CLARIFY_TEST_POSTGRES_URL", help="Also there.")] = "",
    json: Json = False,
) -> None:
    """Jobs a second with the embedded engine: extraction, index."""
    for database in ("", postgres) if postgres else ("",):
        with tempfile.TemporaryDirectory() as folder:
            _print(_throughput(Path(folder), database, texts), json=json)


@app.command("mail")
def measure_mail(
    mails: Annotated[int, typer.Option(help="How many are read of each kind.")] = 500,
    json: Json = False,
) -> None:
    """Mails a second of computing: read in the process for mail, checked, cut into segments."""
    for kind in MAIL_KINDS:
        _print(mail_rate(kind, mails), json=json)


@app.command("llm")
def measure_llm(
    calls: Annotated[int, typer.Option(help="How many texts are read.")] = 200,
    json: Json = False,
) -> None:
    """What our own code adds to a call of the model, without a store and with one."""
    _print(measure(calls, None), json=json)
    with tempfile.TemporaryDirectory() as folder:
        _print(measure(calls, Path(folder)), json=json)


@app.command("similar")
def measure_similar(
    entries: Annotated[int, typer.Option(help="In the index.")] = 10_000,
    folder: Annotated[
        Path | None, typer.Option(help="Where the index stays, to be searched again by the next run.")
    ] = None,
    json: Json = False,
) -> None:
    """Milliseconds of a search for duplicates, in an index of so much work, and what it finds."""
    _print(scale.growth(entries, folder), json=json)


@app.command("growth")
def measure_growth(
    results: Annotated[Path, typer.Argument(help="JSON of all sizes; other sizes in it stay.")],
    plot: Annotated[Path, typer.Argument(help="Drawn from it, .svg or .png.")],
    size: Annotated[list[int] | None, typer.Option(help="Entries; once for each size.")] = None,
) -> None:
    """The same at several sizes, each in a process of its own; without a size the plot is drawn again."""
    growth.draw(growth.keep(growth.measure(size or []), results), plot)


@app.command("import")
def measure_import(
    items: Annotated[int, typer.Option(help="In the file.")] = 10_000,
    postgres: Annotated[str, typer.Option(envvar="CLARIFY_TEST_POSTGRES_URL", help="Also there.")] = "",
    json: Json = False,
) -> None:
    """Items a second of an import: read, committed, and added to the duplicate index."""
    for database in ("", postgres) if postgres else ("",):
        with tempfile.TemporaryDirectory() as folder:
            _print(import_rate(Path(folder), database, items), json=json)


@app.command("lists")
def measure_lists(
    proposals: Annotated[int, typer.Option(help="In the store.")] = 100_000, json: Json = False
) -> None:
    """Milliseconds of a page of `GET /v1/proposals` and the other lists."""
    with tempfile.TemporaryDirectory() as folder:
        for row in list_times(Path(folder), proposals):
            _print(row, json=json)


@app.command("engine")
def measure_engine(
    mails: Annotated[int, typer.Option(help="How many are read.")] = 500,
    json: Json = False,
) -> None:
    """Mails of our own cases a second, from text to items, by the embedded engine."""
    from agent.extractors.local.engine import LocalExtractor
    from evals.cases import own
    from evals.gold import GoldRow
    from evals.tables import read

    rows = [one.row for one in read(own("extraction"), GoldRow)]
    intakes = list(islice(cycle([row.intake for row in rows if row.channel is Channel.EMAIL]), mails))
    engine = LocalExtractor()
    engine.extract(intakes[0])  # weights and tables are loaded with the first
    begun = time.process_time()
    for intake in intakes:
        engine.extract(intake)
    rate = mails / (time.process_time() - begun)
    size = sum(len(intake.text.encode()) for intake in intakes) // mails
    _print(EngineRate(mails=mails, bytes=size, mails_per_second=round(rate, 1)), json=json)


class Load:
    """Open-loop arrivals: the next one comes whether or not the last one was answered."""

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._own = threading.local()
        self.seconds: list[float] = []
        self.statuses: Counter[int] = Counter()

    def run(self, rate: int, seconds: int) -> None:
        begin = time.perf_counter()
        with ThreadPoolExecutor(CLIENTS) as pool:
            for number in range(rate * seconds):
                due = begin + number / rate
                time.sleep(max(0.0, due - time.perf_counter()))
                pool.submit(self._send, f"{begin} {number}", due)

    def _send(self, name: str, due: float) -> None:
        connection = self._connection()
        row = {"id": name, "channel": "note", "received_at": "2026-11-05T09:30:00+01:00", "text": _text(name)}
        try:
            connection.request("POST", "/v1/intakes", json.dumps(row), self._headers)
            answer = connection.getresponse()
            answer.read()
            self.statuses[answer.status] += 1
        except (OSError, http.client.HTTPException):
            connection.close()
            self.statuses[0] += 1
        self.seconds.append(time.perf_counter() - due)

    def _connection(self) -> http.client.HTTPConnection:
        """One for each thread, kept open."""
        if not hasattr(self._own, "connection"):
            self._own.connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        kept: http.client.HTTPConnection = self._own.connection
        return kept


def _text(name: str) -> str:
    return f"Hi,\n\nplease send the report {name} to Deb by Friday. The budget is attached.\n\nThanks\nAna"


def _latency(load: Load, rate: int, *, worker: bool) -> Latency:
    cuts = quantiles([1000 * second for second in load.seconds], n=100, method="inclusive")
    return Latency(
        store="sqlite",
        worker=worker,
        arrivals_per_second=rate,
        requests=len(load.seconds),
        failed=sum(count for status, count in load.statuses.items() if status != http.client.ACCEPTED),
        p50=round(cuts[49], 1),
        p99=round(cuts[98], 1),
        most=round(1000 * max(load.seconds), 1),
    )


def _throughput(folder: Path, database: str, texts: int) -> Throughput:
    settings = bench_settings(folder, database)
    with open_store(settings) as store, open_services(settings, store) as services:
        drain(services)
        for number in range(texts):
            store.intakes.receive(_arrival(f"{now().isoformat()} {number}"))
        begin = time.perf_counter()
        outcome = drain(services)
        seconds = time.perf_counter() - begin
    return Throughput(
        store=database.partition(":")[0] or "sqlite",
        jobs=outcome.done,
        texts=texts,
        seconds=round(seconds, 2),
        jobs_per_second=round(outcome.done / seconds, 1),
    )


def _arrival(name: str) -> Arrival:
    text = _text(name)
    return Arrival(source_id=name, channel=Channel.NOTE, received_at=now(), text=text, raw=text.encode())


def _print(row: Noun, *, json: bool) -> None:
    if json:
        typer.echo(row.model_dump_json())
        return
    for name, value in row:
        typer.echo(f"{name.replace('_', ' '):<22}{value}")


if __name__ == "__main__":
    app()

"""`worker`, `jobs`, `deliveries`: what runs beside the people who decide, and what it could not do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.options import As, EngineOption, Json, at_store, at_work, deciding_person, print_json
from agent.terms import DeliveryState, JobState

if TYPE_CHECKING:
    from types import FrameType

    from agent.settings import Settings
    from agent.wiring import Store
    from agent.worker import Worker


def worker(
    concurrency: Annotated[
        int | None,
        typer.Option(min=1, max=64, help="Jobs at a time; else from the settings."),
    ] = None,
    engine: EngineOption = None,
    until_idle: Annotated[bool, typer.Option(help="End when nothing is ready.")] = False,
    beside_parent: Annotated[
        bool, typer.Option("--beside-parent", help="End with the process that started it.")
    ] = False,
) -> None:
    """Run jobs until SIGTERM or Ctrl-C: read texts, feed the index, deliver confirmed work."""
    from agent import logs
    from agent.worker import Worker

    with at_work(engine=engine) as (settings, _store, services):
        chosen = {"concurrency": concurrency} if concurrency else {}
        config = settings.worker.model_validate(settings.worker.model_dump() | chosen)
        logs.configure(settings.log.format, settings.log.level)
        runs = Worker(services, config, logs.ours())
        _stop_on_signals(runs)
        if beside_parent:
            _stop_without_parent(runs)
        outcome = runs.run_until_idle() if until_idle else runs.run()
    if outcome.handed_back:
        leave_threads()


def _stop_without_parent(runs: Worker) -> None:
    """A server that was killed leaves no worker behind."""
    import os
    import threading
    import time

    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        runs.ask_to_stop()

    threading.Thread(target=watch, name="parent", daemon=True).start()


def jobs(
    state: Annotated[JobState | None, typer.Option(help="Only this state; all but done if left out.")] = None,
    requeue: Annotated[int | None, typer.Option(metavar="ID", help="Try this dead job again.")] = None,
    requeue_dead: Annotated[bool, typer.Option(help="Try every dead job again.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="The newest so many.")] = 100,
    json: Json = False,
) -> None:
    """List the jobs of the queue, or try dead ones again."""
    from agent.cli import tables
    from agent.wiring import now

    with at_store() as (settings, store):
        if requeue is not None or requeue_dead:
            count = store.jobs.requeue_dead() if requeue is None else store.jobs.requeue(requeue)
            typer.echo(f"{count} jobs wait again: `clarify worker` runs them", err=True)
        wanted = [state] if state else [s for s in JobState if s is not JobState.DONE]
        found = store.jobs.find(wanted, limit)
        print_json(found) if json else tables.print_jobs(found, store.jobs.counts(), now())
        _tell_index(settings, store)


def _tell_index(settings: Settings, store: Store) -> None:
    """How far it is, while a job or anybody makes it again."""
    from agent.errors import IndexRebuilding
    from agent.wiring import open_index

    try:
        open_index(settings, store).check_idle()
    except IndexRebuilding as exc:
        typer.echo(str(exc), err=True)


def deliveries(
    state: Annotated[DeliveryState | None, typer.Option(help="Only this state; else what is open.")] = None,
    retry: Annotated[
        str, typer.Option(metavar="ID", help="Of a work item: deliver again what failed or is unknown.")
    ] = "",
    by: As = "",
    json: Json = False,
) -> None:
    """List confirmed work that did not arrive as it is where it was sent, or order another attempt."""
    from agent.cli import tables
    from agent.worker import drain

    closed = (DeliveryState.DELIVERED, DeliveryState.WITHDRAWN)
    with at_work() as (settings, store, services):
        if retry:
            ordered = store.deliveries.retry(retry, deciding_person(by, settings, store))
            drain(services)
            found = store.deliveries.of(ordered[0].work_id)
        else:
            wanted = [state] if state else [s for s in DeliveryState if s not in closed]
            found = store.deliveries.find(wanted)
            arrived = () if state else store.deliveries.find([DeliveryState.DELIVERED])
            found += [delivery for delivery in arrived if delivery.behind]
        nothing = "None." if state else "None: everything that was confirmed arrived."
        print_json(found) if json else tables.print_deliveries(found, nothing)


def _stop_on_signals(runs: Worker) -> None:
    import signal

    def stop(_number: int, _frame: FrameType | None) -> None:
        runs.ask_to_stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def leave_threads() -> None:
    """What was handed back may run on in a thread; no thread can be stopped, so the process goes at once."""
    import os
    import sys

    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)

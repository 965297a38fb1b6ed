"""`extract` and `intake`: text in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.options import EngineOption, Json, RecordDir, at_work, moment, print_json, whole
from agent.cli.received import Failures, drain_all, report, tell_failures
from agent.terms import Channel

if TYPE_CHECKING:
    from agent.models import Arrival, Intake
    from agent.people import Directory
    from agent.protocols import Extractor
    from agent.rows import ResultRow
    from agent.settings import Settings
    from agent.sources.text import Envelope
    from agent.wiring import Store

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILE", help="Files and folders, see docs/sources.md; standard input if left out."
    ),
]
ReceivedAt = Annotated[
    str | None,
    typer.Option(help="ISO 8601 time of texts that do not say; else the file's own time."),
]
ChannelOption = Annotated[Channel | None, typer.Option(help="What plain text is; a note if left out.")]


def extract(
    files: Files = None,
    engine: EngineOption = None,
    record: RecordDir = None,
    received_at: ReceivedAt = None,
    channel: ChannelOption = None,
    json: Json = False,
) -> None:
    """Read work items out of text. Nothing is stored."""
    from agent.settings import load_settings
    from agent.wiring import load_directory, open_engine

    settings = load_settings(engine=engine, record=whole(record))
    directory = load_directory(settings)
    failures = Failures()
    with open_engine(settings, directory) as extractor:
        for name, arrival in _arrivals(files, settings, channel, received_at, failures):
            result = _extracted(name, arrival, extractor, directory, failures)
            if result and json:
                print_json([result])
            elif result:
                from agent.cli import results

                results.print_result(result)
    failures.leave()


def intake(
    files: Files = None,
    engine: EngineOption = None,
    record: RecordDir = None,
    received_at: ReceivedAt = None,
    channel: ChannelOption = None,
    retry: Annotated[bool, typer.Option(help="Read again what could not be read before.")] = False,
    later: Annotated[bool, typer.Option(help="Store only; a `clarify worker` reads it.")] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Of folders and mail folders: look again until Ctrl-C.")
    ] = False,
    mark_seen: Annotated[
        bool, typer.Option("--mark-seen", help="Mark mail that was stored as seen; else nothing is changed.")
    ] = False,
    json: Json = False,
) -> None:
    """Store texts and make proposals of them. The same text twice changes nothing.

    A FILE may be a mail folder: imaps://user@host/FOLDER, with the password in CLARIFY_IMAP__PASSWORD.
    """
    with at_work(engine=engine, record=whole(record)) as (settings, store, services):
        failures = Failures(store.unreadables)
        received = [(again, True) for again in _retried(store)] if retry else []
        if watch or mark_seen or any(map(_is_mail, files or ())):
            from agent.cli.polling import Looking, Wishes, sources

            wishes = Wishes(watch=watch, mark_seen=mark_seen, retry=retry)
            found = sources(files or [], settings, store, _envelope(channel, received_at), wishes)
            report(received, store, failures, json=json)
            Looking(settings, store, services, failures, later=later, json=json).at(found, watch=watch)
            return
        wanted = () if retry and not files else _arrivals(files, settings, channel, received_at, failures)
        received += [services.intakes.receive(arrival) for _, arrival in wanted]
        outcome = None if later else drain_all(services)
        report(received, store, failures, json=json)
    if outcome:
        tell_failures(outcome, failures)
    failures.leave()


def _arrivals(
    files: list[str] | None,
    settings: Settings,
    channel: Channel | None,
    received_at: str | None,
    failures: Failures,
) -> Iterator[tuple[str, Arrival]]:
    """Of every file that can be read, with its name; the others are told."""
    from agent.errors import InputError
    from agent.wiring import reader

    reads, told = reader(settings), _envelope(channel, received_at)
    if not files and sys.stdin is not None and sys.stdin.isatty():
        typer.echo("Reading from the keyboard; end with Ctrl-D.", err=True)
    for path in files or ["-"]:
        if _is_mail(path):
            raise InputError("a mail folder is read by `clarify intake` only")
        try:
            names = reads.files(path, failures.note)
        except InputError as exc:
            failures.refuse(exc)
            continue
        for name in names:
            try:
                for arrival in reads.read(name, _stdin, told, failures.refuse):
                    yield name if name != "-" else "standard input", arrival
            except InputError as exc:
                failures.refuse(exc)


def _envelope(channel: Channel | None, received_at: str | None) -> Envelope:
    from agent.sources.text import Envelope

    return Envelope(channel=channel, received_at=moment(received_at))


def _is_mail(name: str) -> bool:
    from agent.sources.imap import is_address

    return is_address(name)


def _stdin(most: int) -> bytes:
    """Raises UnreadableInput where standard input is closed."""
    from agent.errors import UnreadableInput

    if sys.stdin is None or sys.stdin.closed:
        raise UnreadableInput("standard input is closed: name a file")
    return sys.stdin.buffer.read(most)


def _extracted(
    name: str, arrival: Arrival, extractor: Extractor, directory: Directory, failures: Failures
) -> ResultRow | None:
    from agent.errors import ExtractionError
    from agent.models import Intake
    from agent.pipeline import extract as read

    intake = Intake.of(arrival, intake_id=arrival.source_id or name)
    try:
        return read(intake, extractor, directory, with_text=arrival.derived)[1]
    except ExtractionError as exc:
        failures.add(f"{intake.id}: {exc}")
        return None


def _retried(store: Store) -> list[Intake]:
    """Queued again, or hastened where they wait."""
    from agent.terms import IntakeState

    store.jobs.hasten()
    failed = [status.intake for status in store.intakes.find(IntakeState.FAILED)]
    for intake in failed:
        store.intakes.retry(intake)
    return [status.intake for status in store.intakes.find(IntakeState.RECEIVED)]

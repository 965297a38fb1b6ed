"""`clarify intake` of mail folders, and of folders of files that are watched."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from agent import logs
from agent.backoff import pause
from agent.cli.received import Failures, drain_all, report, tell_failures
from agent.cli.running import leave_threads
from agent.errors import ClarifyError, InputError
from agent.receiving import Source
from agent.worker import Outcome, Worker

if TYPE_CHECKING:
    from datetime import timedelta
    from types import FrameType

    from agent.models import Intake
    from agent.protocols import Services
    from agent.settings import Settings
    from agent.sources.text import Envelope
    from agent.wiring import Store

AT_ONCE = 50
"""Texts that are stored before they are read and told."""

NEITHER = "neither a folder nor a mail folder (imaps://user@host/FOLDER): --watch watches these"
NO_MAIL = "no mail folder (imaps://user@host/FOLDER): name files in a command of their own"

SLICE = 0.1
"""Seconds after which a signal to stop is noticed."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for beside the names."""

    watch: bool
    mark_seen: bool
    retry: bool


def sources(
    names: Sequence[str], settings: Settings, store: Store, told: Envelope, wishes: Wishes
) -> list[Source]:
    """What is to be looked at. Raises InputError where that cannot be done with what was named."""
    from agent.sources.folder import FolderSource
    from agent.sources.imap import is_address, parse_address
    from agent.sources.mailbox import MailSource
    from agent.wiring import reader

    reads, found = reader(settings), list[Source]()
    for name in names:
        if is_address(name):
            address = parse_address(name, allow_plain=settings.imap.allow_plain)
            found.append(
                MailSource(address, settings.imap, reads, store.mail_folders, wishes.mark_seen, wishes.retry)
            )
        elif wishes.watch and Path(name).is_dir():
            found.append(FolderSource(Path(name), settings.watch.poll_seconds, reads, told))
        else:
            raise InputError(f"{name!r} is {NEITHER if wishes.watch else NO_MAIL}")
    if not found:
        raise InputError("name a folder or a mail folder to watch")
    if wishes.mark_seen and not any(map(is_address, names)):
        raise InputError("--mark-seen is for mail folders: none is named")
    return found


@dataclass(slots=True)
class Stop:
    """A plain flag: a signal handler may set it wherever the process is just then."""

    asked: bool = False
    worker: Worker | None = None

    def ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        if self.worker:
            self.worker.ask_to_stop()

    @contextmanager
    def on_signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, self.ask) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@dataclass(slots=True)
class Looking:
    """Looks at sources, once or until it is stopped: stores, reads, tells."""

    settings: Settings
    store: Store
    services: Services
    failures: Failures
    later: bool
    json: bool
    stop: Stop = field(default_factory=Stop)
    watching: bool = False
    handed_back: int = 0
    """Jobs that did not end in time after a signal; their threads may still run."""

    def at(self, found: Sequence[Source], *, watch: bool) -> None:
        """Raises ClarifyError, or ends the command where something failed and nobody waits for it."""
        if not watch:
            self.once(found)
            self.failures.leave()
            return
        self.until_stopped(found)
        if self.handed_back:
            leave_threads()

    def once(self, found: Sequence[Source]) -> None:
        """A source that cannot be read is told, and the others are read."""
        for source in found:
            try:
                self._look(source)
            except ClarifyError as exc:
                self.failures.add(str(exc))

    def until_stopped(self, found: Sequence[Source]) -> None:
        """Until SIGTERM or Ctrl-C. What fails is tried again, each time after a longer wait.

        Raises ClarifyError where the very first look fails in a way that waiting does not mend.
        """
        self.watching = True
        typer.echo(f"watching {', '.join(map(str, found))}; Ctrl-C ends", err=True)
        plans = [_Plan(source) for source in found]
        with self.stop.on_signals():
            while not self.stop.asked:
                for plan in plans:
                    if plan.at <= time.monotonic() and not self.stop.asked:
                        self._keep(plan)
                self._rest(min(plan.at for plan in plans))

    def _keep(self, plan: _Plan) -> None:
        try:
            self._look(plan.source)
        except ClarifyError as exc:
            if not (exc.retryable or plan.looked):
                raise
            wait = plan.failed()
            if not self.stop.asked:
                self.failures.add(f"{exc}; looking again in {wait.total_seconds():.0f} s")
        else:
            plan.went_well()

    def _look(self, source: Source) -> None:
        received: list[tuple[Intake, bool]] = []
        counts = {True: 0, False: 0}
        failed = self.failures.count
        try:
            with closing(source.look(self.store.intakes.receive, self.failures.refuse)) as found:
                for intake, new in found:
                    received.append((intake, new))
                    counts[new] += 1
                    if self.stop.asked:
                        break
                    if len(received) == AT_ONCE:
                        self._read(received)
                        received = []
        except ClarifyError:
            self._read(received)
            raise
        failed = self.failures.count - failed
        self._read(received)
        self._sum_up(source, counts, failed)

    def _read(self, received: list[tuple[Intake, bool]]) -> None:
        """Also what waited in the queue for another try."""
        if not (self.later or self.stop.asked):
            tell_failures(self._drain(), self.failures)
        shown = [(intake, new) for intake, new in received if new or not self.watching]
        report(shown, self.store, self.failures, json=self.json)

    def _drain(self) -> Outcome:
        if not self.watching:
            return drain_all(self.services)
        config = self.settings.worker.model_copy(update={"concurrency": 1})
        self.stop.worker = Worker(self.services, config, logs.quiet())
        outcome = self.stop.worker.run_until_idle()
        self.handed_back += outcome.handed_back
        return outcome

    def _sum_up(self, source: Source, counts: dict[bool, int], failed: int) -> None:
        if not self.json and (counts[True] or not self.watching):
            also = f", {failed} refused" if failed else ""
            typer.echo(f"{source}: {counts[True]} new, {counts[False]} known before{also}", err=True)

    def _rest(self, until: float) -> None:
        while not self.stop.asked and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, SLICE))


@dataclass(slots=True)
class _Plan:
    """When a source is looked at next."""

    source: Source
    at: float = 0.0
    """On the monotonic clock."""
    looked: bool = False
    """Whether a look went well so far."""
    failures: int = 0

    def went_well(self) -> None:
        self.looked, self.failures = True, 0
        self.at = time.monotonic() + self.source.seconds

    def failed(self) -> timedelta:
        from datetime import timedelta
        from secrets import SystemRandom

        self.failures += 1
        wait = pause(self.failures, SystemRandom().random(), first=timedelta(seconds=2 * self.source.seconds))
        self.at = time.monotonic() + wait.total_seconds()
        return wait

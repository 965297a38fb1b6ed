"""Hand-written stand-ins; they pass the same contract tests as the adapters."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from agent.duplicates import Candidate
from agent.errors import ExtractionError, IndexUnavailable
from agent.models import Extraction, Finding, Intake, OwnerRole, Trace
from agent.records import Entry


class MemoryIndex:
    """An `Index` by word overlap, in memory. `broken` makes every method but rebuild fail."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] | None = None
        self.broken = False

    def search(self, title: str, body: str, limit: int, without: Collection[str] = ()) -> list[Candidate]:
        asked = _words(f"{title} {body}")
        found = [
            Candidate(id=entry.id, lexical=score, dense=score, score=score)
            for entry in self._all().values()
            if entry.id not in without and (score := _overlap(asked, _words(f"{entry.title} {entry.body}")))
        ]
        return sorted(found, key=lambda candidate: (-candidate.score, candidate.id))[:limit]

    def reread(self, new: Entry, found: Sequence[tuple[Candidate, Entry]]) -> list[Candidate]:
        return [candidate for candidate, _ in found]

    def put(self, entries: Sequence[Entry]) -> None:
        self._all().update((entry.id, entry) for entry in entries)

    def remove(self, ids: Sequence[str]) -> None:
        for id_ in ids:
            self._all().pop(id_, None)

    def rebuild(
        self, entries: Iterable[Entry], progress: Callable[[int], None] | None = None, total: int = 0
    ) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self.broken = False
        if progress and self._entries:
            progress(len(self._entries))

    def check(self) -> None:
        self._all()

    def _all(self) -> dict[str, Entry]:
        if self.broken or self._entries is None:
            raise IndexUnavailable("the index is missing or broken; run `clarify reindex`")
        return self._entries


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _overlap(ours: set[str], theirs: set[str]) -> float:
    return 2 * len(ours & theirs) / (len(ours) + len(theirs) or 1)


class LineEngine:
    """An `Extractor` for tests: each line 'do X' is a request for X, 'OWNER: do X' names who."""

    def __init__(self) -> None:
        self.failure: ExtractionError | None = None

    def extract(self, intake: Intake) -> Extraction:
        if self.failure:
            raise self.failure
        findings = tuple(_finding(line) for line in intake.text.split("\n") if "do " in line)
        reason = None if findings else "no line says 'do'"
        return Extraction(findings=findings, not_work_reason=reason, trace=Trace(engine="lines"))


def _finding(line: str) -> Finding:
    owner, _, goal = line.rpartition("do ")
    name = owner.strip(": ") or None
    role = OwnerRole.NAMED if name else OwnerRole.NOBODY
    return Finding(goal=goal, quotes=(line,), owner_role=role, owner_text=name)


class Says:
    """An `Extractor` for tests: it finds what it was given for a text."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[Finding, ...]] = {}

    def extract(self, intake: Intake) -> Extraction:
        findings = self.found.get(intake.text, ())
        reason = None if findings else "nothing is asked"
        return Extraction(findings=findings, not_work_reason=reason, trace=Trace(engine="says"))

"""What a run of an eval leaves behind: metrics, every case, and what it was made with; kept as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, Field, ValidationError

from agent.errors import InputError, UnreadableInput
from agent.models import Noun
from evals.metrics import Estimate

TIMES = ("seconds", "milliseconds")
"""Counts of how long it took."""
TIMED = ("seconds_per_text", "ms_per_call", "ms_per_query")
"""Metrics made of them."""


class Remark(Noun):
    """What an evaluator says against a case."""

    harm: str
    says: str


class CaseResult(Noun):
    id: str
    number: int | None = None
    """Instead of the id, where predictions are told to others: the data have a number there, or no id."""
    sha256: str
    """Of the labelled row."""
    groups: tuple[str, ...] = ()
    """Channel, traps, language: what it is reported under as well."""
    counts: dict[str, float]
    harm: float = 0.0
    """How much is held against it."""
    remarks: tuple[Remark, ...] = ()
    failed: str = ""
    """Why it could not be read; everything in it counts as missed."""
    text: str = ""
    gold: Any = None
    prediction: Any = None


class RunTrace(Noun):
    """Enough to make it again."""

    at: AwareDatetime
    seconds: float
    engine: str
    model: str = ""
    prompt: str = ""
    prompt_sha256: str = ""
    judge_model: str = ""
    """Empty where none was asked."""
    judge_prompt: str = ""
    judge_prompt_sha256: str = ""
    data: tuple[str, ...]
    """Names of the files, without their folders."""
    data_sha256: str
    git: str = ""
    """The commit, with a + where files were changed since; empty outside a checkout."""
    version: str
    seed: int
    concurrency: int


class Run(Noun):
    eval: str
    engine: str
    n: int
    """Cases that were scored, those that failed included."""
    failed: int = 0
    pending: int = 0
    """Requests that nobody answered so far; they are not scored."""
    metrics: dict[str, Estimate]
    groups: dict[str, dict[str, Estimate]] = Field(default_factory=dict)
    """Group → metric, where more than one case is in it."""
    group_sizes: dict[str, int] = Field(default_factory=dict)
    cases: tuple[CaseResult, ...] = ()
    """In the order of the data."""
    trace: RunTrace

    @property
    def name(self) -> str:
        """Of its file; sorts by time, to the microsecond, so that no run takes the place of another."""
        return f"{self.trace.at:%Y%m%dT%H%M%S.%f}-{self.eval}-{self.engine}.json"

    @property
    def worst_first(self) -> list[CaseResult]:
        """What could not be read, then by harm."""
        return sorted(self.cases, key=lambda case: (not case.failed, -case.harm))

    @property
    def headline(self) -> dict[str, object]:
        """What `--json` prints."""
        shown = {name: estimate.model_dump(mode="json") for name, estimate in self.metrics.items()}
        told = {"eval": self.eval, "n": self.n, "engine": self.engine, "metrics": shown}
        return told | {name: count for name in ("failed", "pending") if (count := getattr(self, name))}

    def bare(self) -> Run:
        """Counts only, and none that differ from one machine to the next: nobody's text is in it."""
        bare = {"text": "", "gold": None, "prediction": None, "remarks": (), "groups": (), "number": None}
        cases = tuple(
            case.model_copy(
                update={**bare, "counts": {n: c for n, c in case.counts.items() if n not in TIMES}}
            )
            for case in self.cases
        )
        metrics = {name: found for name, found in self.metrics.items() if name not in TIMED}
        return self.model_copy(update={"cases": cases, "metrics": metrics, "groups": {}, "group_sizes": {}})


def keep(run: Run, folder: Path) -> Path:
    """Readable by its owner only, for it holds the texts; in its place when it is whole."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / run.name
    partial = path.with_suffix(".partial")
    partial.touch(mode=0o600)
    partial.write_text(run.model_dump_json(indent=1), encoding="utf-8")
    return partial.replace(path)


def load(path: Path) -> Run:
    """Raises InputError."""
    try:
        return Run.model_validate_json(path.read_bytes())
    except OSError as exc:
        raise UnreadableInput(f"{path}: it cannot be read: {exc.strerror}") from exc
    except ValidationError as exc:
        raise InputError(
            f"{path}: this is no run of an eval: {exc.error_count()} fields do not fit"
        ) from None


def kept(folder: Path, name: str = "") -> list[Run]:
    """The runs of a folder, oldest first; only of one eval where it is named."""
    runs: Iterable[Run] = (load(path) for path in sorted(folder.glob("*.json")))
    return [run for run in runs if name in ("", run.eval)]

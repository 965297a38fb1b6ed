"""What an eval measures: an engine, a judge of what it read, and what a run is told by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from agent.cli.options import whole
from agent.terms import EmbedderKind, Engine

if TYPE_CHECKING:
    from agent.embedding import Embedding
    from agent.people import Directory
    from agent.protocols import Extractor
    from agent.settings import Settings
    from evals.judging import Judge
    from evals.suites import Facts


@contextmanager
def reader(
    engine: Engine | None, record: Path | None, pending: Path | None, *, judged: bool = False
) -> Iterator[tuple[Extractor, Directory, Facts, Settings]]:
    """The engine that reads, the people that it may know, and what the run is told by.

    Where a judge is asked, the folder of requests may be for the judge alone.
    """
    from agent.engines import recorded
    from agent.settings import load_settings
    from agent.wiring import load_directory, open_engine
    from evals.engines import facts_of, open_pending

    settings = load_settings(engine=engine, record=whole(record))
    directory = load_directory(settings)
    facts = facts_of(settings, judged=judged)
    if pending and not (judged and facts.engine != Engine.LLM.value):
        with open_pending(settings, pending, directory) as extractor:
            yield recorded(settings, extractor), directory, facts, settings
    else:
        with open_engine(settings, directory) as extractor:
            yield extractor, directory, facts, settings


@contextmanager
def judge(settings: Settings, pending: Path | None, labels: list[Path]) -> Iterator[Judge]:
    from evals.engines import open_judge
    from evals.judging import read_labels

    with open_judge(settings, pending, read_labels(labels) if labels else {}) as opened:
        yield opened


def embedder(kind: EmbedderKind | None) -> tuple[Settings, Embedding, Facts]:
    """What compares meanings: of this kind, or of the settings."""
    from agent.embedding import embedding, in_force
    from agent.settings import load_settings
    from evals.suites import Facts

    settings = load_settings(index={"embedder": kind} if kind else None)
    chosen = embedding(settings)
    name = "" if in_force(settings) is EmbedderKind.STATIC else chosen.embedder.name
    return settings, chosen, Facts(engine=Engine.LOCAL.value, model=name)


def embedded() -> Facts:
    """What reads without a model."""
    from evals.suites import Facts

    return Facts(engine=Engine.LOCAL.value)

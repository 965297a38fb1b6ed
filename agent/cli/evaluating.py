"""`eval`: measure how well work is clarified, on our cases or on anybody's."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agent.cli import measured
from agent.cli.options import EngineOption, Json, RecordDir
from agent.terms import EmbedderKind, Engine

if TYPE_CHECKING:
    from agent.settings import Settings
    from evals.runs import Run
    from evals.suites import Suite

evals = typer.Typer(name="eval", help="Measure how well work gets clarified.", no_args_is_help=True)

Built = Iterator["tuple[Suite[Any, Any], Settings]"]
"""Of what builds an eval; in quotes, for the options of a command are read when the program starts."""

Data = Annotated[
    list[Path] | None, typer.Option("--data", metavar="FILE", help="Labelled rows; our own if left out.")
]
Folds = Annotated[
    int | None, typer.Option("--folds", min=2, help="Train on the others of so many parts, test on each.")
]
Fit = Annotated[
    Path | None,
    typer.Option("--fit", metavar="FILE", help="Write weights of likeness fitted on these pairs."),
]
Corpus = Annotated[Path | None, typer.Option("--corpus", metavar="FILE", help="The items; ours if left out.")]
Pairs = Annotated[Path | None, typer.Option("--pairs", metavar="FILE", help="Pairs of them with labels.")]
EmbedderOption = Annotated[
    EmbedderKind | None, typer.Option("--embedder", help="What compares meanings; else as in the settings.")
]
PendingDir = Annotated[
    Path | None,
    typer.Option(
        "--pending", metavar="DIR", help="What models are asked, as files: requests out, answers in."
    ),
]
Judging = Annotated[bool, typer.Option("--judge", help="Ask the model of the settings about each item.")]
JudgeLabelsFile = Annotated[
    Path | None,
    typer.Option("--judge-labels", metavar="FILE", help="Hold the judge against these; ours for our cases."),
]


def shared(
    limit: Annotated[int | None, typer.Option(min=1, help="Only the first so many cases.")] = None,
    seed: Annotated[int, typer.Option(help="Of the resampling.")] = 0,
    concurrency: Annotated[int, typer.Option(min=1, max=64, help="Cases at a time.")] = 1,
    predictions: Annotated[
        Path | None, typer.Option(metavar="OUT.jsonl", help="Write every prediction there.")
    ] = None,
    report: Annotated[Path | None, typer.Option(metavar="OUT.html", help="Write a page to look at.")] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Exit 1 where a metric fell below this run.")
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Make this run the baseline of --baseline.")
    ] = False,
    runs: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where runs are kept; else `evals` in the store.")
    ] = None,
    json: Json = False,
) -> None:
    """The options that every eval has; never called."""


def _command(build: Callable[..., Any]) -> Callable[..., Any]:
    """An eval as a command: what `build` asks for, then what all have."""
    own = inspect.signature(build, eval_str=True).parameters
    common = inspect.signature(shared, eval_str=True).parameters

    def command(**given: Any) -> None:  # noqa: ANN401 each option has its own type
        need_extra()
        asked = {name: given.pop(name) for name in own}
        with contextmanager(build)(**asked) as (suite, settings):
            evaluate(suite, settings, **given)

    command.__name__, command.__doc__ = build.__name__, build.__doc__
    signature = inspect.Signature([*own.values(), *common.values()])
    command.__signature__ = signature  # type: ignore[attr-defined] # typer reads the options from it
    command.__annotations__ = {name: parameter.annotation for name, parameter in signature.parameters.items()}
    return evals.command()(command)


@_command
def extraction(
    data: Data = None,
    engine: EngineOption = None,
    record: RecordDir = None,
    pending: PendingDir = None,
    judge: Judging = False,
    judge_labels: JudgeLabelsFile = None,
) -> Built:
    """Items, owners, dates, priorities, questions read out of whole texts."""
    from agent.errors import InputError
    from evals.cases import own
    from evals.extraction.suite import suite

    if judge_labels and not judge:
        raise InputError("--judge-labels goes with --judge")
    labels = [judge_labels] if judge_labels else own("judge_labels") if not data else []
    with (
        measured.reader(engine, record, pending, judged=judge) as (extractor, directory, facts, settings),
        measured.judge(settings, pending, labels) if judge else nullcontext() as judging,
    ):
        yield suite(data or own("extraction"), extractor, directory, facts, settings, judging), settings


@_command
def requests(
    data: Data = None,
    engine: EngineOption = None,
    record: RecordDir = None,
    pending: PendingDir = None,
    folds: Folds = None,
) -> Built:
    """Does a sentence ask for or offer an action?"""
    from agent.errors import InputError
    from agent.settings import load_settings
    from evals.sentences import folded, suite

    if not data:
        raise InputError("name labelled sentences with --data: rows of text and label")
    if folds and (pending or engine is Engine.LLM):
        raise InputError("only the embedded engine is trained: leave --folds out, or --engine and --pending")
    if folds:
        yield folded(data, folds, measured.embedded()), load_settings()
        return
    with measured.reader(engine, record, pending) as (extractor, _directory, facts, settings):
        yield suite(data, extractor, facts), settings


@_command
def dates(data: Data = None) -> Built:
    """Which day do words mean?"""
    from agent.settings import load_settings
    from evals.cases import own
    from evals.days import dates as suite

    yield suite(data or own("dates"), measured.embedded()), load_settings()


@_command
def recurrence(data: Data = None) -> Built:
    """Which rule do words mean?"""
    from agent.settings import load_settings
    from evals.cases import own
    from evals.days import recurrences as suite

    yield suite(data or own("recurrence"), measured.embedded()), load_settings()


@_command
def duplicates(
    corpus: Corpus = None,
    pairs: Pairs = None,
    folds: Folds = None,
    fit: Fit = None,
    embedder: EmbedderOption = None,
) -> Built:
    """Is the same work found again, and called so?"""
    from agent.errors import InputError
    from agent.wiring import thresholds
    from evals.cases import own
    from evals.likeness import fit as fitted
    from evals.likeness import folded
    from evals.similar import opened, suite

    if (corpus is None) != (pairs is None):
        raise InputError("--corpus and --pairs go together")
    if corpus is None or pairs is None:
        corpus, pairs = own("duplicates")
    _check_folders(fit)
    settings, chosen, facts = measured.embedder(embedder)
    with opened(corpus, pairs, chosen) as labelled:
        compared = labelled.all_compared() if folds or fit else []
        weights = folded(compared, folds) if folds else {}
        if fit:
            fit.write_text(fitted(compared, pairs.name).model_dump_json(indent=1) + "\n", encoding="utf-8")
        yield suite(labelled, facts, thresholds(settings), weights), settings


@_command
def routing(data: Data = None) -> Built:
    """Does the first rule that fits send an item where it should go?"""
    from agent.configuration import load_rules
    from agent.settings import load_settings
    from agent.wiring import load_directory
    from evals.cases import own, own_directory
    from evals.routes import suite

    settings = load_settings()
    directory = load_directory(settings) if settings.people else own_directory()
    yield (
        suite(data or own("routing"), load_rules(settings, directory), directory, measured.embedded()),
        settings,
    )


def evaluate(
    suite: Suite[Any, Any],
    settings: Settings,
    *,
    predictions: Path | None,
    report: Path | None,
    baseline: Path | None,
    update_baseline: bool,
    runs: Path | None,
    json: bool,
    **conduct: Any,  # noqa: ANN401 as Conduct takes them
) -> None:
    """Run it, keep it, write what was asked for, hold it against the baseline."""
    from agent.cli import figures
    from evals import baselines
    from evals.runs import keep
    from evals.suites import Conduct
    from evals.suites import run as run_suite

    if update_baseline and not baseline:
        raise typer.BadParameter("--update-baseline needs --baseline FILE, the file to write")
    _check_folders(predictions, report)
    known = baselines.load(baseline) if baseline and not update_baseline else None
    if known:
        baselines.check_same_eval(suite.name, known.eval)
    with figures.bar(min(len(suite.rows), conduct["limit"] or len(suite.rows))) as tick:
        run = run_suite(suite, Conduct(**conduct, tick=tick))
    kept = keep(run, runs or settings.home / "evals")
    _write(run, predictions, report, known)
    figures.print_json(run) if json else figures.print_run(run, kept)
    if update_baseline and baseline:
        baselines.save(run, baseline)
    if known and (falls := baselines.falls(run, known, suite.metrics)):
        figures.print_falls(falls)
        raise typer.Exit(1)


def _check_folders(*files: Path | None) -> None:
    """Before anything runs, for a run may take long. Raises InputError."""
    from agent.errors import InputError

    for file in filter(None, files):
        if file.is_dir():
            raise InputError(f"{file}: it is a folder: name a file in it")
        if not file.parent.is_dir():
            raise InputError(f"{file}: there is no folder {str(file.parent)!r} to write it to: make it first")


def _write(run: Run, predictions: Path | None, report: Path | None, known: Run | None) -> None:
    from evals.predictions import write as write_predictions

    if predictions:
        write_predictions(run, predictions)
    if report:
        from evals.report.page import write as write_report

        write_report(run, report, known)


def need_extra() -> None:
    """Raises SettingsInvalid where the extra is not there."""
    from importlib.util import find_spec

    from agent.errors import SettingsInvalid

    if find_spec("pydantic_evals") is None:
        raise SettingsInvalid("evals need more packages: pip install 'clarify-work[evals]'")

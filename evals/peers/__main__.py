"""`python -m evals.peers dates|recurrence|requests|duplicates`: ours beside what a package index has."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agent import __version__
from agent.errors import ClarifyError, InputError, SettingsInvalid
from agent.terms import Engine

if TYPE_CHECKING:
    from evals.suites import Facts, Suite

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)

Data = Annotated[
    list[Path] | None, typer.Option("--data", metavar="FILE", help="Labelled rows; our own if left out.")
]
Corpus = Annotated[Path | None, typer.Option(metavar="FILE", help="The items; ours if left out.")]
Pairs = Annotated[Path | None, typer.Option(metavar="FILE", help="Pairs of them with labels.")]
Seed = Annotated[int, typer.Option(help="Of the resampling, and of the folds.")]
Json = Annotated[bool, typer.Option("--json", help="One object, and nothing else.")]


@app.command()
def dates(data: Data = None, seed: Seed = 0, json: Json = False) -> None:
    """dateparser.search and parsedatetime: which day do words mean?"""
    needed("dateparser", "parsedatetime")
    from evals import days
    from evals.cases import own
    from evals.peers.asked import dateparser_search, default_locale, own_locale, parsedatetime_parse
    from evals.peers.comparing import peer

    ours = days.dates(data or own("dates"), _ours())
    searched = f"dateparser.search {version('dateparser')}"
    parsed = f"parsedatetime {version('parsedatetime')}"
    suites = [
        ours,
        peer(ours, searched, days.timed(dateparser_search())),
        peer(ours, parsed, days.timed(parsedatetime_parse(default_locale))),
        peer(ours, f"{parsed}, locale of the row", days.timed(parsedatetime_parse(own_locale))),
    ]
    _tell(suites, seed, json=json)


@app.command()
def recurrence(data: Data = None, seed: Seed = 0, json: Json = False) -> None:
    """recurrent: which rule do words mean?"""
    needed("recurrent")
    from evals import days
    from evals.cases import own
    from evals.peers.asked import recurrent_rule
    from evals.peers.comparing import peer

    ours = days.recurrences(data or own("recurrence"), _ours())
    _tell([ours, peer(ours, f"recurrent {version('recurrent')}", recurrent_rule())], seed, json=json)


@app.command()
def requests(data: Data = None, seed: Seed = 0, json: Json = False) -> None:
    """TF-IDF and logistic regression, cross-validated: does a sentence ask for or offer an action?"""
    needed("sklearn")
    from agent.settings import load_settings
    from agent.wiring import load_directory, open_engine
    from evals.peers.asked import FOLDS, out_of_fold
    from evals.peers.comparing import peer
    from evals.sentences import suite

    if not data:
        raise InputError("name labelled sentences with --data: rows of text and label")
    settings = load_settings(engine=Engine.LOCAL)
    with open_engine(settings, load_directory(settings)) as extractor:
        ours = suite(data, extractor, _ours())
        trained = out_of_fold([labelled.row for labelled in ours.rows], seed)
        name = f"TF-IDF + LR, {FOLDS} folds (scikit-learn {version('scikit-learn')})"
        _tell([ours, peer(ours, name, trained)], seed, json=json)


@app.command()
def duplicates(corpus: Corpus = None, pairs: Pairs = None, seed: Seed = 0, json: Json = False) -> None:
    """BM25: is the same work found again?"""
    needed("bm25s")
    from agent.duplicates import DEFAULTS
    from evals import similar, tables
    from evals.cases import own
    from evals.gold import DocumentRow
    from evals.peers.asked import bm25
    from evals.peers.comparing import peer

    if (corpus is None) != (pairs is None):
        raise InputError("--corpus and --pairs go together")
    if corpus is None or pairs is None:
        corpus, pairs = own("duplicates")
    documents = [labelled.row for labelled in tables.read([corpus], DocumentRow)]
    with similar.opened(corpus, pairs) as labelled:
        ours = similar.suite(labelled, _ours(), DEFAULTS)
        ranked = similar.ranking_only(ours)
        _tell([ours, peer(ranked, f"bm25s {version('bm25s')}", bm25(documents))], seed, json=json)


def needed(*packages: str) -> None:
    """Raises SettingsInvalid where one of them is not there."""
    missing = [package for package in ("pydantic_evals", *packages) if find_spec(package) is None]
    if missing:
        raise SettingsInvalid(f"{', '.join(missing)}: not installed: pip install 'clarify-work[evals,peers]'")


def _ours() -> Facts:
    from evals.suites import Facts

    return Facts(engine=f"clarify {__version__}")


def _tell(suites: Sequence[Suite[Any, Any]], seed: int, *, json: bool) -> None:
    from evals.peers.comparing import compare, table

    comparison = compare(suites, seed)
    typer.echo(comparison.model_dump_json() if json else "\n".join(table(comparison)))


if __name__ == "__main__":
    try:
        app()
    except ClarifyError as exc:
        sys.stderr.write(f"peers: {exc}\n")
        sys.exit(1)

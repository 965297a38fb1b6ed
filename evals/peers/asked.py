"""How each package is asked: as its own documents say, with its defaults wherever the rows do not say more.

Needs the extra `peers`. Whatever goes wrong inside a package is its own fault: see `comparing.in_turn`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from agent.errors import InputError
from evals.days import ANY_DAY, DateOf, RuleOf
from evals.gold import DateRow, DocumentRow, RecurrenceRow, SentenceRow
from evals.rules import parts
from evals.sentences import Judged
from evals.similar import DEPTH
from evals.verdicts import Answer, QueryRow

LOCALES = {"de": "de_DE", "es": "es", "fr": "fr_FR", "nl": "nl_NL", "pt": "pt_BR"}
"""Of parsedatetime, beside English."""
FOLDS = 5
MOST_STEPS = 1000
"""Of the logistic regression, so that it converges."""
EVEN = 0.5
"""From here on a sentence more likely asks for something than not."""


def dateparser_search() -> DateOf:
    """The first of `search_dates`, ahead of the reference day, in the language and order of the row."""
    from dateparser.search import search_dates

    def day_of(row: DateRow) -> date | None:
        found = search_dates(
            row.text,
            languages=[row.language or "en"],
            settings={
                "RELATIVE_BASE": by_the_clock(row.ref),
                "PREFER_DATES_FROM": "future",
                "DATE_ORDER": "DMY" if row.day_first else "MDY",
            },
        )
        return found[0][1].date() if found else None

    return day_of


def parsedatetime_parse(locale_of: Callable[[DateRow], str]) -> DateOf:
    """`parseDT`, where it saw a date or a time."""
    from parsedatetime import VERSION_CONTEXT_STYLE, Calendar, Constants

    @cache
    def calendar(locale: str) -> Any:  # noqa: ANN401 the package has no types
        return Calendar(Constants(locale, usePyICU=False), version=VERSION_CONTEXT_STYLE)

    def day_of(row: DateRow) -> date | None:
        moment, seen = calendar(locale_of(row)).parseDT(row.text, sourceTime=by_the_clock(row.ref))
        found: date | None = moment.date() if seen.hasDateOrTime else None
        return found

    return day_of


def default_locale(_row: DateRow) -> str:
    return "en_US"


def own_locale(row: DateRow) -> str:
    """English where parsedatetime does not speak the language."""
    return LOCALES.get(row.language) or ("en_AU" if row.day_first else "en_US")


def recurrent_rule() -> RuleOf:
    from recurrent.event_parser import RecurringEvent

    def rule_of(row: RecurrenceRow) -> str | None:
        said = RecurringEvent(now_date=by_the_clock(row.ref or ANY_DAY)).parse(row.text)
        lines = said.splitlines() if isinstance(said, str) else []
        rule = next((line.removeprefix("RRULE:") for line in lines if line.startswith("RRULE:")), None)
        if rule:
            parts(rule)  # what no calendar takes is no answer
        return rule

    return rule_of


def out_of_fold(rows: Sequence[SentenceRow], seed: int) -> Callable[[SentenceRow], Judged]:
    """TF-IDF of words and pairs of words, logistic regression; a sentence is judged by what others taught.

    Raises InputError where a label has too few sentences for the folds.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline

    labels = [row.label for row in rows]
    if min(labels.count(0), labels.count(1)) < FOLDS:
        raise InputError(f"{FOLDS} folds need at least {FOLDS} sentences of each label")
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2)),
        LogisticRegression(class_weight="balanced", max_iter=MOST_STEPS),
    )
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    texts = [row.text for row in rows]
    found = cross_val_predict(model, texts, labels, cv=folds, method="predict_proba")[:, 1]
    judged = {
        row: Judged(prediction=int(score >= EVEN), score=float(score))
        for row, score in zip(rows, found, strict=True)
    }
    return judged.__getitem__


def bm25(documents: Sequence[DocumentRow]) -> Callable[[QueryRow], Answer]:
    """bm25s as it comes, over title and body; what shares no word with the query is not found."""
    import bm25s

    def words(title: str, body: str) -> str:
        return f"{title}\n{body}"

    ids = [document.id for document in documents]
    index = bm25s.BM25()
    corpus = [words(document.title, document.body) for document in documents]
    index.index(bm25s.tokenize(corpus, show_progress=False), show_progress=False)

    def answer(row: QueryRow) -> Answer:
        begun = time.perf_counter()
        asked = bm25s.tokenize(words(row.title, row.body), show_progress=False)
        places, scores = index.retrieve(asked, k=min(DEPTH + 1, len(ids)), show_progress=False)
        found = (ids[place] for place, score in zip(places[0], scores[0], strict=True) if score > 0)
        ranked = [id_ for id_ in found if id_ != row.id]
        return Answer(
            ranked=tuple(ranked[:DEPTH]), called={}, milliseconds=1000 * (time.perf_counter() - begun)
        )

    return answer


def by_the_clock(at: datetime) -> datetime:
    """As these packages take it: the writer's clock, without its zone."""
    return at.replace(tzinfo=None)

"""The figures of a run as a page tells them: what comes first, all of them, and group by group."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from agent.models import Noun
from evals import wording
from evals.catalogue import EVALS, main_metric
from evals.metrics import Estimate
from evals.report.groups import TAG, called, sorted_by_kind
from evals.report.meanings import meaning
from evals.report.plots import Bar, bars
from evals.runs import Run

FIRST = 6
MOST_GROUPS = 24
"""That are drawn of one kind, the largest; the table has all."""


class Figure(Noun):
    """One metric."""

    name: str
    label: str
    meaning: str
    value: str
    spread: str
    counts: str
    lower_is_better: bool
    is_share: bool
    place: float
    """Of the value on a scale of 100; the interval's ends beside it."""
    low: float
    high: float


class Group(Noun):
    name: str
    cases: int
    value: str
    spread: str
    counts: str


class GroupTable(Noun):
    """Of one kind; the largest are drawn too."""

    kind: str
    called: str
    groups: tuple[Group, ...]
    drawn: int

    @property
    def note(self) -> str:
        """What the drawing leaves out; empty where it has all."""
        if self.drawn in (0, len(self.groups)):
            return ""
        if self.drawn == MOST_GROUPS:
            return f"The {self.drawn} largest of {len(self.groups)}; a case may have several."
        return f"{self.drawn} of {len(self.groups)}; the others have nothing to divide by."


def figures(run: Run) -> list[Figure]:
    """All that say something."""
    falling = {m.name for m in EVALS[run.eval].metrics if m.better < 0} if run.eval in EVALS else set()
    return [
        _figure(run.eval, name, estimate, lower_is_better=name in falling)
        for name, estimate in run.metrics.items()
        if not wording.is_idle(name, estimate.value)
    ]


def headline(run: Run, told: Sequence[Figure]) -> list[Figure]:
    """Those that an eval is known by, in its order; of an eval that nobody listed the first shares."""
    by_name = {figure.name: figure for figure in told if figure.is_share}
    names = EVALS[run.eval].first if run.eval in EVALS else tuple(by_name)[:FIRST]
    return [by_name[name] for name in names if name in by_name]


def plot_figures(run: Run, told: Sequence[Figure]) -> Markup:
    rows = [
        _bar(figure.label + (" ↓" if figure.lower_is_better else ""), figure.name, run.metrics[figure.name])
        for figure in told
        if figure.is_share
    ]
    return bars(rows, "figures", f"Metrics of {run.eval} with 95 % intervals") if rows else Markup()


def group_tables(run: Run) -> list[GroupTable]:
    """By the main metric; groups in which it makes no sense are told without it."""
    main = main_metric(run)
    return [
        GroupTable(
            kind=kind,
            called=called(kind, run.eval),
            groups=tuple(_group(run, name, main) for name in names),
            drawn=len(_drawn(run, names, main)),
        )
        for kind, names in sorted_by_kind(run.groups).items()
    ]


def plot_groups(run: Run, kind: str) -> Markup:
    """The largest groups of a kind; tags from the worst to the best, for they have no other order."""
    main = main_metric(run)
    names = _drawn(run, sorted_by_kind(run.groups)[kind], main)
    if kind == TAG:
        names = sorted(names, key=lambda name: run.groups[name][main].value or 0.0)
    rows = [_bar(name, main, run.groups[name][main], _cases(run, name)) for name in names]
    return bars(rows, kind, f"{wording.label(main)} by {kind}") if rows else Markup()


def _figure(eval_name: str, name: str, estimate: Estimate, *, lower_is_better: bool) -> Figure:
    value = estimate.value or 0.0
    low, high = (value if end is None else end for end in (estimate.low, estimate.high))
    return Figure(
        name=name,
        label=wording.label(name),
        meaning=meaning(eval_name, name),
        value=wording.number(name, estimate.value),
        spread=wording.spread(name, estimate),
        counts=wording.counted(estimate),
        lower_is_better=lower_is_better,
        is_share=wording.is_share(name),
        place=_percent(value),
        low=_percent(low),
        high=_percent(high),
    )


def _percent(share: float) -> float:
    return round(100 * min(1.0, max(0.0, share)), 2)


def _bar(label: str, metric: str, estimate: Estimate, counts: str = "") -> Bar:
    return Bar(
        label=label,
        value=estimate.value or 0.0,
        low=estimate.low,
        high=estimate.high,
        told=wording.number(metric, estimate.value),
        counts=counts or wording.counted(estimate),
    )


def _drawn(run: Run, names: Sequence[str], main: str) -> list[str]:
    told = [name for name in names if _estimate(run, name, main).value is not None]
    largest = sorted(told, key=lambda name: -run.group_sizes.get(name, 0))[:MOST_GROUPS]
    return [name for name in told if name in largest]


def _group(run: Run, name: str, main: str) -> Group:
    estimate = _estimate(run, name, main)
    return Group(
        name=name,
        cases=run.group_sizes.get(name, 0),
        value=wording.number(main, estimate.value),
        spread=wording.spread(main, estimate),
        counts=wording.counted(estimate),
    )


def _estimate(run: Run, group: str, main: str) -> Estimate:
    return run.groups[group].get(main) or Estimate(value=None)


def _cases(run: Run, name: str) -> str:
    return f"{run.group_sizes.get(name, 0)} cases"

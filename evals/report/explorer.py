"""The cases of a run, worst first, as a page shows them: text, both sides, faults, and what to filter by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from agent.models import Noun
from evals.report.filing import Chips, Filing
from evals.report.highlights import Segment, gold_spans, said_spans, segments
from evals.report.pairs import items_of, pairs_of
from evals.report.values import Pair, State
from evals.runs import CaseResult, Remark, Run
from evals.turns import Turns
from evals.wording import label

MOST_CASES = 300
"""Shown with all details; a page of thousands is slow to open and nobody reads it to its end."""
OPEN = 3
LONG_CHARACTERS, LONG_LINES = 1400, 20
BRIEF_CHARACTERS, BRIEF_LINES = 400, 2
GIST = 110


class CaseView(Noun):
    number: int
    id: str
    gist: str
    failed: str
    faults: tuple[tuple[str, str], ...]
    """What is held against it, and how often; once is not said."""
    remarks: tuple[Remark, ...]
    groups: tuple[str, ...]
    turned: str
    segments: tuple[Segment, ...]
    is_long: bool
    is_open: bool
    is_brief: bool
    """So little that it needs no opening."""
    pairs: tuple[Pair, ...]
    before: tuple[Pair, ...]
    """What the other run made of it; a baseline does not say."""
    before_failed: str
    keys: str


class Explorer(Noun):
    cases: tuple[CaseView, ...]
    chips: tuple[Chips, ...]
    left_out: int
    left_out_faulty: int

    @property
    def opens(self) -> bool:
        """Is there anything to open and to shut?"""
        return not all(case.is_brief for case in self.cases)

    @property
    def has_items(self) -> bool:
        return any(segment.spans for case in self.cases for segment in case.segments)


def explore(run: Run, other: Run | None, turns: Turns | None) -> Explorer:
    turned = _turned(turns)
    shown = _chosen(run.worst_first, turned)
    filing = Filing(shown, turned)
    before = {(case.id, case.sha256): case for case in other.cases} if other else {}
    views = [
        _view(number, case, before.get((case.id, case.sha256)), filing)
        for number, case in enumerate(shown, start=1)
    ]
    ids = {case.id for case in shown}
    hidden = [case for case in run.cases if case.id not in ids]
    return Explorer(
        cases=tuple(views),
        chips=tuple(filing.chips(run.eval)),
        left_out=len(hidden),
        left_out_faulty=sum(bool(case.failed or case.remarks) for case in hidden),
    )


def _chosen(cases: Sequence[CaseResult], turned: Mapping[str, str]) -> list[CaseResult]:
    """The worst, in their order; where two runs are compared, those that turned have the first right."""
    if len(cases) <= MOST_CASES:
        return list(cases)
    chosen = {case.id for case in sorted(cases, key=lambda case: case.id not in turned)[:MOST_CASES]}
    return [case for case in cases if case.id in chosen]


def _turned(turns: Turns | None) -> dict[str, str]:
    if turns is None:
        return {}
    return {turn.id: "worse" for turn in turns.worse} | {turn.id: "better" for turn in turns.better}


def _view(number: int, case: CaseResult, before: CaseResult | None, filing: Filing) -> CaseView:
    pairs = pairs_of(case)
    return CaseView(
        number=number,
        id=case.id,
        gist=_gist(case.text),
        failed=case.failed,
        faults=tuple(_faults(case)),
        remarks=case.remarks,
        groups=case.groups,
        turned=filing.turned.get(case.id, ""),
        segments=tuple(_segments(case)),
        is_long=len(case.text) > LONG_CHARACTERS or case.text.count("\n") > LONG_LINES,
        is_open=number <= OPEN,
        is_brief=_is_brief(case.text, pairs),
        pairs=tuple(pairs),
        before=tuple(pairs_of(before)) if before and before.text else (),
        before_failed=before.failed if before else "",
        keys=filing.keys_of(case),
    )


def _is_brief(text: str, pairs: Sequence[Pair]) -> bool:
    """One answer to one sentence."""
    lines = [line for pair in pairs for line in pair.lines]
    is_plain = [pair.state for pair in pairs] == [State.PLAIN]
    return is_plain and len(lines) <= BRIEF_LINES and len(text) <= BRIEF_CHARACTERS


def _segments(case: CaseResult) -> list[Segment]:
    items = items_of(case)
    spans = [*gold_spans(items.gold, case.text), *said_spans(items.said, case.text)] if items else []
    return segments(case.text, spans)


def _faults(case: CaseResult) -> Iterable[tuple[str, str]]:
    for remark in case.remarks:
        count = case.counts.get(remark.harm, 1)
        yield label(remark.harm), f"{count:g}" if count > 1 else ""


def _gist(text: str) -> str:
    """Its subject, or else its first line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    subject = next((line for line in lines[:20] if line.lower().startswith("subject:")), None)
    told = subject.partition(":")[2].strip() if subject else next(iter(lines), "")
    return told if len(told) <= GIST else f"{told[:GIST].rstrip()}…"

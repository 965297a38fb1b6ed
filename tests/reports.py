"""Runs to look at, and the page of one as a browser reads it."""

from __future__ import annotations

from datetime import UTC, datetime
from html.parser import HTMLParser

from evals import catalogue
from evals.runs import CaseResult, Remark, Run, RunTrace
from evals.suites import measured

BEGUN = datetime(2026, 11, 2, 9, tzinfo=UTC)
HOSTILE = "</div></svg><script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7*7 }}$\\frac$&amp;\u202e"
TEXT = "Hi Ana, please send the report by Friday. Urgent!\nThe budget is done."


def trace(**other) -> RunTrace:
    made = {
        "at": BEGUN, "seconds": 1.5, "engine": "local", "data": ("a.jsonl",), "data_sha256": "d" * 64,
        "git": "abc123", "version": "0.1.0", "seed": 7, "concurrency": 1,
    }  # fmt: skip
    return RunTrace.model_validate(made | other)


def run_of(name: str, cases: list[CaseResult], **other) -> Run:
    told = trace(**other)
    metrics = measured(catalogue.listed(name).metrics, cases, told.seed)
    groups = sorted({group for case in cases for group in case.groups})
    found = {group: [case for case in cases if group in case.groups] for group in groups}
    return Run(
        eval=name,
        engine=told.engine,
        n=len(cases),
        failed=sum(bool(case.failed) for case in cases),
        metrics=metrics,
        groups={g: measured(catalogue.listed(name).metrics, of, told.seed) for g, of in found.items()},
        group_sizes={group: len(of) for group, of in found.items()},
        cases=tuple(cases),
        trace=told,
    )


def date_case(number: int, *, right: bool, **other) -> CaseResult:
    wrong = {"wrong": 1.0} if not right else {"right": 1.0}
    made = {
        "id": f"case-{number}", "sha256": "s", "counts": {"dated": 1.0, **wrong},
        "text": f"by Friday {number}", "harm": float(not right),
        "remarks": () if right else (Remark(harm="wrong", says="no date, not 2026-11-06"),),
        "gold": "2026-11-06", "prediction": "2026-11-06" if right else None,
    }  # fmt: skip
    return CaseResult.model_validate(made | other)


def gold_item(**other) -> dict:
    return {
        "goal": "Send the report to Ana", "evidence": ["please send the report by Friday"],
        "owner": "Bo Lind", "due": "2026-11-06", "due_phrase": "by Friday", **other,
    }  # fmt: skip


def said_item(**other) -> dict:
    return {
        "goal": "Send the report", "kind": "request", "owner": None, "due": "2026-11-06",
        "due_phrase": "by Friday", "recurrence": None, "priority": "urgent", "done_criteria": [],
        "evidence": [evidence("goal", "please send the report by Friday"), evidence("priority", "Urgent")],
        "questions": [{"field": "owner", "text": "Who will send it?"}],
        "basis": {"owner": "missing"}, **other,
    }  # fmt: skip


def evidence(field: str, quote: str, text: str = TEXT) -> dict:
    return {"field": field, "quote": quote, "start": text.index(quote), "end": text.index(quote) + len(quote)}


def text_case(gold: list[dict], said: list[dict] | None, **other) -> CaseResult:
    prediction = None if said is None else {"id": "a", "not_work": not said, "items": said, "engine": "local"}
    made = {
        "id": "a", "sha256": "s", "text": TEXT, "gold": {"items": gold}, "prediction": prediction,
        "counts": {"matched": 1.0, "texts": 1.0, "owner_wrong": 1.0},
    }  # fmt: skip
    return CaseResult.model_validate(made | other)


OWNER_WRONG = Remark(harm="owner_wrong", says="“Send the report to Ana”: nobody, not Bo Lind")


class Parsed(HTMLParser):
    """What a browser is told: elements with their attributes, and the words between them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.words: list[str] = []
        self._within = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._within = tag
        self.words.append(" ")

    def handle_endtag(self, tag):
        self.words.append(" ")

    def handle_data(self, data):
        if self._within == "script" and data.strip():
            self.scripts.append(data)
        elif self._within != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(tag, tuple(sorted(attributes))) for tag, attributes in self.elements]


def some_dates(right: int, wrong: int, **other) -> Run:
    cases = [date_case(number, right=number >= wrong) for number in range(right + wrong)]
    return run_of("dates", cases, **other)

"""Which cases turned better or worse from one run to another, by the harm that is counted in them."""

from __future__ import annotations

from agent.models import Noun
from evals.runs import CaseResult, Run


class Turn(Noun):
    """Of a case that two runs have with the same labels."""

    id: str
    was: float
    """The harm in it; a case that failed has one more."""
    now: float


class Turns(Noun):
    worse: tuple[Turn, ...]
    better: tuple[Turn, ...]
    same: int

    @property
    def cases(self) -> int:
        return len(self.worse) + len(self.better) + self.same


def turns(ours: Run, theirs: Run) -> Turns:
    """From theirs to ours; those that turned most come first."""
    before = {(case.id, case.sha256): case for case in theirs.cases}
    both = [(case, before[case.id, case.sha256]) for case in ours.cases if (case.id, case.sha256) in before]
    made = [Turn(id=case.id, was=_harm(was), now=_harm(case)) for case, was in both]
    worse = sorted((turn for turn in made if turn.now > turn.was), key=lambda turn: turn.was - turn.now)
    better = sorted((turn for turn in made if turn.now < turn.was), key=lambda turn: turn.now - turn.was)
    return Turns(worse=tuple(worse), better=tuple(better), same=len(made) - len(worse) - len(better))


def _harm(case: CaseResult) -> float:
    return case.harm + bool(case.failed)

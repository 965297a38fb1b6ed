"""What cases can be filtered by: how they turned, their faults, their groups. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from agent.models import Noun
from evals.report.groups import called, sorted_by_kind
from evals.runs import CaseResult
from evals.wording import label

TURNED, FAULT, GROUP = "turned", "fault", "group"
FINE = "nothing held against it"
Name = tuple[str, str]
"""Its kind and its word."""


class Chip(Noun):
    """Something to filter by; cases name it by its key."""

    key: str
    label: str
    cases: int


class Chips(Noun):
    kind: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class Filing:
    """Names are anybody's words, so cases and chips know each other by numbers."""

    cases: Sequence[CaseResult]
    turned: Mapping[str, str]
    """Id → better or worse, of the cases that turned."""

    def keys_of(self, case: CaseResult) -> str:
        return " ".join(self._keys[name] for name in self._names(case))

    def chips(self, eval_name: str) -> list[Chips]:
        """Kind by kind; of each the commonest first."""
        found: dict[str, list[Name]] = {TURNED: [], FAULT: []}
        groups = sorted_by_kind(word for kind, word in self._keys if kind == GROUP)
        for kind, words in groups.items():
            found[called(kind, eval_name)] = [(GROUP, word) for word in words]
        for name in self._keys:
            if name[0] != GROUP:
                found[name[0]].append(name)
        return [Chips(kind=kind, chips=self._counted(names)) for kind, names in found.items() if names]

    def _counted(self, names: Sequence[Name]) -> tuple[Chip, ...]:
        commonest = sorted(names, key=lambda name: -self._counts[name])
        return tuple(
            Chip(
                key=self._keys[name],
                label=name[1] if name[0] == GROUP else label(name[1]),
                cases=self._counts[name],
            )
            for name in commonest
        )

    def _names(self, case: CaseResult) -> list[Name]:
        faults = ["failed"] if case.failed else []
        faults += [remark.harm for remark in case.remarks]
        turned = [self.turned[case.id]] if case.id in self.turned else []
        filed = [(TURNED, word) for word in turned]
        filed += [(FAULT, word) for word in faults or [FINE]]
        return list(dict.fromkeys((*filed, *((GROUP, word) for word in case.groups))))

    @cached_property
    def _counts(self) -> Counter[Name]:
        return Counter(name for case in self.cases for name in self._names(case))

    @cached_property
    def _keys(self) -> dict[Name, str]:
        return {name: f"k{number}" for number, name in enumerate(self._counts)}

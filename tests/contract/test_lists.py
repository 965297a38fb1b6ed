"""Lists for programs, on both databases: narrowed alike, a page looks at so many rows and no more."""

from __future__ import annotations

from datetime import date

import pytest

from agent.errors import NotFound
from agent.models import ProposalState, WorkStatus
from agent.stores.lists import SoughtProposals, SoughtWork, SqlLists
from agent.stores.workspace import Page
from tests.houses import house

TEXT = "do the invoice\nBen: do the garden\ndo the report"


def whole(find, sought, limit: int = 50) -> list[str]:
    """Page by page."""
    goals, part = [], find(sought, Page(limit))
    while True:
        goals += [one.item.goal.value for one in part.found]
        if part.after is None:
            return goals
        part = find(sought, Page(limit, part.after))


@pytest.mark.parametrize("most", [1, 5000])
def test_lists_are_narrowed_alike_however_few_rows_a_page_looks_at(database_url, most):
    with house(database_url) as at:
        lists = SqlLists(at.workspace, most)
        money, garden, _ = at.propose(TEXT)
        for limit in (1, 50):
            for sought, goals in (
                (SoughtProposals(), ["the invoice", "the garden", "the report"]),
                (SoughtProposals(owner="Ben"), ["the garden"]),
                (SoughtProposals(owner="Deb", state=ProposalState.PENDING), ["the invoice"]),
                (SoughtProposals(team="Finance"), ["the invoice"]),
                (SoughtProposals(team="Finance", state=ProposalState.REJECTED), []),
                (SoughtProposals(intake_id=garden.intake_id, owner="Ben"), ["the garden"]),
                (SoughtProposals(due_before=date(1999, 1, 1)), []),
                (SoughtProposals(ready=0), ["the invoice", "the garden", "the report"]),
                (SoughtProposals(ready=6), []),
            ):
                assert whole(lists.proposals, sought, limit) == goals, sought
        at.confirm(money)
        assert whole(lists.work, SoughtWork(WorkStatus.OPEN, "Deb"), 1) == ["the invoice"]
        assert whole(lists.work, SoughtWork(owner="Ben"), 1) == []
        with pytest.raises(NotFound):
            lists.proposals(SoughtProposals(), Page(2, "P-000000000000"))


def test_another_workspace_lists_none_of_it(database_url):
    with house(database_url) as at, house(database_url, workspace="theirs") as theirs:
        [mine, *_] = at.propose(TEXT)
        others = SqlLists(theirs.workspace)
        assert whole(others.proposals, SoughtProposals(intake_id=mine.intake_id)) == []
        with pytest.raises(NotFound):
            others.proposals(SoughtProposals(), Page(2, mine.id))

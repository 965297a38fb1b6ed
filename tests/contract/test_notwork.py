"""Texts without work are kept with their reason, and people look at some of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agent.errors import InvalidChange, NotFound
from agent.models import ProposalState
from agent.stores.notwork import MissRate, SqlNotWork
from agent.terms import IntakeState
from agent.worker import drain
from tests.houses import ANA, MONDAY, house


@pytest.fixture
def home(database_url):
    with house(database_url) as opened:
        yield opened


@pytest.fixture
def not_work(home):
    return SqlNotWork(home.workspace)


def read(home, text, **envelope):
    made = home.submit(text, **envelope)
    drain(home.services)
    return home.services.intakes.status(made)


def test_what_nobody_wrote_is_not_read_and_says_why(home):
    home.engine.failure = AssertionError("the engine was asked")
    status = read(home, "do the dishes", automatic="a newsletter")
    assert (status.state, status.reason) == (IntakeState.NOT_WORK, "Nobody wrote it: a newsletter.")
    assert home.services.intakes.get(status.intake.id).text == "do the dishes"


def test_what_nobody_wrote_is_read_when_a_person_says_so(home, not_work):
    status = read(home, "do the dishes", automatic="a newsletter")
    not_work.promote(status.intake.id, ANA)
    drain(home.services)
    (proposal,) = home.services.proposals.find([ProposalState.PENDING])
    assert proposal.item.goal.value == "the dishes"
    again = home.services.intakes.status(status.intake.id)
    assert (again.state, again.promoted_by) == (IntakeState.EXTRACTED, ANA)
    home.audit.verify()


def test_a_promoted_text_is_proposed_even_where_the_engine_finds_nothing(home, not_work):
    status = read(home, "The lift.\nIt hums again.")
    not_work.promote(status.intake.id, ANA)
    drain(home.services)
    (proposal,) = home.services.proposals.find(intake_id=status.intake.id)
    assert proposal.item.goal.value == "The lift."
    assert proposal.item.goal.evidence[0].quote == "The lift."


@pytest.mark.parametrize("act", ["promote", "dismiss"])
def test_only_a_text_without_work_can_be_looked_at(home, not_work, act):
    busy = read(home, "do it")
    with pytest.raises(InvalidChange, match="queue --not-work"):
        getattr(not_work, act)(busy.intake.id, ANA)
    with pytest.raises(NotFound):
        getattr(not_work, act)("I-nowhere", ANA)
    idle = read(home, "thanks")
    not_work.promote(idle.intake.id, ANA)
    with pytest.raises(InvalidChange):
        getattr(not_work, act)(idle.intake.id, ANA)


def test_a_sample_is_the_same_all_week_and_another_the_next(home, not_work):
    for number in range(30):
        read(home, f"thanks {number}")
    drawn = [status.intake.id for status in not_work.sample(5, MONDAY)]
    assert drawn == [status.intake.id for status in not_work.sample(5, MONDAY + timedelta(days=3))]
    assert len(set(drawn)) == 5
    other = {status.intake.id for status in not_work.sample(5, MONDAY + timedelta(days=7))}
    assert len(other) == 5 and not other & set(drawn)


def test_what_was_looked_at_leaves_the_sample_and_is_not_drawn_anew(home, not_work):
    for number in range(6):
        read(home, f"thanks {number}")
    first, second, third = not_work.sample(3, MONDAY)
    not_work.dismiss(first.intake.id, ANA)
    not_work.promote(second.intake.id, ANA)
    drain(home.services)
    assert not_work.sample(3, MONDAY) == [third]


def test_misses_are_counted_in_samples_only(home, not_work):
    texts = [read(home, f"thanks {number}").intake.id for number in range(6)]
    drawn = [status.intake.id for status in not_work.sample(3, MONDAY)]
    assert not_work.miss_rate() == MissRate(judged=0, missed=0)
    not_work.promote(drawn[0], ANA)
    not_work.dismiss(drawn[1], ANA)
    outside = next(text for text in texts if text not in drawn)
    not_work.promote(outside, ANA)
    assert not_work.miss_rate() == MissRate(judged=2, missed=1)


def test_another_workspace_has_a_bucket_of_its_own(database_url):
    with house(database_url) as ours, house(database_url, workspace="theirs") as theirs:
        status = read(ours, "thanks")
        assert SqlNotWork(theirs.workspace).sample(5, MONDAY) == []
        with pytest.raises(NotFound):
            SqlNotWork(theirs.workspace).promote(status.intake.id, ANA)

"""Private links, and what requesters see and say through them, on every database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from agent.errors import AlreadyDecided, InvalidChange
from agent.models import Asked, Channel, DecisionKind, Finding, Party, ProposalState, Topic, WorkStatus
from agent.requesters import Stage, alike, hear, standing, without_details
from agent.review import confirm, revise, undo
from agent.stores.access import links
from agent.stores.links import SqlLinks
from agent.survivors import merging_into
from agent.terms import IntakeState
from agent.worker import drain
from tests.databases import execute, tables
from tests.fakes import Says
from tests.houses import ANA, house

JEAN = Party(name="Jean Ashdown", email="jean@potters.example")
TEXT = "Details: Order 40 chairs for room 3, quickly."
CHAIRS = Finding(
    goal="Order 40 chairs for room 3",
    quotes=("Order 40 chairs for room 3, quickly.",),
    questions=(Asked(topic=Topic.DUE, text="By when?"), Asked(topic=Topic.OWNER, text="Who?")),
)


@pytest.fixture
def home(database_url):
    with house(database_url) as opened:
        engine = Says()
        engine.found[TEXT] = (CHAIRS,)
        opened.services = replace(opened.services, extractor=engine)
        opened.index.rebuild([])
        yield opened


@pytest.fixture
def asked(home):
    """The text of a request that was read."""
    text = home.submit(TEXT, channel=Channel.FORM, sender=JEAN)
    drain(home.services)
    return text


def proposal_of(home, text):
    [found] = home.services.proposals.find(intake_id=text)
    return found


def decide(home, kind, text, **facts):
    return revise(home.decision(kind, proposal_of(home, text), **facts), home.services)


def stages(home, text):
    return [step.stage for step in standing(text, home.services).steps]


class TestLinks:
    def test_a_link_leads_to_its_text_until_it_is_too_old(self, home, asked):
        store = SqlLinks(home.workspace, timedelta(days=1))
        secret = store.create(asked, "de")
        link = store.follow(secret)
        assert (link.intake_id, link.language, len(secret)) == (asked, "de", 43)
        assert [store.follow(other) for other in ("", secret[:-1], secret + "x", link.id, "\ud800")] == [
            None
        ] * 5
        home.clock.at += timedelta(days=1)
        assert store.follow(secret) is None

    def test_a_link_that_was_revoked_never_counts_again(self, home, asked):
        store = SqlLinks(home.workspace, timedelta(days=1))
        first, second = store.create(asked, "en"), store.create(asked, "en")
        store.revoke(store.follow(first).id)
        assert (store.follow(first), store.follow(second).intake_id) == (None, asked)
        with pytest.raises(InvalidChange):
            store.revoke(next(link.id for link in store.find() if link.revoked_at))
        home.audit.verify()

    def test_the_database_and_its_history_hold_no_secret(self, home, asked):
        secret = SqlLinks(home.workspace, timedelta(days=1)).create(asked, "en")
        held = "".join(str(execute(home.url, f"SELECT * FROM {name}")) for name in tables(home.url))
        assert secret not in held
        with home.workspace.database.read() as connection:
            assert len(connection.execute(sa.select(links.c.secret_sha256)).scalar_one()) == 64

    def test_a_link_of_another_workspace_is_none(self, home, asked):
        secret = SqlLinks(home.workspace, timedelta(days=1)).create(asked, "en")
        theirs = replace(home.workspace, name="theirs")
        assert SqlLinks(theirs, timedelta(days=1)).follow(secret) is None


class TestStanding:
    def test_a_request_goes_from_received_to_done(self, home):
        text = home.submit(TEXT, channel=Channel.FORM, sender=JEAN)
        assert stages(home, text) == [Stage.RECEIVED]
        drain(home.services)
        assert stages(home, text) == [Stage.CLARIFYING]
        work = home.confirm(proposal_of(home, text))
        [step] = standing(text, home.services).steps
        assert (step.stage, step.work_id, step.goal) == (Stage.CONFIRMED, work.id, CHAIRS.goal)
        home.services.registry.set_status(work.id, WorkStatus.DONE, ANA)
        assert stages(home, text) == [Stage.DONE]

    def test_what_is_taken_back_is_clarified_again(self, home, asked):
        home.confirm(proposal_of(home, asked))
        undo(home.decision(DecisionKind.UNDO, proposal_of(home, asked)), home.services)
        assert stages(home, asked) == [Stage.CLARIFYING]

    def test_what_is_no_work_is_told_and_so_is_what_was_merged(self, home, asked):
        empty = home.submit("Details: Thanks!", channel=Channel.FORM)
        other = home.submit(TEXT, channel=Channel.FORM, sender=Party(name="Mina"))
        drain(home.services)
        work = home.confirm(proposal_of(home, asked))
        seen = proposal_of(home, other)
        shown = merging_into(seen, work.id, home.services)
        revise(home.decision(DecisionKind.MERGE, shown, merge_into=work.id), home.services)
        [step] = standing(other, home.services).steps
        assert (step.stage, step.work_id) == (Stage.MERGED, work.id)
        assert stages(home, empty) == [Stage.NOT_WORK]

    def test_a_rejection_is_told_without_its_reason(self, home, asked):
        decide(home, DecisionKind.REJECT, asked, reason="they always complain")
        assert stages(home, asked) == [Stage.NOT_WORK]
        assert "complain" not in standing(asked, home.services).model_dump_json()


class TestQuestions:
    def test_the_requester_is_asked_by_when_and_not_who(self, home, asked):
        assert [(put.topic, put.text) for put in standing(asked, home.services).questions] == [
            (Topic.DUE, "By when?")
        ]

    def test_an_answer_changes_the_proposal_and_decides_nothing(self, home, asked):
        before = proposal_of(home, asked)
        hear(asked, before.id, Topic.DUE, "by 30 November 2026", home.services)
        now = proposal_of(home, asked)
        assert (now.item.due.value, now.state, now.revision) == (date(2026, 11, 30), ProposalState.PENDING, 2)
        [evidence] = now.item.due.evidence
        said = home.services.intakes.status(evidence.source)
        assert (said.intake.text, said.intake.sender, said.state) == (
            "by 30 November 2026", JEAN, IntakeState.ANSWER,
        )  # fmt: skip
        assert "private link" in said.intake.notes[0]
        assert home.services.proposals.history(now.id) == []
        assert standing(asked, home.services).questions == ()
        home.audit.verify()
        work = confirm(home.decision(DecisionKind.CONFIRM, now), home.services)
        assert work.confirmed_by == ANA

    def test_who_does_not_know_closes_the_question(self, home, asked):
        hear(asked, proposal_of(home, asked).id, Topic.DUE, "I don't know", home.services)
        assert proposal_of(home, asked).closed == (Topic.DUE,)

    def test_what_cannot_be_understood_changes_nothing(self, home, asked):
        with pytest.raises(InvalidChange):
            hear(asked, proposal_of(home, asked).id, Topic.DUE, "whatever", home.services)
        assert proposal_of(home, asked).revision == 1

    @pytest.mark.parametrize("topic", [Topic.OWNER, Topic.PRIORITY])
    def test_nobody_answers_what_they_were_not_asked(self, home, asked, topic):
        with pytest.raises(AlreadyDecided):
            hear(asked, proposal_of(home, asked).id, topic, "Ana Novak", home.services)

    def test_nobody_answers_for_the_text_of_somebody_else(self, home, asked):
        other = home.submit(TEXT, channel=Channel.FORM, sender=Party(name="Mina"))
        drain(home.services)
        with pytest.raises(AlreadyDecided):
            hear(other, proposal_of(home, asked).id, Topic.DUE, "30 November 2026", home.services)

    def test_what_was_decided_is_asked_about_no_more(self, home, asked):
        seen = proposal_of(home, asked)
        home.confirm(seen)
        with pytest.raises(AlreadyDecided):
            hear(asked, seen.id, Topic.DUE, "30 November 2026", home.services)


class TestAlike:
    TYPED = "Order 40 chairs for room 3"

    def work(self, home, asked):
        work = home.confirm(proposal_of(home, asked))
        drain(home.services)
        return work

    def test_only_confirmed_open_work_of_the_team_is_shown(self, home, asked):
        assert alike(self.TYPED, "", "Operations", home.services) == []  # nobody confirmed it so far
        work = self.work(home, asked)
        assert alike(self.TYPED, "", "Operations", home.services) == [CHAIRS.goal]
        assert alike(self.TYPED, "", "Finance", home.services) == []
        assert alike("chairs", "", "Operations", home.services) == []
        home.services.registry.set_status(work.id, WorkStatus.DONE, ANA)
        assert alike(self.TYPED, "", "Operations", home.services) == []

    def test_where_the_index_is_broken_nothing_is_said(self, home, asked):
        self.work(home, asked)
        home.index.broken = True
        assert alike(self.TYPED, "", "Operations", home.services) == []

    def test_another_workspace_is_not_seen(self, home, asked):
        self.work(home, asked)
        with house(home.url, workspace="theirs") as theirs:
            theirs.services = replace(theirs.services, index=home.index)
            assert alike(self.TYPED, "", "Operations", theirs.services) == []

    def test_a_goal_is_shown_without_addresses_and_numbers(self):
        shown = without_details("Send the keys to bob@harbour.example or call +49 30 901820 tomorrow")
        assert shown == "Send the keys to … or call … tomorrow"

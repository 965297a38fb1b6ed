"""Whatever people, replays and crashes do: no work item without exactly one confirm of its digest."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from agent.changes import read_changes
from agent.errors import ReviewError
from agent.merging import bound
from agent.models import (
    Channel,
    DecisionKind,
    Extraction,
    Finding,
    Proposal,
    ProposalState,
    Topic,
    Trace,
    WorkItem,
    WorkStatus,
)
from agent.review import revise, undo
from agent.stores.workspace import Workspace
from agent.terms import WAITING, IntakeState
from agent.worker import drain
from tests.databases import SERVER, empty_database
from tests.houses import MONDAY, Clock, house

GOALS = st.sampled_from(["order toner", "pay invoice 7", "call Bob", "mend the lift"])
ANSWERS = st.sampled_from(
    [(Topic.OWNER, "Bob"), (Topic.OWNER, "no idea"), (Topic.DUE, "2026-12-01"), (Topic.SCOPE, "all of it"),
     (Topic.DUE, "some time"), (Topic.DUE, "by Friday or Monday")]
)  # fmt: skip
EDITS = st.sampled_from(
    [("goal", "order ink"), ("owner", "Bob"), ("due", "2026-12-01"), ("priority", "urgent")]
)


REPLIES = st.sampled_from(
    [
        "{goal} by 12 November instead",
        "{goal} by 20 November instead",
        "{goal} by 20 November or 21 November instead",
        "Please forget about {goal}.",
        "Never mind.",
    ]
)


class Replies:
    """An engine that reads 'do X' as a request and 'X by DAY instead' as the same one with another day."""

    def __init__(self, lines):
        self.lines = lines

    def extract(self, intake):
        goal, by, day = intake.text.removesuffix(" instead").partition(" by ")
        if not by:
            return self.lines.extract(intake)
        finding = Finding(goal=goal, quotes=(intake.text,), due_text=f"by {day}")
        return Extraction(findings=(finding,), trace=Trace(engine="replies"))


class Crash(BaseException):
    """The process dies inside a transaction."""


class Review(RuleBasedStateMachine):
    """`seen` holds proposals as somebody once saw them: most of them are stale by now."""

    kind = "sqlite"
    under: Path
    """Where its files are: in memory, for each step commits often."""
    seen = Bundle("seen")
    decisions = Bundle("decisions")

    @initialize()
    def open(self):
        self.place = ExitStack()
        folder = Path(self.place.enter_context(tempfile.TemporaryDirectory(dir=self.under)))
        self.url = self.place.enter_context(empty_database(self.kind, folder))
        self.clock = Clock()
        self.acknowledged = {}
        self.confirms = {}
        self.merges = {}
        self.replies = 0
        self.answers, self.texts = 0, {}
        self._enter()

    def _enter(self):
        self.opened = house(self.url, clock=self.clock)
        self.house = self.opened.__enter__()
        services = self.house.services
        self.house.services = replace(services, extractor=Replies(services.extractor))

    @rule(target=seen, goals=st.lists(GOALS, max_size=3), source=st.integers(0, 3))
    def submit(self, goals, source):
        text = "\n".join(f"do {goal}" for goal in goals) or "nothing"
        self.acknowledged[self.house.submit(text, source_id=f"source {source}")] = len(set(goals))
        drain(self.house.services)
        return multiple(*self.house.services.proposals.find())

    @rule(target=seen, words=REPLIES, goal=GOALS, source=st.integers(0, 3))
    def reply(self, words, goal, source):
        """About what waits, or was confirmed, or never existed; later than what it answers."""
        self.replies += 1
        before = self._work()
        made = self.house.submit(
            words.format(goal=goal), references=(f"source {source}",), channel=Channel.NOTE,
            received_at=MONDAY + timedelta(hours=self.replies), source_id=f"reply {self.replies}",
        )  # fmt: skip
        self.acknowledged[made] = 1
        drain(self.house.services)
        assert self._work() == before
        return multiple(*self.house.services.proposals.find())

    @rule(target=seen)
    def look_again(self):
        return multiple(*self.house.services.proposals.find())

    @rule(target=decisions, proposal=seen)
    def confirm(self, proposal):
        decision = self.house.decision(DecisionKind.CONFIRM, proposal)
        self._confirm(decision)
        return decision

    @rule(decision=decisions)
    def replay_confirm(self, decision):
        self._confirm(decision)

    def _confirm(self, decision):
        from agent.review import confirm

        now = self.house.services.proposals.get(decision.proposal_id)
        current = (now.revision, now.digest) == (decision.revision, decision.digest)
        open_still = now.state in (ProposalState.PENDING, ProposalState.SNOOZED)
        before = self._work()
        fits = now.amends is None or self._is_as_seen(now, before[now.amends.work_id])
        try:
            work = confirm(decision, self.house.services)
        except ReviewError:
            assert not (current and open_still and fits)
            assert self._work() == before
        else:
            assert current and open_still and fits
            assert (work.id in before) == (now.amends is not None)
            self.confirms.setdefault(work.id, []).append((now.id, decision.digest, before.get(work.id)))
            others = {id_: known for id_, known in before.items() if id_ != work.id}
            assert {id_: known for id_, known in self._work().items() if id_ != work.id} == others

    def _work(self):
        """As it was decided: what arrived somewhere is told by no decision, who else asked by other ones."""
        found = self.house.services.registry.find()
        return {work.id: work.model_copy(update={"receipts": (), "also_asked": ()}) for work in found}

    def _is_as_seen(self, proposal, work):
        return work.status is WorkStatus.OPEN and work.digest == proposal.amends.digest

    @rule(proposal=seen, digest=st.sampled_from(["0" * 64, ""]))
    def confirm_something_else(self, proposal, digest):
        with pytest.raises(ReviewError):
            self.house.confirm(proposal, digest=digest)

    @rule(proposal=seen, edit=EDITS)
    def edit(self, proposal, edit):
        intake = self.house.services.intakes.get(proposal.intake_id)
        changes = read_changes(dict([edit]), intake, self.house.services.directory)
        self._revise(DecisionKind.EDIT, proposal, changes=changes)

    @rule(proposal=seen, answer=ANSWERS)
    def answer(self, proposal, answer):
        topic, words = answer
        if words == "some time":
            with pytest.raises(ReviewError):
                self._answer(proposal, topic, words)
        else:
            self._revise(DecisionKind.ANSWER, proposal, topic=topic, answer=words)

    def _answer(self, proposal, topic, words):
        decision = self.house.decision(DecisionKind.ANSWER, proposal, topic=topic, answer=words)
        return revise(decision, self.house.services)

    @rule(proposal=seen, kind=st.sampled_from([DecisionKind.REJECT, DecisionKind.SNOOZE]))
    def close(self, proposal, kind):
        self._revise(kind, proposal, until=self.clock() if kind is DecisionKind.SNOOZE else None)

    @rule(proposal=seen, into=seen)
    def merge_into_what_waits(self, proposal, into):
        now = self.house.services.proposals.get(into.id)
        self._merge(proposal, into, now, can=self._takes(now, proposal))

    @rule(one=st.integers(0, 9), other=st.integers(0, 9))
    def merge_what_waits_now(self, one, other):
        """Into work, or into something else that waits."""
        services = self.house.services
        waiting, works = services.proposals.find(WAITING), services.registry.find()
        if waiting:
            proposal = waiting[one % len(waiting)]
            into = [*works, *waiting][other % (len(works) + len(waiting))]
            of_work = isinstance(into, WorkItem)
            can = into.status is not WorkStatus.WITHDRAWN if of_work else self._takes(into, proposal)
            self._merge(proposal, into, into, can=can)

    def _takes(self, into, proposal):
        return into.state in WAITING and into.amends is None and into.id != proposal.id

    @precondition(lambda self: getattr(self, "merges", None))
    @rule(which=st.integers(0, 9))
    def take_a_merge_back(self, which):
        merged = [*self.merges][which % len(self.merges)]
        self._undo(self.house.services.proposals.get(merged))

    def _merge(self, proposal, into, now, *, can):
        """Into something as it was once seen; `now`: as it is."""
        before, works = self.house.services.proposals.get(proposal.id), self._work()
        current = (before.revision, before.digest) == (proposal.revision, proposal.digest)
        can &= current and before.state in WAITING and before.amends is None
        can &= bound(before, into).digest == bound(before, now).digest
        shown = bound(proposal, into)
        decision = self.house.decision(DecisionKind.MERGE, shown, merge_into=into.id)
        try:
            revise(decision, self.house.services)
        except ReviewError:
            assert not can
            assert self.house.services.proposals.get(proposal.id) == before
        else:
            assert can
            self.merges[proposal.id] = (before, now)
        assert self._work() == works

    def _revise(self, kind, proposal, **facts):
        try:
            revise(self.house.decision(kind, proposal, **facts), self.house.services)
            self.answers += kind is DecisionKind.ANSWER
        except ReviewError:
            now = self.house.services.proposals.get(proposal.id)
            withdraws = kind is DecisionKind.EDIT and now.amends is not None and now.amends.cancels
            assert withdraws or now.revision != proposal.revision or now.state is not ProposalState.PENDING

    @rule(proposal=seen)
    def undo(self, proposal):
        self._undo(proposal)

    def _undo(self, proposal):
        before = self.house.services.proposals.get(proposal.id)
        try:
            back = undo(self.house.decision(DecisionKind.UNDO, proposal), self.house.services)
        except ReviewError:
            assert self.house.services.proposals.get(proposal.id) == before
            return
        assert self._by_messages(back) == self._by_messages(before)
        assert back.cancelled == before.cancelled
        if before.state is ProposalState.CONFIRMED:
            self._check_taken_back(proposal.id)
        if before.state is ProposalState.MERGED:
            self._check_parted(back)

    def _check_parted(self, back):
        """Both are as before, but for what messages said since of the one that went on."""
        merged, into = self.merges.pop(back.id)
        assert self._content(back) == self._content(merged)
        if isinstance(into, Proposal):
            now = self.house.services.proposals.get(into.id)
            assert now.merged == into.merged
            assert now.amendments != into.amendments or self._content(now) == self._content(into)

    def _content(self, proposal):
        return proposal.model_copy(update={"revision": 0})

    def _by_messages(self, proposal):
        """What the thread said, without what people typed in."""
        return [told for told in proposal.amendments if told.intake_id in self.acknowledged]

    def _check_taken_back(self, proposal_id):
        """Its confirm was on top; the work item is exactly as it was before, or withdrawn with the first."""
        (work_id,) = [id_ for id_, pile in self.confirms.items() if pile and pile[-1][0] == proposal_id]
        _, _, before = self.confirms[work_id].pop()
        now = self.house.services.registry.get(work_id)
        if before is None:
            assert now.status is WorkStatus.WITHDRAWN
        else:
            assert self._work()[work_id] == before

    @rule()
    def finish_and_reopen(self):
        for work in self.house.services.registry.find(WorkStatus.OPEN)[:1]:
            self.house.services.registry.set_status(work.id, WorkStatus.DONE, "Ana Novak")
            self.house.services.registry.set_status(work.id, WorkStatus.OPEN, "Ana Novak")

    @rule(
        proposal=seen,
        into=seen,
        kind=st.sampled_from(
            [DecisionKind.CONFIRM, DecisionKind.UNDO, DecisionKind.ANSWER, DecisionKind.MERGE]
        ),
        at=st.integers(0, 2),
    )
    def crash_inside(self, proposal, into, kind, at):
        """Before the first event is written, or behind it or a second one; always before the commit."""
        append, written = Workspace.append, []

        def dying(self, *args, **facts):
            if len(written) < at:
                append(self, *args, **facts)
                written.append(args)
            if len(written) == at or written[-1][1].startswith("proposal."):
                raise Crash

        before = self.house.services.proposals.get(proposal.id)
        beside = self.house.services.proposals.get(into.id)
        Workspace.append = dying
        try:
            self._decide(kind, before, beside)
        except (Crash, ReviewError):
            pass
        finally:
            Workspace.append = append
        self.reopen()
        assert self.house.services.proposals.get(proposal.id) == before
        assert self.house.services.proposals.get(into.id) == beside

    def _decide(self, kind, proposal, into):
        if kind is DecisionKind.CONFIRM:
            self.house.confirm(proposal)
        elif kind is DecisionKind.UNDO:
            undo(self.house.decision(kind, proposal), self.house.services)
        elif kind is DecisionKind.MERGE:
            decision = self.house.decision(kind, bound(proposal, into), merge_into=into.id)
            revise(decision, self.house.services)
        else:
            self._answer(proposal, Topic.OWNER, "Bob")

    @rule()
    def reopen(self):
        """Another process on the same files."""
        self.opened.__exit__(None, None, None)
        self._enter()
        drain(self.house.services)

    @invariant()
    def every_work_item_is_as_one_confirm_of_its_digest_set_it(self):
        if not hasattr(self, "house"):
            return
        services = self.house.services
        work = {item.id: item for item in services.registry.find()}
        assert work.keys() == self.confirms.keys()
        for id_, pile in self.confirms.items():
            if pile:
                assert (work[id_].proposal_id, work[id_].digest) == pile[-1][:2]
            else:
                assert work[id_].status is WorkStatus.WITHDRAWN
            recorded = [r.decision for r in services.proposals.history(work[id_].proposal_id)]
            assert any(d.kind is DecisionKind.CONFIRM and d.digest == work[id_].digest for d in recorded)
        standing = [proposal_id for pile in self.confirms.values() for proposal_id, _, _ in pile]
        confirmed = {proposal.id for proposal in services.proposals.find([ProposalState.CONFIRMED])}
        assert sorted(standing) == sorted(confirmed)

    @invariant()
    def what_was_merged_is_known_by_what_survives(self):
        if not hasattr(self, "house"):
            return
        services = self.house.services
        merged = {proposal.id for proposal in services.proposals.find([ProposalState.MERGED])}
        assert merged == self.merges.keys()
        for proposal_id, end in services.merges.ends([*merged]).items():
            of_work = end.startswith("W")
            known = services.registry.get(end).also_asked if of_work else services.proposals.get(end).merged
            assert proposal_id in [one.proposal_id for one in known]

    @invariant()
    def the_index_knows_what_stands_and_nothing_that_amends(self):
        if not hasattr(self, "house"):
            return
        for proposal in self.house.services.proposals.find():
            if proposal.amends:
                found = self.house.services.registry.existing([proposal.id])
                assert found == []
                assert proposal.amends.work_id not in [match.id for match in proposal.similar.matches]

    @invariant()
    def nothing_acknowledged_is_lost_and_the_chain_holds(self):
        if not hasattr(self, "house"):
            return
        for intake_id in self.acknowledged:
            assert self.house.services.intakes.status(intake_id).state is not IntakeState.FAILED
        self.house.audit.verify()

    @invariant()
    def every_stated_word_stands_in_its_text_and_what_was_answered_is_asked_no_more(self):
        if not hasattr(self, "house"):
            return
        for proposal in self.house.services.proposals.find():
            for evidence in (*proposal.item.evidence, *(e for gap in proposal.gaps for e in gap.evidence)):
                text = self._text(evidence.source or proposal.intake_id)
                assert text[evidence.start : evidence.end] == evidence.quote
            assert not {question.topic for question in proposal.questions} & set(proposal.closed)
        assert len(self.house.services.intakes.find(IntakeState.ANSWER)) == self.answers

    def _text(self, intake_id):
        if intake_id not in self.texts:
            self.texts[intake_id] = self.house.services.intakes.get(intake_id).text
        return self.texts[intake_id]

    def teardown(self):
        if hasattr(self, "opened"):
            self.opened.__exit__(None, None, None)
            self.place.close()


PATIENT = settings(
    max_examples=200,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.mark.timeout(600)
def test_no_work_without_exactly_one_confirm_of_its_digest(tmp_path):
    Review.under = tmp_path
    run_state_machine_as_test(Review, settings=PATIENT)


class ReviewOnPostgresql(Review):
    kind = "postgresql"


@pytest.mark.skipif(SERVER not in os.environ, reason=f"{SERVER} names no PostgreSQL: see .ci/postgres")
@pytest.mark.timeout(600)
def test_no_work_without_exactly_one_confirm_on_postgresql(tmp_path):
    Review.under = tmp_path
    run_state_machine_as_test(ReviewOnPostgresql, settings=settings(PATIENT, max_examples=30))


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_no_work_without_exactly_one_confirm_in_many_lives(tmp_path):
    Review.under = tmp_path
    run_state_machine_as_test(Review, settings=settings(PATIENT, max_examples=2000, stateful_step_count=30))

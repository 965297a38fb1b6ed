"""A reply attaches to its thread: it changes what waits there, and asks for nothing twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from agent.errors import StaleRevision
from agent.models import (
    Channel,
    DecisionKind,
    Extraction,
    Finding,
    OwnerRole,
    Party,
    ProposalState,
    Trace,
)
from agent.worker import drain
from tests.houses import ANA, MONDAY, house

ASKED = Finding(
    goal="Order 40 chairs for room 3", quotes=("order 40 chairs for room 3 by Friday",),
    owner_role=OwnerRole.NAMED, owner_text="Ben", due_text="by Friday",
)  # fmt: skip
TEXT = "From: Ana Novak\nSubject: Chairs\n\nBen, please order 40 chairs for room 3 by Friday."


class Says:
    """An engine that finds what it was given for a text."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[Finding, ...]] = {TEXT: (ASKED,)}
        self.before = lambda: None

    def extract(self, intake):
        self.before()
        findings = self.found.get(intake.text, ())
        reason = None if findings else "nothing is asked"
        return Extraction(findings=findings, not_work_reason=reason, trace=Trace(engine="says"))


@pytest.fixture
def home(database_url):
    from dataclasses import replace

    with house(database_url) as opened:
        engine = Says()
        opened.services = replace(opened.services, extractor=engine)
        opened.engine = engine
        yield opened


def send(home, text, name, *, refers_to=(), findings=(), later=1, **envelope):
    """A mail, read; what waits afterwards."""
    home.engine.found.setdefault(text, findings)
    given = {"channel": Channel.EMAIL, "received_at": MONDAY + timedelta(hours=later), **envelope}
    made = home.submit(text, name, references=refers_to, **given)
    drain(home.services)
    return made


def waiting(home):
    return home.services.proposals.find([ProposalState.PENDING])


def reply(home, words, name="reply", refers_to=("first",), **change):
    quote = words
    finding = Finding(goal="Order 40 chairs for room 3", quotes=(quote,), **change)
    text = f"From: Ana Novak\nSubject: Re: Chairs\n\n{words}\n"
    return send(home, text, name, refers_to=refers_to, findings=(finding,), later=2)


def test_a_reply_changes_the_proposal_that_waits_and_makes_none(home):
    first = send(home, TEXT, "first")
    (before,) = waiting(home)
    later = reply(home, "The chairs are needed by 12 November instead.", due_text="by 12 November")
    (after,) = waiting(home)
    assert (after.id, after.revision, after.intake_id) == (before.id, 2, first)
    assert (after.item.due.value, after.item.due_phrase) == (date(2026, 11, 12), "by 12 November")
    assert after.item.due.evidence[0].source == later
    assert after.item.owner.value == "Ben"
    (told,) = after.amendments
    assert (told.intake_id, told.changes) == (later, ("due: 2026-11-06 → 2026-11-12",))
    home.audit.verify()


def test_the_quote_of_a_later_message_stands_in_its_text(home):
    send(home, TEXT, "first")
    later = reply(home, "By 12 November is early enough, and it is urgent.", due_text="By 12 November")
    (after,) = waiting(home)
    text = home.services.intakes.get(later).text
    (evidence,) = after.item.due.evidence
    assert text[evidence.start : evidence.end] == evidence.quote


def test_a_confirm_of_what_was_seen_before_the_reply_writes_nothing(home):
    send(home, TEXT, "first")
    (seen,) = waiting(home)
    reply(home, "The chairs are needed by 12 November instead.", due_text="by 12 November")
    with pytest.raises(StaleRevision):
        home.confirm(seen)
    (now,) = waiting(home)
    assert home.confirm(now).item.due.value == date(2026, 11, 12)


def test_an_answer_that_asks_the_same_again_makes_nothing_new(home):
    send(home, TEXT, "first")
    before = waiting(home)
    reply(
        home, "As I said: the chairs, by Friday, please.", due_text="by Friday", owner_role=OwnerRole.NOBODY
    )
    assert waiting(home) == before


def test_other_work_in_a_reply_is_work_of_its_own(home):
    send(home, TEXT, "first")
    other = Finding(goal="Repaint the hallway", quotes=("repaint the hallway",))
    send(
        home, "From: Ana Novak\n\nAlso, repaint the hallway.", "more", refers_to=("first",), findings=(other,)
    )
    assert [proposal.item.goal.value for proposal in waiting(home)] == [
        "Order 40 chairs for room 3", "Repaint the hallway",
    ]  # fmt: skip


def test_a_reply_with_no_object_is_about_the_one_thing_that_waits(home):
    send(home, TEXT, "first")
    does = Finding(
        goal="Do it", quotes=("I'll do it by 10 November",), owner_role=OwnerRole.SENDER, owner_text="I'll",
        due_text="by 10 November",
    )  # fmt: skip
    text = "From: Carl Ode\n\nI'll do it by 10 November."
    send(home, text, "r", refers_to=("first",), findings=(does,), sender=Party(name="Carl Ode"))
    (after,) = waiting(home)
    assert (after.item.owner.value, after.item.due.value) == ("Carl Ode", date(2026, 11, 10))


def test_what_a_person_settled_stays(home):
    send(home, TEXT, "first")
    (seen,) = waiting(home)
    from agent.changes import read_changes
    from agent.review import revise

    intake = home.services.intakes.get(seen.intake_id)
    wanted = read_changes({"due": "2026-11-20"}, intake, home.services.directory)
    revise(home.decision(DecisionKind.EDIT, seen, changes=wanted), home.services)
    reply(home, "The chairs are needed by 12 November instead.", due_text="by 12 November")
    (after,) = waiting(home)
    assert after.item.due.value == date(2026, 11, 20)


def test_a_thread_is_found_over_messages_that_nobody_sent_to_us(home):
    """The nearest message is not here, an earlier one of the references is."""
    send(home, TEXT, "first")
    reply(
        home, "The chairs are needed by 12 November instead.", name="third",
        refers_to=("second, unknown", "first"), due_text="by 12 November",
    )  # fmt: skip
    reply(
        home, "The chairs can wait until 13 November instead.", name="fourth", refers_to=("third",),
        due_text="until 13 November",
    )  # fmt: skip
    (after,) = waiting(home)
    assert [amendment.changes for amendment in after.amendments] == [
        ("due: 2026-11-06 → 2026-11-12",), ("due: 2026-11-12 → 2026-11-13",),
    ]  # fmt: skip


def test_a_mail_that_is_sent_again_makes_nothing_new(home):
    first = send(home, TEXT, "first")
    again = send(
        home, TEXT.replace("Subject: Chairs", "Subject: Chairs (resent)"), "another id", findings=(ASKED,)
    )
    assert again != first
    assert len(waiting(home)) == 1
    assert home.services.intakes.get(again).thread == first


def test_a_mail_without_a_thread_is_no_answer(home):
    send(home, TEXT, "first")
    reply(home, "The chairs are needed by 12 November instead.", refers_to=(), due_text="by 12 November")
    assert len(waiting(home)) == 2


def test_what_was_decided_is_not_changed(home):
    send(home, TEXT, "first")
    (seen,) = waiting(home)
    home.confirm(seen)
    reply(home, "The chairs are needed by 12 November instead.", due_text="by 12 November")
    (new,) = waiting(home)
    assert new.id != seen.id
    assert home.services.proposals.get(seen.id).item == seen.item


def test_an_edit_in_the_same_moment_is_not_lost(home):
    """A person edits between the reading of the reply and its storing: the reply looks again."""
    from agent.models import Changes
    from agent.review import revise

    send(home, TEXT, "first")
    real, edited = home.services.proposals.propose, []

    class Racing:
        def __getattr__(self, name):
            return getattr(home.services.proposals, name)

        def propose(self, *given):
            if not edited:
                (seen,) = waiting(home)
                edited.append(
                    revise(
                        home.decision(DecisionKind.EDIT, seen, changes=Changes(owner="Zoe")), home.services
                    )
                )
            return real(*given)

    from dataclasses import replace

    from agent.pipeline import clarify

    text = "From: Ana Novak\n\nThe chairs are needed by 12 November instead."
    finding = Finding(goal="Order 40 chairs for room 3", quotes=(text[18:],), due_text="by 12 November")
    home.engine.found[text] = (finding,)
    made = home.submit(text, "reply", references=("first",), channel=Channel.EMAIL, received_at=MONDAY)
    clarify(home.services.intakes.get(made), replace(home.services, proposals=Racing()))
    (after,) = waiting(home)
    assert (after.item.owner.value, after.item.due.value, after.revision) == ("Zoe", date(2026, 11, 12), 3)
    assert after.amendments and edited[0].revision == 2
    home.audit.verify()


def test_another_workspace_has_threads_of_its_own(database_url):
    with house(database_url) as ours, house(database_url, workspace="theirs", users=(ANA,)) as theirs:
        given = {"channel": Channel.EMAIL, "received_at": MONDAY}
        ours.submit(TEXT, "first", **given)
        reply_id = theirs.submit(TEXT + " Soon.", "reply", references=("first",), **given)
        assert theirs.services.intakes.get(reply_id).thread == ""

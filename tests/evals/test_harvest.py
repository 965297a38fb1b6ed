"""What reviewers decided becomes cases: labels are what they confirmed, notes what they changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agent import people
from agent.merging import bound
from agent.models import (
    Changes,
    Channel,
    Criterion,
    DecisionKind,
    Extraction,
    Finding,
    OwnerRole,
    Party,
    Priority,
    Topic,
    Trace,
)
from agent.pipeline import clarify, propose
from agent.review import revise, undo
from evals.gold import GoldRow, OwnerBasis
from evals.harvest.cases import candidates
from evals.harvest.decided import decided
from tests.houses import MONDAY, house

DIRECTORY = people.load(
    """
people:
  - {name: Bob Li, email: bob@harbour.example, aliases: [Bobby]}
  - {name: Eve Sand, email: eve@harbour.example}
  - {name: Will Moss}
teams:
  - {name: Harbour Crew, lead: Eve Sand}
"""
)
LAMP = "Mend the lamp by Friday, please.\nIt is urgent. Done when it burns for an hour."
LAMP_FOUND = Finding(
    goal="Mend the lamp",
    quotes=("Mend the lamp by Friday, please.",),
    due_text="by Friday",
    priority=Priority.URGENT,
    priority_text="It is urgent.",
    done_criteria=(Criterion(text="It burns for an hour", quote="Done when it burns for an hour."),),
)


@pytest.fixture
def home(tmp_path):
    with house(tmp_path) as home:
        yield home


def proposed(home, text, *findings, **envelope):
    """The proposals of a text in which an engine read this."""
    intake = home.services.intakes.get(home.submit(text, **envelope))
    trace = Trace(engine="told")
    made = [propose(finding, intake, trace, home.services) for finding in findings]
    home.services.proposals.propose(intake, Extraction(findings=findings, trace=trace), made)
    return made


def act(home, kind, seen, **facts):
    return revise(home.decision(kind, seen, **facts), home.services)


def edit(home, seen, **changes):
    return act(home, DecisionKind.EDIT, seen, changes=Changes(**changes))


def merge(home, seen, into):
    return act(home, DecisionKind.MERGE, bound(seen, into), merge_into=into.id)


def take_back(home, seen):
    seen = home.services.proposals.get(seen.id)
    return undo(home.decision(DecisionKind.UNDO, seen), home.services)


def harvested(home, since=None, directory=people.EMPTY):
    services = home.services
    found = decided(services.intakes, services.proposals, services.registry, since)
    return (*candidates(found.decided, directory), found.undecided)


def rows(home, **given) -> list[GoldRow]:
    made, left_out, _ = harvested(home, **given)
    assert left_out == []
    return [candidate.row for candidate in made]


def only(home, **given) -> GoldRow:
    (row,) = rows(home, **given)
    return row


def test_what_was_confirmed_as_it_was_read_is_a_case_without_a_note(home):
    (lamp,) = proposed(home, LAMP, LAMP_FOUND, channel=Channel.EMAIL)
    home.confirm(lamp)
    row = only(home)
    assert row.id == f"email-{lamp.intake_id}"
    assert (row.text, row.received_at, row.note, row.is_idle) == (LAMP, MONDAY, "", False)
    (item,) = row.items
    assert item.goal == "Mend the lamp"
    assert item.evidence == (
        "Mend the lamp by Friday, please.",
        "It is urgent.",
        "Done when it burns for an hour.",
    )
    assert (item.due, item.due_phrase) == (date(2026, 11, 6), "by Friday")
    assert (item.priority, item.priority_stated) == (Priority.URGENT, True)
    assert item.done_criteria == ("It burns for an hour",)
    assert (item.owner, item.owner_basis, item.must_ask) == (None, OwnerBasis.UNKNOWN, ())


def test_an_edit_is_the_label_and_the_note_says_what_it_was_before(home):
    (lamp,) = proposed(home, LAMP, LAMP_FOUND)
    changes = {
        "owner": "Bob Li",
        "due": date(2026, 11, 9),
        "priority": Priority.HIGH,
        "done_criteria": ("It burns",),
    }
    home.confirm(edit(home, edit(home, lamp, **changes), recurrence="FREQ=WEEKLY"))
    row = only(home)
    (item,) = row.items
    assert (item.owner, item.due, item.due_phrase) == ("Bob Li", date(2026, 11, 9), None)
    assert (item.priority, item.priority_stated) == (Priority.HIGH, False)
    assert (item.recurrence, item.done_criteria) == ("FREQ=WEEKLY", ("It burns",))
    assert item.evidence == ("Mend the lamp by Friday, please.",)
    assert row.note == (
        "owner changed from nobody to Bob Li, due changed from 2026-11-06 to 2026-11-09, "
        "recurrence changed from none to FREQ=WEEKLY, priority changed from urgent to high, "
        "done_criteria changed from “It burns for an hour” to “It burns”"
    )


def test_a_field_that_was_emptied_is_empty(home):
    (lamp,) = proposed(home, LAMP, LAMP_FOUND)
    home.confirm(edit(home, lamp, clear={"due", "done_criteria"}))
    row = only(home)
    assert (row.items[0].due, row.items[0].done_criteria) == (None, ())
    assert "due changed from 2026-11-06 to none" in row.note


def test_a_reworded_goal_stands_on_the_same_words(home):
    (lamp,) = proposed(home, LAMP, LAMP_FOUND)
    home.confirm(edit(home, lamp, goal="Repair the lamp"))
    row = only(home)
    assert (row.items[0].goal, row.items[0].evidence[0]) == (
        "Repair the lamp",
        "Mend the lamp by Friday, please.",
    )
    assert row.note == "goal changed from “Mend the lamp” to “Repair the lamp”"


def test_a_value_that_was_set_to_what_it_was_keeps_its_words_and_is_no_change(home):
    (lamp,) = proposed(home, LAMP, LAMP_FOUND)
    same = {"due": date(2026, 11, 6), "priority": Priority.URGENT, "done_criteria": ("It burns for an hour",)}
    home.confirm(edit(home, lamp, **same))
    (candidate,), _, _ = harvested(home)
    (item,) = candidate.row.items
    assert (item.due_phrase, item.priority_stated, len(item.evidence)) == ("by Friday", True, 3)
    assert (candidate.changed, candidate.row.note) == (False, "")


def test_a_rejected_proposal_is_no_item_and_the_note_has_the_reason(home):
    first, second = home.propose("do call Eve\ndo mend the lift")
    home.confirm(first)
    act(home, DecisionKind.REJECT, second, reason="done long ago")
    row = only(home)
    assert [item.goal for item in row.items] == ["call Eve"]
    assert row.note == "“mend the lift”: rejected: done long ago"


def test_a_text_of_which_all_was_rejected_is_a_case_without_work(home):
    for proposal in home.propose("do call Eve\ndo mend the lift"):
        act(home, DecisionKind.REJECT, proposal)
    row = only(home)
    assert (row.items, row.is_idle) == ((), True)
    assert row.note == "“call Eve”: rejected; “mend the lift”: rejected"


def test_a_text_in_which_no_engine_found_work_was_decided_by_nobody(home):
    home.propose("Thanks for everything.")
    assert harvested(home) == ([], [], 0)


def test_what_was_merged_with_other_work_is_an_item(home):
    (known,) = home.propose("do call Eve")
    work = home.confirm(known)
    (again,) = home.propose("do call Eve now")
    merge(home, again, work)
    first, second = rows(home)
    assert second.items[0].goal == "call Eve now"
    assert (first.note, second.note) == ("", "merged with existing work")


@pytest.mark.parametrize("confirmed", [True, False])
def test_work_that_the_engine_read_twice_is_one_item_with_the_quotes_of_both(home, confirmed):
    first, second = home.propose("do call Eve\ndo ring Eve")
    merge(home, second, home.confirm(first) if confirmed else first)
    if not confirmed:
        home.confirm(home.services.proposals.get(first.id))
    row = only(home)
    (item,) = row.items
    assert item.evidence == ("do call Eve", "do ring Eve")
    assert row.note == "“ring Eve”: merged with other work of this text"


def test_an_answer_is_a_label_and_its_question_had_to_be_asked(home):
    finding = LAMP_FOUND.model_copy(update={"owner_role": OwnerRole.NAMED, "owner_text": "someone"})
    (lamp,) = proposed(home, f"{LAMP} Can someone?", finding)
    assert [question.topic for question in lamp.questions] == [Topic.OWNER]
    answered = act(home, DecisionKind.ANSWER, lamp, topic=Topic.OWNER, answer="Bob Li")
    home.confirm(answered)
    row = only(home)
    assert (row.items[0].owner, row.items[0].must_ask) == ("Bob Li", (Topic.OWNER,))
    assert row.note == "owner changed from nobody to Bob Li (an answer)"


def test_an_answer_about_scope_is_told_as_it_was_given(home):
    (lamp,) = proposed(home, LAMP, LAMP_FOUND.model_copy(update={"done_criteria": ()}))
    home.confirm(act(home, DecisionKind.ANSWER, lamp, topic=Topic.SCOPE, answer="All lamps"))
    row = only(home)
    assert row.items[0].must_ask == (Topic.SCOPE,)
    assert row.note == "done_criteria changed from none to “All lamps”, scope answered: All lamps"


def test_nobody_answered_where_the_answer_is_dont_know(home):
    (lamp,) = proposed(home, LAMP, LAMP_FOUND)
    home.confirm(act(home, DecisionKind.ANSWER, lamp, topic=Topic.OWNER, answer="don't know"))
    assert only(home).items[0].must_ask == ()


def test_a_decision_that_was_undone_does_not_count(home):
    (lamp,) = proposed(home, LAMP, LAMP_FOUND)
    edited = edit(home, lamp, owner="Bob Li")
    home.confirm(take_back(home, edited))
    row = only(home)
    assert (row.items[0].owner, row.note) == (None, "")


def test_a_text_is_decided_again_after_an_undone_confirm(home):
    (lamp,) = proposed(home, LAMP, LAMP_FOUND)
    home.confirm(lamp)
    again = take_back(home, lamp)
    assert harvested(home) == ([], [], 1)
    act(home, DecisionKind.REJECT, again, reason="it is new")
    assert (only(home).items, only(home).note) == ((), "rejected: it is new")


def test_a_text_of_which_something_waits_is_left_out_and_counted(home):
    first, _pending = home.propose("do call Eve\ndo mend the lift")
    home.confirm(first)
    (put_off,) = home.propose("do order toner")
    act(home, DecisionKind.SNOOZE, put_off, until=home.clock() + timedelta(days=3))
    (whole,) = home.propose("do pay Bob")
    home.confirm(whole)
    made, left_out, undecided = harvested(home)
    assert [candidate.row.text for candidate in made] == ["do pay Bob"]
    assert (left_out, undecided) == ([], 2)


def test_since_counts_from_the_last_decision_about_a_text(home):
    for text in ("do call Eve", "do mend the lift"):
        (proposal,) = home.propose(text)
        home.confirm(proposal)
    moment = home.clock()
    first, second = home.propose("do pay Bob\ndo order toner")
    home.confirm(first)
    home.confirm(second)
    assert [row.text for row in rows(home, since=moment)] == ["do pay Bob\ndo order toner"]
    assert len(rows(home, since=MONDAY)) == 3


def test_cases_with_changes_come_first(home):
    texts = ("do call Eve", "do mend the lift", "do pay Bob", "do order toner")
    plain, changed, also_plain, rejected = [home.propose(text)[0] for text in texts]
    home.confirm(plain)
    home.confirm(edit(home, changed, owner="Bob"))
    home.confirm(also_plain)
    act(home, DecisionKind.REJECT, rejected)
    assert [row.text for row in rows(home)] == [texts[1], texts[3], texts[0], texts[2]]


def test_an_item_without_words_in_the_text_makes_no_case(home):
    (lamp,) = proposed(home, "Nothing of the kind.", LAMP_FOUND)
    home.confirm(lamp)
    made, (left_out,), _ = harvested(home)
    assert (made, left_out.id, left_out.reason) == ([], lamp.intake_id, "an item has no words in the text")


def test_a_rule_that_is_none_makes_no_case(home):
    (lamp,) = proposed(home, LAMP, LAMP_FOUND)
    home.confirm(edit(home, lamp, recurrence="NOW AND THEN"))
    made, (left_out,), _ = harvested(home)
    assert made == [] and left_out.reason.startswith("items.0.recurrence: 'NOW AND THEN' is no RRULE")


@pytest.mark.parametrize(
    ("owner", "owner_text", "role", "basis"),
    [
        ("Bob Li", "Bob", OwnerRole.NAMED, OwnerBasis.NAMED),
        ("Ana Novak", "I", OwnerRole.SENDER, OwnerBasis.SENDER),
        ("Eve Sand", "you", OwnerRole.RECIPIENT, OwnerBasis.ADDRESSEE),
        ("Eve Sand", None, OwnerRole.RECIPIENT, OwnerBasis.ADDRESSEE),
        ("Harbour Crew", "Harbour Crew", OwnerRole.NAMED, OwnerBasis.TEAM),
        (None, None, OwnerRole.NOBODY, OwnerBasis.UNKNOWN),
    ],
)
def test_the_basis_of_an_owner_is_told_by_words_and_envelope(home, owner, owner_text, role, basis):
    home.services = replace(home.services, directory=DIRECTORY)
    text = "Bob, I, you and the Harbour Crew mend the lamp."
    finding = Finding(goal="Mend the lamp", quotes=(text,), owner_role=role, owner_text=owner_text)
    (lamp,) = proposed(home, text, finding, recipients=(Party(name="Eve Sand"),))
    home.confirm(lamp)
    item = only(home, directory=DIRECTORY).items[0]
    assert (item.owner, item.owner_basis) == (owner, basis)


@pytest.mark.parametrize(
    ("owner", "basis"),
    [
        ("Ana Novak", OwnerBasis.SENDER),
        ("Eve Sand", OwnerBasis.ADDRESSEE),
        ("Bob Li", OwnerBasis.NAMED),
        ("Zoe Zimmer", OwnerBasis.UNKNOWN),
    ],
)
def test_the_basis_of_an_owner_that_a_person_named_is_told_by_envelope_and_text(home, owner, basis):
    text = "do mend the lamp, Bobby knows which"
    (lamp,) = home.propose(text, recipients=(Party(email="eve@harbour.example"),))
    home.confirm(edit(home, lamp, owner=owner))
    item = only(home, directory=DIRECTORY).items[0]
    assert (item.owner, item.owner_basis) == (owner, basis)


def test_a_case_brings_along_whom_the_directory_knows_in_it(home):
    (lamp,) = home.propose(
        "Bobby: do mend the lamp, you will not need the crew of the harbour", people=("Kim",)
    )
    home.confirm(edit(home, lamp, owner="Eve Sand"))
    assert only(home, directory=DIRECTORY).people == ("Kim", "Bob Li", "Eve Sand", "Harbour Crew")


def test_what_a_later_message_takes_back_is_no_reading_of_the_text(home):
    (lamp,) = proposed(home, LAMP, LAMP_FOUND, channel=Channel.EMAIL, source_id="lamp")
    home.confirm(lamp)
    before = only(home)
    reply = home.submit("Please forget about the lamp.", channel=Channel.EMAIL, references=("lamp",))
    (change,) = clarify(home.services.intakes.get(reply), home.services)
    assert change.amends and change.intake_id == lamp.intake_id
    assert only(home) == before
    home.confirm(change)
    assert only(home) == before


def test_an_answer_in_a_reply_is_an_answer_and_a_text_that_a_reply_changed_is_left_out(home):
    (lamp,) = proposed(home, LAMP, LAMP_FOUND, channel=Channel.EMAIL, source_id="lamp")
    assert [question.topic for question in lamp.questions] == [Topic.OWNER]
    home.services = replace(home.services, directory=DIRECTORY)
    later(home, "Bob will do it.")
    (answered,) = home.services.proposals.find(intake_id=lamp.intake_id)
    home.confirm(answered)
    row = only(home)
    assert (row.items[0].owner, row.items[0].must_ask) == ("Bob Li", (Topic.OWNER,))
    moved = take_back(home, answered)
    words = "Mend the lamp by 20 November instead."
    later(home, words, LAMP_FOUND.model_copy(update={"quotes": (words,), "due_text": "by 20 November"}))
    (now,) = home.services.proposals.find(intake_id=moved.intake_id)
    home.confirm(now)
    made, left_out, _ = harvested(home)
    assert [(one.id, one.reason) for one in left_out] == [
        (lamp.intake_id, "a later message changed what it asks for")
    ]
    assert lamp.intake_id not in [row.id.removeprefix("email-") for row in made]


def later(home, words, *findings):
    reply = home.submit(
        words, channel=Channel.EMAIL, references=("lamp",), received_at=MONDAY + timedelta(hours=1)
    )
    engine = Says(Extraction(findings=findings, trace=Trace(engine="told")))
    clarify(home.services.intakes.get(reply), replace(home.services, extractor=engine))


class Says:
    def __init__(self, extraction):
        self.extraction = extraction

    def extract(self, _intake):
        return self.extraction

"""A reply that answers what was asked fills it in; in doubt it goes the usual way."""

from __future__ import annotations

from datetime import date

import pytest

from agent.models import Asked, Channel, Finding, Party, Topic
from agent.people import load
from agent.reading import read
from agent.replies import fill
from tests.asked import ASKED_ABOUT, MONDAY, asked_about, said

KNOWN = load("people: [{name: Ben Ortiz}, {name: Mo Ali}, {name: Mo Berg}]")
OWNER_ONLY = asked_about()
DUE_ONLY = OWNER_ONLY.model_copy(update={"questions": (asked_about(Topic.DUE).questions[1],)})
HEAD = "From: Carla Meyer <carla@x.example>\nTo: Ana Novak <ana@firm.example>\nSubject: Re: Chairs\n\n"
QUOTED = """
On Mon, 23 Nov 2026 at 09:00, Ana Novak <ana@firm.example> wrote:
> Hello Carla Meyer,
>
> Before this can be done, we need to know:
>
> 1. What about the due of the chairs?
> 2. Who will do this: “Order 40 chairs for
> room 3”?
"""
SHORT = [
    (OWNER_ONLY, "Ben", "Ben Ortiz"),
    (OWNER_ONLY, "Hi Ana,\n\nBen will do it.\n\nThanks\nCarla\n", "Ben Ortiz"),
    (OWNER_ONLY, "I'll do it. Thanks!", "Carla Meyer"),
    (OWNER_ONLY, "Das macht Ben.", "Ben Ortiz"),
    (DUE_ONLY, "By Friday.", "2026-11-27"),
    (DUE_ONLY, "Friday works for us, thanks.", "2026-11-27"),
    (DUE_ONLY, "Hallo Ana,\n\nbis zum 4. Dezember bitte.\n\nViele Grüße\nCarla\n", "2026-12-04"),
    (DUE_ONLY, "We need it by 12 December", "2026-12-12"),
]
NOT_MEANT = [
    (DUE_ONLY, "I'm away until Friday."),
    (DUE_ONLY, "I'll get back to you on Friday."),
    (DUE_ONLY, "Is Friday early enough?"),
    (DUE_ONLY, "Could be Friday. Or on Monday."),
    (DUE_ONLY, "Thanks!"),
    (DUE_ONLY, "Ben."),
    (DUE_ONLY, "The delivery man came on Friday and the boxes are all in the hall by Monday evening."),
    (OWNER_ONLY, "Thanks Ben!"),
    (OWNER_ONLY, "Mo"),
    (OWNER_ONLY, "Ben is on holiday."),
    (OWNER_ONLY, "Have you asked Ben?"),
    (OWNER_ONLY, "Zoë Kramer"),
    (OWNER_ONLY, "Ben ordered tables last year."),
    (asked_about(Topic.DUE), "By Friday."),
]


def reply(words, *, quoted="", **given):
    mail = {"channel": Channel.EMAIL, "recipients": (Party(name="Ana Novak", email="ana@firm.example"),)}
    return said(f"{HEAD}{words}\n{quoted}", **{**mail, **given})


def filled(proposal, message, *, alone=True):
    return fill([proposal], message, KNOWN, alone=alone).changed.get(proposal.id)


@pytest.mark.parametrize(("proposal", "words", "value"), SHORT)
def test_a_short_reply_answers_the_one_question(proposal, words, value):
    message = reply(words)
    made = filled(proposal, message)
    field = made.item.owner if made.closed == (Topic.OWNER,) else made.item.due
    assert str(field.value) == value
    (evidence,) = field.evidence
    assert evidence.source == message.id
    assert message.text[evidence.start : evidence.end] == evidence.quote
    assert evidence.start >= len(HEAD)


@pytest.mark.parametrize(("proposal", "words"), NOT_MEANT)
def test_in_doubt_a_reply_is_no_answer(proposal, words):
    assert filled(proposal, reply(words)) is None


def test_not_knowing_is_an_answer():
    made = filled(DUE_ONLY, reply("Sorry, no idea."))
    assert (made.item, made.closed, made.questions) == (DUE_ONLY.item, (Topic.DUE,), ())


def test_a_reply_with_work_of_its_own_is_no_short_answer():
    assert filled(DUE_ONLY, reply("By Friday."), alone=False) is None


def test_an_automatic_reply_answers_nothing():
    assert filled(DUE_ONLY, reply("By Friday.", automatic="automatic reply")) is None
    assert filled(ASKED_ABOUT, reply("1. Ben\n2. by Friday", automatic="a bounce")) is None


@pytest.mark.parametrize(
    "words",
    [
        "1. Ben\n2. by 12 December\n3. when they are in the room",
        "1. Ben 2. by 12 December 3. when they are in the room",
        "1) Ben\n\n2) by 12. December\n\n3) when they are in the room\n\nPlease also order two tables.",
        "Hi Ana,\n\n(1) Ben, (2) by 12 December, (3) when they are in the room\n\nThanks\nCarla",
    ],
)
def test_answers_carry_the_numbers_of_the_questions(words):
    made = filled(ASKED_ABOUT, reply(words), alone=False)
    assert (made.item.owner.value, made.item.due.value) == ("Ben Ortiz", date(2026, 12, 12))
    assert [criterion.value for criterion in made.item.done_criteria] == ["when they are in the room"]
    assert (made.questions, len(made.amendments)) == ((), 3)


def test_a_date_with_a_dot_is_no_number():
    made = filled(ASKED_ABOUT, reply("1. Ben\n2. bis 2. Dezember"))
    assert (made.item.due.value, made.item.due_phrase) == (date(2026, 12, 2), "bis 2. Dezember")


def test_what_cannot_be_understood_stays_open_and_the_rest_is_filled_in():
    made = filled(ASKED_ABOUT, reply("1. Ben\n2. whenever you like"))
    assert made.item.owner.value == "Ben Ortiz"
    assert [question.topic for question in made.questions] == [Topic.DUE, Topic.DONE_CRITERIA]


def test_the_numbers_are_those_of_the_questions_that_the_reply_quotes():
    made = filled(ASKED_ABOUT, reply("1. by Friday\n2. Ben", quoted=QUOTED))
    assert (made.item.owner.value, made.item.due.value) == ("Ben Ortiz", date(2026, 11, 27))


def test_answers_may_stand_below_the_questions():
    words = QUOTED.replace("chairs?\n>", "chairs?\nby Friday, please\n\nAnd greetings to all!\n>")
    made = filled(ASKED_ABOUT, reply("", quoted=f"{words}Ben\n\nThanks, Carla\n"), alone=False)
    assert (made.item.owner.value, made.item.due.value) == ("Ben Ortiz", date(2026, 11, 27))
    assert [told.quote for told in made.amendments] == ["by Friday, please", "Ben"]


def test_words_below_something_else_answer_nothing():
    words = QUOTED.replace("need to know:\n>", "need to know:\nBen\n>")
    assert filled(ASKED_ABOUT, reply("", quoted=words)) is None


def test_without_history_numbers_count_only_where_nothing_was_answered_before():
    before = filled(ASKED_ABOUT, reply("1. Ben", intake_id="I-3"))
    assert filled(before, reply("1. by Friday")) is None
    assert filled(before, reply("1. by Friday", quoted=QUOTED)).item.due.value == date(2026, 11, 27)


def test_without_history_numbers_of_two_proposals_mean_nothing():
    other = DUE_ONLY.model_copy(update={"id": "P-2"})
    assert fill([OWNER_ONLY, other], reply("1. Ben\n2. by Friday"), KNOWN, alone=True).changed == {}


def test_the_signature_and_the_history_answer_nothing():
    assert filled(DUE_ONLY, reply("Thanks.\n\n-- \nFriday Ltd", quoted=QUOTED + "> By Friday.\n")) is None


def test_work_that_stands_in_an_answer_is_no_work_beside_it():
    message = reply("1. Ben\n2. by Friday\n3. test the lift\n\nPlease order two tables.")
    found = fill([ASKED_ABOUT], message, KNOWN, alone=False)
    for quote, told in (("test the lift", True), ("Please order two tables.", False)):
        finding = Finding(goal=quote, quotes=(quote,), questions=(Asked(topic=Topic.DUE, text="When?"),))
        item = read(finding, message, KNOWN).item
        assert found.tells(ASKED_ABOUT.model_copy(update={"item": item})) is told


def test_a_message_of_a_chat_answers_too():
    message = said("by Friday", channel=Channel.CHAT, received_at=MONDAY)
    assert fill([DUE_ONLY], message, KNOWN, alone=True).changed["P-1"].item.due.value == date(2026, 11, 27)

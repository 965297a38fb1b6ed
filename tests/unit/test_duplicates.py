"""Verdicts on pairs that a person would tell apart at a glance."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from agent.duplicates import DEFAULTS, Candidate, Existing, Thresholds, judge
from agent.models import Basis, Evidence, FieldName, Item, Kind, Match, Priority, Sourced, Verdict

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
BEFORE = NOW - timedelta(days=3)
ALIKE = 0.8
"""A score of the index as similar sentences have it."""


def an_item(goal, *, owner=None, due=None, due_phrase=None, recurrence=None, quote=None):
    evidence = (Evidence(field=FieldName.GOAL, quote=quote, start=0, end=len(quote)),) if quote else ()
    return Item(
        goal=Sourced(value=goal, basis=Basis.STATED if quote else Basis.INFERRED, evidence=evidence),
        kind=Kind.REQUEST,
        owner=Sourced(value=owner, basis=Basis.PERSON if owner else Basis.MISSING),
        priority=Sourced(value=Priority.NORMAL, basis=Basis.RULE),
        due=Sourced(value=due, basis=Basis.PERSON if due else Basis.MISSING),
        due_phrase=due_phrase,
        recurrence=Sourced(value=recurrence, basis=Basis.PERSON if recurrence else Basis.MISSING),
    )


def existing(item, *, id_="w1", body="", received_at=BEFORE, pending=False, done_at=None):
    return Existing(
        id=id_,
        intake_id="i1",
        item=item,
        body=body,
        received_at=received_at,
        pending=pending,
        done_at=done_at,
    )


def found(id_="w1", score=ALIKE):
    return Candidate(id=id_, lexical=score, dense=score, score=score)


def the_match(new, old, *, body="", score=ALIKE, **of_existing) -> Match | None:
    matches = judge(new, body, NOW, [(found(score=score), existing(old, **of_existing))])
    return matches[0] if matches else None


SAME_WORK = [
    ("Replace the toner of the printer on the 3rd floor", "Printer on the third floor needs new toner"),
    ("Send the signed lease to Contoso", "Send Contoso the signed lease"),
    ("Pay invoice 4411 from Brightline", "Settle Brightline's invoice no. 4411"),
    ("Fix the broken door lock in room 4.12", "Repair broken lock of the door in room 4.12"),
    (
        "Restore the nightly backup of the payroll database",
        "Payroll database nightly backup fails, restore it",
    ),
    ("Drucker im dritten Stock reparieren", "Drucker im dritten Stock reparieren lassen"),
    ("会議室のプロジェクターを修理する", "会議室のプロジェクターの修理"),
]


@pytest.mark.parametrize(("new", "old"), SAME_WORK)
def test_the_same_work_in_other_words_is_a_duplicate(new, old):
    match = the_match(an_item(new), an_item(old))
    assert match is not None
    assert match.verdict is Verdict.DUPLICATE, match
    assert any(reason.startswith("shares the words: ") for reason in match.reasons)


OTHER_WORK = [
    ("Order toner for the Leeds office", "Order toner for the York office", "Leeds / York"),
    ("Pay invoice 4420 from Brightline", "Pay invoice 4411 from Brightline", "4420 / 4411"),
    ("Prepare the sales report for April", "Prepare the sales report for March", "April / March"),
    ("Prepare the board pack for Q2", "Prepare the board pack for Q1", "Q2 / Q1"),
    (
        "Renew the support contract with Contoso",
        "Renew the support contract with Fabrikam",
        "Contoso / Fabrikam",
    ),
    ("Onboard Acme in the billing system", "Onboard Globex in the billing system", "Acme / Globex"),
    ("Restart the queue on staging", "Restart the queue on production", "staging / production"),
    ("Deploy version 2.4.1 to the kiosks", "Deploy version 2.4.0 to the kiosks", "2.4.1 / 2.4.0"),
    ("Deploy v2.4.1 to the kiosks", "Deploy version v2.4.0 to the kiosks", "v2.4.1 / v2.4.0"),
    ("Fix the lock in room 4.12", "Fix the lock in room 4.15", "4.12 / 4.15"),
    ("Fix the lights on the 2nd floor", "Fix the lights on the 3rd floor", "2 / 3"),
    ("Close ticket INC-20931", "Close ticket INC-20932", "INC-20931 / INC-20932"),
    ("Approve purchase order 88102 for cement", "Approve PO 88109 for cement", "88102 / 88109"),
    (
        "Kaution für die Wohnung in Berlin überweisen",
        "Kaution für die Wohnung in Hamburg überweisen",
        "Berlin / Hamb",
    ),
    ("order toner for leeds", "order toner for york", "leeds / york"),
    ("Clean the coffee machine in the kitchen", "Clean the coffee machine in the lobby", "kitchen / lobby"),
    ("Release the driver 1.1.0", "Release the driver 1.2.0", "1.1.0 / 1.2.0"),
    ("Port HR-204 to branch-3", "Port HR-207 to branch-3", "HR-204 / HR-207"),
    ("Enable single sign-on for the wiki", "Disable single sign-on for the wiki", "enable / disable"),
    ("Zugang zum Lohnprogramm sperren", "Zugang zum Lohnprogramm freischalten", "sperren / freischalten"),
    ("Recruit two day-shift pickers", "Recruit two night-shift pickers", "day / night"),
    (
        "Renew the certificate of api.acme.example",
        "Renew the certificate of shop.acme.example",
        "api.acme.ex",
    ),
    ("De brandblussers in hal B laten keuren", "De brandblussers in hal A laten keuren", "B / A"),
]


@pytest.mark.parametrize(("new", "old", "reason"), OTHER_WORK)
def test_one_template_for_another_subject_is_only_related(new, old, reason):
    match = the_match(an_item(new), an_item(old), score=0.9)
    assert match is not None
    assert match.verdict is Verdict.RELATED
    assert any(reason in one for one in match.reasons), match.reasons


def test_numbers_that_differ_are_named_with_what_they_number():
    match = the_match(an_item("Pay invoice 4420"), an_item("Pay invoice 4411"))
    assert match is not None
    assert match.reasons[0] == "both say 'invoice' but the numbers differ: 4420 / 4411"


def test_what_is_hardly_likely_the_same_is_no_match():
    assert the_match(an_item("Send the report"), an_item("Forward the report"), score=0.04) is None


@pytest.mark.parametrize(
    ("new", "old"), [("Send the report", "Send the flowers"), ("Call the plumber", "Call the auditor")]
)
def test_texts_that_share_only_a_verb_do_not_match(new, old):
    assert the_match(an_item(new), an_item(old), score=0.6) is None


ONE_TEMPLATE = [
    (
        "Replace the dimmer on circuit 42",
        "Replace the dimmer on circuit 24",
        "'circuit' but the numbers differ",
    ),
    ("Pour the slab of plot 17", "Pour the slab of plot 7", "17 / 7"),
    ("De kapotte heftruck 15 laten maken", "De kapotte heftruck 5 laten maken", "15 / 5"),
    ("Fill the pothole outside 14 Sexton Street", "Fill the pothole outside 41 Sexton Street", "14 / 41"),
    (
        "Substituir a impressora avariada da loja do Porto",
        "Substituir a balança avariada da loja do Porto",
        "the same but for: impressora / balança",
    ),
    ("Fix the slow search page of the shop", "Fix the slow login page of the shop", "search / login"),
]


@pytest.mark.parametrize(("new", "old", "reason"), ONE_TEMPLATE)
def test_one_template_filled_in_twice_is_only_related(new, old, reason):
    match = the_match(an_item(new), an_item(old), score=0.9)
    assert match is not None
    assert match.verdict is Verdict.RELATED
    assert reason in match.reasons[0]


SAID_OTHERWISE = [
    ("Unlock the card of Nurse Adeymi", "Unlock the card of Bisi Adeyemi"),
    ("Clear the gutter at Alder Hse", "Clear the gutter at Alder House"),
    ("Send the referral of Mr Tolliver", "Send the referral of Desmond Tolliver"),
]


@pytest.mark.parametrize(("new", "old"), SAID_OTHERWISE)
def test_a_name_that_is_shortened_misspelt_or_addressed_is_no_other_name(new, old):
    match = the_match(an_item(new), an_item(old), score=0.9)
    assert match is not None
    assert match.verdict is Verdict.DUPLICATE, match.reasons


def test_a_number_that_the_other_text_says_elsewhere_tells_nothing_apart():
    match = the_match(
        an_item("Chase flat 6 for the rent"),
        an_item("Chase flat 12 for the rent"),
        body="Was flat 12 before.",
    )
    assert match is not None
    assert match.verdict is Verdict.DUPLICATE


@pytest.mark.parametrize(("wrong", "verdict"), [(1, Verdict.DUPLICATE), (9, Verdict.RELATED)])
def test_the_dearer_a_wrong_duplicate_is_the_surer_the_verdict(wrong, verdict):
    item = an_item("Order toner for the printer")
    (match,) = judge(item, "", NOW, [(found(score=0.8), existing(item))], Thresholds.of_costs(wrong, 1))
    assert match.verdict is verdict


def test_a_moved_due_date_amends_the_existing_work():
    old = an_item("Send the audit file to Ana Novak", due=date(2026, 3, 13), due_phrase="by 13 March")
    new = an_item("Send the audit file to Ana Novak", due=date(2026, 4, 20), due_phrase="by 20 April")
    match = the_match(new, old, body="The audit moved, please send the file by 20 April.")
    assert match is not None
    assert match.verdict is Verdict.AMENDMENT
    assert match.reasons[:2] == ("the text speaks of a change", "different due date: 2026-04-20 / 2026-03-13")


def test_a_text_that_speaks_of_a_change_but_changes_nothing_is_a_duplicate():
    item = an_item("Send the audit file")
    match = the_match(item, item, body="The room of the audit was moved. Send the audit file.")
    assert match is not None
    assert match.verdict is Verdict.DUPLICATE


def test_an_older_text_never_amends_a_newer_one():
    old = an_item("Send the audit file", due=date(2026, 3, 13))
    match = the_match(
        an_item("Send the audit file", due=date(2026, 3, 15)), old, received_at=NOW + timedelta(days=1)
    )
    assert match is not None
    assert match.verdict is Verdict.DUPLICATE


def test_another_owner_amends_the_existing_work():
    match = the_match(
        an_item("Water the plants in the lobby", owner="Ben Ito"),
        an_item("Water the plants in the lobby", owner="Ana Novak"),
        body="Ben waters the plants in the lobby instead of Ana.",
    )
    assert match is not None
    assert match.verdict is Verdict.AMENDMENT
    assert "different owner: Ben Ito / Ana Novak" in match.reasons


def test_another_place_amends_only_where_the_new_text_names_the_old_one():
    old, new = an_item("Order toner for the York office"), an_item("Order toner for the Leeds office")
    changed = the_match(new, old, body="The toner is for Leeds instead of York.")
    assert changed is not None
    assert changed.verdict is Verdict.AMENDMENT
    assert "the goal adds the words: Leeds" in changed.reasons
    other = the_match(new, old, body="Use the blue one instead of the red one.")
    assert other is not None
    assert other.verdict is Verdict.RELATED


def test_due_dates_a_month_apart_are_two_rounds():
    old = an_item("Submit the timesheet", due=date(2026, 3, 31))
    match = the_match(an_item("Submit the timesheet", due=date(2026, 4, 30)), old)
    assert match is not None
    assert match.verdict is Verdict.RELATED
    assert match.reasons[0] == "due dates far apart: 2026-04-30 / 2026-03-31"


def test_one_round_of_recurring_work_is_an_occurrence():
    old = an_item("Send the sales report every month", recurrence="FREQ=MONTHLY")
    match = the_match(an_item("Send the sales report for April"), old)
    assert match is not None
    assert match.verdict is Verdict.OCCURRENCE
    assert "the existing work recurs: every month" in match.reasons


def test_the_same_recurring_work_is_a_duplicate():
    item = an_item("Send the sales report every month", recurrence="FREQ=MONTHLY")
    match = the_match(item, item)
    assert match is not None
    assert match.verdict is Verdict.DUPLICATE


@pytest.mark.parametrize(("days", "verdict"), [(10, Verdict.DUPLICATE), (31, Verdict.RELATED)])
def test_work_done_long_ago_is_asked_for_anew(days, verdict):
    item = an_item("Clean the coffee machine in the kitchen")
    match = the_match(item, item, received_at=NOW - timedelta(days=90), done_at=NOW - timedelta(days=days))
    assert match is not None
    assert match.verdict is verdict
    assert any(reason.startswith("done on 2026-") for reason in match.reasons)


def test_what_both_have_in_common_is_said():
    item = an_item("Order toner for the printer", owner="Ana Novak", due=date(2026, 3, 13))
    match = the_match(item, item, pending=True)
    assert match is not None
    assert match.reasons == (
        "shares the words: Order, toner, printer",
        "same owner: Ana Novak",
        "same due date: 2026-03-13",
        "not decided yet",
    )


def test_at_most_five_come_back_and_possible_duplicates_come_first():
    old = an_item("Order toner for the printer in Leeds")
    other = an_item("Order toner for the printer in York")
    candidates = [(found(f"y{n}", 0.95), existing(other, id_=f"y{n}")) for n in range(6)]
    candidates.append((found("w1"), existing(old)))
    matches = judge(old, "", NOW, candidates)
    assert len(matches) == DEFAULTS.matches
    assert [matches[0].id, matches[0].verdict] == ["w1", Verdict.DUPLICATE]
    assert {match.verdict for match in matches[1:]} == {Verdict.RELATED}
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)


def test_nothing_to_compare_with_is_no_match():
    assert judge(an_item("Order toner"), "", NOW, []) == ()


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "1.2-" * 50_000, "€" * 200_000, "for A " * 30_000, "\ud800 \0"]
)
def test_long_and_odd_texts_are_judged_in_time(text):
    started = time.process_time()
    item = an_item(text)
    judge(item, text, NOW, [(found(), existing(item, body=text))])
    assert time.process_time() - started < 3

"""Which of the days in a text is the deadline of its work."""

import pytest

from tests.engine import mail, read


@pytest.mark.parametrize(
    ("body", "due"),
    [
        ("Please carry the crates to the cellar on Friday.", "on Friday"),
        ("Please move the viewing to Friday.", None),
        ("I still have to book the hall, and I want to do that on Thursday.", "on Thursday"),
        ("Please book the hall for Thursday.", None),
        ("I'll book the hall tomorrow.", "tomorrow"),
        ("I told the tenant you'd ring him tomorrow.", "tomorrow"),
        ("Please deactivate the badge, I told him so on Friday.", None),
        ("Please have the slides ready for the board meeting on 16 May.", "on 16 May"),
        ("Please come to the board meeting on 16 May.", None),
        ("Please swap the spring menu for the Christmas one.", None),
        ("Carla is away on a first aid course on the 24th, so book cover for her shift.", None),
        ("I'm back Thursday and will ring the surgery then.", "Thursday"),
        ("Please make sure the heating is on again on Monday.", "on Monday"),
        ("Please reply to the tenant, she rang on Friday.", None),
        ("Please ring the plumber, he can come on Friday.", None),
        ("Please ring the plumber, he needs it on Friday.", "on Friday"),
        ("Please copy the Monday list.", None),
        ("Please copy the list, the Monday if you can.", "the Monday"),
    ],
)
def test_the_day_stands_in_the_clause_of_the_work(body, due):
    (finding,) = mail(f"Hi Ben,\n\n{body}").findings
    assert finding.due_text == due


@pytest.mark.parametrize(
    ("beside", "due"),
    [
        ("Friday would be great.", "Friday"),
        ("The van comes Friday.", None),
        ("Carla needs it on Friday.", "on Friday"),
        ("I'm off on Thursday.", None),
        ("The boiler man is fine with the Tuesday.", None),
        ("The lease runs until the end of June.", None),
        ("You have until the end of June.", "until the end of June"),
        ("If it rains on Saturday we stay in.", None),
        ("The shop by the bridge opens Thursday.", None),
        ("Depth measured this morning.", None),
        ("Jetzt sind es noch zwei. Ich brauche sie bis 14 Uhr.", "bis 14 Uhr"),
    ],
)
def test_the_next_sentence_dates_the_work_only_where_it_says_when_it_is_wanted(beside, due):
    finding = mail(f"Hi Ben,\n\nCould you order the paint? {beside}").findings[0]
    assert finding.due_text == due


@pytest.mark.parametrize(
    ("body", "due"),
    [
        ("Please paint the fence before the fair. The fair is on 14 May.", "on 14 May"),
        ("Please paint the fence. The fair is on 14 May.", None),
        ("The forms must be with the council by 12 May. Could you see to them?", "by 12 May"),
        ("The parcel came on Tuesday. Could you return it?", None),
    ],
)
def test_a_sentence_about_what_it_is_for_dates_it(body, due):
    (finding,) = mail(f"Hi Ben,\n\n{body}").findings
    assert finding.due_text == due


@pytest.mark.parametrize(
    ("heading", "due"),
    [
        ("By Friday:", "By Friday"),
        ("To do before Wednesday", "before Wednesday"),
        ("Tomorrow:", "Tomorrow"),
        ("Monday 4 May:", None),
        ("Friday's meeting:", None),
    ],
)
def test_a_list_is_due_on_the_day_that_heads_it(heading, due):
    findings = read("note", f"{heading}\n- ring the florist\n- order two wreaths\n").findings
    assert [finding.due_text for finding in findings] == [due, due]


def test_what_repeats_starts_where_it_says_and_not_on_the_day_of_its_cycle():
    (finding,) = mail("Hi Ben,\n\nPlease send me the hours every Monday, first one on the 18th.").findings
    assert (finding.recurrence_text, finding.due_text) == ("every Monday", "on the 18th")


@pytest.mark.parametrize(
    "why",
    ["since Carla only comes in on Thursdays", "my nephew walks past it every day", "Carla works Tuesdays"],
)
def test_what_somebody_does_anyway_is_no_repetition_of_the_work(why):
    (finding,) = mail(f"Hi Ben,\n\nPlease clean the cage by Friday, {why}.").findings
    assert (finding.recurrence_text, finding.due_text) == (None, "by Friday")


@pytest.mark.parametrize(
    ("label", "words", "due"),
    [
        ("Needed back by", "8 May 2026", "8 May 2026"),
        ("Live by", "Monday", "Monday"),
        ("Zu beheben bis", "20.5.", "20.5."),
        ("Reported by", "Carla Mendez, 8 May", None),
    ],
)
def test_a_field_that_ends_in_by_holds_the_deadline_where_it_begins_with_a_day(label, words, due):
    (finding,) = read("form", f"Problem: The door does not close\n{label}: {words}\n").findings
    assert finding.due_text == due


def test_a_short_message_about_when_belongs_to_what_was_asked_before():
    text = "Ana: Ben can you print the cards please. 120, printed and cut by Thursday\nBen: sure\n"
    (finding,) = read("chat", text).findings
    assert finding.due_text == "by Thursday"


def test_a_day_on_which_it_must_not_be_is_no_deadline():
    [finding] = mail(
        "Hi Ben,\n\nWould you arrange a date with Otis? Mornings only, and not on a Monday."
    ).findings
    assert finding.due_text is None

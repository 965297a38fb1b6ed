"""What is said of an item: its goal, deadline, priority, done-criteria, questions."""

import pytest

from agent.models import Kind, Priority, Topic
from tests.engine import mail, read


@pytest.mark.parametrize(
    ("body", "goal"),
    [
        ("Could you please send me the signed lease by Thursday?", "Send Ana Ruiz the signed lease"),
        ("I'll redo the budget slide tomorrow.", "Redo the budget slide"),
        ("Carla to book the venue.", "Book the venue"),
        ("The filter needs to be replaced by Friday.", "Replace the filter"),
        (
            "I need the three final logos by Friday, because the client prints them.",
            "Provide the three final logos",
        ),
        ("Do you know whether our licence covers Lisbon?", "Find out whether our licence covers Lisbon"),
        ("Would you mind checking the totals?", "Check the totals"),
    ],
)
def test_a_goal_is_imperative_without_politeness_and_deadline(body, goal):
    (finding,) = mail(f"Hi Ben,\n\n{body}").findings
    assert finding.goal == goal


@pytest.mark.parametrize(
    ("body", "due"),
    [
        ("Please send the report by Friday.", "by Friday"),
        ("Please send the report. It is wanted by 12 May.", "by 12 May"),
        ("Please book the room for 12 May.", None),
        ("Please deactivate the badge, he left on Monday.", None),
        ("Please send the report.", None),
    ],
)
def test_the_deadline_is_the_one_of_the_work(body, due):
    (finding,) = mail(f"Hi Ben,\n\n{body}").findings
    assert finding.due_text == due


@pytest.mark.parametrize(
    ("body", "priority", "words"),
    [
        ("Please restart the gateway asap.", Priority.URGENT, "asap"),
        ("P1: please restart the gateway.", Priority.URGENT, "P1"),
        ("Bitte dringend den Techniker rufen.", Priority.URGENT, "dringend"),
        ("Please fix the door. This is high priority.", Priority.HIGH, "high priority"),
        ("Please fix the door. No rush.", Priority.LOW, "No rush"),
        ("When you get a chance, please fix the door.", Priority.LOW, "When you get a chance"),
        ("Please fix the door, it is not urgent.", Priority.LOW, "not urgent"),
        (
            "Please fix the door whenever you have a quiet hour.",
            Priority.LOW,
            "whenever you have a quiet hour",
        ),
        ("Please fix the door, take your time.", Priority.LOW, "take your time"),
        ("Please fix the door, it can't wait.", Priority.URGENT, "can't wait"),
        ("Please fix the door without delay.", Priority.URGENT, "without delay"),
        ("Please fix the emergency exit.", None, None),
        ("Please hang the sign immediately above the door.", None, None),
        ("Please fix the door.", None, None),
    ],
)
def test_priority_comes_only_from_words(body, priority, words):
    (finding,) = mail(f"Hi Ben,\n\n{body}").findings
    assert (finding.priority, finding.priority_text) == (priority, words)


def test_done_criteria_are_what_the_text_says_must_be_true():
    body = (
        "Please fix the belt. It is not done until the belt runs for an hour and Luis has signed the sheet."
    )
    (finding,) = mail(f"Hi Ben,\n\n{body}").findings
    assert [c.quote for c in finding.done_criteria] == [
        "the belt runs for an hour",
        "Luis has signed the sheet",
    ]


@pytest.mark.parametrize(
    ("said", "criteria"),
    [
        (
            "A row only counts once a second person has initialled it.",
            ["a second person has initialled it"],
        ),
        (
            "I shall not sign it off unless the terms tally with the list and the page numbers run through.",
            ["the terms tally with the list", "the page numbers run through"],
        ),
        (
            "We'll know it has worked when the file comes back without a single reject.",
            ["the file comes back without a single reject"],
        ),
    ],
)
def test_when_somebody_will_take_it_for_done_is_a_criterion_however_it_is_put(said, criteria):
    [finding] = mail(f"Ben, could you redo the list by Friday? {said}").findings
    assert [c.quote for c in finding.done_criteria] == criteria


def test_a_criterion_ends_where_a_bracket_begins():
    text = "Please order mats for hall 2, with handles (the big ones) on each side."
    [finding] = read("note", text).findings
    assert [c.quote for c in finding.done_criteria if not c.implied] == ["with handles"]


def test_until_a_day_is_no_criterion():
    [finding] = mail("Ben, could you redo the list? I am not here until Monday.").findings
    assert all(c.implied for c in finding.done_criteria)


def test_a_list_of_acceptance_criteria_belongs_to_the_work_before_it():
    text = "I will rebuild the index tonight.\nDone when:\n- search answers\n- old index is gone\n"
    (finding,) = read("note", text).findings
    assert [c.quote for c in finding.done_criteria] == ["search answers", "old index is gone"]


def test_questions_are_asked_only_where_they_change_the_work():
    (nobody,) = read("meeting", "Retro of May.\n\nSomeone should call the vendor.").findings
    assert [q.topic for q in nobody.questions] == [Topic.OWNER]
    (vague,) = mail("Hi Ben,\n\ncan you sort out the Kolb thing?").findings
    assert [q.topic for q in vague.questions] == [Topic.SCOPE]
    assert mail("Please call Carla.").findings[0].questions == ()
    (told,) = mail("Hi Ben,\n\nplease look into the May bill and send Carla a corrected one.").findings
    assert told.questions == ()


def test_a_repeated_duty_is_recurring():
    (finding,) = mail("Hi Ben,\n\nfrom now on please send the stock list every Monday.").findings
    assert (finding.kind, finding.recurrence_text) == (Kind.RECURRING, "every Monday")


def test_an_empty_approval_field_of_a_form_is_asked_for():
    text = "Item: Chair\nQuantity: 2\nNeeded by: 15 June\nUrgency: High\nApproved by:\n"
    (finding,) = read("form", text).findings
    assert [q.topic for q in finding.questions] == [Topic.APPROVAL]
    assert (finding.due_text, finding.priority, finding.goal) == (
        "15 June",
        Priority.HIGH,
        "Buy Chair, quantity 2",
    )


def test_a_form_tells_when_and_how_pressing_in_the_field_of_its_fault():
    text = (
        "Door: north entrance\n"
        "Fault: The card reader has been letting in any card since noon. This is urgent, the store is near: "
        "tonight at the latest.\n"
        "On site until: 8 pm"
    )
    [finding] = read("form", text).findings
    assert (finding.due_text, finding.priority) == ("tonight at the latest", Priority.URGENT)
    assert finding.goal == "Fix: The card reader has been letting in any card since noon"
    assert [c.text for c in finding.done_criteria] == ["The card reader no longer lets in any card"]

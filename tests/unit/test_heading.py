"""What a bare paper is for."""

import pytest

from agent.extractors.local.heading import about


@pytest.mark.parametrize(
    ("goal", "subject", "told"),
    [
        (
            "Put the risk assessment in Ida's tray",
            "Year 4 trip to the salt works",
            "Put the risk assessment for the Year 4 trip in Ida's tray",
        ),
        ("Print the programme", "RE: Summer concert", "Print the programme for the Summer concert"),
        (
            "Send Ida the survey report",
            "Old mill lease: survey report",
            "Send Ida the survey report for the Old mill lease",
        ),
        ("Send Ida the quote", "Harbour Lane - quote", "Send Ida the quote for Harbour Lane"),
    ],
)
def test_a_paper_is_told_with_what_the_subject_says_it_is_for(goal, subject, told):
    assert about(goal, subject) == told


@pytest.mark.parametrize(
    ("goal", "subject"),
    [
        ("Send Ida the quote for the roof", "Summer concert"),
        ("Send Ida the quote", "Roof"),
        ("Send Ida the quote", "Thanks for your visit on Tuesday"),
        ("Send Ida the quote", "Did the show go well?"),
        ("Fix the lamp", "Summer concert"),
        ("Send Ida the quote", None),
    ],
)
def test_a_paper_stays_bare_where_the_subject_does_not_tell(goal, subject):
    assert about(goal, subject) == goal

"""What the embedded engine would ask, of what a text leaves open."""

import pytest

from agent.models import Topic
from tests.engine import mail, read


def topics(finding):
    return [asked.topic for asked in finding.questions]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Legal has to see it before it goes out.", [Topic.APPROVAL]),
        ("The treasurer must okay it first and I haven't asked her yet.", [Topic.APPROVAL]),
        ("Carla has to see the doctor first.", []),
        ("You have to read it before it goes out.", []),
        ("Carla has to read it to the class.", []),
    ],
)
def test_who_must_agree_first_is_asked_and_is_no_work_of_its_own(said, asked):
    findings = mail(f"Hi Ben,\n\nPlease print the leaflet. {said}").findings
    assert topics(findings[0]) == asked
    assert len(findings) == 1 or not asked


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("The council hasn't given us the date yet.", [Topic.DUE]),
        ("No date given, I did not push.", [Topic.DUE]),
        ("The date is tbc.", [Topic.DUE]),
        ("The date of the inspection is not known.", [Topic.DUE]),
        ("The date of the party is not fixed.", []),
        ("They did not take the date palms.", []),
        ("It has to be done by 12 May, whatever day they have not fixed.", []),
    ],
)
def test_a_day_that_the_text_says_nobody_knows_is_asked_about(said, asked):
    (finding,) = mail(f"Hi Ben,\n\nPlease renew the licence before the inspection. {said}").findings
    assert topics(finding) == asked


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ("The gate sticks. Please get somebody in to fix it.", []),
        ("Please fix it.", [Topic.SCOPE]),
        ("The totals are in. Please check it once more.", [Topic.SCOPE]),
        ("Could you sort out the parking thing?", [Topic.SCOPE]),
    ],
)
def test_what_is_to_be_delivered_is_asked_only_where_nothing_names_it(body, asked):
    (finding,) = mail(f"Hi Ben,\n\n{body}").findings
    assert topics(finding) == asked


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ("Needed by (mandatory):\nManager's signature:\n", [Topic.APPROVAL, Topic.DUE]),
        ("Needed by:\nSignature:\n", []),
        ("Needed by (mandatory): 12 May\nManager's signature: B. Ode\n", []),
        ("Visa de la direction (obligatoire) :\n", [Topic.APPROVAL]),
    ],
)
def test_a_field_that_had_to_be_filled_and_was_not_is_asked_about(fields, asked):
    (finding,) = read("form", f"Request: 3 benches\n{fields}Details: Please order the fixed ones.\n").findings
    assert topics(finding) == asked


def test_somebody_of_a_team_is_asked_for_by_name():
    (finding,) = mail("Hi Ben,\n\nSomebody from Facilities has to read the contract.").findings
    assert topics(finding) == [Topic.OWNER]

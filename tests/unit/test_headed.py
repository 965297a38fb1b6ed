"""The thing that a paragraph is headed by."""

import pytest

from agent.extractors.local.goals import goal
from agent.extractors.local.headed import thing_of
from agent.extractors.local.names import Names
from agent.extractors.local.persons import Parties
from tests.engine import read

NAMES = Names(["Ana Ruiz", "Kell Brothers", "Facilities"])


@pytest.mark.parametrize(
    ("heading", "thing"),
    [
        ("Bins.", "the bins"),
        ("Stair light, second floor.", "the stair light on the second floor"),
        ("Projector, hall", "the projector in the hall"),
        ("Boiler, flat 3:", "the boiler in flat 3"),
        ("3  Climbing frame.", "the climbing frame"),
        ("4. Hedge on Vicarage Lane", "the hedge on Vicarage Lane"),
        ("The old sign", "the old sign"),
        ("HVAC unit, roof", "the HVAC unit on the roof"),
        ("Heating", "the heating"),
        ("Repeat prescriptions.", None),
        ("Safety.", None),
        ("Any other business", None),
        ("Next meeting", None),
        ("Facilities.", None),
        ("Ana Ruiz", None),
        ("Agreed.", None),
        ("Staffing", None),
        ("Quiet night.", None),
        ("Order forms to the office", None),
        ("The door sticks", None),
        ("Please mend it", None),
    ],
)
def test_a_heading_names_a_thing_or_nothing(heading, thing):
    assert thing_of(heading, NAMES) == thing


@pytest.mark.parametrize(
    ("before", "topic", "said", "order"),
    [
        (["They keep being left inside the gate."], "the bins", "Put them out on Friday", "Put the bins out"),
        (["Out since May, Mrs Lal fell."], "the stair light", "Please repair it", "Repair the stair light"),
        (["The lamp is dead."], "the projector", "Please swap it", "Swap the lamp"),
        (["Both are late."], "the kettle", "Please descale it", "Descale the kettle"),
        ([], "the bins", "Please empty it", "Empty it"),
    ],
)
def test_the_heading_is_meant_where_no_subject_below_it_is(before, topic, said, order):
    parties = Parties("Ana Ruiz", None, NAMES)
    assert goal(said, ["on Friday"], parties, before, topic).words == order


def test_the_minutes_of_a_meeting_name_what_a_paragraph_is_about():
    text = (
        "House meeting, 4 May\n\n"
        "* Bins. They keep being left inside the gate. Carla Mendez agreed to put them out every Thursday.\n"
        "* Radiators. Cold again. Dmitri Volkov to bleed them by Friday.\n"
    )
    goals = [finding.goal for finding in read("meeting", text).findings]
    assert goals == ["Put the bins out every Thursday", "Bleed the radiators"]

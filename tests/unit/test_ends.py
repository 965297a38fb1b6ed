"""The state in which a goal is reached."""

from datetime import datetime

import pytest

from agent import reading
from agent.extractors.local.ends import ends_of
from agent.models import Basis, Intake, Topic
from agent.people import Directory
from tests.engine import mail

STATES = {
    "Send Ana Ruiz the signed lease": ["Ana Ruiz has the signed lease"],
    "Get the keys to the tenants": ["The tenants have the keys"],
    "Find out from Accounts whether tips are shared and tell Ben": ["Ben knows whether tips are shared"],
    "Answer how many chairs we need": ["Tom knows how many chairs we need"],
    "Ring the school about the bus": ["The school has been rung about the bus"],
    "Put the 3 plans up on the wall": ["The 3 plans are up on the wall"],
    "Get a fitter to mend the tap": ["The tap is mended"],
    "Get three quotes for the roof": ["Three quotes for the roof are in hand"],
    "Swap the lamp in hall 2": ["The lamp in hall 2 is swapped"],
    "Scan the deeds and email them to the notary": ["The deeds are scanned", "The notary has the deeds"],
    "Have the boiler serviced": ["The boiler is serviced"],
    "Get a new sign printed": ["A new sign is printed"],
    "Bring two heaters up": ["Two heaters are brought"],
    "Send the takings to Ruth every Monday": ["Ruth has the takings every Monday"],
}
NOTHING_TO_TELL = ("Make the site nicer", "Look into it", "Send it", "Kitchen light?", "Sort out the hall")


@pytest.mark.parametrize(("goal", "states"), STATES.items())
def test_a_goal_is_told_as_the_state_it_ends_in(goal, states):
    assert ends_of(goal, "Tom") == states


@pytest.mark.parametrize("goal", NOTHING_TO_TELL)
def test_of_a_vague_goal_no_end_is_told(goal):
    assert ends_of(goal, "Tom") == []


def test_an_end_that_only_the_goal_implies_is_inferred_and_asks_nobody():
    (finding,) = mail("Please order the new lamps.").findings
    intake = Intake(
        id="i1", channel="note", received_at=datetime.fromisoformat("2026-05-04T10:00:00+02:00"),
        text="Please order the new lamps.", sha256="0" * 64,
    )  # fmt: skip
    settled = reading.read(finding, intake, Directory())
    (criterion,) = settled.item.done_criteria
    assert (criterion.value, criterion.basis) == ("The new lamps are ordered", Basis.INFERRED)
    assert Topic.DONE_CRITERIA not in {gap.topic for gap in settled.gaps}

"""However dear mistakes and questions are: an opinion never takes a chance out of the band of doubt."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from agent.duplicates import Candidate, Existing, Thresholds
from agent.models import Channel, Finding, Intake
from agent.opinions import Opinion, weighed
from agent.people import EMPTY
from agent.reading import read

WORDS = "Repair the dimmer"
INTAKE = Intake(
    id="I-1", channel=Channel.NOTE, received_at=datetime(2026, 5, 4, tzinfo=UTC), text=WORDS, sha256="0" * 64
)
ITEM = read(Finding(goal=WORDS, quotes=(WORDS,)), INTAKE, EMPTY).item
COST = st.floats(0.01, 100)
SHARE = st.floats(0.01, 0.99)
"""Of what asking may cost at most, so that it still pays somewhere."""
PLACE = st.floats(0, 1)
"""From the lower end of the band to the upper one."""


def pair(name: str, chance: float) -> tuple[Candidate, Existing]:
    known = Existing(
        id=name, intake_id="I-0", item=ITEM, body=WORDS, received_at=INTAKE.received_at, pending=True
    )
    return Candidate(id=name, lexical=0, dense=0, score=chance), known


@given(wrong=COST, missed=COST, share=SHARE, places=st.tuples(PLACE, PLACE), same=st.booleans())
def test_a_chance_stays_in_the_band_on_its_side_and_in_its_order(wrong, missed, share, places, same):
    t = Thresholds.of_costs(wrong, missed, share * wrong * missed / (wrong + missed))
    low, high = sorted(t.grey.low + place * (t.grey.high - t.grey.low) for place in places)
    said = dict.fromkeys(("a", "b"), Opinion(same=same, ours="dimmer", theirs="the dimmer"))
    moved = weighed(said, ITEM, WORDS, [pair("a", low), pair("b", high)], t).chances
    assert t.grey.low <= moved["a"] <= moved["b"] <= t.grey.high
    if same:
        assert moved["a"] >= t.duplicate
    elif t.duplicate > t.related:
        assert moved["b"] < t.duplicate

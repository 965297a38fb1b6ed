"""What people type becomes values of their own, or a clear error."""

from __future__ import annotations

from datetime import date

import pytest

from agent.changes import changed, read_changes
from agent.errors import InvalidChange
from agent.models import Basis, Finding, Priority
from agent.reading import read
from tests.unit.test_reading import DIRECTORY, intake

ITEM = read(
    Finding(goal="Send Ana the Q3 numbers", quotes=("send me the Q3 numbers",), due_text="by Friday"),
    intake(),
    DIRECTORY,
).item

GOOD = [
    ({"goal": "Send Ana everything"}, "goal", "Send Ana everything"),
    ({"owner": "ben"}, "owner", "Ben Ortiz"),
    ({"owner": "Zoë from outside"}, "owner", "Zoë from outside"),
    ({"due": "2026-12-01"}, "due", date(2026, 12, 1)),
    ({"due": "next Tuesday"}, "due", date(2026, 11, 10)),
    ({"priority": "URGENT"}, "priority", Priority.URGENT),
    ({"recurrence": "every Monday"}, "recurrence", "FREQ=WEEKLY;BYDAY=MO"),
    ({"recurrence": "FREQ=DAILY;COUNT=3"}, "recurrence", "FREQ=DAILY;COUNT=3"),
    ({"owner": ""}, "owner", None),
    ({"due": " "}, "due", None),
]
BAD = [
    ({"color": "red"}, "no field 'color'"),
    ({"owner": "Mo"}, "'Mo Ali', 'Mo Berg'"),
    ({"due": "the thirtieth of never"}, "names no day"),
    ({"due": "2026-02-31"}, "names no day"),
    ({"priority": "P9"}, "urgent, high, normal, low"),
    ({"recurrence": "now and then"}, "no recurrence"),
    ({"goal": ""}, "cannot be empty"),
]


@pytest.mark.parametrize(("wishes", "field", "value"), GOOD)
def test_a_persons_value_takes_the_place_of_the_engines(wishes, field, value):
    made = getattr(changed(ITEM, read_changes(wishes, intake(), DIRECTORY)), field)
    assert made.value == value
    assert made.basis is (Basis.PERSON if value is not None else Basis.MISSING)


@pytest.mark.parametrize(("wishes", "said"), BAD)
def test_a_value_that_a_field_cannot_take_is_refused(wishes, said):
    with pytest.raises(InvalidChange, match=said):
        read_changes(wishes, intake(), DIRECTORY)


def test_done_criteria_are_separated_by_semicolons():
    made = changed(ITEM, read_changes({"done_criteria": "Leeds is in; signed ;"}, intake(), DIRECTORY))
    assert [criterion.value for criterion in made.done_criteria] == ["Leeds is in", "signed"]


def test_only_what_is_given_changes():
    made = changed(ITEM, read_changes({"owner": "Ben"}, intake(), DIRECTORY))
    assert (made.goal, made.due, made.due_phrase) == (ITEM.goal, ITEM.due, ITEM.due_phrase)


def test_a_new_day_drops_the_words_of_the_old_one():
    assert changed(ITEM, read_changes({"due": "2026-12-01"}, intake(), DIRECTORY)).due_phrase is None

"""What waits takes up from what is merged into it: only what a text states or a person set, and no choice."""

from __future__ import annotations

from datetime import date

import pytest

from agent.merging import joined, stated_changes
from agent.models import Basis, Evidence, FieldName, Gap, Priority, Proposal, Sourced, Topic
from tests.asked import asked_about, asking

THERE, THEIRS = "I-1", "I-9"
MAY, JUNE = date(2026, 5, 6), date(2026, 6, 7)


def stated(value, words="words", field=FieldName.OWNER):
    evidence = Evidence(field=field, quote=words, start=0, end=len(words))
    return Sourced(value=value, basis=Basis.STATED, evidence=(evidence,))


def other(value, basis):
    return Sourced(value=value, basis=basis)


def proposal(name, intake_id, *, gaps=(), closed=(), **fields) -> Proposal:
    item = asked_about().item.model_copy(
        update={"owner": other(None, Basis.MISSING), "due": other(None, Basis.MISSING), **fields}
    )
    return asked_about().model_copy(
        update={"id": name, "intake_id": intake_id, "item": item, "gaps": gaps, "closed": closed}
    )


def merged(ours, theirs) -> Proposal:
    return joined(ours, theirs, asking().model_copy(update={"id": theirs.intake_id}))


MISSING, RULE, INFERRED, PERSON = Basis.MISSING, Basis.RULE, Basis.INFERRED, Basis.PERSON
FIELDS = [
    # field, the survivor's, the other's, what it becomes, texts of its words, asked about
    ("owner", other(None, MISSING), stated("Ben"), "Ben", [THEIRS], False),
    ("owner", other(None, MISSING), other("Ben", PERSON), "Ben", [], False),
    ("owner", other(None, MISSING), other("sender", INFERRED), None, [], False),
    ("owner", other("sender", INFERRED), stated("Ben"), "Ben", [THEIRS], False),
    ("owner", stated("Eve"), other(None, MISSING), "Eve", [""], False),
    ("owner", stated("Ben"), stated("Ben"), "Ben", ["", THEIRS], False),
    ("owner", stated("Ben"), other("Ben", PERSON), "Ben", [""], False),
    ("owner", stated("Eve"), stated("Ben"), "Eve", [""], True),
    ("owner", stated("Eve"), other("Ben", PERSON), "Eve", [""], True),
    ("owner", other("Eve", PERSON), stated("Ben"), "Eve", [], False),
    ("due", other(None, MISSING), stated(MAY), MAY, [THEIRS], False),
    ("due", stated(JUNE), stated(MAY), JUNE, [""], True),
    ("recurrence", other(None, MISSING), stated("FREQ=DAILY"), "FREQ=DAILY", [THEIRS], False),
    ("priority", other(Priority.NORMAL, INFERRED), stated(Priority.HIGH), Priority.HIGH, [THEIRS], False),
    ("priority", stated(Priority.URGENT), stated(Priority.LOW), Priority.URGENT, [""], True),
    ("priority", stated(Priority.URGENT), other(Priority.NORMAL, INFERRED), Priority.URGENT, [""], False),
]


@pytest.mark.parametrize(("field", "ours", "theirs", "value", "texts", "open_"), FIELDS)
def test_each_field_is_kept_taken_up_or_asked_about(field, ours, theirs, value, texts, open_):
    now = merged(proposal("P-1", THERE, **{field: ours}), proposal("P-9", THEIRS, **{field: theirs}))
    became = getattr(now.item, field)
    assert (became.value, [piece.source for piece in became.evidence]) == (value, texts)
    told = [gap for gap in now.gaps if "P-9, which was merged into this, says" in gap.reason]
    assert [gap.topic for gap in told] == ([Topic(field)] if open_ else [])


def gap(topic, reason="nobody says", **given):
    return Gap(topic=topic, reason=reason, **given)


GAPS = [
    # the survivor's gaps and topics that are closed, the other's, those that stay open
    ([], [], [Topic.SCOPE], [Topic.SCOPE]),
    ([Topic.SCOPE], [], [Topic.SCOPE], [Topic.SCOPE]),
    ([], [Topic.SCOPE], [Topic.SCOPE], []),
    ([Topic.OWNER], [], [Topic.APPROVAL], [Topic.OWNER, Topic.APPROVAL]),
    ([], [], [Topic.DUE], []),
    ([], [], [Topic.GOAL], []),
    ([], [], [Topic.DONE_CRITERIA], [Topic.DONE_CRITERIA]),
]


@pytest.mark.parametrize(("ours", "closed", "theirs", "stay"), GAPS)
def test_what_is_open_in_either_stays_open_where_it_still_matters(ours, closed, theirs, stay):
    one = proposal("P-1", THERE, gaps=tuple(map(gap, ours)), closed=tuple(closed), due=stated(MAY))
    now = merged(one, proposal("P-9", THEIRS, gaps=tuple(map(gap, theirs))))
    assert [gap.topic for gap in now.gaps] == stay


def test_a_gap_of_what_is_taken_up_comes_along_and_the_old_one_goes():
    both = gap(Topic.DUE, "two days", candidates=("2026-05-06", "2026-06-07"), evidence=stated(MAY).evidence)
    theirs = proposal("P-9", THEIRS, due=stated(MAY), gaps=(both,), closed=(Topic.OWNER,))
    now = merged(proposal("P-1", THERE, gaps=(gap(Topic.DUE), gap(Topic.OWNER))), theirs)
    assert [(one.topic, one.reason) for one in now.gaps] == [
        (Topic.OWNER, "nobody says"), (Topic.DUE, "two days"),
    ]  # fmt: skip
    assert now.gaps[1].evidence[0].source == THEIRS
    assert now.closed == ()


def test_words_of_the_same_text_and_of_texts_merged_before_keep_their_place():
    third = stated("Ben").model_copy(
        update={"evidence": (stated("Ben").evidence[0].model_copy(update={"source": "I-3"}),)}
    )
    assert merged(proposal("P-1", THERE), proposal("P-9", THEIRS, owner=third)).item.owner == third
    same = merged(proposal("P-1", THERE), proposal("P-2", THERE, owner=stated("Ben"))).item
    assert same.owner == stated("Ben")
    assert [piece.source for piece in same.goal.evidence] == ["", ""]


def test_done_criteria_of_both_are_kept_each_once():
    ours = proposal("P-1", THERE, done_criteria=(stated("It prints"),))
    theirs = proposal(
        "P-9", THEIRS, done_criteria=(stated("it prints"), stated("It scans"), other("It is red", INFERRED))
    )
    assert [criterion.value for criterion in merged(ours, theirs).item.done_criteria] == [
        "It prints", "It scans",
    ]  # fmt: skip


def test_what_another_text_states_is_told_field_by_field_and_what_it_leaves_out_is_not():
    there = proposal("P-1", THERE, owner=stated("Eve"), due=stated(MAY)).item
    new = proposal("P-9", THEIRS, due=stated(JUNE), done_criteria=(stated("It prints"),)).item
    assert stated_changes(new, there) == ("due: 2026-05-06 → 2026-06-07", "also done when: It prints")
    assert stated_changes(there, there) == ()

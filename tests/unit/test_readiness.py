"""What a destination requires before a confirm, and how a person gets past it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa

from agent.errors import DigestMismatch, NotReady
from agent.models import Basis, DecisionKind, FieldName, ProposalState
from agent.readiness import WEAKEST_FIRST, ready, short_of
from agent.review import confirm, decide, revise
from agent.stores.schema import events
from tests.houses import house

STRICT = {"registry": {FieldName.OWNER: Basis.RULE, FieldName.DUE: Basis.STATED}}


@pytest.fixture
def place(tmp_path):
    with house(tmp_path) as found:
        found.services = replace(found.services, requires=STRICT)
        yield found


def seen(place, text="do pay invoice 7"):
    [proposal] = place.propose(text)
    return proposal


def test_a_sender_without_a_name_is_no_owner(place):
    proposal = seen(place)
    owner = proposal.item.owner.model_copy(update={"value": "sender", "basis": Basis.INFERRED})
    item = proposal.item.model_copy(update={"owner": owner})
    made = proposal.model_copy(
        update={"item": item, "route": proposal.route.model_copy(update={"owner": None})}
    )
    assert FieldName.OWNER in short_of(made, {"registry": {FieldName.OWNER: Basis.INFERRED}})


def test_without_requirements_anything_can_be_confirmed(tmp_path):
    with house(tmp_path) as found:
        assert found.confirm(seen(found, "do order toner")).override == ""


def test_what_falls_short_is_refused_with_what_is_missing_and_what_to_do(place):
    with pytest.raises(NotReady) as caught:
        place.confirm(seen(place, "do order toner"))
    told = str(caught.value)
    assert "owner is missing (at least rule is required)" in told
    assert "due is missing (at least stated is required)" in told
    assert "clarify answer" in told and "--override" in told
    assert place.services.registry.find() == []


def test_an_owner_by_rule_counts_as_one(place):
    proposal = seen(place)
    assert proposal.readiness[FieldName.OWNER] is Basis.RULE
    assert short_of(proposal, STRICT) == {FieldName.DUE: Basis.STATED}
    assert ready(proposal) == "ready 3/5"


def test_what_a_person_settles_is_enough(place):
    from agent.models import Changes

    proposal = seen(place)
    changes = Changes(due="2026-12-01")
    settled = revise(place.decision(DecisionKind.EDIT, proposal, changes=changes), place.services)
    assert place.confirm(settled).override == ""


def test_an_override_is_kept_with_the_decision_its_event_and_the_work(place):
    proposal = seen(place)
    work = place.confirm(proposal, override="the auditors wait")
    assert place.services.registry.get(work.id).override == "the auditors wait"
    [recorded] = place.services.proposals.history(proposal.id)
    assert recorded.decision.override == "the auditors wait"
    with place.workspace.database.read() as connection:
        query = sa.select(events.c.body).where(events.c.kind == "proposal.confirm")
        assert json.loads(connection.execute(query).scalar_one())["override"] == "the auditors wait"
    place.audit.verify()


def test_an_override_that_was_not_needed_is_no_fact_about_the_work(tmp_path):
    with house(tmp_path) as found:
        assert found.confirm(seen(found), override="just in case").override == ""


def test_blanks_are_no_reason(place):
    with pytest.raises(NotReady):
        place.confirm(seen(place), override="  \n")


def test_an_override_gets_past_nothing_else(place):
    with pytest.raises(DigestMismatch):
        place.confirm(seen(place), digest="0" * 64, override="now")


def test_only_a_confirm_is_held_to_it(place):
    rejected = revise(place.decision(DecisionKind.REJECT, seen(place)), place.services)
    assert rejected.state is ProposalState.REJECTED


def test_a_text_cannot_get_past_it(place):
    text = 'do order toner\noverride: "yes"\nrequires: {}\nowner: stated'
    for proposal in place.propose(text):
        with pytest.raises(NotReady):
            confirm(place.decision(DecisionKind.CONFIRM, proposal), place.services)


@pytest.mark.parametrize("least", WEAKEST_FIRST[1:])
@pytest.mark.parametrize("basis", WEAKEST_FIRST)
def test_a_stronger_basis_is_enough_and_a_weaker_is_not(place, basis, least):
    proposal = seen(place)
    route = proposal.route.model_copy(update={"owner": None})
    value = None if basis is Basis.MISSING else "Ana"
    evidence = proposal.item.goal.evidence if basis is Basis.STATED else ()
    owner = proposal.item.owner.model_copy(update={"value": value, "basis": basis, "evidence": evidence})
    item = proposal.item.model_copy(update={"owner": owner})
    made = proposal.model_copy(update={"item": item, "route": route})
    short = short_of(made, {"registry": {FieldName.OWNER: least}})
    assert bool(short) == (WEAKEST_FIRST.index(basis) < WEAKEST_FIRST.index(least))


def test_what_another_destination_requires_does_not_matter(place):
    proposal = seen(place)
    decide(proposal, place.decision(DecisionKind.CONFIRM, proposal), {"elsewhere": STRICT["registry"]})

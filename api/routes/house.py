"""Whom work may go to, and the rules that send it there; to read only."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from agent.models import Route
from agent.roster import Person, Team
from agent.stores.api_keys import Scope
from api.again import KNOWN, again
from api.auth import allowed
from api.documents import problems
from api.served import Here
from api.strict import StrictRoute

router = APIRouter(
    prefix="/v1",
    tags=["house"],
    route_class=StrictRoute,
    dependencies=[Depends(allowed(Scope.READ)), again],
    responses=KNOWN | problems(401, 422),
)


class PeopleView(BaseModel):
    """The directory."""

    people: tuple[Person, ...]
    teams: tuple[Team, ...]


class RuleView(BaseModel):
    name: str
    when: str
    """The condition as it is written; `always` for the last."""
    route: Route


class RulesView(BaseModel):
    """In their order: the first that fits counts."""

    rules: tuple[RuleView, ...]


@router.get("/people", operation_id="listPeople")
def people(here: Here) -> PeopleView:
    """People and teams, as the server read them when it started."""
    directory = here.services.directory
    return PeopleView(people=directory.people, teams=directory.teams)


@router.get("/rules", operation_id="listRules")
def rules(here: Here) -> RulesView:
    """The routing rules, as the server read them when it started."""
    found = here.services.rules.rules
    return RulesView(rules=tuple(RuleView(name=r.name, when=r.when, route=r.route) for r in found))

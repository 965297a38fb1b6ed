"""Confirmed work: who has what, until when, and what is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from agent.models import WorkItem, WorkStatus
from api.cursors import listed
from api.pages.rendering import page, to
from api.pages.route import PageRoute
from api.pages.views.words import Day, day, moment
from api.pages.visitor import Checked, SignedIn
from api.served import Here
from api.views import WorkId

router = APIRouter(route_class=PageRoute, include_in_schema=False)

AT_ONCE = 100


class Which(StrEnum):
    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"


class Setting(StrEnum):
    DONE = "done"
    REOPEN = "reopen"


SETS = {Setting.DONE: WorkStatus.DONE, Setting.REOPEN: WorkStatus.OPEN}


@dataclass(frozen=True, slots=True)
class Line:
    """A work item at a glance."""

    id: str
    proposal_id: str
    goal: str
    owner: str
    due: Day
    priority: str
    team: str
    is_done: bool
    told: str
    """Who confirmed it and when, or when it was done."""
    receipts: tuple[str, ...]


def line(work: WorkItem, now: datetime) -> Line:
    is_done = work.status is WorkStatus.DONE
    due = day(work.item.due.value, work.item.recurrence.value, now.astimezone().date())
    done = f"done {moment(work.done_at)}" if work.done_at else ""
    return Line(
        id=work.id,
        proposal_id=work.proposal_id,
        goal=work.item.goal.value,
        owner=work.owner.value or "",
        due=Day(due.text) if is_done else due,
        priority=work.priority.value.value,
        team=work.route.team or work.route.destination,
        is_done=is_done,
        told=done or f"confirmed by {work.confirmed_by}, {moment(work.confirmed_at)}",
        receipts=tuple(f"{one.destination} {one.reference}" for one in work.receipts),
    )


@router.get("/work")
def work_list(
    request: Request,
    _who: SignedIn,
    here: Here,
    show: Which = Which.OPEN,
    owner: Annotated[str, Query(max_length=200)] = "",
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    now, registry = here.services.now(), here.store.registry
    find = partial(
        registry.page,
        status=WorkStatus.DONE if show is Which.DONE else WorkStatus.OPEN,
        owner=owner or None,
        due_before=now.astimezone().date() if show is Which.OVERDUE else None,
    )
    found = listed(find, AT_ONCE, cursor)
    more = urlencode({"show": show.value, "owner": owner, "cursor": found.next}) if found.next else ""
    return page(
        request, "work.html", lines=[line(work, now) for work in found.items], which=list(Which), show=show,
        owner=owner, owners=registry.owners(), more=f"/work?{more}" if more else "",
    )  # fmt: skip


@router.post("/work/{work_id}/{setting}")
def set_status(
    work_id: WorkId,
    setting: Setting,
    _form: Checked,
    who: SignedIn,
    here: Here,
    show: Which = Which.OPEN,
    owner: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    here.services.registry.set_status(work_id, SETS[setting], who.user)
    return to(f"/work?{urlencode({'show': show.value, 'owner': owner})}")

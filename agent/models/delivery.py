"""How far a work item is on its way to where it is committed to."""

from __future__ import annotations

import json
import uuid

from pydantic import AwareDatetime

from agent.models.decision import Receipt
from agent.models.noun import Noun
from agent.terms import DeliveryState

_KEYS = uuid.UUID("5b0c3f0e-8d0a-4f0e-9c1b-5d6a1f6f2a77")


class Delivery(Noun):
    """One work item on its way to one destination."""

    work_id: str
    destination: str
    key: str
    """The same for every attempt, so that a destination can tell that it has it already."""
    state: DeliveryState
    attempts: int
    error: str = ""
    """Why the last attempt did not end well."""
    receipt: Receipt | None = None
    behind: bool = False
    """It arrived, and the destination holds the work as it was before it was changed or withdrawn."""
    created_at: AwareDatetime
    updated_at: AwareDatetime


def delivery_key(work_id: str, destination: str) -> str:
    """A UUID (version 5) that depends on nothing but the two."""
    return str(uuid.uuid5(_KEYS, json.dumps([work_id, destination])))

"""Clarify's own registry: the confirm itself wrote the work item, so its receipt is the item's id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from agent.models import Receipt, WorkItem


@dataclass(frozen=True, slots=True)
class RegistryDestination:
    now: Callable[[], datetime]

    def deliver(self, work: WorkItem, key: str) -> Receipt:
        del key  # the id of the work item says as much
        return Receipt(destination="registry", reference=work.id, at=self.now())

    def find(self, work: WorkItem, key: str) -> Receipt:
        """A work item that can be asked about is in the registry."""
        return self.deliver(work, key)

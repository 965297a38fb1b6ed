"""The straight line from a confirmed work item to a receipt: find out first, never try blindly."""

from __future__ import annotations

from agent.errors import DeliveryFailed, DeliveryUnknown
from agent.models import Delivery, DeliveryState, Receipt, WorkItem, WorkStatus
from agent.protocols import Destination, Services, Traceable


def deliver(work_id: str, services: Services) -> None:
    """Bring everything that is open of a work item to its end. Raises DeliveryFailed."""
    work = services.registry.get(work_id)
    for delivery in services.deliveries.of(work.id):
        if delivery.state in (DeliveryState.PENDING, DeliveryState.UNKNOWN):
            _deliver(delivery, work, services)


def _deliver(delivery: Delivery, work: WorkItem, services: Services) -> None:
    destination = services.destinations.get(delivery.destination)
    if destination is None:
        raise DeliveryFailed(f"there is no destination {delivery.destination!r} any more: check the rules")
    if delivery.state is DeliveryState.UNKNOWN:
        there = _found_out(delivery, work, destination, services)
        if there:
            services.deliveries.delivered(delivery, there)
            return
    if work.status is WorkStatus.WITHDRAWN:
        services.deliveries.withdraw(delivery)
        return
    _hand_over(delivery, work, destination, services)


def _found_out(
    delivery: Delivery, work: WorkItem, destination: Destination, services: Services
) -> Receipt | None:
    """What became of an attempt that nobody saw end. Raises DeliveryFailed where nobody can tell."""
    if not isinstance(destination, Traceable):
        raise DeliveryFailed(
            f"{delivery.destination!r} may hold {work.id!r} or not, and cannot be asked: look there, then "
            f"`clarify deliveries --retry {work.id}` if it is missing"
        )
    try:
        return destination.find(work, delivery.key)
    except DeliveryFailed as exc:
        services.deliveries.doubt(delivery, str(exc))
        raise DeliveryUnknown(f"what became of {work.id!r} cannot be found out now: {exc}") from exc


def _hand_over(delivery: Delivery, work: WorkItem, destination: Destination, services: Services) -> None:
    """Whatever ends this between `begin` and the receipt leaves a delivery that is unknown."""
    begun = services.deliveries.begin(delivery)
    if begun is None:
        return
    try:
        receipt = destination.deliver(work, begun.key)
    except DeliveryUnknown as exc:
        services.deliveries.doubt(begun, str(exc))
        raise
    except DeliveryFailed as exc:
        services.deliveries.not_taken(begun, str(exc))
        raise
    services.deliveries.delivered(begun, receipt)

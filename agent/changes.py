"""What a person changes in an item: read from their words, applied to the item. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TypeVar

from agent import people
from agent.dates.due import order_of, resolve
from agent.dates.recurrence import recurrence
from agent.errors import InvalidChange
from agent.models import Basis, Changes, FieldName, Intake, Item, Priority, Sourced
from agent.people import Directory

T = TypeVar("T")

SEPARATOR = ";"
"""Between the done-criteria of one edit."""


def changed(item: Item, changes: Changes) -> Item:
    """The item with the person's values; each of them has the basis 'person'."""
    given = changes.model_dump(exclude_none=True, exclude={"clear"})
    criteria = given.pop("done_criteria", None)
    update: dict[str, object] = {name: _by_person(value) for name, value in given.items()}
    if criteria is not None:
        update["done_criteria"] = tuple(_by_person(text) for text in criteria)
    for name in changes.clear:
        update[name] = () if name is FieldName.DONE_CRITERIA else Sourced(value=None, basis=Basis.MISSING)
    if FieldName.DUE in changes.fields:
        update["due_phrase"] = None
    return Item.model_validate(item.model_copy(update=update).model_dump())


def read_changes(wishes: Mapping[str, str], intake: Intake, directory: Directory) -> Changes:
    """From FIELD → VALUE as a person types them; an empty value empties the field.

    Raises InvalidChange for an unknown field, or a value that the field cannot take.
    """
    given: dict[str, object] = {}
    clear: set[FieldName] = set()
    for name, words in wishes.items():
        field = _field(name)
        if words.strip():
            given[field] = _value(field, words.strip(), intake, directory)
        elif field in (FieldName.GOAL, FieldName.PRIORITY):
            raise InvalidChange(f"{name!r} cannot be empty")
        else:
            clear.add(field)
    return Changes.model_validate({**given, "clear": clear})


def read_morning(words: str, now: datetime) -> datetime:
    """The start of a day to come, where this runs. Raises InvalidChange."""
    today = now.astimezone()
    found = resolve(words, today, day_first=True)
    if found is None or found.date is None or found.date <= today.date():
        raise InvalidChange(f"{words!r} names no day to come: give one such as 2026-12-01 or 'next Monday'")
    return datetime.combine(found.date, time()).astimezone()


def _by_person(value: T) -> Sourced[T]:
    return Sourced(value=value, basis=Basis.PERSON)


def _field(name: str) -> FieldName:
    try:
        return FieldName(name.strip().lower().replace("-", "_"))
    except ValueError:
        raise InvalidChange(f"there is no field {name!r}: use one of {', '.join(FieldName)}") from None


def _value(field: FieldName, words: str, intake: Intake, directory: Directory) -> object:
    if field is FieldName.OWNER:
        return _owner(words, directory.with_intake(intake))
    if field is FieldName.DUE:
        return _due(words, intake, directory)
    if field is FieldName.RECURRENCE:
        return _rule(words, intake, directory)
    if field is FieldName.PRIORITY:
        return _priority(words)
    if field is FieldName.DONE_CRITERIA:
        return tuple(text.strip() for text in words.split(SEPARATOR) if text.strip())
    return words


def _owner(words: str, directory: Directory) -> str:
    """Somebody the directory knows, or a new name as it was written; never a guess between two."""
    if not words.isprintable():
        raise InvalidChange(f"{words!r} has characters that no name has: type it again")
    found = people.resolve(words, directory)
    check_is_there(found.name, directory)
    if found.name is None and found.candidates:
        raise InvalidChange(f"{words!r} may be {', '.join(map(repr, found.candidates))}: name one of them")
    return found.name or words


def check_is_there(name: str | None, directory: Directory) -> None:
    """Raises InvalidChange for somebody who has left; then it says who may do it instead."""
    person = directory.person(name)
    if person and person.left:
        others = ", ".join(map(repr, directory.colleagues(person.name)))
        instead = f", such as {others}" if others else ""
        raise InvalidChange(f"{person.name} has left: name somebody who is there{instead}")


def _due(words: str, intake: Intake, directory: Directory) -> date:
    customs, at = directory.customs, directory.written_at(intake)
    order = order_of(at, intake.text) if customs.day_first is None else customs.day_first
    found = resolve(words, at, day_first=order, customs=customs)
    if found is None or found.date is None:
        raise InvalidChange(f"{words!r} names no day: give one such as 2026-11-30 or 'next Friday'")
    return found.date


def _rule(words: str, intake: Intake, directory: Directory) -> str:
    from dateutil.rrule import rrulestr

    rule = words.upper().removeprefix("RRULE:")
    if "FREQ=" not in rule:
        found = recurrence(words, intake.received_at, directory.customs)
        rule = found.rrule if found else rule
    try:
        rrulestr(rule, dtstart=intake.received_at.replace(tzinfo=None))
    except (ValueError, TypeError, KeyError) as exc:
        raise InvalidChange(
            f"{words!r} is no recurrence: give one such as 'every Monday' or an RRULE"
        ) from exc
    return rule


def _priority(words: str) -> Priority:
    try:
        return Priority(words.lower())
    except ValueError:
        raise InvalidChange(f"{words!r} is no priority: use one of {', '.join(Priority)}") from None

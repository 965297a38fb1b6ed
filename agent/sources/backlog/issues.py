"""An issue as GitHub tells it, by `gh issue list --json …` or over REST, as the fields of a row. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from agent.sources.backlog.columns import Column

TOLD: Final = frozenset(
    {"number", "title", "body", "state", "stateReason", "state_reason", "assignees", "assignee", "labels",
     "url", "html_url", "createdAt", "created_at", "closedAt", "closed_at", "milestone", "issueType", "type"}
)  # fmt: skip
"""Names that something is read from."""

PLAIN = (
    (Column.GOAL, ("title",)),
    (Column.BODY, ("body",)),
    (Column.STATUS, ("state",)),
    (Column.OUTCOME, ("stateReason", "state_reason")),
    (Column.URL, ("html_url", "url")),
    (Column.KEY, ("number",)),
    (Column.CREATED, ("createdAt", "created_at")),
    (Column.CLOSED, ("closedAt", "closed_at")),
)


def is_issue(value: Mapping[str, object]) -> bool:
    """By names that only GitHub's issues have together."""
    return "title" in value and bool({"number", "html_url"} & value.keys())


def is_pull_request(value: Mapping[str, object]) -> bool:
    """REST lists them among the issues."""
    return bool(value.get("pull_request"))


def fields(value: Mapping[str, object]) -> dict[Column, tuple[str, ...]]:
    found = {
        column: word for column, names in PLAIN if (word := next(filter(None, map(value.get, names)), None))
    }
    cells: dict[Column, tuple[str, ...]] = {column: (_word(word),) for column, word in found.items()}
    owners = _names(value.get("assignees") or value.get("assignee"), "login", "name")
    labels = _names(value.get("labels"), "name")
    kinds = _names(value.get("issueType") or value.get("type"), "name")
    milestone = value.get("milestone")
    due = (
        _word(milestone.get("dueOn") or milestone.get("due_on") or "") if isinstance(milestone, dict) else ""
    )
    several = {Column.OWNER: owners, Column.LABELS: labels, Column.KIND: kinds[:1], Column.DUE: (due,)}
    cells |= {column: words for column, words in several.items() if any(words)}
    return cells


def _names(value: object, *keys: str) -> tuple[str, ...]:
    """Of one object or word, or of a list of them."""
    several = value if isinstance(value, list) else [value] if value else []
    named = (
        next((_word(one[key]) for key in keys if one.get(key)), "") if isinstance(one, dict) else _word(one)
        for one in several
    )
    return tuple(name for name in named if name)


def _word(value: object) -> str:
    """Text and figures; of anything else there is nothing to read."""
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""

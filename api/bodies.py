"""What a person sends with a decision: the digest of what they saw, and what they want."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from agent.answers import LONGEST_ANSWER
from agent.models import FieldName, Topic
from api.views import pattern_of

UNSEEN = r"\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
"""Controls, and what turns the direction of a line: nobody sees them."""

Line = Annotated[str, Field(pattern=rf"^[^\x00-\x1f{UNSEEN}]*$", max_length=2000)]
Words = Annotated[
    str, Field(pattern=rf"^[^\x00-\x08\x0b\x0c\x0e-\x1f{UNSEEN}]*$", min_length=1, max_length=LONGEST_ANSWER)
]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", examples=["9f86d081884c7d659a2feaa0c55ad015" * 2])]


def _needs_digest(schema: dict[str, Any]) -> None:
    """It is asked for by a problem of its own, 428, so that a model without it can still be read."""
    schema["required"] = ["digest", *schema.get("required", [])]


class Nothing(BaseModel):
    """An empty object."""

    model_config = ConfigDict(strict=True, extra="forbid")


class Shown(BaseModel):
    """What the person who decides has seen."""

    model_config = ConfigDict(strict=True, extra="forbid", json_schema_extra=_needs_digest)

    digest: Digest | SkipJsonSchema[None] = None


class Edit(Shown):
    changes: Annotated[
        dict[Annotated[FieldName, Field(strict=False)], Line],
        Field(min_length=1, examples=[{"due": "next Friday", "owner": "Ana Novak"}]),
    ]
    """Field → value, in words; nothing empties it. Several done-criteria have `;` between them."""

    @property
    def wishes(self) -> dict[str, str]:
        return {name.value: words for name, words in self.changes.items()}


class Reject(Shown):
    reason: Line = ""


class Merge(Shown):
    into: Annotated[str, Field(pattern=pattern_of("W"), examples=["W-7k3m9x2qv0hc"])]
    """The work item that it is the same as."""


class Snooze(Shown):
    until: Annotated[Line, Field(min_length=1, max_length=100, examples=["2026-12-01"])]
    """A day to come, such as 2026-12-01 or 'next Monday'."""


class Answer(Shown):
    topic: Annotated[Topic, Field(strict=False)]
    """Of the question: an open one, or one that was answered before."""
    text: Words
    said_by: Annotated[Line, Field(max_length=200)] = ""
    """Who said it; the person of the key where it is left out."""

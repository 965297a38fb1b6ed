"""What is known beside a text when it is read: it helps to understand the words and is never evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal, Self

from pydantic import AwareDatetime

from agent.models.noun import Noun


class Colleague(Noun):
    """Somebody of the directory whom a text may mean. No address, no number."""

    name: str
    also: tuple[str, ...] = ()
    """What else they are called."""
    role: str = ""
    team: str = ""


class KnownTeam(Noun):
    name: str
    also: tuple[str, ...] = ()
    lead: str = ""


class AskedBefore(Noun):
    """Work that earlier messages of the thread asked for, as it is now."""

    goal: str
    owner: str = ""
    due: date | None = None
    state: Literal["proposed", "confirmed", "done", "taken back"]


class SaidBefore(Noun):
    """New words of an earlier message of the thread."""

    by: str = ""
    at: AwareDatetime
    words: str


class Background(Noun):
    today: str = ""
    """The day on which the text was written, by its writer's clock, with the name of the day."""
    people: tuple[Colleague, ...] = ()
    teams: tuple[KnownTeam, ...] = ()
    asked: tuple[AskedBefore, ...] = ()
    said: tuple[SaidBefore, ...] = ()
    """Oldest first."""

    def shown(self) -> dict[str, object]:
        """As JSON, without what is empty."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def reworded(self, change: Callable[[str], str]) -> Self:
        """The same with all that somebody wrote changed."""

        def changed(one: Noun, *fields: str) -> dict[str, object]:
            words = {name: change(said) for name in fields if (said := getattr(one, name))}
            return words | ({"also": tuple(map(change, also))} if (also := getattr(one, "also", ())) else {})

        parts = {
            "people": ("name", "role", "team"),
            "teams": ("name", "lead"),
            "asked": ("goal", "owner"),
            "said": ("by", "words"),
        }
        return self.model_copy(
            update={
                part: tuple(one.model_copy(update=changed(one, *fields)) for one in getattr(self, part))
                for part, fields in parts.items()
            }
        )

    @property
    def words(self) -> list[str]:
        """All that somebody wrote."""
        heard: list[str] = []

        def hear(said: str) -> str:
            heard.append(said)
            return said

        self.reworded(hear)
        return heard


NO_BACKGROUND = Background()

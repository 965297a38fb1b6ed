"""What a form is."""

from __future__ import annotations

from enum import StrEnum

from agent.models import Noun

LANGUAGES = ("en", "de", "fr", "es", "nl", "pt")
"""Those that the pages of forms have words of their own in."""


class FieldKind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long text"
    CHOICE = "choice"
    DATE = "date"
    EMAIL = "email"


class Wording(Noun):
    """The same in each language of its form."""

    texts: dict[str, str]

    def to(self, language: str) -> str:
        """Empty where there is nothing to say."""
        return self.texts.get(language, "")


NOTHING = Wording(texts={})


class Field(Noun):
    name: str
    label: Wording
    help: Wording = NOTHING
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    choices: tuple[Wording, ...] = ()
    max_length: int
    """Characters."""


class Form(Noun):
    id: str
    title: Wording
    intro: Wording = NOTHING
    team: str = ""
    """Whose work it asks for: a fact that routing rules may ask about."""
    languages: tuple[str, ...]
    """The usual one first."""
    fields: tuple[Field, ...]
    embed_in: tuple[str, ...] = ()
    """Origins whose pages may show it in a frame."""
    show_similar: bool = False
    """Whether a requester is shown goals of the team's open work that is alike."""

    @property
    def sender_email(self) -> str:
        """The field with the requester's address, the first of its kind; empty where there is none."""
        return next((field.name for field in self.fields if field.kind is FieldKind.EMAIL), "")

    def language(self, *wanted: str) -> str:
        """The first of these that it has, else its usual one; "de-AT" is "de"."""
        known = (word.partition("-")[0].lower() for word in wanted)
        return next((language for language in known if language in self.languages), self.languages[0])

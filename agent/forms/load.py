"""A form's YAML → Form.

id: facilities                    # the address of its page: /f/facilities
title: Something for Facilities   # or a text for each language: {en: …, de: …}
intro: We look at it within a working day.
team: Facilities                  # of people.yaml; a fact for rules.yaml: form_team
languages: [en, de]               # of the page; [en] where it is left out
show_similar: true                # show requesters what the team works on already
embed_in: [https://intranet.example.org]
fields:
  - name: summary
    label: What do you need?
    help: One line is enough.
    type: text                    # text, long text, choice, date or email
    required: true
    max_length: 120
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from agent.errors import FormsInvalid
from agent.forms.model import LANGUAGES, NOTHING, Field, FieldKind, Form, Wording
from agent.text.lined import LinedYaml, shown, suggest

if TYPE_CHECKING:
    from yaml import Node

FORM_KEYS = ("id", "title", "intro", "team", "languages", "show_similar", "embed_in", "fields")
FIELD_KEYS = ("name", "label", "help", "type", "required", "choices", "max_length")
USUAL_LENGTH = {
    FieldKind.TEXT: 200, FieldKind.LONG_TEXT: 5_000, FieldKind.CHOICE: 200, FieldKind.DATE: 10,
    FieldKind.EMAIL: 254,
}  # fmt: skip
MOST_CHARACTERS = 20_000
"""Of one field."""
MOST_FIELDS = 40
MOST_CHOICES = 50
LONGEST_LABEL = 120

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_ORIGIN = re.compile(
    r"https://[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?|http://(localhost|127\.0\.0\.1)(:\d{1,5})?"
)
"""Written into a header as it is, so nothing else fits."""


def load(text: str, source: str, *, teams: Collection[str] = ()) -> Form:
    """Raises FormsInvalid with every mistake, each with its line and what to do about it."""
    sheet = LinedYaml(text, source)
    fields = sheet.mapping(sheet.root, FORM_KEYS, "a form") if sheet.root else {}
    form = _Reading(sheet, fields).form(teams) if fields else None
    if sheet.mistakes or form is None:
        raise FormsInvalid("\n".join(sheet.mistakes or [f"{source}:1: there is no form in it"]))
    return form


class _Reading:
    """One file; mistakes gather in its sheet."""

    def __init__(self, sheet: LinedYaml, keys: dict[str, Node]) -> None:
        self.sheet, self.keys = sheet, keys
        self.languages = self._languages(keys.get("languages"))

    def form(self, teams: Collection[str]) -> Form:
        self._need(self.keys, ("id", "title", "fields"), "a form", 1)
        return Form(
            id=self._id(),
            title=self._wording(self.keys.get("title"), "'title'"),
            intro=self._wording(self.keys.get("intro"), "'intro'", longest=2_000),
            team=self._team(teams),
            languages=self.languages,
            fields=self._fields(),
            embed_in=self._origins(),
            show_similar=self._shows_similar(),
        )

    def _id(self) -> str:
        word = self.sheet.text(self.keys.get("id"), "'id'")
        if word and not _ID.fullmatch(word):
            self.sheet.mistake(
                self.keys["id"], f"{shown(word)} cannot be in an address; use a-z, 0-9 and -, at most 40"
            )
        return word

    def _team(self, teams: Collection[str]) -> str:
        team = self.sheet.text(self.keys.get("team"), "'team'")
        if team and teams and team not in teams:
            near = suggest(team, teams) or f"; there is {', '.join(teams)}"
            self.sheet.mistake(self.keys["team"], f"there is no team {shown(team)}{near}")
        return team

    def _languages(self, node: Node | None) -> tuple[str, ...]:
        words = self.sheet.texts(node, "'languages'")
        for entry, word in zip(self.sheet.listing(node, "'languages'"), words, strict=False):
            if word not in LANGUAGES:
                near = suggest(word, LANGUAGES) or f"; there is {', '.join(LANGUAGES)}"
                self.sheet.mistake(entry, f"the pages have no words in {shown(word)}{near}")
        return tuple(dict.fromkeys(word for word in words if word in LANGUAGES)) or LANGUAGES[:1]

    def _origins(self) -> tuple[str, ...]:
        node = self.keys.get("embed_in")
        words = self.sheet.texts(node, "'embed_in'")
        for entry, word in zip(self.sheet.listing(node, "'embed_in'"), words, strict=False):
            if not _ORIGIN.fullmatch(word):
                self.sheet.mistake(
                    entry, f"{shown(word)} is no origin; write https://intranet.example.org, without a path"
                )
        return words

    def _shows_similar(self) -> bool:
        shows = self.sheet.flag(self.keys.get("show_similar"), "'show_similar'")
        if shows and "team" not in self.keys:
            self.sheet.mistake(
                self.keys["show_similar"], "'show_similar' shows work of the form's 'team'; add the team"
            )
        return shows

    def _fields(self) -> tuple[Field, ...]:
        nodes = self.sheet.listing(self.keys.get("fields"), "'fields'")
        if "fields" in self.keys and not nodes:
            self.sheet.mistake(self.keys["fields"], "there are no fields; add at least one")
        if len(nodes) > MOST_FIELDS:
            self.sheet.mistake(nodes[MOST_FIELDS], f"a form has {MOST_FIELDS} fields at most; split it")
        fields = [self._field(node) for node in nodes[:MOST_FIELDS]]
        seen: set[str] = set()
        for field, node in zip(fields, nodes, strict=False):
            if field.name and field.name in seen:
                self.sheet.mistake(
                    node, f"there is another field {shown(field.name)}; give each its own name"
                )
            seen.add(field.name)
        return tuple(fields)

    def _field(self, node: Node) -> Field:
        keys = self.sheet.mapping(node, FIELD_KEYS, "a field")
        self._need(keys, ("name", "label"), "a field", node)
        name = self.sheet.text(keys.get("name"), "'name'")
        if name and not _NAME.fullmatch(name):
            self.sheet.mistake(keys["name"], f"{shown(name)} is no name; use a-z, 0-9 and _, at most 40")
        kind = self._kind(keys.get("type"))
        return Field(
            name=name,
            label=self._label(keys.get("label")),
            help=self._wording(keys.get("help"), "'help'", longest=500),
            kind=kind,
            required=self.sheet.flag(keys.get("required"), "'required'"),
            choices=self._choices(node, keys, kind),
            max_length=self._length(keys, kind),
        )

    def _kind(self, node: Node | None) -> FieldKind:
        word, known = self.sheet.text(node, "'type'"), [kind.value for kind in FieldKind]
        if node is not None and word and word not in known:
            near = suggest(word, known) or f"; there is {', '.join(known)}"
            self.sheet.mistake(node, f"there is no type {shown(word)}{near}")
        return FieldKind(word) if word in known else FieldKind.TEXT

    def _label(self, node: Node | None) -> Wording:
        """A line of the text that is made of it begins with the label and a colon."""
        said = self._wording(node, "'label'", longest=LONGEST_LABEL)
        if node is not None and any(":" in text or "\n" in text for text in said.texts.values()):
            self.sheet.mistake(node, "a label is one line without a colon; put the rest into 'help'")
        return said

    def _choices(self, field: Node, keys: dict[str, Node], kind: FieldKind) -> tuple[Wording, ...]:
        node = keys.get("choices")
        if (node is not None) != (kind is FieldKind.CHOICE):
            says = "'choices' belong to fields of the type choice" if node else "a choice needs 'choices'"
            self.sheet.mistake(node or field, f"{says}; add or remove one of the two")
        nodes = self.sheet.listing(node, "'choices'")
        if len(nodes) > MOST_CHOICES:
            self.sheet.mistake(nodes[MOST_CHOICES], f"{MOST_CHOICES} choices are allowed; use text instead")
        offered = [self._wording(one, "a choice", longest=200) for one in nodes[:MOST_CHOICES]]
        texts = [(language, text) for one in offered for language, text in one.texts.items()]
        if node is not None and len(set(texts)) != len(texts):
            self.sheet.mistake(node, "a choice stands there twice; keep one")
        return tuple(offered)

    def _length(self, keys: dict[str, Node], kind: FieldKind) -> int:
        node = keys.get("max_length")
        if node is None:
            return USUAL_LENGTH[kind]
        if kind not in (FieldKind.TEXT, FieldKind.LONG_TEXT):
            self.sheet.mistake(node, "'max_length' belongs to text and long text; remove it")
        value = str(node.value)
        if not (value.isascii() and value.isdigit() and 1 <= int(value) <= MOST_CHARACTERS):
            self.sheet.mistake(node, f"'max_length' is a number of characters, 1 to {MOST_CHARACTERS}")
            return USUAL_LENGTH[kind]
        return int(value)

    def _wording(self, node: Node | None, what: str, *, longest: int = 200) -> Wording:
        """One text for all languages, or one for each."""
        from yaml import MappingNode

        if node is None:
            return NOTHING
        if isinstance(node, MappingNode):
            given = self.sheet.mapping(node, self.languages, what)
            texts = {word: self.sheet.text(value, f"{what} in {word!r}") for word, value in given.items()}
            for missing in (word for word in self.languages if word not in texts):
                self.sheet.mistake(node, f"{what} has no text in {missing!r}; add one")
        else:
            text = self.sheet.text(node, what)
            texts = dict.fromkeys(self.languages, text)
        if any(len(text) > longest for text in texts.values()):
            self.sheet.mistake(node, f"{what} has at most {longest} characters; say it shorter")
        return Wording(texts=texts)

    def _need(self, keys: dict[str, Node], names: tuple[str, ...], what: str, where: Node | int) -> None:
        for name in names:
            if name not in keys:
                self.sheet.mistake(where, f"{what} has no {name!r}; add one")

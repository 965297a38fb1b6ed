"""Forms: what may be in a file, what may be filled in, and the text that is made of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent.configuration import default_text
from agent.errors import FormsInvalid
from agent.extractors.local.engine import LocalExtractor
from agent.forms import FieldKind, Wrong, arrival, fill, json_schema, load
from agent.models import Channel, Intake, Party
from agent.people import EMPTY
from agent.pipeline import extract

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
STARTER = default_text("starter/forms/facilities.yaml")
SMALL = "id: a\ntitle: T\nfields:\n  - {name: what, label: What}\n"
FULL = {
    "summary": "Repair the radiator in the Loom Room",
    "place": "Loom Room",
    "details": "It gives no warmth.\r\nPlease mend it.",
    "urgency": "Hoch",
    "needed_by": "2026-12-03",
    "name": "Jean Ashdown",
    "email": "jean@potters.example",
}


def form(text: str = STARTER, teams: tuple[str, ...] = ("Facilities",)):
    return load(text, "forms/x.yaml", teams=teams)


def test_the_starter_form_is_one():
    starter = form()
    assert (starter.id, starter.team, starter.languages) == ("facilities", "Facilities", ("en", "de"))
    assert [field.kind for field in starter.fields][2:5] == [
        FieldKind.LONG_TEXT, FieldKind.CHOICE, FieldKind.DATE,
    ]  # fmt: skip
    assert starter.title.to("de") == "Etwas für die Haustechnik"
    assert (starter.language("fr-CH", "de-AT"), starter.language("fr")) == ("de", "en")


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("id: a", "id: A b"), 1, "cannot be in an address"),
        (("title: T", "titel: T"), 2, "did you mean 'title'?"),
        (("title: T", "title: T\nteam: Facilitys"), 3, "did you mean 'Facilities'?"),
        (("title: T", "title: T\nlanguages: [en, xx]"), 3, "no words in 'xx'"),
        (("title: T", "title: {en: T, de: T}"), 2, "unknown key 'de'"),
        (("title: T", "languages: [en, de]\ntitle: {en: T}"), 3, "no text in 'de'"),
        (("title: T", "title: T\nembed_in: ['https://a.example/x']"), 3, "is no origin"),
        (("title: T", "title: T\nembed_in: ['https://*']"), 3, "is no origin"),
        (("title: T", "title: T\nembed_in: ['https://a.example; script-src *']"), 3, "is no origin"),
        (("title: T", "title: T\nshow_similar: true"), 3, "add the team"),
        (("label: What", "label: 'What: now'"), 4, "without a colon"),
        (("label: What", "label: What, type: texd"), 4, "did you mean 'text'?"),
        (("label: What", "label: What, type: choice"), 4, "a choice needs 'choices'"),
        (("label: What", "label: What, choices: [a]"), 4, "belong to fields of the type choice"),
        (("label: What", "label: What, type: choice, choices: [a, a]"), 4, "twice"),
        (("label: What", "label: What, max_length: 1000000"), 4, "a number of characters"),
        (("label: What}", "label: What}\n  - {name: what, label: Else}"), 5, "another field 'what'"),
        (("name: what, ", ""), 4, "a field has no 'name'"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_what_to_do(change, line, says):
    with pytest.raises(FormsInvalid) as caught:
        form(SMALL.replace(*change))
    assert f"forms/x.yaml:{line}: " in str(caught.value)
    assert says in str(caught.value)


@pytest.mark.parametrize("text", ["", "[]", "id: [", "fields: {}"])
def test_what_is_no_form_is_told(text):
    with pytest.raises(FormsInvalid, match=r"^forms/x\.yaml:1: "):
        form(text)


def test_what_was_filled_in_is_a_text_with_a_line_a_field():
    came = arrival(fill(form(), FULL, "en"), NOW, "one")
    assert came.text == (
        "What do you need?: Repair the radiator in the Loom Room\nPlace: Loom Room\n"
        "Details: It gives no warmth.\nPlease mend it.\nPriority: High\nNeeded by: 2026-12-03\n"
        "Your name: Jean Ashdown\nYour email address: jean@potters.example"
    )
    assert (came.channel, came.form, came.form_team) == (Channel.FORM, "facilities", "Facilities")
    assert came.sender == Party(name="Jean Ashdown", email="jean@potters.example")
    assert "nobody checked" in came.notes[0]


@pytest.mark.parametrize(
    ("field", "words", "wrong"),
    [
        ("summary", "", Wrong.MISSING),
        ("summary", "\u200b \u2060", Wrong.MISSING),
        ("summary", "x" * 121, Wrong.TOO_LONG),
        ("summary", "two\nlines", Wrong.NO_TEXT),
        ("summary", "a\u202eb", Wrong.NO_TEXT),
        ("details", "a\x00b", Wrong.NO_TEXT),
        ("urgency", "P0", Wrong.NO_CHOICE),
        ("needed_by", "3 December", Wrong.NO_DATE),
        ("needed_by", "0026-12-03", Wrong.NO_DATE),
        ("email", "jean", Wrong.NO_EMAIL),
        ("email", "a@b.example, c@d.example", Wrong.NO_EMAIL),
        ("team", "Finance", Wrong.UNKNOWN),
    ],
)
def test_what_does_not_fit_is_told_by_its_field(field, words, wrong):
    filled = fill(form(), {**FULL, field: words}, "en")
    assert [(fault.field, fault.wrong) for fault in filled.faults] == [(field, wrong)]


def test_a_form_of_nothing_but_empty_fields_is_not_sent():
    assert fill(load(SMALL, "x"), {"what": " "}, "en").faults[0].wrong is Wrong.MISSING


def test_the_schema_says_what_is_taken():
    schema = json_schema(form(), "de")
    fields = schema["properties"]["fields"]
    assert (schema["title"], fields["required"]) == ("Etwas für die Haustechnik", ["summary", "name"])
    assert fields["properties"]["needed_by"] == {
        "title": "Benötigt bis", "type": "string", "format": "date",
    }  # fmt: skip
    assert set(fields["properties"]["urgency"]["enum"]) >= {"", "High", "Hoch"}
    assert fields["additionalProperties"] is False


@pytest.mark.parametrize(
    ("summary", "goal"),
    [
        ("Repair the radiator in the Loom Room", "Repair the radiator in the Loom Room"),
        ("Please make the hall nicer", "Make the hall nicer"),
        ("Forty chairs for room 3", "Provide forty chairs for room 3"),
    ],
)
def test_a_summary_that_says_what_to_do_is_the_goal_as_it_is(summary, goal):
    came = arrival(fill(form(), {"summary": summary, "name": "Jean"}, "en"), NOW, "one")
    [item] = extract(Intake.of(came, "I-1"), LocalExtractor(()), EMPTY)[1].items
    assert item.goal.casefold() == goal.casefold()

"""Who is meant: the directory file, the forms a name takes, and the owner of a finding."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from agent.errors import DirectoryInvalid
from agent.models import Channel, Finding, Intake, OwnerRole, Party
from agent.people import EMPTY, Directory, load, owner, resolve

FILE = """
people:
  - {name: Anna Novak, email: anna@dock.example, aliases: [Annie],
     handle: "@anovak", role: Bookkeeper, team: Finance}
  - {name: Jens Vollmer, email: vollmer@dock.example, zone: Europe/Berlin,
     away: {until: 2026-11-13, note: on leave}}
  - {name: Sabine Kröger, email: sk@dock.example, team: Platform}
  - {name: Renée Dufour, team: Finance}
  - {name: Renee Castle, team: Platform}
  - {name: Lim Hui Min, role: office manager}
  - {name: Carl Osei, left: true}
  - {name: Siobhán O'Brien}
  - {name: Hye-jin Park}
teams:
  - {name: Finance, aliases: [Accounts], email: finance@dock.example, lead: Anna Novak}
  - {name: Platform, members: [Lim Hui Min]}
  - {name: Night shift}
  - {name: Health and Safety}
"""
DIRECTORY = load(FILE)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Anna Novak", "Anna Novak"),
        ("anna", "Anna Novak"),
        ("NOVAK", "Anna Novak"),
        ("Annie", "Anna Novak"),
        ("A. Novak", "Anna Novak"),
        ("Novak, Anna", "Anna Novak"),
        ("Anna N.", "Anna Novak"),
        ("Ms Novak", "Anna Novak"),
        ("anna@dock.example", "Anna Novak"),
        ("Anna <ANNA@dock.example>", "Anna Novak"),
        ("@anovak", "Anna Novak"),
        ("@Anna:", "Anna Novak"),
        ("Anna's", "Anna Novak"),
        ("the bookkeeper", "Anna Novak"),
        ("Herrn Vollmer", "Jens Vollmer"),
        ("Kroeger", "Sabine Kröger"),
        ("kroger", "Sabine Kröger"),
        ("Frau Kröger", "Sabine Kröger"),
        ("Renee in finance", "Renée Dufour"),
        ("Renee (platform)", "Renee Castle"),
        ("Hui Min", "Lim Hui Min"),
        ("Ms Lim", "Lim Hui Min"),
        ("our office manager", "Lim Hui Min"),
        ("OBrien", "Siobhán O'Brien"),
        ("Siobhan", "Siobhán O'Brien"),
        ("hyejin", "Hye-jin Park"),
        ("the platform team", "Platform"),
        ("platform", "Platform"),
        ("Accounts", "Finance"),
        ("finance@dock.example", "Finance"),
        ("the night shift", "Night shift"),
        ("nightshift", "Night shift"),
        ("H&S", "Health and Safety"),
        ("health and safety", "Health and Safety"),
    ],
)
def test_every_usual_form_of_a_name_finds_its_bearer(words, name):
    found = resolve(words, DIRECTORY)
    assert (found.name, found.candidates) == (name, ())


@pytest.mark.parametrize(
    ("words", "candidates"),
    [
        ("Renee", ("Renée Dufour", "Renee Castle")),
        ("Anna and Jens", ("Anna Novak", "Jens Vollmer")),
        ("someone from Finance or the night shift", ("Finance", "Night shift")),
        ("Vollmar", ("Jens Vollmer",)),
        ("Sabien", ("Sabine Kröger",)),
        ("Anna Nowak", ("Anna Novak",)),
        ("Ana", ()),
        ("Priya", ()),
        ("someone", ()),
        ("the team", ()),
        ("we", ()),
        ("", ()),
        ("N", ()),
    ],
)
def test_a_tie_a_near_miss_or_nobody_is_left_unassigned_with_the_candidates(words, candidates):
    found = resolve(words, DIRECTORY)
    assert (found.name, found.candidates) == (None, candidates)
    assert found.reason


def test_somebody_who_has_left_is_named_with_a_warning_and_never_ties_with_somebody_who_stays():
    assert resolve("Osei", DIRECTORY).warning == "Carl Osei has left"
    both = load("people: [{name: Carl Osei, left: true}, {name: Carl Brandt}]")
    assert resolve("Carl", both).name == "Carl Brandt"


def test_somebody_away_is_named_with_a_warning_until_they_are_back():
    assert resolve("Jens", DIRECTORY).warning == "Jens Vollmer is away until 2026-11-13 (on leave)"
    assert resolve("Jens", DIRECTORY, on=date(2026, 11, 13)).warning
    assert resolve("Jens", DIRECTORY, on=date(2026, 11, 14)).warning is None


def test_a_place_that_the_directory_does_not_know_of_is_a_warning():
    found = resolve("Anna at Maplewood", DIRECTORY)
    assert (found.name, found.warning) == ("Anna Novak", "the text says 'Maplewood', the directory does not")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("people:\n- {name: Al, emial: a@b.example}", 2, "unknown key 'emial'; did you mean 'email'?"),
        ("people:\n- {name: Al}\n- {name: al}", 3, "has the name or alias 'al' of 'Al' in line 2"),
        (
            "people:\n- {name: Al, aliases: [Bo]}\n- {name: Bo}",
            3,
            "has the name or alias 'bo' of 'Al' in line 2",
        ),
        (
            "people:\n- {name: A, email: x@y}\n- {name: B, email: X@y}",
            3,
            "has the email 'x@y' of 'A' in line 2",
        ),
        ("people:\n- {name: A, team: Finanse}\nteams: [{name: Finance}]", 2, "did you mean 'Finance'?"),
        ("teams:\n- {name: X, lead: Anna}", 2, "there is no person 'Anna' in this file; add it"),
        (
            "people:\n- {name: A, zone: Europe/Berlim}",
            2,
            "no IANA time zone such as 'Europe/Berlin'; did you",
        ),
        ("people:\n- {name: A, away: {note: x}}", 2, "'away' has no 'until'"),
        ("people:\n- {name: A, away: {until: soon}}", 2, "'until' must be a date such as 2026-11-30"),
        (
            "people:\n- {name: A, away: {until: 2026-12-01, deputy: Bo}}",
            2,
            "there is no person 'Bo' in this file; add it",
        ),
        (
            "people:\n- {name: A, away: {until: 2026-12-01, deputy: A}}",
            2,
            "'A' cannot stand in for themselves; name somebody else",
        ),
        ("people:\n- {name: A, left: perhaps}", 2, "'left' must be true or false"),
        ("people:\n- {name: A, email: nowhere}", 2, "'nowhere' is no mail address"),
        ("people:\n- {role: cook}", 2, "a person has no 'name'; add one"),
        ("people:\n- Anna", 2, "a person must be a mapping with the keys name, email"),
        ("people:\n- {name: 7}", 2, "'name' must be text; put it in quotes"),
        ("people: Anna", 1, "'people' must be a list"),
        ("- Anna", 1, "the file must be a mapping with the keys people, teams"),
        ("people:\n- name: A\n  name: B", 3, "has the key 'name' twice"),
        ("people:\n- &a {name: A}\n- *a", 2, "anchors and aliases"),
        ("people: [", 1, "this is not YAML"),
        ("[" * 5000, 1, "nested too deeply"),
    ],
)
def test_each_mistake_in_the_file_is_named_with_its_line_and_what_to_do(text, line, says):
    with pytest.raises(DirectoryInvalid) as caught:
        load(text, "team.yaml")
    assert any(m.startswith(f"team.yaml:{line}: ") and says in m for m in str(caught.value).splitlines()), (
        caught
    )


def test_all_mistakes_are_listed_at_once_in_the_order_of_their_lines():
    with pytest.raises(DirectoryInvalid) as caught:
        load("people:\n- {name: A, zone: Moon}\n- {nam: B}\nteam: []")
    assert [message.split(":")[1] for message in str(caught.value).splitlines()] == ["2", "3", "3", "4"]


def test_an_empty_file_is_an_empty_directory():
    assert load("# nobody yet\n") == EMPTY


def intake(text="Hello", channel=Channel.EMAIL, to=(), people=(), sender="Noor Haddad"):
    return Intake(
        id="i1",
        channel=channel,
        sender=Party(name=sender, email="noor@fern.example") if sender else None,
        recipients=tuple(Party(name=name, email=f"{name.split()[0].lower()}@fern.example") for name in to),
        people=people,
        received_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
        text=text,
        sha256="0",
    )


def asked(role, words=None, quote="please do it"):
    return Finding(goal="Do it", quotes=(quote,), owner_role=role, owner_text=words)


MAIL = (
    "From: Noor Haddad <noor@fern.example>\nTo: Sue Kay <sue@fern.example>\nCc: Ted Boyd <t@fern.example>\n\n"
)


@pytest.mark.parametrize(
    ("role", "words", "came", "name"),
    [
        (OwnerRole.SENDER, "I", intake(), "Noor Haddad"),
        (OwnerRole.SENDER, "I'll", intake(sender=""), "sender"),
        (OwnerRole.NAMED, "I", intake(), "Noor Haddad"),
        (OwnerRole.NAMED, "you", intake(to=["Sue Kay"]), "Sue Kay"),
        (OwnerRole.RECIPIENT, "you", intake(to=["Sue Kay"]), "Sue Kay"),
        (OwnerRole.RECIPIENT, None, intake(), "recipient"),
        (OwnerRole.RECIPIENT, "Ted", intake(to=["Sue Kay", "Ted Boyd"]), "Ted Boyd"),
        (OwnerRole.RECIPIENT, "you", intake(to=["Sue Kay", "Ted Boyd"]), None),
        (OwnerRole.RECIPIENT, "you", intake("Sue -\n\nplease do it", to=["Sue Kay", "Ted Boyd"]), "Sue Kay"),
        (
            OwnerRole.RECIPIENT,
            "you",
            intake(MAIL + "Hi,\nplease", to=["Sue Kay", "Ted Boyd"]),
            "Sue Kay",
        ),
        (
            OwnerRole.RECIPIENT,
            "you",
            intake(MAIL + "Hi Ted,\nplease", to=["Sue Kay", "Ted Boyd"]),
            "Ted Boyd",
        ),
        (OwnerRole.RECIPIENT, "one of you", intake(MAIL + "Hi,", to=["Sue Kay", "Ted Boyd"]), "Sue Kay"),
        (OwnerRole.NAMED, "Enforcement", intake(people=("Enforcement officers",)), "Enforcement officers"),
        (OwnerRole.NAMED, "Ines", intake(people=("Ines (yard)", "Harbour engineering")), "Ines (yard)"),
        (OwnerRole.NAMED, "AP", intake(people=("Accounts Payable", "Treasury")), "Accounts Payable"),
        (OwnerRole.NAMED, "IT", intake(people=("IT desk",)), "IT desk"),
        (OwnerRole.NAMED, "Cllr Coyle", intake(people=("Cllr Coyle", "Cllr Pugh")), "Cllr Coyle"),
        (OwnerRole.NAMED, "Castellanos", intake(people=("Prof. Castellanos",)), "Prof. Castellanos"),
        (OwnerRole.NAMED, "Coyle", intake(people=("Cllr Coyle", "Mr Coyle")), None),
        (OwnerRole.NAMED, "Frau Adam", intake(people=("Herr Adam", "Frau Adam")), "Frau Adam"),
        (OwnerRole.NAMED, "Frau Adam", intake(people=("Herr Adam",)), None),
        (OwnerRole.NAMED, "Dr Marta Voss", intake("ask Dr Marta Voss please"), "Dr Marta Voss"),
        (OwnerRole.NAMED, "Dr Marta Voss", intake("ask somebody"), None),
        (OwnerRole.NAMED, "Priya's brother", intake("Priya's brother may come"), None),
        (OwnerRole.NAMED, "the one whom Priya knows", intake("the one whom Priya knows"), None),
        (OwnerRole.NAMED, "Marta Voss from legal", intake("Marta Voss from legal"), "Marta Voss"),
        (OwnerRole.NAMED, "it", intake(people=("IT",)), None),
        (OwnerRole.NAMED, "the whole IT-Team", intake(people=("IT",)), "IT"),
        (OwnerRole.NAMED, "the plumber", intake("the plumber should come"), None),
        (OwnerRole.NAMED, "Someone", intake("Someone should come"), None),
        (OwnerRole.NAMED, None, intake(), None),
        (OwnerRole.NOBODY, "Sue", intake(to=["Sue Kay"]), None),
    ],
)
def test_the_owner_follows_the_role_that_the_text_gives(role, words, came, name):
    found = owner(asked(role, words), came, EMPTY)
    assert found.name == name
    assert found.reason


CHAT = "09:12 Noor: csv is broken\n09:14 Ivan: ok\nI'll fix it today\n10:01 Zed Tan: I can test"


@pytest.mark.parametrize(
    ("quote", "people", "name"),
    [
        ("I'll fix it today", ("Ivan Petrov", "Mo"), "Ivan Petrov"),
        ("csv is broken", ("Ivan Petrov",), "Noor Haddad"),
        ("I can test", ("Ivan Petrov",), "Zed Tan"),
        ("not in the chat", (), "Noor Haddad"),
    ],
)
def test_in_a_chat_the_one_who_speaks_is_the_owner_of_what_they_promise(quote, people, name):
    came = intake(CHAT, Channel.CHAT, people=people)
    assert owner(asked(OwnerRole.SENDER, "I", quote), came, EMPTY).name == name


def test_minutes_belong_to_their_author_unless_the_line_says_who_speaks():
    came = intake("Teo: I'll do it\n- I'll put the rota up", Channel.MEETING, people=("Teo Marchetti",))
    assert owner(asked(OwnerRole.SENDER, "I", "I'll put the rota up"), came, EMPTY).name == "Noor Haddad"
    assert owner(asked(OwnerRole.SENDER, "I", "I'll do it"), came, EMPTY).name == "Teo Marchetti"
    assert owner(asked(OwnerRole.SENDER, "Teo"), came, EMPTY).name == "Teo Marchetti"


def test_of_two_with_the_same_name_the_one_on_this_text_is_meant():
    two = load("people: [{name: Sue Kay}, {name: Sue Brown}]")
    assert owner(asked(OwnerRole.NAMED, "Sue"), intake(to=["Sue Kay"]), two).name == "Sue Kay"
    both = owner(asked(OwnerRole.NAMED, "Sue"), intake(to=["Sue Kay", "Sue Brown"]), two)
    assert (both.name, both.candidates) == (None, ("Sue Kay", "Sue Brown"))


def test_a_recipient_is_called_as_the_directory_calls_them_and_warned_about():
    known = load("people: [{name: Susan Kay, email: sue@fern.example, away: {until: 2026-11-13}}]")
    found = owner(asked(OwnerRole.RECIPIENT, "you"), intake(to=["Sue"]), known)
    assert (found.name, found.warning) == ("Susan Kay", "Susan Kay is away until 2026-11-13")


def test_an_intake_adds_only_names_that_are_not_known_yet():
    known = Directory(people=load("people: [{name: Sue Kay, email: sue@fern.example}]").people)
    grown = known.with_intake(intake(to=["Sue"], people=("SUE KAY", "Lab all", "Noor Haddad", "Lab all")))
    assert grown.names == ("Sue Kay", "Noor Haddad", "Lab all")

"""Whatever the file or the words: no invented names, no other error, no slow answer."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.errors import DirectoryInvalid
from agent.models import Channel, Finding, Intake, OwnerRole, Party
from agent.people import Directory, Person, Team, load, owner, resolve

NAMES = (
    "Anna Novak",
    "Renée Dufour",
    "Renee Castle",
    "Cllr Coyle",
    "Ines (yard)",
    "Hye-jin Park",
    "Łukasz Ørsted",
)
DIRECTORY = Directory(
    people=tuple(Person(name=name, email=f"p{n}@dock.example") for n, name in enumerate(NAMES)),
    teams=(Team(name="Platform team"), Team(name="Health and Safety")),
)
yaml_like = st.text(alphabet="people:- {}[]nametlf,\n \"'&*!|>#0a@", max_size=120)
words = st.one_of(
    st.text(max_size=60), st.lists(st.sampled_from([*NAMES, "and", "(", "Renee", "'s", "in"])).map(" ".join)
)


@given(st.one_of(st.text(max_size=200), yaml_like, yaml_like.map("people:\n- ".__add__)))
@settings(deadline=None)  # the first call reads the names of the time zones
def test_a_file_is_loaded_or_refused_with_its_name_and_line(text):
    try:
        loaded: object = load(text, "p.yaml")
    except DirectoryInvalid as exc:
        loaded = str(exc).splitlines()
    if isinstance(loaded, list):
        assert loaded
        assert all(line.startswith("p.yaml:") for line in loaded)
    else:
        assert isinstance(loaded, Directory)


@given(words)
def test_resolving_gives_a_known_name_or_none_and_always_a_reason(asked):
    found = resolve(asked, DIRECTORY)
    assert found.name is None or (found.name in DIRECTORY.names and not found.candidates)
    assert set(found.candidates) <= set(DIRECTORY.names)
    assert found.reason


@given(st.sampled_from(NAMES), st.sampled_from([str.upper, str.lower, str.title, "  {} ".format]))
def test_a_full_name_finds_its_bearer_in_any_case(name, written):
    assert resolve(written(name), DIRECTORY).name == name


@given(st.sampled_from(OwnerRole), words, st.text(max_size=80), st.sampled_from(Channel))
@settings(max_examples=200)
def test_an_owner_is_known_or_verbatim(role, asked, text, channel):
    intake = Intake(
        id="i",
        channel=channel,
        sender=Party(name="Noor"),
        received_at=datetime(2026, 11, 2, tzinfo=UTC),
        text=text + asked,
        sha256="0",
    )
    found = owner(Finding(goal="g", quotes=(asked,), owner_role=role, owner_text=asked), intake, DIRECTORY)
    known = {*DIRECTORY.names, "Noor", "sender", "recipient", None}
    assert found.name in known or found.name in intake.text


def test_long_texts_and_large_directories_stay_fast():
    many = Directory(people=tuple(Person(name=f"Person{n} Family{n % 50}") for n in range(2000)))
    text = "09:12 Noor: hi\n" + "Dear all: " * 20_000
    intake = Intake(
        id="i", channel=Channel.CHAT, received_at=datetime(2026, 11, 2, tzinfo=UTC), text=text, sha256="0"
    )
    started = time.process_time()
    for said in ("I", "x" * 200_000, "Family7", "a, " * 60):
        owner(
            Finding(goal="g", quotes=("Dear all",), owner_role=OwnerRole.SENDER, owner_text=said),
            intake,
            many,
        )
    assert time.process_time() - started < 5

"""Who speaks in a chat of few lines."""

import pytest

from agent.text.sentences import sentences
from agent.text.talk import Company, Talk
from tests.engine import owner, read

ANA_AND_BEN = Company.of(["Ana Ruiz", "Ben Ode", "Carla Mendez"], "Ana Ruiz")
NOBODY_KNOWN = Company.of([], None)


def speakers(text, company):
    return [s.speaker for s in sentences(text, 0, len(text), company)]


@pytest.mark.parametrize(
    ("text", "company", "said_by"),
    [
        ("Ana: should I order cups?\nBen: yes", ANA_AND_BEN, ["Ana", "Ben"]),
        ("ana: can u grab milk\nben: ok", ANA_AND_BEN, ["ana", "ben"]),
        ("Ana Ruiz: the van is here", ANA_AND_BEN, ["Ana Ruiz"]),
        ("Ben: is the van here?\nCarla: no", ANA_AND_BEN, ["Ben", "Carla"]),
        ("Kofi: more cups?\nLea: yes, you do it", NOBODY_KNOWN, ["Kofi", "Lea"]),
        ("Ana: the roof leaks\nPlace: shed\nBen: ok", ANA_AND_BEN, ["Ana", "Ana", "Ben"]),
    ],
)
def test_few_lines_tell_who_speaks(text, company, said_by):
    assert speakers(text, company) == said_by


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Ana: should I order cups?\nBen: yes", None),
        ("Ben: please send the list\nCarla: book the hall", ANA_AND_BEN),
        ("Ana: for tomorrow:\nBen: the van\nCarla: the flowers", ANA_AND_BEN),
        ("Date: Saturday?\nPlace: the old mill", NOBODY_KNOWN),
        ("Total: 12\nPaid: yes", NOBODY_KNOWN),
        ("Kofi: more cups?\nand some plates", NOBODY_KNOWN),
    ],
)
def test_lists_and_fields_do_not_speak(text, company):
    assert not any(speakers(text, company))


def test_orders_for_several_are_no_talk():
    found = read("chat", "Ben: please send the list\nCarla: book the hall by Friday").findings
    assert [owner(f) for f in found] == ["Ben", "Carla"]


def test_decisions_and_marked_actions_are_no_speakers():
    text = "Present: Ana, Ben\nDecided: the menu stays\nDecided: no new oven\nAP Ben: quotes\nAP Ana: rota"
    assert not any(speakers(text, None))


def test_names_in_capitals_speak_where_they_ask_and_answer():
    said = "PRISCILLA: Can you book the hall, Gordon?\nGORDON: Sure.\nPRISCILLA: Good.\nGORDON: Doors at ten."
    assert Talk.of(said).speakers == {"PRISCILLA", "GORDON"}
    noted = "ACTION: Ben to call the vet\nACTION: Carla to order hay\nDECISION: yes\nDECISION: no fence"
    assert not Talk.of(noted).speakers

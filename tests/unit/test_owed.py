"""What is said in so many words to be done needs little else to be work."""

import pytest

from tests.engine import mail, owner, read


@pytest.mark.parametrize(
    "note",
    [
        "The boiler man was here. He wants the side gate open, must tell Olga.",
        "Spoke with Mr Lang. He'd like the delivery moved, must tell logistics.",
        "Low on toner again. Need to order two more.",
    ],
)
def test_what_a_note_says_must_be_done_is_the_writers(note):
    [finding] = read("note", note).findings
    assert owner(finding) == "sender"


@pytest.mark.parametrize(
    "note",
    [
        "Film last night was good, must see more of them.",
        "It was cold, must admit I left early.",
        "A long day. Must dash, the kids are home.",
        "The case is heavy, must be the books in it.",
    ],
)
def test_what_must_be_so_is_no_work(note):
    assert not read("note", note).findings


def test_what_is_to_be_done_if_the_answer_is_no_is_asked():
    found = mail(
        "Hey Ben\n\nHave the keys come back? If they haven't, ask Carla for the spare ones."
    ).findings
    assert "Ask Carla for the spare ones" in {f.goal for f in found}
    assert not mail("Hey Ben\n\nIf not, no worries. If so, great.").findings


def test_a_thing_in_a_list_of_things_to_do_is_work():
    goals = [f.goal for f in read("note", "To do\n- new passport\n- dentist\n- call the bank").findings]
    assert [g.casefold() for g in goals] == ["new passport", "dentist", "call the bank"]
    assert not read("note", "Done\n- new passport\n- dentist\n- called the bank").findings


def test_what_was_promised_to_somebody_is_the_writers():
    [finding] = read("note", "Met Carla at the fair. Also promised Dmitri to look at his CV.").findings
    assert owner(finding) == "sender" and finding.goal == "Look at Dmitri Volkov's CV"


def test_being_told_when_it_is_done_is_no_work_of_its_own():
    asked = "Would you arrange a date with Otis? Let me know when it's fixed so I can put a notice up."
    assert len(mail(f"Hi Ben\n\n{asked}").findings) == 1

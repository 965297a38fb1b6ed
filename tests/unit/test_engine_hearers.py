"""What asks nobody who reads it: passed on, told to all, told by software, told as a story."""

from datetime import datetime

import pytest

from agent.extractors.local.engine import LocalExtractor
from agent.models import Channel, Intake, Party
from tests.engine import mail, owner, read

FORWARDED = "{}\n\n---------- Forwarded message ---------\nFrom: Tom Hale <t@x.example>\nSubject: Gate\n\n{}"


def to_many(name, body):
    text = f"From: Ana Ruiz <ana@firm.example>\nTo: {name} <list@firm.example>\nSubject: notice\n\n{body}"
    intake = Intake(
        id="i1",
        channel=Channel.EMAIL,
        sender=Party(name="Ana Ruiz", email="ana@firm.example"),
        recipients=(Party(name=name, email="list@firm.example"),),
        people=("Ana Ruiz", "Carla Mendez"),
        received_at=datetime.fromisoformat("2026-05-04T10:00:00+02:00"),
        text=text,
        sha256="0" * 64,
    )
    return LocalExtractor().extract(intake).findings


def goals(findings):
    return [f.goal for f in findings]


@pytest.mark.parametrize(
    "cover",
    [
        "For your amusement.",
        "Just for information, nothing for us in it.",
        "Thought this might interest you.",
        "This is what the neighbours got from the council.",
    ],
)
def test_demands_that_are_passed_on_only_to_be_known_are_no_work(cover):
    assert not mail(FORWARDED.format(cover, "You must repaint the gate and pay the fine by Friday.")).findings


def test_a_forward_whose_cover_hands_it_over_is_work():
    asked = "Please repaint the gate by Friday."
    for cover in ("fyi, this one is for you", "Ben, can you do the below?", ""):
        assert len(mail(FORWARDED.format(cover, asked)).findings) == 1


def test_a_cover_that_says_itself_what_is_to_be_done_outweighs_what_strangers_demand():
    cover = "Please write back to Tom that the gate was painted in April."
    found = mail(FORWARDED.format(cover, "Please repaint the gate within ten days.")).findings
    assert ["within ten days" in " ".join(f.quotes) for f in found] == [False]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Guests", "Dear guests,\n\nKeys must be handed in at the desk. Please leave the pool before ten."),
        ("Families", "Dear parents,\n\nDo not park on the zigzag lines. Bikes should be locked."),
        ("Mieter Haus 4", "Liebe Mieter,\n\nbitte halten Sie die Haustür geschlossen."),
        ("Traders", "To all stallholders\n\n* Vans must use the north gate.\n* Never leave gas on at night."),
    ],
)
def test_standing_rules_for_all_are_no_work(name, body):
    assert not to_many(name, body)


def test_an_order_to_all_with_a_day_stays_work():
    found = to_many("All staff", "Hi all,\n\nEveryone must hand in their claims by Friday.")
    assert len(found) == 1
    assert owner(found[0]) != "recipient"
    assert to_many("Tenants", "Dear tenants,\n\nPlease send me the reading of your meter by 12 May.")


def test_the_same_rule_for_one_reader_is_an_order():
    assert mail("Hi Ben,\n\nplease keep the side door shut until the lock is mended.").findings


def test_what_software_says_of_itself_is_no_work():
    assert not read("chat", "Shift Bot: Your shift starts at 6.\nShift Bot: Reply STOP to end this.").findings
    told = "This message was generated automatically. Never give your card to others."
    assert not mail(f"Card 12 was renewed.\n\n{told}").findings


@pytest.mark.parametrize(
    "story",
    [
        "You'd have to get a permit from the harbour first.",
        "I don't need anyone to come and look at it.",
        "I've told the printers to stop the run and they were glad.",
        "I mend clocks for a living.",
    ],
)
def test_what_would_be_is_spared_or_was_told_to_others_is_no_work(story):
    assert not mail(f"Hi Ben,\n\n{story}").findings


def test_a_question_in_the_same_sentence_still_asks():
    found = mail("Hi Ben,\n\nI've asked Carla to book the hall, please check the price.").findings
    assert len(found) == 1


def test_a_list_that_is_settled_as_a_whole_is_no_work():
    listed = "1. send the ledger\n2. check the totals\n3. sign the letter"
    assert not mail(f"Hi Ben,\n\nthey asked for this:\n\n{listed}\n\nAll of it was sent on Monday.").findings
    assert (
        len(mail(f"Hi Ben,\n\nplease do this:\n\n{listed}\n\nAll of it is needed on Monday.").findings) == 3
    )


def test_words_with_a_bar_before_each_line_are_quoted():
    quoted = "On 3 May Ben Ode wrote:\n| Ana, please mend the pump and\n| send me the old part."
    assert not mail(f"It runs again, all fine.\n\nAna\n\n{quoted}").findings


@pytest.mark.parametrize("last", ["Ana Ruiz RN, charge nurse", "A. Ruiz, Quay Prints, ring the bell twice"])
def test_the_name_and_the_post_of_the_author_are_no_work(last):
    assert not mail(f"The pump was mended on Friday.\n\n{last}").findings


def test_what_nobody_volunteered_for_is_nobodys():
    found = read(
        "meeting", "Minutes\n\n- Carla to paint the shed.\n- Clear the loft. Nobody volunteered."
    ).findings
    assert owner(found[0]) == "Carla"
    assert found[1].owner_text == "Nobody volunteered"


def test_who_acts_in_minutes_is_the_owner_whatever_the_verb():
    found = read("meeting", "Depot\n\n- Dmitri sands the loop tomorrow before the first car.").findings
    assert [owner(f) for f in found] == ["Dmitri"]


def test_what_somebody_gets_by_my_word_is_mine():
    found = read("note", "Carla gets the invoice on Tuesday, I gave her my word.").findings
    assert [owner(f) for f in found] == ["sender"]


def test_a_note_is_for_whom_its_first_line_calls():
    found = read(
        "note", "Carla, handover for Tuesday\n- order more salt\n- ring the vet about the bill"
    ).findings
    assert {owner(f) for f in found} == {"Carla"}


def test_the_work_of_a_form_is_its_fault_and_not_its_place():
    form = "Building: Tower C, lift 2 (of 2)\nImportance: high\nDescription: The doors open again and again."
    found = read("form", form).findings
    assert ["doors" in " ".join(f.quotes) for f in found] == [True]
    side = "Problem: the ice machine leaks\nRemarks: the shelf is scratched but leave it please"
    assert len(read("form", side).findings) == 1


def test_entries_of_a_log_have_happened():
    log = "Night log\n22:10 alarm in bay 2, reset\n23:40 walked the yard\n01:15 driver in, rope back"
    assert not read("note", log).findings
    assert len(read("note", f"{log}\n05:50 fence down, must be mended tomorrow").findings) == 1


def test_how_things_always_go_is_no_work():
    how = "Every morning the van comes. Olga opens the gate and the driver takes the crates."
    assert not mail(f"Hi Ben,\n\n{how}").findings
    assert mail(f"Hi Ben,\n\n{how} Please tell her that the lock is new.").findings


def test_a_name_a_thing_and_a_day_are_an_order():
    found = mail("Dear both,\n\nBen: slides for the fair by 8 May.\nCarla: on leave until 12 May.").findings
    assert [owner(f) for f in found] == ["Ben"]


@pytest.mark.parametrize("answer", ["no need, Carla has it", "no, it's on the van", "nope"])
def test_an_offer_that_is_refused_is_no_work(answer):
    said = f"Ana: the lamp is up\nBen: nice\nAna: can you fetch the ladder?\nBen: {answer}\nAna: fine"
    assert not read("chat", said).findings


def test_another_day_is_no_refusal():
    said = "Ana: hi\nBen: hi\nAna: can you send me the plan by Friday?\nBen: no, Monday\nAna: fine"
    assert read("chat", said).findings


def test_whoever_takes_it_owns_what_another_was_asked():
    said = "Ana: morning\nBen: hi\nAna: @Carla can you empty the skip?\nCarla: in a meeting\nBen: I'll do it"
    assert [owner(f) for f in read("chat", said).findings] == ["Ben"]


def test_what_others_see_to_and_how_to_get_in_are_no_work_of_a_form():
    form = "Absence of: Ana\nLessons covered by: Carla takes both groups on Monday\nAccess: key at the desk"
    assert not any("Carla takes" in " ".join(f.quotes) for f in read("form", form).findings)


def test_the_title_of_a_form_is_not_a_second_item_beside_what_it_asks_for():
    asked = "Request: New banner for the gate\nPriority: low\nDetails: Please order the new banner."
    assert [f.goal for f in read("form", asked).findings] == ["Order the new banner for the gate"]
    other = "Request: New banner for the gate\nDetails: Please also call the plumber about the tap in room 4."
    assert any("plumber" in f.goal for f in read("form", other).findings)

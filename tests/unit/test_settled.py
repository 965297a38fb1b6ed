"""What the next message of a chat does to what was asked: done, called off, refused, passed on, claimed."""

import pytest

from tests.engine import owner, read


def only(text):
    [finding] = read("chat", text).findings
    return finding.goal, owner(finding)


@pytest.mark.parametrize(
    "reply",
    [
        "done this morning, they have them",
        "got them from Carla already",
        "here you go: keys.pdf",
        "I dropped them off at noon",
        "already at the lodge",
        "yep, all sorted",
    ],
)
def test_what_the_next_one_has_done_is_no_work(reply):
    assert not read("chat", f"Ana: could you drop the keys at the lodge?\nBen: {reply}").findings


@pytest.mark.parametrize(
    "reply",
    [
        "not done yet, but soon",
        "got it",
        "I'll have them sorted by noon",
        "half of them are already there",
        "Carla wanted them, didn't she?",
    ],
)
def test_what_is_still_to_be_done_stays(reply):
    found = read("chat", f"Ana: could you drop the keys at the lodge?\nBen: {reply}").findings
    assert [f.goal for f in found][:1] == ["Drop the keys at the lodge"]


@pytest.mark.parametrize(
    "more",
    [
        "actually leave them, the caretaker has done it",
        "sorry, he's staying with his gran, no need",
        "no need, found it",
        "it's working again",
    ],
)
def test_whoever_asked_may_call_it_off(more):
    assert not read("chat", f"Ana: please move the bins round the back\nBen: ok\nAna: {more}").findings


@pytest.mark.parametrize(
    "more", ["leave them in the barn then", "no need to hurry", "he's working again tomorrow"]
)
def test_what_only_says_how_calls_nothing_off(more):
    assert read("chat", f"Ana: please move the bins round the back\nBen: ok\nAna: {more}").findings


@pytest.mark.parametrize(
    ("talk", "who"),
    [
        ("Ben: can't, dentist", None),
        ("Ben: sorry, I'm away on Monday", None),
        ("Ben: can't, dentist\nCarla: I can", "Carla"),
        ("Ben: I can't, no car. Carla could you?\nCarla: ok", "Carla"),
        ("Ben: what about Carla?", "Carla"),
        ("Carla: I pass there anyway, let me get it", "Carla"),
        ("Ben: can't today, tomorrow?", "Ben"),
        ("Ben: can't wait!", "Ben"),
    ],
)
def test_who_cannot_is_let_off_and_who_offers_has_it(talk, who):
    assert only(f"Ana: Ben, can you fetch the big ladder?\n{talk}") == ("Fetch the big ladder", who)


def test_who_claims_what_was_asked_of_all_has_to_do_it():
    talk = "Ana: who can open up the hall on Saturday?\nBen: I can't, I'm at work\nCarla: I'll do it"
    assert only(talk) == ("Open up the hall", "Carla")
    assert only("Ana: someone needs to feed the hens\nCarla: me!") == ("Feed the hens", "Carla")


@pytest.mark.parametrize(
    ("asked", "forbidden"),
    [
        ("hi Ben, can you send the invoice to Kohl today?", "wait, they paid. don't send it"),
        ("Ben, por favor manda el camión al puerto antes de las 4", "para! ya vienen ellos. No mandes nada"),
        (
            "Ben, schickst du heute bitte die Rechnung an Kohl?",
            "Halt, schon bezahlt. Schick bitte nichts",
        ),
        ("Ben, tu peux envoyer la facture à Kohl ?", "attends, ils ont payé. N'envoie rien"),
    ],
)
def test_who_asked_may_forbid_it(asked, forbidden):
    assert not read("chat", f"Ana: {asked}\nBen: ok\nAna: {forbidden}\nBen: ok").findings
    assert read("chat", f"Ana: {asked}\nBen: ok\nAna: ok\nBen: ok").findings


@pytest.mark.parametrize(
    "how",
    [
        "please don't send it before two, they are out",
        "don't print anything",
        "don't send it without a stamp",
    ],
)
def test_what_forbids_only_how_takes_nothing_back(how):
    asked = "hi Ben, can you send the invoice to Kohl today?"
    assert read("chat", f"Ana: {asked}\nBen: sure\nAna: {how}\nBen: ok").findings


@pytest.mark.parametrize(
    ("behind", "items"),
    [
        ("Nothing here happens before spring. Only parking it.", 0),
        ("These are just ideas, I have no time this year.", 0),
        ("None of this is urgent, but it has to be done by Easter.", 3),
        ("Only the vet is pressing.", 3),
    ],
)
def test_a_list_that_is_only_parked_is_no_work(behind, items):
    jobs = "For the yard\n- fix the gate\n- call the vet\n- order hay\n\n"
    assert len(read("note", jobs + behind).findings) == items


def test_what_nobody_offered_to_do_is_another_matter():
    asked = "Carla will ask the school for tables. Nobody has offered to run the bar yet."
    assert [owner(f) for f in read("meeting", asked).findings if "school" in f.goal] == ["Carla"]


@pytest.mark.parametrize("reply", ["I can", "I can, after 4", "me"])
def test_who_takes_what_all_were_asked_has_to_do_it(reply):
    talk = f"Ana: who can take the drums to the hall on Friday?\nBen: {reply}\nAna: perfect"
    assert only(talk) == ("Take the drums to the hall", "Ben")


def test_what_need_not_be_done_takes_nothing_else_back():
    asked = (
        "Ana: Ben, book me on the 7:40 to Leeds please\nBen: ok\nAna: no need to book the hotel\nBen: fine"
    )
    assert len(read("chat", asked).findings) == 1

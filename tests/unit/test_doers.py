"""Whose the work is, where lists, minutes and talk say it in short."""

import pytest

from tests.engine import mail, owner, read

CHAT = "09:01 Ben: morning all\n09:02 Carla: hi\n09:02 Dmitri: hello\n"


def owners(channel, text):
    return [owner(finding) for finding in read(channel, text).findings]


def in_chat(*messages):
    return owners("chat", CHAT + "\n".join(f"09:1{i} {said}" for i, said in enumerate(messages)))


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Carla you take the left side please", ["Carla"]),
        ("Carla you met at the fair rang, please call her back", ["sender"]),
        ("Please take the posters down, Carla", ["Carla"]),
        ("me: clean the brushes", ["sender"]),
        ("- load test certificate, Facilities, send it by Friday", ["Facilities"]),
        ("- ring the plumber, Facilities, and the joiner", ["sender"]),
        ("- email the caretaker, Carla", ["sender"]),
        ("- send the keys to Carla", ["sender"]),
        ("- clean the brushes (me)", ["sender"]),
        ("Facilities take down the shelves by Friday", ["Facilities"]),
        ("For Carla: please clear the shed before Friday.", ["Carla"]),
        ("For the hall: please order three lamps.", ["sender"]),
        ("I'm here on Thursday and fetch the ladder then.", ["sender"]),
    ],
)
def test_a_note_says_who_does_it_in_many_orders(line, who):
    assert owners("note", f"Jobs of the week\n\n{line}\n") == who


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("I told the tenant you'd ring him tomorrow.", "recipient"),
        ("I told the tenant I'd ring him tomorrow.", "sender"),
        ("What should I do with the old ladder? I need to know by Thursday.", "recipient"),
        ("Could you, Ben, send me the list?", "Ben"),
        ("Somebody from Facilities has to look at the pump.", None),
        ("Please check what Carla is doing about the roof.", "recipient"),
        ("I'm out on Tuesday, so leave them next door.", "recipient"),
        ("Der Einkauf (in Kopie) bestellt bitte die Lampe.", "Einkauf"),
    ],
)
def test_a_mail_says_who_does_it_whatever_pronoun_stands_in_it(said, who):
    intake = "From: Ana Ruiz <ana@firm.example>\nTo: Ben Ode <ben@firm.example>\nSubject: x\n\n"
    found = read("email", intake + said, ["Einkauf"]).findings
    assert [owner(finding) for finding in found] == [who]


@pytest.mark.parametrize(
    ("behind", "who"),
    [
        ("Carla said she would see to that when she comes on.", "Carla"),
        ("Carla said it was loud.", "recipient"),
        ("Carla's on it.", "Carla"),
        ("Carla is on holiday.", "recipient"),
    ],
)
def test_the_next_sentence_says_who_has_taken_it(behind, who):
    assert owner(mail(f"Please bleed the boiler. {behind}").findings[0]) == who


def test_who_is_the_clerk_stands_in_the_list_of_those_present():
    text = "Committee\nPresent: Carla Mendez (chair), Mr Hay. Clerk: D. Volkov.\n\n"
    text += "1 Lettings. The clerk will ask the insurer.\n2 Trees. The chair will write to the county.\n"
    assert owners("meeting", text) == ["Volkov", "Carla Mendez"]


@pytest.mark.parametrize(
    ("messages", "who"),
    [
        (["Dmitri: Hi Carla! could you bring the ladder?"], ["Carla"]),
        (["Dmitri: Hi all! could you bring the ladder?"], [None]),
        (
            ["Dmitri: somebody needs to bring the ladder. Anyone?", "Ben: I'll bring it, mine's in the shed"],
            ["Ben"],
        ),
        (
            [
                "Dmitri: Does our licence cover Lisbon, yes or no?",
                "Ben: no idea, I'll ask legal and tell you",
            ],
            ["Ben"],
        ),
        (
            ["Dmitri: Carla can you print them?", "Carla: by when?", "Dmitri: friday", "Carla: done"],
            ["Carla"],
        ),
        (["Dmitri: Carla can you print the list?", "Carla: done"], []),
    ],
)
def test_in_talk_it_is_for_whom_it_greets_and_for_who_takes_it(messages, who):
    assert in_chat(*messages) == who


def test_a_heading_that_nobody_has_it_leaves_the_paragraph_before_alone():
    text = "Notes\n\nPump: Carla will replace the seal.\n\nList: With the county. We don't know who does it."
    assert owners("meeting", text)[0] == "Carla"

"""Whose work it is by where it stands, and what the layout makes an order."""

import pytest

from tests.engine import owner, read


def items(text, channel="meeting"):
    return [(f.goal, owner(f), f.due_text) for f in read(channel, text).findings]


UNDER_NAMES = [
    ("meeting", "Actions\n\n{}:\n", "Ben", "Carla"),
    ("meeting", "Actions\n{}\n", "Ben", "Carla"),
    ("meeting", "**Actions**\n\n**{}**\n", "Ben", "Carla"),
    ("note", "{}\n", "To do for Ben", "To do for Carla"),
    ("note", "{}\n", "Ben's jobs", "Carla's jobs"),
]


@pytest.mark.parametrize(("channel", "heading", "ben", "carla"), UNDER_NAMES)
def test_what_stands_under_a_name_is_that_persons(channel, heading, ben, carla):
    first = heading.format(ben) + "- chase the glazier\n- rota for June\n"
    second = heading.partition("\n")[2].lstrip() or heading
    text = first + second.format(carla) + "- minutes to the trustees\n"
    assert items(text, channel) == [
        ("Chase the glazier", "Ben", None),
        ("Rota for June", "Ben", None),
        ("Minutes to the trustees", "Carla", None),
    ]


BEHIND_NAMES = [
    "AP Ben: roof quote\nAP Carla: letter to the county",
    "AP1 Ben: roof quote\nAP2 Carla: letter to the county",
    "The slates are old. Action Ben: roof quote.\nThe road is bad. Action Carla: letter to the county.",
    "Ben -> roof quote\nCarla -> letter to the county\nDmitri -> nothing this week",
    "Actions\nBen – roof quote\nCarla – letter to the county\nDmitri – on leave",
    "Actions:\nBen: roof quote\nCarla: letter to the county\nDmitri: none",
    "Actions\n- roof quote (Ben)\n- letter to the county [Carla]",
    "Actions\n1. roof quote: Ben\n2. letter to the county -> Carla",
    "Who does what\nBen: roof quote\nCarla: letter to the county",
    "Action\tWho\tWhen\nroof quote\tBen\t\nletter to the county\tCarla\t",
    "Task / Who\nroof quote / Ben\nletter to the county / Carla",
    "Action                  Owner\nroof quote              Ben\nletter to the county    Carla",
]


@pytest.mark.parametrize("text", BEHIND_NAMES)
def test_a_name_beside_a_thing_is_an_order(text):
    assert [one[:2] for one in items(text)] == [("Roof quote", "Ben"), ("Letter to the county", "Carla")]


@pytest.mark.parametrize(
    "behind",
    ["(Ben, by 12 May)", "(Ben by 12 May)", "[Ben – by 12 May]", "– Ben, by 12 May", "– Ben – by 12 May"],
)
def test_the_day_beside_the_name_is_the_day(behind):
    assert items(f"Actions\n- survey of the north wall {behind}\n- nothing else") == [
        ("Survey of the north wall", "Ben", "by 12 May")
    ]


NO_WORK = [
    "Present\nBen – chair\nCarla – minutes",
    "Ben -> on leave until 12 May\nCarla -> chair",
    "| Who | Phone |\n| Ben | 0171 22 |\n| Carla | 0171 23 |",
    "Who / Role\nBen / chair\nCarla / minutes",
    "Updates\nBen:\n- moved the server\n- backups are green\nCarla:\n- new flyers look good",
    "- we met the printer (Ben, who knows him)\n- the visit (Carla) went well\n- price (Friday) is 40",
    "Decided: the menu stays.\nDecided: no new suppliers.\nPresent: Ben, Carla",
]


@pytest.mark.parametrize("text", NO_WORK)
def test_names_beside_news_roles_and_numbers_are_no_orders(text):
    assert not items(text)

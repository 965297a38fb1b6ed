"""Whose the work of a note or of minutes is."""

import pytest

from tests.engine import owner, read


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Carla,\n\nthe roofer rang. Could you send him the keys by Friday?", ["Carla"]),
        ("Message for Carla\n\nThe roofer rang, please send him the keys.", ["Carla"]),
        ("Notes of today\n\nPlease send the roofer the keys.", ["sender"]),
        ("Carla,\n\nI'll send the roofer the keys.", ["sender"]),
        (
            "- [ ] send the rota out to staff (Carla), two names on each day\n- [ ] order paper",
            ["Carla", "sender"],
        ),
    ],
)
def test_a_note_is_for_whom_it_is_headed_by(text, owners):
    assert [owner(f) for f in read("note", text).findings] == owners


def test_who_is_about_to_do_it_does_it():
    text = "Site meeting\n\n- Carla is getting the lights back on before the night gang start."
    assert [owner(f) for f in read("meeting", text).findings] == ["Carla"]

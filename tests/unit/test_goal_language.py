"""Goals in another language than their text, where that is plain."""

from __future__ import annotations

import pytest

from agent.extractors.language import differs

GERMAN = "Hallo, bitte bestellt die Stühle für den großen Raum und sagt mir bis Freitag, was das kostet."
ENGLISH = "Hi, please order the chairs for the big room and let me know by Friday what it is going to cost."
RUSSIAN = "Пожалуйста, закажите стулья для большого зала до пятницы."
JAPANESE = "金曜日までに大きい部屋の椅子を注文してください。お願いします。"


@pytest.mark.parametrize(
    ("goal", "text"),
    [
        ("Order the chairs for the big room", GERMAN),
        ("Die Stühle für den großen Raum bestellen", ENGLISH),
        ("Order the chairs for the big room", RUSSIAN),
        ("Order the chairs for the big room", JAPANESE),
        ("An Tom denken und im Haus anrufen, ob die Stühle da sind", ENGLISH),
        ("Order the chairs in the room", f"{GERMAN} Er will in den Raum, so war es im Plan."),
        ("Commander les chaises pour la grande salle et donner le prix", ENGLISH),
    ],
)
def test_another_language_is_seen(goal, text):
    assert differs([goal], text)


@pytest.mark.parametrize(
    ("goal", "text"),
    [
        ("Die Stühle für den großen Raum bestellen", GERMAN),
        ("Order the chairs for the big room", ENGLISH),
        ("Заказать стулья для большого зала", RUSSIAN),
        ("大きい部屋の椅子を注文する", JAPANESE),
        ("Stühle bestellen", ENGLISH),
        ("Order chairs", GERMAN),
        ("Order the chairs for the room", "40 Stühle!"),
        ("Order the chairs for the big room", f"{ENGLISH}\n> {GERMAN} {GERMAN} {GERMAN}"),
        ("Update the README of the project", "Обновить README"),
        ("Pay the invoice of Van der Berg", ENGLISH),
        ("Die Stühle für den großen Raum bestellen", f"{ENGLISH * 60}\n> {GERMAN}"),
        ("", GERMAN),
        ("Order the chairs", ""),
    ],
)
def test_what_is_not_plain_counts_as_the_same(goal, text):
    assert not differs([goal], text)

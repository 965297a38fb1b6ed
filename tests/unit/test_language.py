"""Which language a text is written in."""

import pytest

from agent.text.language import language_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Could you send me the lease by Friday?", "en"),
        ("Please order toner.", "en"),
        ("Bitte Toner bestellen.", "de"),
        ("Kannst du das bis Freitag erledigen?", "de"),
        ("Merci de commander le toner avant vendredi.", "fr"),
        ("Il faut changer la serrure.", "fr"),
        ("Hay que pedir tóner antes del viernes.", "es"),
        ("¿Puedes enviarme el informe?", "es"),
        ("Kun je het rapport vóór vrijdag sturen?", "nl"),
        ("Você pode enviar o relatório até sexta?", "pt"),
        ("Qualcuno deve cambiare la serratura del magazzino.", "it"),
        ("Toner", ""),
        ("", ""),
        ("42 / 17", ""),
    ],
)
def test_a_short_text_is_told_by_its_small_words(text, expected):
    assert language_of(text) == expected


def test_names_and_headers_do_not_outweigh_sentences():
    text = "From: Ana <ana@x.example>\nTo: Ben <ben@x.example>\n\nDie Schlüssel müssen bis Freitag zu mir."
    assert language_of(text) == "de"

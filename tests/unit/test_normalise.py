import time

import pytest

from agent.text.normalise import fold, invisible


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("pay\u200bment", ["\u200b"]),
        ("abc\u202egpj.exe", ["\u202e"]),
        ("hi\U000e0041\U000e0042", ["\U000e0041\U000e0042"]),
        ("x\ufe0f", ["\ufe0f"]),
        ("soft\u00adhyphen", ["\u00ad"]),
        ("a\u2066b\u2069", ["\u2066", "\u2069"]),
        ("a\U000e0100\ufff5\U0001bca0\U0001d173", ["\U000e0100\ufff5\U0001bca0\U0001d173"]),
        ("\ufeffstart", ["\ufeff"]),
        ("plain – text with ünïcödé", []),
        ("❤️ 1️⃣ 👨‍👩‍👧 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", []),
        ("می‌خواهم", []),
    ],
)
def test_what_shows_nothing_is_found_and_emoji_and_scripts_are_left_alone(text, hidden):
    assert [text[s.start : s.end] for s in invisible(text)] == hidden


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("By  EOD\n Friday", "by eod friday"),
        ("“it’s” – done…", '"it\'s" - done...'),
        ("Straße", "strasse"),
        ("cafe\u0301", "café"),
        ("in\u200bvoice", "invoice"),
        ("a\u00a0b", "a b"),
        ("", ""),
    ],
)
def test_the_same_words_fold_to_the_same_text(text, folded):
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "word", "original"),
    [
        ("See “the\n  report” now", "the report", "the\n  report"),
        ("in\u200bvoice 7", "invoice", "in\u200bvoice"),
        ("die Straße dort", "strasse", "Straße"),
        ("cafe\u0301 au lait", "café", "cafe\u0301"),
    ],
)
def test_a_span_of_the_folded_text_maps_back(text, word, original):
    folded = fold(text)
    at = folded.text.index(word)
    span = folded.original(at, at + len(word))
    assert text[span.start : span.end] == original


def test_a_long_hostile_text_folds_in_linear_time():
    began = time.process_time()
    fold("a" + "\u0301\u0316" * 100_000)
    fold(" \u200b" * 100_000)
    assert time.process_time() - began < 5

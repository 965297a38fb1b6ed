import time

import pytest

from agent.text.sentences import sentences


def cut(text):
    return [text[s.start : s.end] for s in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call Ben. Send the file! Why? Ok", ["Call Ben.", "Send the file!", "Why?", "Ok"]),
        ("Ask Dr. Lind about No. 5 today.", ["Ask Dr. Lind about No. 5 today."]),
        ("Oh no. Good catch.", ["Oh no.", "Good catch."]),
        ("It costs 3.50 at 10.30 p.m. on site.", ["It costs 3.50 at 10.30 p.m. on site."]),
        ("Use e.g. the old one, i.e. v2. Then go.", ["Use e.g. the old one, i.e. v2.", "Then go."]),
        ("Bitte bis 14.11. nachrüsten. Danke.", ["Bitte bis 14.11. nachrüsten.", "Danke."]),
        ("Im 3. OG fehlt etwas.", ["Im 3. OG fehlt etwas."]),
        ("See https://a.example/x.y?z=1 now. Bye.", ["See https://a.example/x.y?z=1 now.", "Bye."]),
        ("It is in cage C. It stays.", ["It is in cage C.", "It stays."]),
        ("Ask D. Hicks first.", ["Ask D. Hicks first."]),
        ("Wait... Then go", ["Wait...", "Then go"]),
    ],
)
def test_sentences_end_at_punctuation_but_not_inside_abbreviations_and_numbers(text, expected):
    assert cut(text) == expected


def test_a_hard_wrapped_paragraph_is_joined():
    text = "Could you please send me the signed contract for the new\nwarehouse by Friday? Thanks."
    assert cut(text) == [text[: text.index("?") + 1], "Thanks."]


def test_lines_that_people_broke_stay_apart_however_long_they_are():
    text = (
        "ring the market before five and ask for sixty of the blush ones\n"
        "strip and condition all of the foliage, everything in buckets by noon\n"
        "wash the jars\n"
        "refund Mrs Pym, she is lovely about it and can wait until next week\n"
        "order ribbon"
    )
    assert cut(text) == text.splitlines()


def test_short_lines_stand_alone():
    assert cut("buy milk\nCall Ben\nfix gate") == ["buy milk", "Call Ben", "fix gate"]


@pytest.mark.parametrize(
    ("text", "marker", "words"),
    [
        ("- call Ben", "bullet", "call Ben"),
        ("* call Ben", "bullet", "call Ben"),
        ("• call Ben", "bullet", "call Ben"),
        ("1. call Ben", "number", "call Ben"),
        ("2) call Ben", "number", "call Ben"),
        ("(3) call Ben", "number", "call Ben"),
        ("4 - call Ben", "number", "call Ben"),
        ("- [ ] call Ben", "open", "call Ben"),
        ("[] call Ben", "open", "call Ben"),
        ("☐ call Ben", "open", "call Ben"),
        ("- [x] call Ben", "done", "call Ben"),
        ("☑ call Ben", "done", "call Ben"),
        ("Needed by: Friday", "field", "Friday"),
        ("## Actions", "heading", "Actions"),
        ("**Actions**", "heading", "Actions"),
        ("PARKING LOT", "heading", "PARKING LOT"),
        ("Next steps:", "heading", "Next steps:"),
    ],
)
def test_the_beginning_of_a_line_says_what_it_is(text, marker, words):
    (sentence,) = sentences(text, 0, len(text))
    assert (sentence.marker.value, text[sentence.start : sentence.end]) == (marker, words)


@pytest.mark.parametrize(
    "line",
    [
        "09:12 Noor: can you look?",
        "[10:02] Noor: can you look?",
        "[12/03/26, 10:02:11] Noor: can you look?",
        "[12/03 10:02] Noor: can you look?",
        "12 March 10:02 Noor: can you look?",
        "Thu 10:02 Noor: can you look?",
        "12/03/2026, 10:02 - Noor: can you look?",
        "10:02 AM <Noor>: can you look?",
        "Noor (10:02): can you look?",
        "Noor [10:02] can you look?",
    ],
)
def test_chat_lines_name_their_speaker(line):
    (sentence,) = sentences(line, 0, len(line))
    assert (sentence.speaker, line[sentence.start : sentence.end]) == ("Noor", "can you look?")


@pytest.mark.parametrize(
    "text",
    [
        "noor 🌻 10:02\ncan you look?\nkim 10:03\nyes\nnoor 🌻 10:04\nthanks",
        "Noor 10:02 » can you look?\nKim 10:03 » yes\nNoor 10:04 » thanks",
        "noor.b: can you look?\nkim_x: yes\nnoor.b: thanks\nbuild-bot [bot]: green\nnoor.b: bye",
    ],
)
def test_a_chat_in_which_names_come_again_has_speakers(text):
    first, second, *_ = sentences(text, 0, len(text))
    assert (first.speaker[:4].casefold(), text[first.start : first.end]) == ("noor", "can you look?")
    assert (second.speaker[:3].casefold(), text[second.start : second.end]) == ("kim", "yes")


def test_a_plan_with_times_has_no_speakers():
    text = "Doors 10:00\nTalk 11:30\nLunch 12:15\nEnd 14:00"
    assert {s.speaker for s in sentences(text, 0, len(text))} == {None}


def test_transcript_lines_name_their_speaker():
    text = "Zara (account): Hi there.\nKofi: Hello.\nZara: Ten minutes. Then I go.\nKofi: ok"
    assert [s.speaker for s in sentences(text, 0, len(text))] == [
        "Zara",
        "Zara"[:0] or "Kofi",
        "Zara",
        "Zara",
        "Kofi",
    ]


def test_headings_and_labels_go_with_the_sentences_below_them():
    text = "## Done\n- built it\n\n**Actions:** Ana calls Ben.\n- Teo: fix it"
    assert [s.heading for s in sentences(text, 0, len(text))] == [
        "Done",
        "Done",
        "Actions",
        "Actions",
        "Actions",
    ]


def test_cells_of_a_table_are_sentences():
    text = "| Who | What |\n|---|---|\n| Ana | call Ben |"
    assert cut(text) == ["Who", "What", "Ana", "call Ben"]


def test_a_list_item_goes_on_in_indented_lines():
    assert cut("- call Ben about\n  the gate\n- sleep") == ["call Ben about\n  the gate", "sleep"]


@pytest.mark.parametrize(
    "unit", ["a", ". ", "a. ", "- [ ] a\n", "a: b\n", "|", "1) ", "[10:02 ", "**", "(a) "]
)
def test_long_texts_take_linear_time(unit):
    text = unit * (200_000 // len(unit))
    began = time.process_time()
    sentences(text, 0, len(text))
    assert time.process_time() - began < 5

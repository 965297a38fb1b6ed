import time

import pytest

from agent.models import Channel
from agent.text.segments import SegmentKind, segments

HEAD = "From: Ana Ruiz <ana@firm.example>\nTo: Ben Ode <ben@firm.example>\nSubject: {}\n\n"


def parts(body, subject="hello"):
    text = HEAD.format(subject) + body
    found = [(s.kind.value, text[s.start : s.end].strip()) for s in segments(text, Channel.EMAIL)]
    return [(kind, words) for kind, words in found if words][2:]


@pytest.mark.parametrize(
    "history",
    [
        "On Mon, 4 May 2026 at 10:00, Ben Ode wrote:\n> please call\n> me",
        "On Mon, 4 May 2026 at 10:00, Ben Ode <ben@firm.example>\nwrote:\n\n> please call",
        "Am 04.05.2026 um 10:00 schrieb Ben Ode:\n> bitte anrufen",
        "Le lun. 4 mai 2026 à 10:00, Ben Ode a écrit :\n> merci d'appeler",
        "El lun, 4 may 2026 a las 10:00, Ben Ode escribió:\n> llámame",
        "On Mon, 4 May 2026, Ben Ode wrote:\nplease call me\nwithout arrows",
        "-----Original Message-----\nFrom: Ben\nPlease call",
        "-----Ursprüngliche Nachricht-----\nVon: Ben\nBitte anrufen",
        "From: Ben Ode\nSent: Monday, 4 May 2026 10:00\nTo: Ana\nSubject: call\n\nPlease call me",
        "Von: Ben Ode\nGesendet: Montag, 4. Mai 2026\nAn: Ana\nBetreff: Anruf\n\nBitte anrufen",
        "________________________________\nFrom: Ben Ode\nSent: Monday\nTo: Ana\nSubject: x\n\nCall",
        "> only arrows\n\n> with a gap",
    ],
)
def test_history_is_quoted_in_every_form(history):
    found = parts("Send the file.\n\n" + history)
    assert found[0][1].startswith("Send the file.")
    assert "call" not in found[0][1].casefold().replace("send the file.", "")
    assert found[-1][0] == "quoted"


def test_answers_between_quoted_lines_stay_new_words():
    found = parts("> when?\nOn Friday.\n\n> who?\nBen will do it.")
    assert found == [
        ("quoted", "> when?"),
        ("body", "On Friday."),
        ("quoted", "> who?"),
        ("body", "Ben will do it."),
    ]


@pytest.mark.parametrize(
    "separator",
    [
        "---------- Forwarded message ---------\nFrom: Cy",
        "Begin forwarded message:\n\nFrom: Cy",
        "-------- Weitergeleitete Nachricht --------\nVon: Cy",
    ],
)
def test_a_forwarded_message_is_content(separator):
    found = parts(f"Can you handle this?\n\n{separator}\n\nThe lift is broken.", "Fwd: lift")
    assert found[-1][0] == "forwarded"
    assert found[-1][1].endswith("The lift is broken.")


def test_an_outlook_block_under_a_forwarding_subject_is_forwarded():
    found = parts("See below.\n\nFrom: Cy\nSent: Monday\nTo: Ana\nSubject: lift\n\nLift broken", "FW: lift")
    assert [kind for kind, _ in found] == ["body", "forwarded"]


@pytest.mark.parametrize(
    "sign_off",
    [
        "Best regards,\nAna Ruiz\nHead of Sales | Firm Ltd",
        "Thanks,\nAna",
        "Cheers, Ana",
        "-- \nAna Ruiz\n+34 600 000 000",
        "Mit freundlichen Grüßen\nAna Ruiz",
        "Cordialement,\nAna",
        "Un saludo,\nAna",
        "Sent from my iPhone",
        "/Ana",
        "A.",
    ],
)
def test_a_sign_off_starts_the_signature(sign_off):
    found = parts("Please send the file.\n\n" + sign_off)
    assert found == [("body", "Please send the file."), ("signature", sign_off)]


def test_a_postscript_is_not_part_of_the_signature():
    found = parts("Send it.\n\nBest,\nAna\n\nPS: bring the key.")
    assert ("body", "PS: bring the key.") in found


@pytest.mark.parametrize(
    "footer",
    [
        "CONFIDENTIALITY NOTICE: this message may contain privileged material.",
        "Please consider the environment before printing this e-mail.",
        "You are receiving this email because you signed up. Manage preferences | Unsubscribe",
        "Diese E-Mail enthält vertrauliche Informationen.",
        "Firm Ltd. Registered office 2 Mill Road.",
    ],
)
def test_a_footer_is_found_also_behind_history(footer):
    assert parts("Send it.\n\n" + footer)[-1] == ("footer", footer)
    assert parts(f"Send it.\n\nOn 4 May, Ben wrote:\n> hi\n\n{footer}")[-1] == ("footer", footer)


def test_a_request_to_unsubscribe_somebody_is_no_footer():
    assert parts("Please unsubscribe Maria from the list by Friday.")[0][0] == "body"


def test_a_text_without_headers_is_all_body():
    text = "Note: call Ben\nHi: there"
    assert [s.kind.value for s in segments(text, Channel.EMAIL)] == ["body"]


def test_the_subject_is_its_own_segment_also_when_it_is_folded():
    text = "From: a@b.example\nSubject: a long\n subject\nTo: c@d.example\n\nHi"
    found = [text[s.start : s.end] for s in segments(text, Channel.EMAIL) if s.kind.value == "subject"]
    assert found == ["a long\n subject"]


def test_chats_have_no_signatures_but_may_quote():
    text = "Ana: thanks,\n> old words\nBen: ok"
    assert [s.kind.value for s in segments(text, Channel.CHAT)] == ["body", "quoted", "body"]


@pytest.mark.parametrize(
    "unit", ["On 1 ", "> \n", "From: x\n", "a\n\n", "1 unsubscribe here ", "On 1 a wrote:\n"]
)
def test_long_texts_take_linear_time(unit):
    text = HEAD.format("x") + unit * (200_000 // len(unit))
    began = time.process_time()
    segments(text, Channel.EMAIL)
    assert time.process_time() - began < 5


def test_what_is_attached_is_a_part_of_its_own_behind_quoted_history():
    text = "Subject: x\nFrom: a@b.example\n\nSee below.\n\n> old\n\n[attachment: list.txt]\nOrder toner."
    own = text.index("[attachment")
    parts = segments(text, Channel.EMAIL, own)
    assert (parts[-1].kind, parts[-1].start, parts[-1].end) == (SegmentKind.ATTACHED, own, len(text))
    assert [part.end for part in parts[:-1]] == [part.start for part in parts[1:]]

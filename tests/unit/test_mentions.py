"""What a text makes of somebody whom it names."""

from __future__ import annotations

import time

import pytest

from agent.text.mentions import Part, mentions

SPOKEN_OF = {Part.APPROVER, Part.COPIED, Part.THANKED, Part.REPORTED, Part.OBJECT}


def parts(text):
    return [mention.part for mention in mentions(text, ["Ana Novak", "Ana"], lambda _: True)]


@pytest.mark.parametrize(
    "text",
    [
        "Send Ana the report.",
        "Give Ana the keys.",
        "Let Ana know.",
        "Invite Ana to the launch.",
        "with Ana's blessing",
        "subject to Ana's approval",
        "FYI Ana",
        "Merci à Ana pour le plan",
        "gracias a Ana por el plan",
        "comme convenu avec Ana",
        "avec la validation d'Ana",
        "après accord d'Ana",
        "Loop in Ana on this.",
        "Email the plan to Ana",
        "Forward it to Ana and Ben",
        "Could you ask Ana if the room is free?",
        "I spoke to Ana about it",
        "approved in writing by Ana",
        "pending Ana's sign-off",
        "wenn Ana zustimmt",
        "si Ana valide",
        "Pay Ana for the taxi",
        "Reply to Ana",
        "Meeting with Ana",
        "Ana is waiting for the plan",
        "Ana complained about the noise",
        "Ana asked for the plan",
        "Ana asked me to send it",
        "Ana needs the plan",
        "Buy a present for Ana",
        "Ruf Ana an",
        "Bitte Ana informieren",
        "Informe a Ana",
        "Prévenir Ana",
        "copying Ana",
        "Ana (cc)",
        "escribe a Ana",
    ],
)
def test_who_approves_is_told_or_spoken_of_does_nothing(text):
    assert set(parts(text)) <= SPOKEN_OF
    assert parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Let Ana do it.",
        "Get Ana to send it.",
        "Have Ana call them.",
        "Ana and I will send it.",
        "Ana's plan",
        "with Ana",
        "Ana must send it",
        "waiting for Ana",
        "Ana would you send it",
        "Ana, the plan is due Friday",
        "The plan: Ana",
        "Plan - Ana",
        "Ana owes us the plan",
        "I asked Ana to send it",
        "Ask Ana to send it",
        "It is up to Ana",
        "Ana agreed to send it",
        "Ana takes the minutes",
        "Leave it to Ana",
        "Ana has the plan",
        "Next: Ana",
        "Ana übernimmt das",
        "Ana se encarga",
        "C'est à Ana de le faire",
        "Zuständig: Ana",
        "Ana?",
        "+Ana",
        "Ana and Ben to send it",
        "Could Ben or Ana send it",
        "Please, Ana, send it",
        "This one's for Ana",
        "Tell Ana to send it",
        "Ana is to send it",
        "Ana, can you send Ben the plan",
        "The plan is for Ana, not for Ben",
    ],
)
def test_who_may_be_the_doer_is_left_to_the_engine(text):
    assert not set(parts(text)) <= SPOKEN_OF


def test_a_full_name_is_one_mention_and_part_of_another_word_none():
    assert len(parts("Ana Novak, please; Banana, Anabel")) == 1


def test_names_do_not_count_where_nobody_speaks():
    assert list(mentions("Ana, please", ["Ana"], lambda _: False)) == []


def test_many_mentions_end_in_time():
    started = time.process_time()
    parts("send it to Ana " * 20_000 + "if " * 20_000)
    assert time.process_time() - started < 5

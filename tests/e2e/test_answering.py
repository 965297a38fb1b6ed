"""Questions go out as a draft, answers come in, as one types it."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest

ANA = ("--as", "Ana Novak")
MAIL = """From: Carla Meyer <carla@x.example>
To: Ana Novak <ana@firm.example>, Mo Ali <mo@firm.example>
Date: Mon, 2 Nov 2026 09:00:00 +0100
Message-ID: <one@x.example>
Subject: Chairs

Someone needs to order 40 chairs for room 3 by 20 November.
"""


@pytest.fixture
def asked(clarify):
    """The id of a proposal that asks who does it."""
    clarify.done("users", "add", "Ana Novak")
    Path("people.yaml").write_text("people: [{name: Ana Novak}, {name: Mo Ali}, {name: Mo Berg}]\n")
    clarify.done("people", "import", "people.yaml")
    Path("chairs.eml").write_text(MAIL)
    clarify.done("intake", "chairs.eml")
    return clarify.done("queue", "--json").rows[0]["id"]


def test_an_answer_names_who_said_it_and_what_it_changed(clarify, asked):
    told = clarify.done("answer", asked, "Mo Berg will", "--from", "Carla Meyer", *ANA).out
    assert "answered by Ana Novak: revision 2" in told
    assert "owner: none → Mo Berg  “Mo Berg will”" in told
    shown = clarify.done("show", asked).out
    assert "answered by Carla Meyer, 20" in shown and "    Mo Berg will\n" in shown


def test_who_said_it_cannot_colour_the_screen(clarify, asked):
    clarify.done("answer", asked, "Mo Berg", "--from", "Carla\x1b[31m", *ANA)
    shown = clarify.done("show", asked).out
    assert "\x1b" not in shown and "answered by Carla\ufffd[31m, 20" in shown


def test_an_answer_between_two_people_is_an_error_that_names_both(clarify, asked):
    refused = clarify("answer", asked, "Mo", *ANA)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == "clarify: 'Mo' may be 'Mo Ali', 'Mo Berg': name one of them\n"
    assert clarify.done("show", asked, "--json").rows[0]["revision"] == 1


def test_an_answer_given_before_can_be_corrected_and_nothing_else(clarify, asked):
    clarify.done("answer", asked, "Mo Ali", *ANA)
    again = clarify("answer", asked, "Mo Berg", *ANA)
    assert (again.code, "--topic owner corrects an answer" in again.err) == (1, True)
    told = clarify.done("answer", asked, "Mo Berg", "--topic", "owner", *ANA, "--json").rows[0]
    assert told["item"]["owner"]["value"] == "Mo Berg"
    assert clarify("answer", asked, "Friday", "--topic", "due", *ANA).code == 1


def test_questions_are_a_draft_and_never_sent(clarify, asked):
    refused = clarify("ask", asked)
    assert (refused.code, "never sends anything by itself" in refused.err) == (1, True)
    shown = clarify.done("ask", asked, "--draft").out
    assert shown.startswith(
        "To: Carla Meyer <carla@x.example>\nSubject: Re: Chairs\nIn-Reply-To: <one@x.example>\n\n"
    )
    assert "1. Who will do this: “Order 40 chairs for room 3”?" in shown
    row = clarify.done("ask", asked, "--draft", "--json").rows[0]
    assert (row["to"]["email"], row["in_reply_to"]) == ("carla@x.example", "<one@x.example>")


def test_a_draft_of_an_intake_is_a_file_that_replaces_nothing(clarify, asked):
    intake = clarify.done("show", asked, "--json").rows[0]["intake_id"]
    assert clarify.done("ask", intake, "--draft", "--output", "q.eml").out == "wrote q.eml, not sent\n"
    mail = email.message_from_bytes(Path("q.eml").read_bytes(), policy=email.policy.default)
    assert (mail["To"], mail["X-Unsent"]) == ("Carla Meyer <carla@x.example>", "1")
    assert clarify("ask", intake, "--draft", "--output", "q.eml").code == 1
    clarify.done("answer", asked, "Mo Ali", *ANA)
    assert "no open question" in clarify("ask", intake, "--draft").err


def test_who_asked_once_more_gets_a_draft_that_says_what_becomes_of_it(clarify, asked):
    again = MAIL.replace("one@", "two@").replace("Carla Meyer <carla@", "Dan Ray <dan@")
    Path("again.eml").write_text(again)
    clarify.done("intake", "again.eml")
    other = clarify.done("queue", "--json").rows[1]["id"]
    named = clarify.done("show", other, "--into", asked, "--json").rows[0]["digest"]
    clarify.done("merge", other, asked, "--yes", "--digest", named, *ANA)
    shown = clarify.done("ask", other, "--draft").out
    assert shown.startswith(
        "To: Dan Ray <dan@x.example>\nSubject: Re: Chairs\nIn-Reply-To: <two@x.example>\n"
    )
    assert "is waiting for a decision" in shown
    clarify.done("answer", asked, "Mo Berg", *ANA)
    digest = clarify.done("show", asked).out.split("digest ")[-1].split()[0]
    work = clarify.done("confirm", asked, "--yes", "--digest", digest, *ANA, "--json").rows[0]["id"]
    shown = clarify.done("ask", other, "--draft").out
    assert f"under way as {work}. Mo Berg takes care of it. It is due on 2026-11-20." in shown
    clarify.done("undo", asked, *ANA)
    clarify.done("reject", asked, *ANA)
    assert "no open question" in clarify("ask", other, "--draft").err

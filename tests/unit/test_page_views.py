"""What a page shows of a value, without a page."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from agent.models import Arrival, Channel, Evidence, FieldName, Intake, ProposalState
from agent.stores.queue import Group
from api.pages.login import _local
from api.pages.views.card import _falls
from api.pages.views.filters import MOST_COUNTED, Filters, choices, filters
from api.pages.views.shown import changes
from api.pages.views.source import pieces
from api.pages.views.words import Day, age, day, distance

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def text(words: str, **given: object) -> Intake:
    fields = {"channel": Channel.NOTE, "received_at": NOW, "text": words, "raw": words.encode(), **given}
    return Intake.of(Arrival(**fields), "I-1")


def found(field: FieldName, words: str, said: str) -> Evidence:
    return Evidence(field=field, quote=said, start=words.index(said), end=words.index(said) + len(said))


def test_pieces_put_together_are_the_text_and_overlaps_support_both():
    words = "Please send the re\u200bport to Deb by Friday."
    goal = found(FieldName.GOAL, words, "send the re\u200bport to Deb")
    evidence = [goal, found(FieldName.OWNER, words, "Deb by")]
    made = list(pieces(text(words), evidence))
    assert "".join(piece.text for piece in made) == words.replace("\u200b", "\ufffd")
    assert [piece.text for piece in made if piece.unseen] == ["\ufffd"]
    assert [(p.text, p.fields, p.first_of) for p in made if "owner" in p.fields] == [
        ("Deb", ("goal", "owner"), ("owner",)),
        (" by", ("owner",), ()),
    ]


def test_history_and_signatures_are_context():
    words = "From: a@b.example\nSubject: x\n\nDo it.\n\nOn Mon, Ana wrote:\n> Did you?\n"
    made = list(pieces(text(words, channel=Channel.EMAIL), []))
    assert [p.text.strip() for p in made if not p.context and p.text.strip()] == ["x", "Do it."]


def test_a_text_full_of_what_nobody_sees_is_cut_up_in_no_time():
    words = "a\u200b" * 50_000
    assert sum(piece.unseen for piece in pieces(text(words), [])) == 50_000


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (None, Day("")),
        (TODAY, Day("Thu 26 Nov", "soon")),
        (TODAY - timedelta(days=1), Day("Wed 25 Nov", "late")),
        (TODAY + timedelta(days=4), Day("Mon 30 Nov")),
        (date(2027, 1, 4), Day("Mon 4 Jan 2027")),
    ],
)
def test_a_day_is_told_with_how_near_it_is(due, told):
    assert day(due, None, TODAY) == told


def test_what_recurs_and_how_far_and_old_things_are_is_told_in_words():
    assert day(TODAY, "FREQ=WEEKLY;BYDAY=MO", TODAY).text == "every Monday, first Thu 26 Nov"
    far = [distance(TODAY + timedelta(days=days), TODAY) for days in (-9, -1, 0, 1, 9)]
    assert far == ["9 days ago", "yesterday", "today", "tomorrow", "in 9 days"]
    old = [age(NOW - timedelta(minutes=minutes), NOW) for minutes in (-5, 0, 59, 60, 2879, 2880)]
    assert old == ["now", "now", "59 min", "1 h", "47 h", "2 d"]


def test_an_address_is_read_as_far_as_it_is_known_and_written_the_same():
    read = filters("snoozed", "clear", "R&D", "week", "  a   b ")
    assert read == Filters(ProposalState.SNOOZED, "clear", "R&D", "week", "a b")
    assert read.query == "?state=snoozed&ready=clear&team=R%26D&age=week&q=a+b"
    assert filters("x", "y", "", "z", "") == Filters() and Filters().query == ""


def test_counts_are_those_of_the_chosen_state_and_a_choice_leads_back():
    groups = [
        Group(state="pending", team="IT", ready=5, count=2),
        Group(state="pending", team="HR", ready=4, count=1),
        Group(state="rejected", team="IT", ready=5, count=4),
    ]
    made = choices(Filters(team="IT"), groups, {"day": MOST_COUNTED, "week": 0})
    assert [(one.name, one.count) for one in made.states][:1] == [("Waiting", "3")]
    assert [(one.name, one.count, one.href, one.chosen) for one in made.teams] == [
        ("HR", "1", "/?team=HR", False),
        ("IT", "2", "/", True),
    ]
    assert [one.count for one in made.ready] == ["2", "1", "0"]
    assert [one.count for one in made.ages] == ["1,000+", "0"]


@pytest.mark.parametrize("carried", ["", "[]", "null", "{", '"x"', "[" * 9000, "x" * 30_000])
def test_what_a_form_carries_along_is_anybodys_and_breaks_nothing(carried):
    assert changes(carried, None) == ()


@pytest.mark.parametrize(
    "path", ["//evil.example", "https://evil.example", "/\\evil", "evil", "", "/\n", "/é"]
)
def test_only_a_path_of_ours_is_gone_on_to(path):
    assert _local(path) == "/"


def test_a_rule_that_never_falls_on_a_day_holds_no_page_up():
    assert _falls("FREQ=WEEKLY;BYDAY=MO", date(2026, 11, 26)) == "Mon 30 Nov, Mon 7 Dec, Mon 14 Dec"
    assert _falls("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", TODAY) == ""
    assert _falls("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", TODAY) == ""

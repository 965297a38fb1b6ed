"""Exports of Slack and Teams become conversations."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from agent import reading
from agent.errors import EmptyInput, InputError, TooLong, UnreadableInput
from agent.extractors.local.engine import LocalExtractor
from agent.models import Channel, Intake
from agent.people import Directory
from agent.sources.bounds import Bounds
from agent.sources.files import Reader
from agent.sources.text import Envelope
from tests.papers import zipped

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
NINE = 1_793_610_000
"""2 November 2026, 09:00 UTC: ten o'clock in Berlin."""
DAY = 86_400
READS = Reader(200_000, 5_000_000, 200_000_000, lambda: NOW)
USERS = [
    {"id": "U1", "name": "ana", "tz": "Europe/Berlin",
     "profile": {"real_name": "Ana Novak", "email": "ana@x.org"}},
    {"id": "U2", "name": "ben", "tz": None, "profile": {"real_name": "", "display_name": "Ben O"}},
    {"id": "U3", "name": "ci", "is_bot": True, "real_name": "Builds", "profile": None},
]  # fmt: skip
CHANNELS = [{"id": "C1", "name": "general", "members": ["U1"]}]


def said(user: str, text: str, at: float, **more: object) -> dict[str, object]:
    return {"type": "message", "user": user, "text": text, "ts": f"{at:.6f}", **more}


def slack(*messages: dict[str, object], **files: object) -> bytes:
    """An export in which all of this was said in #general."""
    members = {"users": USERS, "channels": CHANNELS, "general/2026-11-02": messages} | files
    return zipped({f"{name}.json": json.dumps(content) for name, content in members.items()})


def parse(raw: bytes, name: str = "e.zip"):
    return READS.parse(raw, name, Envelope(received_at=NOW))


def test_a_thread_is_one_text_and_what_is_in_no_thread_is_one_a_day():
    root = f"{NINE:.6f}"
    found = parse(
        slack(
            said("U1", "The loom is cold", NINE, thread_ts=root),
            said("U2", "morning all", NINE + 60),
            said("U2", "I'll carry two heaters up", NINE + 120, thread_ts=root),
            said("U1", "did anyone find an umbrella", NINE + 180),
        )
    )
    assert [(one.source_id, one.text) for one in found] == [
        (
            f"slack:C1:{root}",
            "#general\n[10:00] Ana Novak: The loom is cold\n[10:02] Ben O: I'll carry two heaters up",
        ),
        (
            "slack:C1:2026-11-02",
            "#general\n[10:01] Ben O: morning all\n[10:03] Ana Novak: did anyone find an umbrella",
        ),
    ]
    thread = found[0]
    assert (thread.channel, thread.people) == (Channel.CHAT, ("Ana Novak", "Ben O"))
    assert (str(thread.sender), thread.sender.email) == ("Ana Novak", "ana@x.org")
    assert thread.received_at.isoformat() == "2026-11-02T10:00:00+01:00"
    assert [row["user"] for row in json.loads(thread.raw)] == ["U1", "U2"]


def test_the_engine_knows_who_speaks_in_a_conversation():
    (found,) = parse(slack(said("U2", "I'll order toner by Friday", NINE), said("U1", "thanks", NINE + 60)))
    (finding,) = LocalExtractor().extract(Intake.of(found, "i1")).findings
    assert finding.owner_text == "Ben O"


CALLS = [
    ("<@U1> please send the October invoice by Wednesday", "Ana Novak", "Send the October invoice"),
    ("<@U1> can you send the October invoice?", "Ana Novak", "Send the October invoice"),
    ("<@U1>, please send the October invoice", "Ana Novak", "Send the October invoice"),
]


@pytest.mark.parametrize(("text", "owner", "goal"), CALLS)
def test_who_is_called_with_a_sign_is_asked_by_the_whole_name(text, owner, goal):
    (found,) = parse(slack(said("U2", text, NINE)))
    intake = Intake.of(found, "i1")
    (finding,) = LocalExtractor().extract(intake).findings
    assert (finding.owner_text, reading.read(finding, intake, Directory()).item.goal.value) == (owner, goal)


WORDS = [
    ("<@U1> can you?", "@Ana Novak can you?"),
    ("<@U9|eve> and <@U8>", "@eve and @U8"),
    ("<!here> <!channel> <!subteam^S1|@ops>", "@here @channel @ops"),
    ("<!date^1793610000^{date}|2 Nov>", "2 Nov"),
    ("<#C1|general> <#C2>", "#general #C2"),
    ("<https://x.org/a?b=1&amp;c=2|the plan>", "the plan (https://x.org/a?b=1&c=2)"),
    ("<https://x.org> <mailto:a@x.org|a@x.org>", "https://x.org a@x.org"),
    ("1 &lt; 2 &amp; <b", "1 < 2 & <b"),
    ("- one\n- two", "- one\n- two"),
    ("half \ud800 and \0", "half \ufffd and \ufffd"),
]


@pytest.mark.parametrize(("text", "shown"), WORDS)
def test_mentions_links_and_signs_are_shown_as_slack_shows_them(text, shown):
    (found,) = parse(slack(said("U1", text, NINE)))
    assert found.text == f"#general\n[10:00] Ana Novak: {shown}"


def test_bots_are_marked_and_are_nobody_to_give_work_to():
    (found,) = parse(
        slack(
            said("U3", "build failed", NINE),
            {"subtype": "bot_message", "username": "Alarm", "text": "", "ts": f"{NINE + 60}", "bot_id": "B1",
             "attachments": [{"fallback": "the door is open"}]},
            said("U1", "on it", NINE + 120),
        )
    )  # fmt: skip
    assert found.text.split("\n")[1:] == [
        "[09:00] Builds (bot): build failed",
        "[09:01] Alarm (bot): the door is open",
        "[09:02] Ana Novak: on it",
    ]
    assert found.people == ("Ana Novak",)
    assert found.notes == ("written by bots in part: Alarm, Builds",)


def test_who_joined_is_nothing_that_was_said_and_files_are_named():
    (found,) = parse(
        slack(
            said("U1", "<@U1> has joined", NINE, subtype="channel_join"),
            said("U1", "see", NINE + 60, files=[{"title": "Plan.pdf", "name": "x.pdf"}, {"name": "b.png"}]),
        )
    )
    assert found.text.split("\n")[1:] == [
        "[10:01] Ana Novak: see (file, not read: Plan.pdf) (file, not read: b.png)"
    ]


def test_a_thread_over_several_days_tells_its_days():
    root = f"{NINE:.6f}"
    (found,) = parse(
        slack(
            said("U1", "by tomorrow?", NINE, thread_ts=root),
            **{"general/2026-11-04": [said("U2", "done", NINE + 2 * DAY, thread_ts=root)]},
        )
    )
    assert found.text.endswith("[2026-11-02 10:00] Ana Novak: by tomorrow?\n[2026-11-04 10:00] Ben O: done")
    assert "until 2026-11-04" in found.notes[0]


def test_an_export_is_found_in_a_folder_of_its_zip_and_talks_of_two_have_no_title():
    dms = [{"id": "D1", "members": ["U1", "U2"]}]
    inside = {"users": USERS, "dms": dms, "D1/2026-11-02": [said("U1", "hello", NINE)]}
    (found,) = parse(zipped({f"export/{name}.json": json.dumps(content) for name, content in inside.items()}))
    assert (found.source_id, found.text) == ("slack:D1:2026-11-02", "[10:00] Ana Novak: hello")


BROKEN = [
    (slack(said("U1", "x", NINE), users="no"), UnreadableInput, "users.json"),
    (slack({"text": "x", "user": "U1"}), UnreadableInput, "field 'ts'"),
    (slack(said("U1", "x", 1e30)), UnreadableInput, "no time"),
    (slack(said("U1", "x", 1e11)), UnreadableInput, "no possible time"),
    (slack(), EmptyInput, "nobody says anything"),
    (zipped({"users.json": "[" * 100_000, "channels.json": "[]"}), UnreadableInput, "no JSON"),
]


@pytest.mark.parametrize(("raw", "error", "reason"), BROKEN)
def test_a_broken_export_is_refused_with_the_file_and_the_field(raw, error, reason):
    with pytest.raises(error, match=reason):
        parse(raw)


def test_a_conversation_that_is_too_long_does_not_hide_the_others():
    raw = slack(said("U1", "x" * 200_001, NINE), said("U2", "hello", NINE + DAY))
    with pytest.raises(TooLong, match="slack:C1:2026-11-02"):
        parse(raw)
    told: list[InputError] = []
    assert len(READS.parse(raw, "e.zip", Envelope(), told.append)) == len(told) == 1


def graph(name: str, text: str, at: str = "2026-11-02T09:00:00Z", **more: object) -> dict[str, object]:
    return {
        "id": at, "messageType": "message", "createdDateTime": at, "chatId": "19:a", "from":
        {"application": None, "user": {"id": "1", "displayName": name}},
        "body": {"contentType": "text", "content": text}, **more,
    }  # fmt: skip


def teams(*messages: dict[str, object], **more: object) -> bytes:
    return json.dumps({"@odata.context": "x", "value": messages, **more}).encode()


def test_a_chat_of_teams_is_one_text_a_day():
    first = graph("Ana Novak", "Can you order toner, Ben?")
    second = graph("Ben Ode", "<p>Yes, <at id='0'>Ana Novak</at>.</p>", "2026-11-02T09:05:00Z")
    second["body"]["contentType"] = "html"
    third = graph(
        "Ana Novak", "Thanks", "2026-11-03T08:00:00Z", attachments=[{"id": "1", "name": "order.pdf"}]
    )
    found = parse(teams(third, first, second), "c.json")
    assert [(one.source_id, one.text) for one in found] == [
        (
            "teams:19:a:2026-11-02",
            "[09:00] Ana Novak: Can you order toner, Ben?\n[09:05] Ben Ode: Yes, @Ana Novak.",
        ),
        ("teams:19:a:2026-11-03", "[08:00] Ana Novak: Thanks (file, not read: order.pdf)"),
    ]
    assert parse(json.dumps([first]).encode(), "c.json")[0].channel is Channel.CHAT


def test_answers_in_a_channel_of_teams_are_one_text_with_what_they_answer():
    place = {"channelIdentity": {"teamId": "t", "channelId": "19:c"}, "chatId": None}
    root = graph("Ana Novak", "The lift is stuck", id="1", subject="Lift", **place)
    reply = graph("Ben Ode", "I'll call them", "2026-11-02T09:01:00Z", id="2", replyToId="1", **place)
    for listed in ([root, reply], [{**root, "replies": [reply]}]):
        (found,) = parse(teams(*listed), "c.json")
        assert found.source_id == "teams:19:c:1"
        assert found.text == "[09:00] Ana Novak: Lift\nThe lift is stuck\n[09:01] Ben Ode: I'll call them"


def test_notices_and_deleted_messages_of_teams_are_left_out_and_more_pages_are_told():
    bot = graph("", "Backup done", "2026-11-02T09:02:00Z")
    bot["from"] = {"user": None, "application": {"displayName": "Nightly"}}
    (found,) = parse(
        teams(
            graph("Ana Novak", "", messageType="systemEventMessage"),
            graph("Ana Novak", "wrong", deletedDateTime="2026-11-02T09:03:00Z"),
            bot,
            **{"@odata.nextLink": "https://x.example"},
        ),
        "c.json",
    )
    assert found.text == "[09:02] Nightly (bot): Backup done"
    assert found.notes[0] == "there are more pages of this list than were given"


def test_a_list_in_which_nobody_speaks_is_no_empty_success():
    with pytest.raises(EmptyInput):
        parse(teams(), "c.json")


def test_one_file_of_an_export_may_not_be_larger_than_a_document():
    reads = Reader(200_000, 5_000_000, 200_000_000, lambda: NOW, Bounds(document_bytes=600))
    with pytest.raises(TooLong, match="document_bytes"):
        reads.parse(slack(said("U1", "x" * 600, NINE)), "e.zip", Envelope())

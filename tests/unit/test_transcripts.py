"""Transcripts become turns, and the embedded engine knows who speaks in them."""

from __future__ import annotations

from datetime import datetime

import pytest

from agent import reading
from agent.extractors.local.engine import LocalExtractor
from agent.models import Channel, Intake
from agent.people import Directory
from agent.sources.files import Reader
from agent.sources.text import Envelope

MONDAY = datetime.fromisoformat("2026-11-02T10:00:00+01:00")
READS = Reader(200_000, 5_000_000, 200_000_000, lambda: MONDAY)
TIMES = "00:00:0{}.000 --> 00:00:0{}.500"


def vtt(*cues: str) -> bytes:
    blocks = [f"{TIMES.format(n, n)}\n{cue}" for n, cue in enumerate(cues, start=1)]
    return "\n\n".join(["WEBVTT", *blocks, ""]).encode()


def srt(*cues: str) -> bytes:
    blocks = [
        f"{n}\r\n{TIMES.format(n, n).replace('.', ',')}\r\n{cue}\r\n" for n, cue in enumerate(cues, start=1)
    ]
    return "\r\n".join(blocks).encode()


def arrival(raw: bytes, name: str):
    (found,) = READS.parse(raw, name, Envelope(received_at=MONDAY))
    return found


BECOMES = [
    (vtt("<v Ana Novak>Good morning.</v>"), "Ana Novak: Good morning."),
    (vtt("<v.first.loud Ana>Good\nmorning &amp; <i>hello</i>.</v>"), "Ana: Good morning & hello."),
    (vtt("<v Ana>One.</v>", "<v Ana>Two.</v>", "<v Bo>Three."), "Ana: One. Two.\nBo: Three."),
    (vtt("<v Ana>One.</v> <v Bo>Two.</v>"), "Ana: One.\nBo: Two."),
    (vtt("<v Ana>One.</v>", "(music)"), "Ana: One.\n(music)"),
    (vtt("Ana: One.", "and more.", "Bo Ek: Two."), "Ana: One. and more.\nBo Ek: Two."),
    (vtt("<00:00:01.200><c>Hello</c> all"), "Hello all"),
    (b"WEBVTT - a title\n\nNOTE\nnot read\n\nSTYLE\n::cue {}\n\n" + vtt("<v Ana>One.")[8:], "Ana: One."),
    (vtt(">> Ana: One.", "- Bo: Two."), "Ana: One.\nBo: Two."),
]


@pytest.mark.parametrize(("raw", "text"), BECOMES)
def test_cues_become_turns_without_times(raw, text):
    found = arrival(raw, "m.vtt")
    assert (found.text, found.channel) == (text, Channel.MEETING)


def test_subrip_reads_alike_also_without_empty_lines():
    raw = srt("Ana: One.", "Bo: Two.\r\nAna: Three.")
    assert arrival(raw, "m.srt").text == "Ana: One.\nBo: Two.\nAna: Three."
    tight = raw.replace(b"\r\n\r\n", b"\r\n")
    assert arrival(tight, "m.srt").text == "Ana: One.\nBo: Two.\nAna: Three."


def test_a_transcript_is_known_by_its_first_line():
    assert arrival(vtt("<v Ana>One."), "standard input").text == "Ana: One."


MEETINGS = {
    "m.vtt": vtt(
        "<v Ana Novak>The gutters on the north side are cleared, I did that on Saturday.</v>",
        "<v Ben Okafor>Thanks. We agreed to hold the fair on the lawn again.</v>",
        "<v Ben Okafor>I'll book the marquee\nby Friday.</v>",
        "<v Chloe Marsh>Ana, can you send me the stall plan by Thursday?</v>",
        "<v Ana Novak>Will do.</v>",
    ),
    "m.srt": srt(
        "Ana Novak: The gutters on the north side are cleared,\r\nI did that on Saturday.",
        "Ben Okafor: Thanks. We agreed to hold the fair on the lawn again.",
        "I'll book the marquee by Friday.",
        "Chloe Marsh: Ana, can you send me the stall plan by Thursday?",
        "Ana Novak: Will do.",
    ),
}


def work(found):
    intake = Intake.of(found, "i1")
    findings = LocalExtractor().extract(intake).findings
    items = [reading.read(finding, intake, Directory()).item for finding in findings]
    return {
        (finding.owner_text.split()[0], item.due.value.isoformat(), item.goal.value.split()[0])
        for finding, item in zip(findings, items, strict=True)
    }


@pytest.mark.parametrize("name", MEETINGS)
def test_commitments_of_a_meeting_have_their_speakers_and_what_is_done_or_decided_is_no_work(name):
    found = arrival(MEETINGS[name], name)
    assert work(found) == {("Ben", "2026-11-06", "Book"), ("Ana", "2026-11-05", "Send")}


def test_a_talk_in_which_everybody_speaks_once_has_speakers():
    found = arrival(
        srt(
            "Ana: The toner has arrived.", "Ben: I will order paper tomorrow.", "Chloe: We keep the printer."
        ),
        "m.srt",
    )
    assert work(found) == {("Ben", "2026-11-03", "Order")}

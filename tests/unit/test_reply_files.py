"""Replies from many clients, beside the project: the person's own words, and only those."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from agent.models import Channel
from agent.sources.mail import mail_arrival
from agent.text.segments import SegmentKind, segments

EXPECTED = yaml.safe_load(Path(__file__).with_name("reply_files.yaml").read_text(encoding="utf-8"))
ENOUGH = 0.95


@pytest.fixture(scope="module")
def replies(shared):
    folder = shared / "data" / "mail"
    if missing := [name for name in EXPECTED if not (folder / name).is_file()]:
        pytest.skip(f"{len(missing)} of {len(EXPECTED)} public replies are not beside the project")
    return {name: _text(folder / name) for name in EXPECTED}


def _text(path: Path) -> str:
    if path.suffix == ".eml":
        return mail_arrival(
            path.read_bytes(), path.name, most=1_000_000, received_at=datetime(2012, 4, 3, tzinfo=UTC)
        ).text
    return path.read_text(encoding="utf-8")


def _digest(lines: list[str]) -> str:
    words = "\n".join(line.rstrip() for line in lines if line.strip())
    return hashlib.sha256(words.encode()).hexdigest()


def own_words(text: str) -> str:
    found = [text[s.start : s.end] for s in segments(text, Channel.EMAIL) if s.kind is SegmentKind.BODY]
    return _digest("\n".join(found).splitlines())


def told_lines(text: str, name: str) -> str:
    body = (text.partition("\n\n")[2] if name.endswith(".eml") else text).splitlines()
    kept: list[str] = []
    for part in EXPECTED[name]["lines"].split(","):
        first, _, last = part.partition("-")
        kept += body[int(first) - 1 : int(last or first)]
    return _digest(kept)


def held_out(replies: dict[str, str]) -> set[str]:
    """Every third by name, not counting copies, which go where the first of them goes."""
    distinct = list(dict.fromkeys(replies[name] for name in sorted(replies)))
    chosen = set(distinct[2::3])
    return {name for name, text in replies.items() if text in chosen}


def test_the_expected_words_are_the_lines_that_are_named(replies):
    assert [name for name in replies if told_lines(replies[name], name) != EXPECTED[name]["sha256"]] == []


@pytest.mark.parametrize("held", [False, True], ids=["built on", "held out"])
def test_own_words_and_only_those_are_found_in_nearly_every_reply(replies, held):
    chosen = [name for name in sorted(replies) if (name in held_out(replies)) is held]
    wrong = [name for name in chosen if own_words(replies[name]) != EXPECTED[name]["sha256"]]
    assert len(wrong) <= (1 - ENOUGH) * len(chosen), f"{len(wrong)} of {len(chosen)}: {wrong}"

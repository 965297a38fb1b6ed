"""Mails of all clients: the author's own words, and what was sent on, are found line by line."""

from pathlib import Path

import pytest
import yaml

from agent.models import Channel
from agent.text.segments import segments

CASES = yaml.safe_load(Path(__file__).with_name("segment_cases.yaml").read_text(encoding="utf-8"))
HEAD = "From: Ana Ruiz <ana@firm.example>\nTo: Ben Ode <ben@firm.example>\nSubject: {}\n\n"


def text_of(case):
    mail = case.get("channel", "email") == "email" and case.get("header", True)
    return (HEAD.format(case.get("subject", "Re: plan")) if mail else "") + case["body"]


def words(text, channel, kind):
    found = [text[s.start : s.end] for s in segments(text, channel) if s.kind.value == kind]
    return [line.rstrip() for line in "\n".join(found).splitlines() if line.strip()]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_own_words_are_found(case):
    text, channel = text_of(case), Channel(case.get("channel", "email"))
    assert words(text, channel, "body") == [line for line in case["own"].splitlines() if line.strip()]
    forwarded = words(text, channel, "forwarded")
    assert forwarded[-1:] == ([case["forwarded_end"]] if "forwarded_end" in case else [])
    assert "".join(text[s.start : s.end] for s in segments(text, channel)) == text


def test_every_case_has_a_name_of_its_own():
    assert len({case["id"] for case in CASES}) == len(CASES)

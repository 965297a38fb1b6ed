"""Recorded answers, and the fall-back from the model to the embedded engine."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent import errors
from agent.errors import (
    ModelAnswerInvalid,
    ModelMisconfigured,
    ModelRefused,
    ModelTruncated,
    ModelUnavailable,
    ReplayMiss,
)
from agent.extractors.fallback import Auto
from agent.extractors.replay import Recording, ReplayExtractor, request_key
from agent.models import Channel, Extraction, Finding, Intake, Party, Trace

INTAKE = Intake(
    id="i1",
    channel=Channel.NOTE,
    sender=Party(name="Ada"),
    received_at=datetime(2026, 5, 4, tzinfo=UTC),
    text="Please water the plants – täglich.",
    sha256="0" * 64,
)
FOUND = Extraction(
    findings=(Finding(goal="Water the plants", quotes=("Please water the plants",)),),
    trace=Trace(engine="llm", model="m1", tokens_in=7),
)


@dataclass
class Fixed:
    """An engine with one answer."""

    answer: Extraction | Exception
    asked: list[Intake] = field(default_factory=list)

    def extract(self, intake: Intake) -> Extraction:
        self.asked.append(intake)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_what_was_recorded_is_replayed_and_says_so(tmp_path):
    assert Recording(Fixed(FOUND), tmp_path / "new").extract(INTAKE) == FOUND
    replayed = ReplayExtractor(tmp_path / "new").extract(INTAKE)
    assert replayed.findings == FOUND.findings
    assert (replayed.trace.engine, replayed.trace.model) == ("replay", "m1")
    assert replayed.trace.note == "recorded answer of 'llm'"


def test_a_recording_is_one_file_that_only_its_owner_may_read(tmp_path):
    recording = Recording(Fixed(FOUND), tmp_path)
    recording.extract(INTAKE)
    recording.extract(INTAKE)
    assert files_in(tmp_path) == [f"{request_key(INTAKE)}.json"]
    assert stat.S_IMODE((tmp_path / f"{request_key(INTAKE)}.json").stat().st_mode) == 0o600


def test_a_recording_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(*args: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space"):
        Recording(Fixed(FOUND), tmp_path).extract(INTAKE)
    assert files_in(tmp_path) == []


def test_an_engine_that_fails_is_not_recorded(tmp_path):
    with pytest.raises(ModelRefused):
        Recording(Fixed(ModelRefused("no")), tmp_path).extract(INTAKE)
    assert files_in(tmp_path) == []


def test_a_miss_names_the_key_and_where_it_looked(tmp_path):
    with pytest.raises(ReplayMiss) as raised:
        ReplayExtractor(tmp_path / "nowhere").extract(INTAKE)
    assert request_key(INTAKE) in str(raised.value)
    assert str(tmp_path / "nowhere") in str(raised.value)
    assert INTAKE.text not in str(raised.value)


@pytest.mark.parametrize("content", [b"", b"{", b'{"findings": "plants"}', b"\xff", b"[]"])
def test_a_damaged_recording_is_an_error_and_never_an_empty_answer(tmp_path, content):
    (tmp_path / f"{request_key(INTAKE)}.json").write_bytes(content)
    with pytest.raises(ModelAnswerInvalid, match="damaged"):
        ReplayExtractor(tmp_path).extract(INTAKE)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Please water the plants"},
        {"channel": Channel.CHAT},
        {"sender": None},
        {"recipients": (Party(name="Bo"),)},
        {"people": ("Bo",)},
        {"received_at": datetime(2026, 5, 5, tzinfo=UTC)},
    ],
    ids=str,
)
def test_whatever_an_engine_reads_is_part_of_the_key(change):
    assert request_key(INTAKE.model_copy(update=change)) != request_key(INTAKE)


def test_the_key_is_the_same_whoever_stores_the_text_and_on_every_machine():
    stored = INTAKE.model_copy(update={"id": "i2", "workspace": "b", "sha256": "1", "source_id": "x"})
    assert request_key(stored) == request_key(INTAKE)
    assert request_key(INTAKE) == "162c422181b621531183e8f056016a406129f459f54713f5e5b337cfcd115862"


def test_the_model_is_used_while_it_answers():
    local = Fixed(FOUND)
    assert Auto(Fixed(FOUND), local).extract(INTAKE) is FOUND
    assert local.asked == []


def test_the_local_engine_answers_while_the_model_is_down_and_the_trace_says_why():
    here = FOUND.model_copy(update={"trace": Trace(engine="local", note="v3")})
    found = Auto(Fixed(ModelUnavailable("HTTP 503")), Fixed(here)).extract(INTAKE)
    assert found.findings == FOUND.findings
    assert found.trace.engine == "local"
    assert found.trace.note == "the model was down, so the local engine read it: HTTP 503; v3"


@pytest.mark.parametrize(
    "error",
    [ModelMisconfigured, ModelRefused, ModelTruncated, ModelAnswerInvalid, errors.ReplayMiss, ValueError],
)
def test_no_other_error_of_the_model_is_papered_over(error):
    local = Fixed(FOUND)
    with pytest.raises(error):
        Auto(Fixed(error("why")), local).extract(INTAKE)
    assert local.asked == []


def test_when_both_are_down_the_local_error_is_raised_alone():
    with pytest.raises(ModelAnswerInvalid) as raised:
        Auto(Fixed(ModelUnavailable("away")), Fixed(ModelAnswerInvalid("weights"))).extract(INTAKE)
    assert raised.value.__context__ is None

"""Settings → who reads, and who is asked in doubt. What lasts of asking comes from agent/wiring.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.background import background
from agent.errors import SettingsInvalid
from agent.extractors.allowance import Kept
from agent.extractors.local.engine import LocalExtractor
from agent.models import Background, Intake, Sent
from agent.people import Directory
from agent.protocols import Extractor, SecondLook
from agent.settings import Settings
from agent.terms import Content, Engine
from agent.threads import Thread

if TYPE_CHECKING:
    from agent.extractors.llm import LlmExtractor


def _nobody_notes(_sent: Sent) -> None:
    """What is not stored has no history,"""


def _no_thread(_intake: Intake) -> Thread:
    """Nor a thread."""
    return Thread()


def _nothing_earlier(_intake: Intake) -> Sequence[Intake]:
    return ()


@dataclass(frozen=True, slots=True)
class Room:
    """What an engine that asks a model stands on: who is who, what lasts, and where texts are stored."""

    directory: Directory
    kept: Callable[[], Kept] = Kept
    """Called where a model is asked, and only there. Raises SettingsInvalid."""
    note: Callable[[Sent], None] = _nobody_notes
    """Hears of each request before it is sent."""
    thread: Callable[[Intake], Thread] = _no_thread
    earlier: Callable[[Intake], Sequence[Intake]] = _nothing_earlier

    def known(self, intake: Intake) -> Background:
        """The day of a text, whom it may mean, and what its thread asked and said before."""
        return background(intake, self.directory, self.thread(intake), self.earlier(intake))


@dataclass(frozen=True, slots=True)
class Engines:
    extractor: Extractor
    second_look: SecondLook | None = None
    """Where the settings have it asked what the duplicate check is in doubt about."""


def engines(settings: Settings, room: Room, stack: ExitStack) -> Engines:
    """`auto` is the model where one is configured. What is to be closed is left to the stack. Where the
    settings say so, they keep what they answer. Raises SettingsInvalid.
    """
    made = _engines(settings, room, stack)
    look = made.second_look
    if look and settings.record:
        from agent.extractors.replay import RecordingLook

        look = RecordingLook(look, settings.record)
    return Engines(recorded(settings, made.extractor), look)


def _engines(settings: Settings, room: Room, stack: ExitStack) -> Engines:
    local = LocalExtractor(room.directory.names)
    if settings.engine is Engine.REPLAY:
        return _replay(settings)
    if settings.engine is Engine.LOCAL or (settings.engine is Engine.AUTO and not settings.llm.model):
        return Engines(local)
    if settings.llm.content is Content.LOCAL_ONLY:
        from agent.extractors.fallback import LocalOnly

        return Engines(LocalOnly(local))
    model = _llm(settings, room, stack)
    look = _model_look(settings, room, model) if settings.duplicates.model_check else None
    if settings.engine is Engine.LLM:
        return Engines(model, look)
    from agent.extractors.fallback import Auto

    return Engines(Auto(model, local), look)


def recorded(settings: Settings, extractor: Extractor) -> Extractor:
    """The engine, which keeps what it answers where the settings say so. Raises SettingsInvalid."""
    if settings.record is None:
        return extractor
    if settings.engine is Engine.REPLAY:
        raise SettingsInvalid("what is replayed is recorded already: leave --record or --engine replay out")
    from agent.extractors.replay import Recording

    return Recording(extractor, settings.record)


def check_key(settings: Settings) -> None:
    """Before anything is sent. Raises SettingsInvalid."""
    told = "needs a key: set CLARIFY_LLM__API_KEY, or CLARIFY_LLM__BASE_URL to a server without one"
    if settings.llm.lacks_key:
        raise SettingsInvalid(f"provider {settings.llm.provider.value} {told}")


def _replay(settings: Settings) -> Engines:
    from agent.extractors.replay import ReplayExtractor, ReplayLook

    if settings.recordings is None:
        raise SettingsInvalid("the replay engine needs CLARIFY_RECORDINGS, a folder of recorded answers")
    look = ReplayLook(settings.recordings) if settings.duplicates.model_check else None
    return Engines(ReplayExtractor(settings.recordings), look)


def _model_look(settings: Settings, room: Room, reader: LlmExtractor) -> SecondLook:
    from agent.extractors.llm import random_fence
    from agent.extractors.second_look import ModelLook

    return ModelLook(reader.model, settings.llm, random_fence, room.note)


def _llm(settings: Settings, room: Room, stack: ExitStack) -> LlmExtractor:
    from agent.extractors.llm import LlmExtractor, nothing_known

    if not settings.llm.model:
        raise SettingsInvalid(
            "no model is configured: set CLARIFY_LLM__MODEL (with CLARIFY_LLM__BASE_URL and "
            "CLARIFY_LLM__API_KEY where they are needed), or use --engine local"
        )
    check_key(settings)
    known = room.known if settings.llm.background else nothing_known
    model = LlmExtractor(settings.llm, kept=room.kept(), note=room.note, known=known)
    stack.callback(model.close)
    return model

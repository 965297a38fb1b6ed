"""What reads in an eval: the engine of the settings, or a model whose answers come as files.

`--pending DIR` sends nothing. Each request that the real client would send is written to `KEY.request.json`;
an answer that somebody puts beside it, as `KEY.answer.json`, is what the model said. So a model that this
machine cannot reach is measured all the same, through the same schema, checks and re-asks.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.errors import ModelUnavailable, ReplayMiss, SettingsInvalid
from agent.models import Extraction, Intake
from agent.protocols import Extractor
from agent.settings import Settings
from agent.terms import Engine
from evals.suites import Facts
from evals.tables import sha256

if TYPE_CHECKING:
    import httpx2

FENCE = hashlib.sha256(b"the same at every run, so that a request keeps its key").hexdigest()[:32]


def facts_of(settings: Settings) -> Facts:
    """Engine, model and prompt, as a run is told by."""
    from prompts import load

    engine = settings.engine
    if engine is Engine.AUTO:
        engine = Engine.LLM if settings.llm.model else Engine.LOCAL
    if engine is not Engine.LLM:
        return Facts(engine=engine.value)
    prompt = load("extract")
    return Facts(engine=engine.value, model=settings.llm.model, prompt=prompt.id, prompt_sha256=prompt.sha256)


@contextmanager
def open_pending(settings: Settings, folder: Path) -> Iterator[Extractor]:
    """The model of the settings, answered from a folder. Raises SettingsInvalid where none is named."""
    import httpx2

    from agent.extractors.llm import LlmExtractor

    if facts_of(settings).engine != Engine.LLM.value or not settings.llm.model:
        raise SettingsInvalid(
            "--pending needs --engine llm and CLARIFY_LLM__MODEL, the name to measure under"
        )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    files = Exchange(folder)
    once = settings.llm.model_copy(update={"max_attempts": 1})
    with httpx2.Client(transport=httpx2.MockTransport(files.answer)) as client:
        yield Waiting(LlmExtractor(once, http_client=client, fence=lambda: FENCE), files)


class Exchange:
    """A folder of requests and answers in place of a server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._thread = threading.local()

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        import httpx2

        body = json.loads(request.content)
        key = sha256(body)
        answer = self._folder / f"{key}.answer.json"
        if not answer.exists():
            self._ask(key, body)
            self._thread.missed = key
            raise httpx2.ConnectError("nobody answered so far")
        return httpx2.Response(200, json=_completion(body, answer.read_text(encoding="utf-8").strip()))

    def take_missed(self) -> str:
        """The request of this thread that waits since the last call; empty where none does."""
        missed: str = getattr(self._thread, "missed", "")
        self._thread.missed = ""
        return missed

    def _ask(self, key: str, body: dict[str, Any]) -> None:
        path = self._folder / f"{key}.request.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps(body, indent=1, ensure_ascii=False), encoding="utf-8")


class Waiting:
    """An Extractor whose unanswered requests are told apart from a server that is down."""

    def __init__(self, extractor: Extractor, files: Exchange) -> None:
        self._extractor = extractor
        self._files = files

    def extract(self, intake: Intake) -> Extraction:
        """Raises ReplayMiss where the request waits for an answer."""
        try:
            return self._extractor.extract(intake)
        except ModelUnavailable:
            missed = self._files.take_missed()
            if not missed:
                raise
        raise ReplayMiss(f"request {missed!r} waits for an answer")


def _completion(body: dict[str, Any], content: str) -> dict[str, Any]:
    """As an OpenAI-compatible server would say it, in words or as the call of the one tool."""
    message: dict[str, Any] = {"role": "assistant", "content": content}
    if tools := body.get("tools"):
        call = {"name": tools[0]["function"]["name"], "arguments": content}
        message = {
            "role": "assistant",
            "tool_calls": [{"id": "call", "type": "function", "function": call}],
        }
    return {
        "id": "answer",
        "object": "chat.completion",
        "created": 0,
        "model": body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
    }

"""What reads and judges in an eval: the engine of the settings, or a model whose answers come as files.

`--pending DIR` sends nothing. Each request that the real client would send is written to `KEY.request.json`;
an answer that somebody puts beside it, as `KEY.answer.json`, is what the model said. So a model that this
machine cannot reach is measured all the same, through the same schema, checks and re-asks.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.engines import Room, check_key
from agent.errors import ModelUnavailable, ReplayMiss, SettingsInvalid
from agent.models import Extraction, Intake
from agent.people import Directory
from agent.protocols import Extractor
from agent.sections import LlmSettings
from agent.settings import Settings
from agent.terms import Content, Engine
from agent.wiring import open_spending
from evals.suites import Facts
from evals.tables import sha256

if TYPE_CHECKING:
    import httpx2

    from agent.extractors.model import Answered, Messages
    from evals.judging import Judge, JudgeLabels, Verdicts

NEVER = 1_000_000_000
FENCE = hashlib.sha256(b"the same at every run, so that a request keeps its key").hexdigest()[:32]


def facts_of(settings: Settings, *, judged: bool = False) -> Facts:
    """Engine, model and prompt, as a run is told by."""
    engine = settings.engine
    if engine is Engine.AUTO:
        engine = Engine.LLM if settings.llm.model else Engine.LOCAL
    if engine is Engine.LLM and settings.llm.content is Content.LOCAL_ONLY:
        engine = Engine.LOCAL
    told = {"model": settings.llm.model, **_prompt("extract")} if engine is Engine.LLM else {}
    if judged:
        told |= {"judge_model": settings.llm.model}
        told |= {f"judge_{name}": value for name, value in _prompt("judge").items()}
    return Facts(engine=engine.value, **told)


def _prompt(name: str) -> dict[str, str]:
    from prompts import load

    prompt = load(name)
    return {"prompt": prompt.id, "prompt_sha256": prompt.sha256}


@contextmanager
def open_pending(settings: Settings, folder: Path, directory: Directory) -> Iterator[Extractor]:
    """The model of the settings, answered from a folder. Raises SettingsInvalid where none is named."""
    from agent.extractors.llm import LlmExtractor, nothing_known

    _check_content(settings, Content.FULL, Content.REDACTED)
    if facts_of(settings).engine != Engine.LLM.value or not settings.llm.model:
        raise SettingsInvalid(
            "--pending needs --engine llm and CLARIFY_LLM__MODEL, the name to measure under"
        )
    with _files(folder) as (files, client):
        known = Room(directory).known if settings.llm.background else nothing_known
        model = LlmExtractor(_once(settings), http_client=client, fence=lambda: FENCE, known=known)
        yield Waiting(model, files)


@contextmanager
def open_judge(settings: Settings, folder: Path | None, labels: JudgeLabels) -> Iterator[Judge]:
    """The model of the settings as a judge, with a folder answered from there. Raises SettingsInvalid."""
    from agent.extractors.llm import random_fence
    from agent.extractors.model import Model
    from evals.judging import Judge, Verdicts

    _check_content(settings, Content.FULL)
    if not settings.llm.model:
        raise SettingsInvalid(
            "--judge asks the model of the settings: set CLARIFY_LLM__MODEL (with CLARIFY_LLM__BASE_URL and "
            "CLARIFY_LLM__API_KEY where they are needed)"
        )
    if folder is None:
        check_key(settings)
        with open_spending(settings) as kept, closing(Model(settings.llm, kept=kept)) as model:
            yield Judge(lambda asked: model.ask(asked, Verdicts), lambda _text: random_fence(), labels)
        return
    with _files(folder) as (files, client):
        model = Model(_once(settings), http_client=client)

        def ask(asked: Messages) -> Answered[Verdicts]:
            with files.waiting():
                return model.ask(asked, Verdicts)

        # No text can hold its own digest, and the same text has the same one at every run.
        yield Judge(ask, sha256, labels)


def _check_content(settings: Settings, *allowed: Content) -> None:
    """What is asked takes texts as `allowed` says. Raises SettingsInvalid."""
    if settings.llm.content not in allowed:
        raise SettingsInvalid(
            f"llm.content is {settings.llm.content}: leave --pending and --judge out, or set "
            f"CLARIFY_LLM__CONTENT to {' or '.join(allowed)} for texts that may be sent so"
        )


@contextmanager
def _files(folder: Path) -> Iterator[tuple[Exchange, httpx2.Client]]:
    import httpx2

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    files = Exchange(folder)
    with httpx2.Client(transport=httpx2.MockTransport(files.answer)) as client:
        yield files, client


def _once(settings: Settings) -> LlmSettings:
    """Asking again at once brings no answer into a folder, and a folder without one is not away."""
    return settings.llm.model_copy(update={"max_attempts": 1, "rest_after": NEVER})


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
        return httpx2.Response(
            200, json=_completion(body, answer.read_text(encoding="utf-8", errors="replace").strip())
        )

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Raises ReplayMiss where a request inside waits for an answer, so that it is told apart from a
        server that is down.
        """
        try:
            yield
        except ModelUnavailable as exc:
            missed = self._take_missed()
            if not missed:
                raise
            raise ReplayMiss(f"request {missed!r} waits for an answer") from exc

    def _take_missed(self) -> str:
        """The request of this thread that waits since the last call; empty where none does."""
        missed: str = getattr(self._thread, "missed", "")
        self._thread.missed = ""
        return missed

    def _ask(self, key: str, body: dict[str, Any]) -> None:
        path = self._folder / f"{key}.request.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps(body, indent=1, ensure_ascii=False), encoding="utf-8")


class Waiting:
    """An Extractor that is answered from a folder."""

    def __init__(self, extractor: Extractor, files: Exchange) -> None:
        self._extractor = extractor
        self._files = files

    def extract(self, intake: Intake) -> Extraction:
        """Raises ReplayMiss where the request waits for an answer."""
        with self._files.waiting():
            return self._extractor.extract(intake)


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

"""Recorded answers: an engine for tests and demos that needs neither model nor network.

A recording is one file per request, `KEY.json`, an Extraction as JSON. It holds words of the text,
so only its owner may read it.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pydantic import ValidationError

from agent.canonical import digest
from agent.errors import ModelAnswerInvalid, ReplayMiss
from agent.models import Extraction, Intake
from agent.protocols import Extractor

SEEN_BY_ENGINES = ("channel", "sender", "recipients", "people", "received_at", "text")


def request_key(intake: Intake) -> str:
    """sha256 of the canonical JSON (sorted keys, UTF-8, no spaces) of the fields that every engine reads.

    Ids, workspace and raw bytes do not count, nor do model, prompt and what was known beside the text: the
    same text on the same envelope is the same request, whoever answers it.
    """
    request = intake.model_dump(mode="json", include=set(SEEN_BY_ENGINES))
    return digest(request)


class ReplayExtractor:
    """An Extractor that answers from recordings only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def extract(self, intake: Intake) -> Extraction:
        """Raises ReplayMiss; ModelAnswerInvalid where the recording is damaged."""
        key = request_key(intake)
        path = self._folder / f"{key}.json"
        try:
            raw = path.read_bytes()
        except OSError as exc:
            raise ReplayMiss(
                f"no recorded answer for request {key!r}; looked in {str(self._folder)!r}; record it first"
            ) from exc
        return _replayed(raw, path)


class Recording:
    """An Extractor that passes on to another, and keeps what it answered."""

    def __init__(self, extractor: Extractor, folder: Path) -> None:
        self._extractor = extractor
        self._folder = folder

    def extract(self, intake: Intake) -> Extraction:
        extraction = self._extractor.extract(intake)
        _write(self._folder, request_key(intake), extraction.model_dump_json(indent=1))
        return extraction


def _replayed(raw: bytes, path: Path) -> Extraction:
    try:
        recorded = Extraction.model_validate_json(raw)
    except ValidationError:
        # Not chained: the error quotes the recording, which holds words of the text.
        raise ModelAnswerInvalid(f"recording {str(path)!r} is damaged; record it again") from None
    note = f"recorded answer of {recorded.trace.engine!r}"
    trace = recorded.trace.model_copy(update={"engine": "replay", "note": note})
    return recorded.model_copy(update={"trace": trace})


def _write(folder: Path, key: str, content: str) -> None:
    """All of it or nothing: a reader never sees half a recording."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".{key}.")  # readable by its owner only
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(folder / f"{key}.json")
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

"""Recorded answers: an engine for tests and demos that needs neither model nor network.

A recording is one file per request, `KEY.json`: an Extraction as JSON, or of a second look the opinions. It
holds words of the text, so only its owner may read it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from agent.canonical import digest
from agent.duplicates import Existing
from agent.errors import ModelAnswerInvalid, ReplayMiss
from agent.extractors.second_look import told
from agent.models import Extraction, Intake, Item
from agent.opinions import Opinion
from agent.protocols import Extractor, SecondLook

_OPINIONS: TypeAdapter[list[Opinion | None]] = TypeAdapter(list[Opinion | None])
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
        return _replayed(*_kept(self._folder, request_key(intake)))


class Recording:
    """An Extractor that passes on to another, and keeps what it answered."""

    def __init__(self, extractor: Extractor, folder: Path) -> None:
        self._extractor = extractor
        self._folder = folder

    def extract(self, intake: Intake) -> Extraction:
        extraction = self._extractor.extract(intake)
        _write(self._folder, request_key(intake), extraction.model_dump_json(indent=1))
        return extraction


class ReplayLook:
    """A SecondLook that answers from recordings only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def look(
        self, item: Item, body: str, intake: Intake, doubtful: Sequence[Existing]
    ) -> Mapping[str, Opinion]:
        """Raises ReplayMiss; ModelAnswerInvalid where the recording is damaged."""
        del intake
        raw, path = _kept(self._folder, look_key(item, body, doubtful))
        try:
            recorded = _OPINIONS.validate_json(raw)
        except ValidationError:
            raise _damaged(path) from None
        pairs = zip(doubtful, recorded, strict=False)
        return {known.id: opinion for known, opinion in pairs if opinion is not None}


class RecordingLook:
    """A SecondLook that passes on to another, and keeps what it answered: in the order in which it was asked,
    for ids are other ones elsewhere.
    """

    def __init__(self, look: SecondLook, folder: Path) -> None:
        self._look = look
        self._folder = folder

    def look(
        self, item: Item, body: str, intake: Intake, doubtful: Sequence[Existing]
    ) -> Mapping[str, Opinion]:
        said = self._look.look(item, body, intake, doubtful)
        kept = _OPINIONS.dump_json([said.get(known.id) for known in doubtful], indent=1).decode()
        _write(self._folder, look_key(item, body, doubtful), kept)
        return said


def look_key(item: Item, body: str, doubtful: Sequence[Existing]) -> str:
    """sha256 of the canonical JSON of what is compared, whoever is asked."""
    return digest([told(item, body), *(told(known.item, known.body) for known in doubtful)])


def _kept(folder: Path, key: str) -> tuple[bytes, Path]:
    path = folder / f"{key}.json"
    try:
        return path.read_bytes(), path
    except OSError as exc:
        raise ReplayMiss(
            f"no recorded answer for request {key!r}; looked in {str(folder)!r}; record it first"
        ) from exc


def _damaged(path: Path) -> ModelAnswerInvalid:
    """Not chained by whoever raises it: the error quotes the recording, which holds words of the text."""
    return ModelAnswerInvalid(f"recording {str(path)!r} is damaged; record it again")


def _replayed(raw: bytes, path: Path) -> Extraction:
    try:
        recorded = Extraction.model_validate_json(raw)
    except ValidationError:
        raise _damaged(path) from None
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

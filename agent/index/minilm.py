"""all-MiniLM-L6-v2, which knows words in their context, run by ONNX on this machine.

Chroma's own embedding function fetches the model, checks its sha256 and loads it. The vectors are those it
makes, but not made by calling it: it pads every text to 256 tokens, a sentence takes 25 times as long by it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from agent.errors import IndexUnavailable, SettingsInvalid
from agent.index.embedders import Vectors, cut

if TYPE_CHECKING:
    from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
FILES = (MODEL, TOKENIZER, "config.json", "special_tokens_map.json", "tokenizer_config.json", "vocab.txt")
"""What Chroma looks for before it downloads."""
PUBLISHED = "913d7300ceae3b2dbc2c50d1de4baacab4be7b9380491c27fab7418616a16ec3"
"""The sha256 of the archive that Chroma downloads, and checks by it."""
BATCH = 32
WIDTH = 384


class MiniLm:
    """Implements `Embedder`. English; a text counts up to its 256th token."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` holds the model already; without it, it is fetched once, to where Chroma keeps it. Raises
        SettingsInvalid.
        """
        self._folder = folder
        self._lock = Lock()
        self._function: ONNXMiniLM_L6_V2 | None = None
        if folder and (missing := _missing(folder)):
            raise SettingsInvalid(
                f"index.minilm_folder: {str(folder)!r} has no {', '.join(missing)}: unpack onnx.tar.gz of "
                "all-MiniLM-L6-v2, as Chroma publishes it, and name the folder that holds these files"
            )

    @cached_property
    def name(self) -> str:
        """By the published archive, or by the files of the folder: others make other vectors."""
        return f"minilm-{(_sha256(self._folder) if self._folder else PUBLISHED)[:12]}"

    def prepare(self) -> None:
        """80 MB, once a machine."""
        from filelock import FileLock

        function = _function(self._folder)
        if not _missing(_place(function)):
            return
        with _unavailable(f"the model all-MiniLM-L6-v2 could not be fetched: {_remedy(function)}"):
            function.DOWNLOAD_PATH.mkdir(parents=True, exist_ok=True)
            with FileLock(function.DOWNLOAD_PATH / "lock"):  # two at once would write into one file
                function(["fetched"])

    def embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))  # for alike lengths need no padding
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            function = self._loaded()
            with _unavailable("the model all-MiniLM-L6-v2 failed"):
                rows[some] = _embedded(function, [_sound(cut(texts[at])) for at in some])
        return rows

    def _loaded(self) -> ONNXMiniLM_L6_V2:
        """At first half a second and 200 MB. Raises IndexUnavailable where it has to be fetched before."""
        with self._lock:
            if self._function is None:
                self._function = _load(self._folder)
            return self._function


def _load(folder: Path | None) -> ONNXMiniLM_L6_V2:
    function = _function(folder)
    place = _place(function)
    if _missing(place):
        raise IndexUnavailable(
            "the model all-MiniLM-L6-v2 is not here yet: `clarify reindex` or a worker fetches it, "
            f"or {_remedy(function)}"
        )
    mend = "put the published files there" if folder else "remove that folder, then run `clarify reindex`"
    with _unavailable(f"the model in {str(place)!r} cannot be loaded: {mend}"):
        function.tokenizer.enable_padding(pad_id=0, pad_token="[PAD]")  # noqa: S106 no password
        _ = function.model
    return function


def _function(folder: Path | None) -> ONNXMiniLM_L6_V2:
    """It loads nothing yet."""
    from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2

    function = ONNXMiniLM_L6_V2(["CPUExecutionProvider"])
    function.tqdm = partial(function.tqdm, disable=None)  # its bar only on a terminal
    if folder:
        function.DOWNLOAD_PATH, function.EXTRACTED_FOLDER_NAME = folder.parent, folder.name
    return function


def _embedded(function: ONNXMiniLM_L6_V2, texts: list[str]) -> Vectors:
    """The mean over the tokens of each text, at unit length."""
    encoded = function.tokenizer.encode_batch(texts)
    ids = np.array([one.ids for one in encoded], dtype=np.int64)
    mask = np.array([one.attention_mask for one in encoded], dtype=np.int64)
    given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    sums = (function.model.run(None, given)[0] * mask[:, :, None]).sum(axis=1)
    rows: Vectors = (sums / np.linalg.norm(sums, axis=1, keepdims=True)).astype(np.float32)
    return rows


def _sound(text: str) -> str:
    """The tokenizer takes no half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode()


def _place(function: ONNXMiniLM_L6_V2) -> Path:
    return Path(function.DOWNLOAD_PATH) / function.EXTRACTED_FOLDER_NAME


def _missing(folder: Path) -> list[str]:
    return [file for file in FILES if not (folder / file).is_file()]


def _remedy(function: ONNXMiniLM_L6_V2) -> str:
    """For machines that reach nothing."""
    return (
        f"unpack {function.ARCHIVE_FILENAME} ({function.MODEL_DOWNLOAD_URL}) in "
        f"{str(function.DOWNLOAD_PATH)!r}, or name a folder that has its files with index.minilm_folder"
    )


def _sha256(folder: Path) -> str:
    """Of what makes the vectors."""
    told = hashlib.sha256()
    for file in (MODEL, TOKENIZER):
        with (folder / file).open("rb") as opened:
            told.update(hashlib.file_digest(opened, "sha256").digest())
    return told.hexdigest()


@contextmanager
def _unavailable(told: str) -> Iterator[None]:
    """ONNX, the tokenizer, the download and the archive raise errors of their own kinds."""
    try:
        yield
    except Exception as exc:
        raise IndexUnavailable(f"{told} ({type(exc).__name__})") from exc

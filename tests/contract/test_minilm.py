"""all-MiniLM-L6-v2 on this machine. The model itself is tried where CLARIFY_TEST_MINILM names its folder."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2
from tenacity import wait_none

from agent.embedding import embedding
from agent.errors import EmbedderUnavailable, IndexUnavailable, SettingsInvalid
from agent.index.likeness import CONTEXTUAL, shipped
from agent.index.minilm import BATCH, FILES, PUBLISHED, MiniLm
from agent.settings import load_settings
from tests.indexes import ENTRIES, best, on_disk
from tests.receivers import receiving

HOSTILE = ["", "\ud800", "\0", "会議 " * 400, "a" * 50_000, "[CLS][SEP]", "e\u0301" * 300]


def filled(folder: Path, model: bytes = b"no model") -> Path:
    folder.mkdir()
    for file in FILES:
        (folder / file).write_bytes(model if file == "model.onnx" else b"{}")
    return folder


@pytest.fixture
def cache(monkeypatch, tmp_path):
    """Where Chroma keeps what it downloads: nothing is there, and nothing can be reached."""
    monkeypatch.setattr(ONNXMiniLM_L6_V2, "DOWNLOAD_PATH", tmp_path / "cache")
    monkeypatch.setattr(ONNXMiniLM_L6_V2, "MODEL_DOWNLOAD_URL", "http://127.0.0.1:9/onnx.tar.gz")
    return tmp_path / "cache"


def test_what_is_published_is_what_chroma_checks():
    assert PUBLISHED == ONNXMiniLM_L6_V2._MODEL_SHA256


def test_a_folder_without_the_model_names_what_is_missing(monkeypatch, tmp_path):
    folder = filled(tmp_path / "model")
    (folder / "vocab.txt").unlink()
    monkeypatch.setenv("CLARIFY_INDEX__EMBEDDER", "minilm")
    monkeypatch.setenv("CLARIFY_INDEX__MINILM_FOLDER", str(folder))
    with pytest.raises(SettingsInvalid, match=r"has no vocab\.txt: unpack onnx\.tar\.gz"):
        embedding(load_settings())


def test_the_name_tells_which_files_make_the_vectors(tmp_path):
    one, same, other = (filled(tmp_path / str(n), model) for n, model in enumerate((b"a", b"a", b"b")))
    assert MiniLm(one).name == MiniLm(same).name != MiniLm(other).name
    assert MiniLm().name == f"minilm-{PUBLISHED[:12]}"


def test_files_that_are_no_model_make_the_check_unavailable(tmp_path):
    with pytest.raises(IndexUnavailable, match="put the published files there"):
        MiniLm(filled(tmp_path / "model")).embed(["a"])


def test_a_search_downloads_nothing_and_says_who_does(cache, tmp_path):
    with pytest.raises(IndexUnavailable, match="`clarify reindex` or a worker fetches it") as told:
        on_disk(tmp_path, embedder=MiniLm()).check()
    assert not isinstance(told.value, EmbedderUnavailable)
    assert not cache.exists()


def test_a_model_that_cannot_be_fetched_says_where_to_put_it(cache, tmp_path):
    with pytest.raises(
        IndexUnavailable, match=r"could not be fetched: .*minilm_folder \(ConnectError\)"
    ) as told:
        on_disk(tmp_path, embedder=MiniLm()).rebuild(ENTRIES)
    assert str(cache) in str(told.value)


def test_an_archive_of_another_sha256_is_refused(cache, monkeypatch):
    monkeypatch.setattr(ONNXMiniLM_L6_V2._download.retry, "wait", wait_none())
    with receiving() as server:
        monkeypatch.setattr(ONNXMiniLM_L6_V2, "MODEL_DOWNLOAD_URL", server.url)
        with pytest.raises(IndexUnavailable, match=r"could not be fetched: .*\(ValueError\)"):
            MiniLm().prepare()
    assert [path.name for path in cache.iterdir()] == ["lock"]


@pytest.fixture(scope="module")
def model():
    folder = os.environ.get("CLARIFY_TEST_MINILM")
    if not folder:
        pytest.skip("CLARIFY_TEST_MINILM names no folder with the files of all-MiniLM-L6-v2")
    return MiniLm(Path(folder))


def test_its_vectors_are_those_of_chroma(model):
    texts = [
        "The weather is lovely today.",
        "It's so sunny outside!",
        "He drove to the stadium.",
        *HOSTILE[2:],
    ]
    rows = model.embed(texts * (BATCH // 4))[: len(texts)]
    theirs = ONNXMiniLM_L6_V2(["CPUExecutionProvider"])
    theirs.DOWNLOAD_PATH, theirs.EXTRACTED_FOLDER_NAME = model._folder.parent, model._folder.name
    np.testing.assert_allclose(rows, np.array(theirs(texts)), atol=1e-5)
    told = [[1, 0.6660, 0.1046], [0.6660, 1, 0.1411], [0.1046, 0.1411, 1]]  # of the model's own card
    np.testing.assert_allclose(rows[:3] @ rows[:3].T, told, atol=1e-4)


def test_any_text_has_a_vector_which_does_not_depend_on_the_others(model):
    rows = model.embed(HOSTILE)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    for text, row in zip(HOSTILE, rows, strict=True):
        np.testing.assert_allclose(model.embed([text])[0], row, atol=1e-5)
    assert model.embed([]).shape == (0, 384)


def test_an_index_finds_what_shares_no_word(model, tmp_path):
    index = on_disk(tmp_path, embedder=model)
    index.rebuild(ENTRIES)
    index.check()
    assert best(index, "buy ink for the copying machine") == "w1"


def test_its_weights_go_along(monkeypatch):
    monkeypatch.setenv("CLARIFY_INDEX__EMBEDDER", "minilm")
    assert embedding(load_settings()).likeness == shipped(CONTEXTUAL)

"""The hashed embedder: any text, the same everywhere."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.index.embedders import HashedEmbedder

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


@given(st.lists(ANY_TEXT, max_size=5), st.sampled_from([256, 384, 512]))
def test_every_text_has_a_row_of_unit_length(texts, dimensions):
    rows = HashedEmbedder(dimensions).embed(texts)
    assert rows.shape == (len(texts), dimensions)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


@given(ANY_TEXT, ANY_TEXT)
def test_a_row_depends_on_its_own_text_only(text, other):
    together = HashedEmbedder().embed([other, text])
    np.testing.assert_array_equal(together[1], HashedEmbedder().embed([text])[0])


@given(st.lists(st.sampled_from("order toner printer lease backup floor".split()), min_size=1, max_size=6))  # noqa: SIM905 - reads as words
def test_case_and_punctuation_do_not_matter(words):
    plain, loud = HashedEmbedder().embed([" ".join(words), ", ".join(words).upper() + "!"])
    assert float(plain @ loud) == pytest.approx(1.0, abs=1e-5)


def test_similar_spelling_is_nearer_than_other_words():
    texts = ["order printer toner", "ordering toners for printers", "sign the warehouse lease"]
    asked, near, far = HashedEmbedder().embed(texts)
    assert asked @ near > asked @ far + 0.2


def test_another_process_says_the_same():
    code = (
        "from agent.index.embedders import *; print(HashedEmbedder().embed(['Größe 会議 x']).tobytes().hex())"
    )
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    assert told.stdout.strip() == HashedEmbedder().embed(["Größe 会議 x"]).tobytes().hex()


def test_the_name_tells_embedders_apart():
    assert HashedEmbedder(256).name != HashedEmbedder(512).name

"""The static embedder: any text, the same everywhere."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from importlib import resources

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.index.static import SHIPPED, StaticEmbedder, shipped

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


def weights() -> bytes:
    return resources.files("agent").joinpath(SHIPPED).read_bytes()


@settings(deadline=None)  # the first call reads the weights
@given(st.lists(ANY_TEXT, max_size=5))
def test_every_text_has_a_row_of_unit_length(texts):
    rows = shipped().embed(texts)
    assert rows.shape == (len(texts), 256)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


@given(ANY_TEXT, ANY_TEXT)
def test_a_row_depends_on_its_own_text_only(text, other):
    together = shipped().embed([other, text])
    np.testing.assert_array_equal(together[1], shipped().embed([text])[0])


@given(st.lists(st.sampled_from("order toner printer lease backup floor".split()), min_size=1, max_size=6))  # noqa: SIM905 - reads as words
def test_case_and_accents_do_not_matter(words):
    plain, loud = shipped().embed([" ".join(words), " ".join(words).upper().replace("O", "Ó")])
    assert float(plain @ loud) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize(
    ("asked", "near", "far"),
    [
        ("Mend the fence", "Repair the wooden fence", "Mend the report"),
        ("Get the malt in for the brew", "Order malt", "Get the bus in for the trip"),
        ("Find another midday assistant", "Recruit a lunchtime supervisor", "Find another fridge"),
        ("ordering toners for printers", "order printer toner", "sign the warehouse lease"),
    ],
)
def test_what_means_the_same_is_nearer_than_other_work(asked, near, far):
    rows = shipped().embed([asked, near, far])
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_another_process_says_the_same():
    code = "from agent.index.static import *; print(shipped().embed(['Größe 会議 x']).tobytes().hex())"
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    assert told.stdout.strip() == shipped().embed(["Größe 会議 x"]).tobytes().hex()


def test_the_name_tells_weights_apart():
    with np.load(io.BytesIO(weights())) as arrays:
        changed = {**arrays, "scales": arrays["scales"] * 2}
    other = io.BytesIO()
    np.savez(other, **changed)
    assert StaticEmbedder(other.getvalue()).name != shipped().name


def test_the_weights_are_those_of_the_card_and_small():
    card = resources.files("agent").joinpath("weights/README.md").read_text(encoding="utf-8")
    assert hashlib.sha256(weights()).hexdigest() in card
    assert len(weights()) < 10_000_000

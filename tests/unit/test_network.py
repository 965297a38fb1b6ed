"""The network that reads English sentences in their text."""

import re
from hashlib import sha256

import numpy as np
import pytest

from agent.extractors.local.lines import SentenceKind, lines_of
from agent.extractors.local.network import (
    AT_ONCE,
    BEGIN,
    END,
    PLACES,
    WEIGHTS,
    Window,
    network,
    numbers,
    places,
)
from agent.models import Channel
from agent.text.segments import segments

KINDS = tuple(SentenceKind)
CARD = WEIGHTS.with_name("MODEL_CARD.md")


def lines(text, channel=Channel.NOTE):
    return lines_of(text, segments(text, channel))


def kinds(text, channel=Channel.NOTE):
    return [KINDS[row.argmax()] for row in network().probabilities(lines(text, channel), channel)]


def test_the_weights_are_those_of_the_card_and_with_the_linear_ones_below_five_megabytes():
    said = re.search(r"`network\.npz`, sha256 `([0-9a-f]{64})`", CARD.read_text(encoding="utf-8"))
    assert said and said[1] == sha256(WEIGHTS.read_bytes()).hexdigest()
    assert WEIGHTS.stat().st_size + WEIGHTS.with_name("sentences.npz").stat().st_size < 5_000_000


def test_plain_sentences_are_what_they_are():
    text = "The party was lovely.\nCould you send me the keys by Friday?\nI'll bring the ladder tomorrow."
    assert kinds(text) == [SentenceKind.OTHER, SentenceKind.REQUEST, SentenceKind.COMMITMENT]


def test_probabilities_sum_to_one_and_are_the_same_each_time():
    said = lines("Please call Carla.\n\nThe pump is broken again and nobody has looked at it.")
    first, again = (network().probabilities(said, Channel.NOTE) for _ in range(2))
    assert np.allclose(first.sum(axis=1), 1)
    assert (first == again).all()


def test_sentences_are_read_at_once_as_they_are_read_alone_but_for_their_neighbours():
    model = network()
    said = [
        numbers(line, model.pieces) for line in lines("Call Ben.\nThe very long list of things is not here.")
    ]
    together = model._sentences(said)
    alone = np.concatenate([model._sentences([one]) for one in said])
    assert np.allclose(together, alone, atol=1e-5)


def test_a_long_text_is_read_in_parts_with_the_same_answers():
    said = lines("\n".join(f"Call number {n} about the pump." for n in range(2 * AT_ONCE)))
    long, short = (network().probabilities(part, Channel.NOTE) for part in (said, said[: AT_ONCE + 20]))
    assert np.allclose(long[: AT_ONCE + 10], short[: AT_ONCE + 10], atol=1e-5)


def test_what_stands_around_a_sentence_counts():
    asked = network().probabilities(lines("To do\n- new strap for bay 4"), Channel.MEETING)[-1]
    told = network().probabilities(lines("All done now, thanks\n- new strap for bay 4"), Channel.MEETING)[-1]
    assert not np.allclose(asked, told, atol=1e-3)


def test_a_sentence_without_any_known_piece_is_read_too():
    (line,) = lines("日本語")
    assert numbers(line, network().pieces) == [BEGIN, END]
    assert network().probabilities([line], Channel.CHAT).shape == (1, len(KINDS))


def test_a_place_is_told_by_name():
    said = lines("Hello there.\nCan you?")
    found = [PLACES[at] for at in places(said, said[1], 1, Channel.NOTE)]
    assert found == ["channel note", f"mark {said[1].sentence.marker}", "opens", "last", "asks"]


def test_a_window_is_a_gated_sum_of_the_rows_it_sees():
    size = 2
    weights = np.zeros((3 * size, 2 * size), dtype=np.float32)
    weights[size, 0] = 1  # of the row itself the first number is kept
    window = Window(weights, np.zeros(2 * size, np.float32), np.array([[1, 1], [0, 0]], np.float32))
    rows = np.array([[0, 0], [4, 1], [0, 0]], dtype=np.float32)
    gated = np.array([4 + 4 / 2, 1])  # a gate of nothing lets half through
    expected = (gated - gated.mean()) / gated.std()
    assert np.allclose(window.over(rows), [expected], atol=1e-3)


def test_weights_for_other_places_are_refused(tmp_path):
    with np.load(WEIGHTS) as file:
        arrays = {name: file[name] for name in file.files}
    np.savez(tmp_path / "other.npz", **{**arrays, "places": arrays["places"][:3]})
    with pytest.raises(ValueError, match="make it anew"):
        network.__wrapped__(tmp_path / "other.npz")

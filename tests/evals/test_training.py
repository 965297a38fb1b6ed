"""How weights come about: the numbers, the labelled texts, and folds that never look at their own part."""

import json

import numpy as np
import pytest

from agent.extractors.local.lines import SentenceKind
from evals.train.fitting import Rows, fit, softmax
from evals.train.texts import LabelledText, labelled, own_texts

ASKS = ["please send the {}", "could you bring the {}", "we need the {} by monday", "kindly return the {}"]
TELLS = ["the {} came yesterday", "thanks for the {}", "i like the {}", "the {} is blue"]
THINGS = ["keys", "lamp", "report", "van", "menu", "files"]


def test_a_fit_tells_what_it_was_shown_and_is_the_same_again():
    rows = Rows.of([([0, 2], [1.0, 1.0]), ([1, 2], [1.0, 1.0]), ([0], [1.0]), ([1], [1.0])])
    allowed = np.array([[True, False], [False, True]] * 2)
    weights = fit(rows, allowed, np.ones(4), width=5, cost=10.0)
    assert list(softmax(rows.times(weights) + weights[-1]).argmax(axis=1)) == [0, 1, 0, 1]
    assert np.array_equal(weights, fit(rows, allowed, np.ones(4), width=5, cost=10.0))


def test_a_row_that_allows_several_kinds_pulls_to_none_of_them():
    rows = Rows.of([([0], [1.0]), ([1], [1.0])])
    allowed = np.array([[True, True, False], [False, False, True]])
    likely = softmax(rows.times(fit(rows, allowed, np.ones(2), width=2, cost=50.0)[:-1]))
    assert likely[0, 0] == pytest.approx(likely[0, 1])
    assert likely[0, 2] < likely[0, 0]


def test_sentences_of_a_labelled_text_carry_its_labels():
    text = LabelledText(
        channel="email",
        language="en",
        lines=[("other", "Hi Ben,"), ("request", "please call."), ("+done", "I paid it.")],
    )
    assert [one.kind for one in labelled([text])] == [
        SentenceKind.OTHER,
        SentenceKind.REQUEST,
        SentenceKind.DONE,
    ]


def test_every_text_that_we_train_on_is_well_formed():
    texts = own_texts()
    assert sum(len(text.lines) for text in texts) > 3000
    kinds = {kind.removeprefix("+") for text in texts for kind, _ in text.lines}
    assert kinds == {kind.value for kind in SentenceKind}


def test_folds_judge_each_sentence_without_its_label(clarify, tmp_path):
    rows = [
        {"text": form.format(thing), "label": label}
        for label, forms in ((1, ASKS), (0, TELLS))
        for form in forms
        for thing in THINGS
    ]
    data = tmp_path / "rows.jsonl"
    data.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    said = clarify("eval", "requests", "--data", str(data), "--folds", "3", "--json")
    assert said.code == 0
    assert json.loads(said.out)["metrics"]["f1"]["value"] > 0.9
    few = clarify("eval", "requests", "--data", str(data), "--folds", "12")
    assert few.code == 1 and "12 folds need at least 48 sentences of each label" in few.err

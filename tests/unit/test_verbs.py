"""Action verbs in their forms."""

import pytest

from agent.extractors.local import verbs

FORMS = {
    "sign": "signed", "swap": "swapped", "send": "sent", "sweep": "swept", "unplug": "unplugged",
    "reap": "reaped", "reset": "reset", "rehang": "rehung", "grind": "ground", "equip": "equipped",
    "tidy": "tidied", "open": "opened", "bleed": "bled", "descale": "descaled", "visit": "visited",
    "get": "got",
}  # fmt: skip


@pytest.mark.parametrize(("base", "form"), FORMS.items())
def test_the_participle(base, form):
    assert verbs.participle(base) == form


@pytest.mark.parametrize("word", ["descale", "regrout", "decommission", "countersign", "Prune", "re-enter"])
def test_verbs_of_the_trades_are_known(word):
    assert verbs.is_base(word)


@pytest.mark.parametrize("word", ["kettle", "monday", "the", "hope", "welcome"])
def test_other_words_are_no_actions(word):
    assert not verbs.is_base(word)


def test_a_noun_is_not_read_as_a_form():
    assert verbs.base("ground") is None
    assert verbs.base("swept") == "sweep"

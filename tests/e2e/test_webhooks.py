"""`clarify webhooks`, as one types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.receivers import receiving


@pytest.fixture
def told(clarify):
    """Somebody listens, with a secret that the command made."""
    secret = clarify.done("webhooks", "--new-secret").out.strip()
    with receiving() as receiver:
        one = {"url": receiver.url, "secret": secret, "allow_private": True}
        Path("clarify.yaml").write_text(json.dumps({"webhooks": {"tracker": one}}), encoding="utf-8")
        yield receiver


def test_who_listens_is_told_what_the_terminal_did(clarify, told):
    clarify.done("intake", "-", stdin=b"Please order 40 boxes of toner by 4 December 2026.")
    assert told.types() == ["intake.ready"]
    [row] = clarify.done("webhooks", "--json").rows
    assert (row["name"], row["waiting"], row["given_up"]) == ("tracker", 0, 0)
    assert told.url.startswith(row["host"])
    assert "/hook" not in clarify.done("webhooks").out


def test_a_receiver_can_be_tried(clarify, told):
    assert "heard" in clarify.done("webhooks", "--test", "tracker").out
    told.answers = [(500, {})]
    refused = clarify("webhooks", "--test", "tracker")
    assert (refused.code, told.types()) == (1, ["test", "test"])
    assert "500" in refused.err


def test_nobody_of_that_name_is_said(clarify, told):
    said = clarify("webhooks", "--test", "nobody")
    assert said.code == 1
    assert "'nobody'" in said.err
    assert not told.heard

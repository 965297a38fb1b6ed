"""Texts, tokens and queries reach no log line, no figure and no problem."""

from __future__ import annotations

import json
import logging
import threading

import pytest
import structlog

from agent import logs
from tests.api_canary import CANARY, ask_everything
from tests.served import serve


@pytest.fixture
def said(capsys):
    """What was written to standard error since logs were configured."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level, threading.excepthook)
    yield lambda: capsys.readouterr().err
    root.handlers[:], root.level, threading.excepthook = before
    structlog.reset_defaults()


@pytest.mark.parametrize("form", ["json", "console"])
@pytest.mark.parametrize("level", ["debug", "info"])
def test_no_canary_gets_out(tmp_path, said, form, level):
    logs.configure(form, level)
    with serve(tmp_path / "home") as client:
        problems = ask_everything(client)
        metrics = client("GET", "/metrics").text
        secrets = [token.split(".")[1] for token in client.tokens.values()]
    written = said()
    assert written.count("request") >= len(problems)
    for secret in (CANARY, CANARY.lower(), *secrets):
        assert secret not in written
        assert secret not in metrics
        assert [problem for problem in problems if secret in problem] == []


def test_a_line_says_which_route_how_and_how_long(tmp_path, said):
    logs.configure("json", "info")
    with serve(tmp_path / "home") as client:
        answer = client("GET", "/v1/intakes/I-000000000000")
    (line,) = [json.loads(line) for line in said().splitlines() if '"request"' in line]
    assert line["request"] == answer.headers["x-request-id"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/v1/intakes/{intake_id}", 404)
    assert line["seconds"] >= 0


def test_an_exception_is_told_without_what_it_quotes(tmp_path, said, monkeypatch):
    from agent.stores.intakes import SqlIntakes

    def failing(*_given):
        raise RuntimeError(CANARY)

    monkeypatch.setattr(SqlIntakes, "page", failing)
    logs.configure("json", "info")
    with serve(tmp_path / "home") as client:
        answer = client("GET", "/v1/intakes")
    assert answer.status_code == 500
    logging.getLogger("a library").warning("it broke", exc_info=RuntimeError(CANARY))
    written = said()
    assert written.count("RuntimeError") == 2 and " failing" in written
    assert CANARY not in written
    assert written.count(answer.headers["x-request-id"]) == 2

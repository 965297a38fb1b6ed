"""The command line in this process: what a person types, what they read, and the exit code."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from functools import cache

import typer.main

from agent.cli import main

COMMAND = cache(typer.main.get_command)
"""Typer reads the signatures of all commands anew at each call, which is most of what a short one takes."""


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict]:
        """Standard output as JSON, an object a line."""
        return [json.loads(line) for line in self.out.splitlines()]


class Terminal:
    """Runs `clarify` with words; nobody sits at it, so it asks nothing."""

    def __init__(self, monkeypatch, capsys) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *words: object, stdin: bytes = b"") -> Said:
        self._capsys.readouterr()
        self._monkeypatch.setattr(typer.main, "get_command", COMMAND)
        self._monkeypatch.setattr(sys, "argv", ["clarify", *map(str, words)])
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        try:
            main()
        except SystemExit as end:
            code = end.code
        else:
            code = 0
        said = self._capsys.readouterr()
        return Said(code, said.out, said.err)

    def done(self, *words: object, **given: bytes) -> Said:
        """The same, and it must succeed."""
        said = self(*words, **given)
        assert said.code == 0, said.err
        return said

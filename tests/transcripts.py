"""Console transcripts in Markdown: parsed, run, compared; or written anew from what really happens.

A block that begins with ```console holds commands after `$ ` (a here-document goes on to its end)
and what they print. A line `…` stands for any number of lines. Ids, digests and other things that
differ from run to run are compared by their place: the first id of the document is the first id here.
`clarify serve` goes on until the document ends.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.warm import ROOT, shim

ANY = "…"
CHANGING = re.compile(
    r"(?P<id>\b[BIPUW]-[0-9a-z]{12}\b)|(?P<hex>\b[0-9a-f]{64}\b)|(?P<part>\b[0-9a-f]{12,16}(?=…|\b))"
    r"|(?P<path>(?:/[\w.+-]+)+/clarify-data)|(?P<clock>\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?:[\d:.+]*| UTC))"
)
BLOCKS = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
PLACED = {
    "B": r"\bB-[0-9a-z]{12}\b",
    "P": r"\bP-[0-9a-z]{12}\b",
    "W": r"\bW-[0-9a-z]{12}\b",
    "I": r"\bI-[0-9a-z]{12}\b",
    "U": r"\bU-[0-9a-z]{12}\b",
    "DIGEST": r"digest +([0-9a-f]{64})",
}
SERVES = "clarify serve"
SERVED = "http://127.0.0.1:8000"
SAME_AS = {"make demo": "clarify demo"}
NOT_RUN = ("make ", "git ", "pip ", "docker ")


@dataclass
class Step:
    command: str
    expected: list[str]


@dataclass
class Transcript:
    """One document, run in one folder."""

    document: Path
    folder: Path
    names: dict[str, str] = field(default_factory=dict)
    """What the document calls a thing → what it is here."""
    told: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    server: subprocess.Popen[str] | None = None
    warm: Path | None = None
    """The socket of a process that has everything imported already."""

    def steps(self) -> list[Step]:
        found: list[Step] = []
        for block in BLOCKS.findall(self.document.read_text("utf-8")):
            found += _steps(block)
        return found

    def run(self, step: Step) -> list[str]:
        """What the command prints, on both streams."""
        if step.command == SERVES:
            return self._serve()
        command = SAME_AS.get(step.command, step.command)
        for told, real in self.names.items():
            command = command.replace(told, real)
        ran = subprocess.run(
            ["bash", "-c", command], cwd=self.folder, env=self._environment(),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=110, check=False,
        )  # fmt: skip
        printed = [line.rstrip() for line in ran.stdout.rstrip().splitlines()]
        if step.command not in SAME_AS:
            self.told += step.expected
            self.printed += printed
        return printed

    def close(self) -> None:
        """End the server that the document started."""
        if self.server:
            self.server.terminate()
            self.server.communicate(timeout=30)

    def _serve(self) -> list[str]:
        """On a free port, whatever the document calls it; it goes on behind the next steps."""
        self.server = subprocess.Popen(
            ["bash", "-c", f"exec {SERVES} --port 0"], cwd=self.folder, env=self._environment(),
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        line = self.server.stdout.readline().rstrip()
        real = re.search(r"http://[\w.:]+", line)[0]
        self.names[SERVED] = real
        return [line.replace(real, SERVED)]

    def filled(self, command: str) -> str:
        """A command for a document that is written anew: the ids and digests of its old outputs, and the
        placeholders P#1, W#1, DIGEST#1, become those that stand in the same place now.
        """
        for name, pattern in PLACED.items():
            old = list(dict.fromkeys(re.findall(pattern, "\n".join(self.told))))
            new = list(dict.fromkeys(re.findall(pattern, "\n".join(self.printed))))
            for place, real in enumerate(new, start=1):
                command = re.sub(rf"\b{name}#{place}\b", real, command)
            for was, real in zip(old, new, strict=False):
                command = command.replace(was, real)
        return command

    def _environment(self) -> dict[str, str]:
        """As on a fresh machine, with `clarify` on the path."""
        bin_folder = self.folder / ".bin"
        if not bin_folder.exists():
            bin_folder.mkdir()
            command = bin_folder / "clarify"
            command.write_text(shim(self.warm))
            command.chmod(0o755)
        return {
            "PATH": f"{bin_folder}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.folder),
            "COLUMNS": "80",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
        }

    def fits(self, expected: list[str], printed: list[str]) -> bool:
        if not expected:
            return not printed
        if expected[0] == ANY:
            return any(self.fits(expected[1:], printed[skip:]) for skip in range(len(printed) + 1))
        if not printed or _masked(expected[0]) != _masked(printed[0]):
            return False
        told, real = (CHANGING.findall(line) for line in (expected[0], printed[0]))
        if not self.fits(expected[1:], printed[1:]):
            return False
        self.names.update(("".join(a), "".join(b)) for a, b in zip(told, real, strict=True))
        return True


def is_run(step: Step) -> bool:
    return step.command in SAME_AS or not step.command.startswith(NOT_RUN)


def _steps(block: str) -> list[Step]:
    steps: list[Step] = []
    end = None
    for line in block.rstrip("\n").split("\n"):
        if end:
            steps[-1].command += f"\n{line}"
            end = None if line == end else end
        elif line.startswith("$ "):
            steps.append(Step(line[2:], []))
            here = re.search(r"<<'?(\w+)'?$", line)
            end = here[1] if here else None
        else:
            steps[-1].expected.append(line.rstrip())
    return steps


def _masked(line: str) -> str:
    return CHANGING.sub(lambda found: f"<{found.lastgroup}>", line)

"""The documents say what really happens.

`CLARIFY_TEST_WRITE_DOCS=1 pytest tests/e2e/test_docs.py` writes what the commands print into them.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from tests.transcripts import ANY, Step, Transcript, is_run
from tests.warm import warm

WRITE = os.environ.get("CLARIFY_TEST_WRITE_DOCS")
ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    path
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    if "```console" in path.read_text("utf-8")
]


@pytest.fixture(scope="module")
def warm_process(tmp_path_factory):
    with warm(tmp_path_factory.mktemp("warm")) as path:
        yield path


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_commands_of_a_document_print_what_it_says(document, tmp_path, warm_process):
    with closing(Transcript(document, tmp_path, warm=warm_process)) as transcript:
        _follow(transcript, document)


FAULTS = (
    "Traceback (most recent call last)", "No such file or directory", "command not found",
    "clarify: there is no proposal", "/root/", "/home/", "clarify-tests-",
)  # fmt: skip
"""What a document shows where its commands were written anew and one of them went wrong, or by whom."""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_document_shows_what_went_wrong_while_it_was_written(document):
    text = document.read_text("utf-8")
    assert [fault for fault in FAULTS if fault in text] == []


def _follow(transcript, document):
    for step in transcript.steps():
        if not is_run(step):
            continue
        if WRITE and ANY not in step.expected:
            _write(document, transcript, step)
            continue
        printed = transcript.run(step)
        told = "\n".join([f"$ {step.command}", *step.expected])
        assert transcript.fits(step.expected, printed), f"{told}\n\nreally printed:\n" + "\n".join(printed)


def _write(document, transcript, step):
    command = transcript.filled(step.command)
    old = "\n".join([f"$ {step.command}", *step.expected])
    new = "\n".join([f"$ {command}", *transcript.run(Step(command, step.expected))])
    text = document.read_text("utf-8")
    document.write_text(text.replace(f"\n{old}\n", f"\n{new}\n", 1), "utf-8")


def test_every_setting_is_documented():
    from agent.indexing import EndpointSettings, IndexSettings
    from agent.receivers import WebhookSettings
    from agent.sections import (
        DateSettings,
        DestinationSettings,
        DuplicateSettings,
        ImapSettings,
        Limits,
        LlmSettings,
        LogSettings,
        ServeSettings,
        WatchSettings,
        WorkerSettings,
    )
    from agent.settings import Settings

    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    sections = {
        "dates": DateSettings,
        "duplicates": DuplicateSettings,
        "imap": ImapSettings,
        "index": IndexSettings,
        "index.endpoint": EndpointSettings,
        "llm": LlmSettings,
        "limits": Limits,
        "log": LogSettings,
        "serve": ServeSettings,
        "watch": WatchSettings,
        "worker": WorkerSettings,
    }
    named = {"destinations": DestinationSettings, "webhooks": WebhookSettings}
    names = [name for name in Settings.model_fields if name not in {*sections, "webhooks"}]
    names += [f"{group}.NAME.{name}" for group, model in named.items() for name in model.model_fields]
    names += [f"{section}.{name}" for section, model in sections.items() for name in model.model_fields]
    names.remove("index.endpoint")
    assert [name for name in names if f"`{name}`" not in text] == []


def test_every_command_and_option_is_documented():
    from typer.main import get_command

    from agent.cli.app import app

    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    missing = []
    for words, command in _commands(get_command(app), "clarify"):
        options = [
            option for parameter in command.params for option in parameter.opts if option.startswith("--")
        ]
        wanted = [words, *options]
        missing += [
            f"{words}: {want}" for want in wanted if f"`{want}" not in text and f" {want}" not in text
        ]
    assert missing == []


def _commands(command, words):
    if not hasattr(command, "commands"):
        return [(words, command)]
    found = []
    for name, child in command.commands.items():
        found += _commands(child, f"{words} {name}")
    return found

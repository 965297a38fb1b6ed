"""Backup and restore on the command line."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.databases import empty_database


@pytest.fixture
def home(clarify):
    """The folder of a store with one decision."""
    Path("n.txt").write_text("Please order toner by Friday.")
    clarify.done("users", "add", "Ana Novak")
    clarify.done("intake", "n.txt")
    [seen] = clarify.done("queue", "--json").rows
    digest = clarify.done("show", seen["id"]).out.split("digest ")[-1].split()[0]
    clarify.done("confirm", seen["id"], "--as", "Ana Novak", "--yes", "--digest", digest)
    return Path(os.environ["CLARIFY_HOME"])


def test_a_store_moves_to_another_database_and_back(clarify, home, monkeypatch, database_url, tmp_path):
    said = clarify.done("backup", "b.gz")
    assert f"Keep {home / 'audit.key'} as well" in said.out
    work = clarify.done("work", "--json").out
    monkeypatch.setenv("CLARIFY_DATABASE", database_url)
    assert "every chain of events holds" in clarify.done("restore", "b.gz").out
    assert clarify.done("work", "--json").out == work
    told = clarify.done("backup", "again.gz", "--json").rows[0]
    monkeypatch.setenv("CLARIFY_DATABASE", f"sqlite:///{tmp_path / 'third.db'}")
    assert clarify.done("restore", "again.gz", "--json").rows[0] == told
    assert clarify.done("verify", "--json").rows[0]["head"] == told["heads"]["default"]
    assert clarify.done("work", "--json").out == work


def test_without_the_audit_key_nothing_is_restored_and_none_is_made(clarify, home, monkeypatch):
    clarify.done("backup", "b.gz")
    monkeypatch.setenv("CLARIFY_HOME", "elsewhere")
    said = clarify("restore", "b.gz")
    assert (said.code, said.out) == (1, "")
    assert "CLARIFY_AUDIT_KEY" in said.err
    assert not Path("elsewhere/audit.key").exists()
    shutil.copy(home / "audit.key", "elsewhere/audit.key")
    clarify.done("restore", "b.gz")
    assert clarify.done("verify", "--json").rows[0]["fine"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none.gz", "cannot be read"),
        ("n.txt", "no whole backup"),
        (".", "cannot be read"),
        ("b.gz", "empty one"),
    ],
)
def test_what_cannot_be_restored_is_told_in_one_line(clarify, home, name, reason):
    clarify.done("backup", "b.gz")
    said = clarify("restore", name)
    assert (said.code, said.out) == (1, "")
    assert reason in said.err
    assert said.err.count("\n") == 1


def test_a_backup_onto_a_file_is_refused(clarify, home):
    said = clarify("backup", "n.txt")
    assert said.code == 1
    assert "name another file" in said.err
    assert Path("n.txt").read_text() == "Please order toner by Friday."


def test_a_password_is_never_shown(clarify, monkeypatch, tmp_path):
    with empty_database("postgresql", tmp_path) as url:
        monkeypatch.setenv("CLARIFY_DATABASE", url)
        said = clarify("doctor")
    password = url.split("@")[0].rsplit(":", 1)[1]
    assert "***" in said.out
    assert password not in said.out + said.err

"""The environment over clarify.yaml over the defaults, and nothing that is mistyped."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.errors import SettingsInvalid
from agent.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def _empty_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLARIFY_HOME")


def test_a_variable_wins_over_the_file_and_the_file_over_the_default(monkeypatch):
    Path("clarify.yaml").write_text("engine: local\nuser: Ana\n")
    monkeypatch.setenv("CLARIFY_USER", "Bob")
    found = load_settings()
    assert (found.engine, found.user, found.workspace) == ("local", "Bob", "default")


def test_what_a_command_says_wins_over_all(monkeypatch):
    monkeypatch.setenv("CLARIFY_ENGINE", "llm")
    assert load_settings(engine="local").engine == "local"
    assert load_settings(engine=None).engine == "llm"


def test_paths_count_from_the_folder_of_the_file(monkeypatch, tmp_path):
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "c.yaml").write_text("home: data\nrules: r.yaml\n")
    monkeypatch.setenv("CLARIFY_CONFIG", "conf/c.yaml")
    found = load_settings()
    assert (found.home, found.rules) == (tmp_path / "conf" / "data", tmp_path / "conf" / "r.yaml")


@pytest.mark.parametrize("name", ["", "A b", "../x", "x/y", "-x", "x" * 64])
def test_a_workspace_is_a_name_that_a_folder_can_have(name):
    with pytest.raises(SettingsInvalid, match="workspace"):
        load_settings(workspace=name)


@pytest.mark.parametrize(
    "text", ["[", "- a", "text", "a: b: c", "enginee: x", "home: 5", "llm: 3", "engine: &a [*a]", "\x00"]
)
def test_a_broken_file_is_named_in_one_line(text):
    Path("clarify.yaml").write_text(text)
    with pytest.raises(SettingsInvalid, match=r"clarify\.yaml") as caught:
        load_settings()
    assert "\n" not in str(caught.value)


def test_a_key_is_in_no_message(monkeypatch):
    monkeypatch.setenv("CLARIFY_LLM__API_KEY", "sécret key")
    with pytest.raises(SettingsInvalid) as caught:
        load_settings()
    assert "cret" not in str(caught.value)


def test_a_key_in_the_settings_is_the_one_that_its_file_holds(tmp_path):
    from agent.wiring import audit_key, open_store

    with open_store(Settings(home=tmp_path)):
        held = (tmp_path / "audit.key").read_text()
    kept_elsewhere = Settings(home=tmp_path / "other", audit_key=held)
    assert audit_key(kept_elsewhere) == audit_key(Settings(home=tmp_path))
    assert audit_key(Settings(home=tmp_path, audit_key="any words")) == b"any words"


def test_a_destination_says_what_it_requires(monkeypatch):
    from agent.configuration import requirements

    Path("clarify.yaml").write_text("destinations: {registry: {requires: {owner: inferred}}}\n")
    monkeypatch.setenv("CLARIFY_DESTINATIONS__REGISTRY__REQUIRES__DUE", "stated")
    assert requirements(load_settings()) == {"registry": {"owner": "inferred", "due": "stated"}}
    monkeypatch.delenv("CLARIFY_DESTINATIONS__REGISTRY__REQUIRES__DUE")
    assert requirements(load_settings()) == {"registry": {"owner": "inferred"}}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{registry: {requires: {ownr: stated}}}", "'ownr' cannot be required: use one of goal, owner"),
        ("{registry: {requires: {recurrence: stated}}}", "'recurrence' cannot be required"),
        ("{registry: {requires: {owner: sure}}}", "owner: 'sure' is no basis: use one of inferred, rule"),
        ("{registry: {requires: {owner: missing}}}", "owner: 'missing' is no basis"),
        ("{registry: {requires: [owner]}}", "destinations.registry.requires"),
        ("{registry: {needs: {owner: stated}}}", "destinations.registry.needs: there is no such setting"),
        ("{jira: {requires: {owner: stated}}}", "there is no destination 'jira'; there is registry"),
    ],
)
def test_a_requirement_that_cannot_be_is_named(text, says):
    from agent.configuration import requirements

    Path("clarify.yaml").write_text(f"destinations: {text}\n")
    with pytest.raises(SettingsInvalid) as caught:
        requirements(load_settings())
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://chroma.example", ("chroma.example", 443, True)),
        ("http://127.0.0.1:8000/", ("127.0.0.1", 8000, False)),
        ("http://[::1]:8000", ("[::1]", 8000, False)),
    ],
)
def test_a_chroma_server_is_an_address(monkeypatch, url, address):
    monkeypatch.setenv("CLARIFY_INDEX__CHROMA_URL", url)
    assert load_settings().index.chroma_address == address


@pytest.mark.parametrize(
    "url",
    [
        "chroma",
        "ftp://chroma",
        "http://",
        "http://chroma:port",
        "http://a:b@chroma",
        "http://chroma/v2",
        "http://c?x=1",
    ],
)
def test_what_is_no_address_of_a_server_is_an_error(monkeypatch, url):
    monkeypatch.setenv("CLARIFY_INDEX__CHROMA_URL", url)
    with pytest.raises(SettingsInvalid, match="is no address of a server"):
        load_settings()


def test_a_token_goes_to_other_machines_only_where_nobody_reads_along(monkeypatch):
    monkeypatch.setenv("CLARIFY_INDEX__CHROMA_URL", "http://chroma.example:8000")
    monkeypatch.setenv("CLARIFY_INDEX__CHROMA_TOKEN", "s3cret\n")
    with pytest.raises(SettingsInvalid, match="use https://") as told:
        load_settings()
    assert "s3cret" not in str(told.value)
    monkeypatch.setenv("CLARIFY_INDEX__CHROMA_ALLOW_PLAIN", "true")
    assert load_settings().index.headers["Authorization"] == "Bearer s3cret"
    monkeypatch.setenv("CLARIFY_INDEX__CHROMA_TOKEN", "s3crét")
    with pytest.raises(SettingsInvalid, match="no header has"):
        load_settings()

"""The file that a domain expert edits: readable, and the same rows again whatever the texts hold."""

from __future__ import annotations

import resource
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agent.errors import InputError
from evals import tables
from evals.gold import GoldRow
from evals.harvest.sheet import entry, sheet, write

ODD = " \n\t\r:#-'\"|>&*{}[]%@`,?!=~\\\x00\x07\x1f\x7f\x85\xa0\u200b\u2028\u2029\ufeff\ufffe😀üß0123yesnull"
WORDS = st.text(st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"])), max_size=60)
ITEM = {"goal": "Mend the lamp", "evidence": ["Mend it"]}


def row(text="Mend it\n", items=(ITEM,), **given_) -> GoldRow:
    envelope = {"id": "note-I-1", "channel": "note", "received_at": "2026-11-02T09:00:00+01:00"}
    return GoldRow.model_validate({**envelope, "text": text, "items": items, **given_})


def read_again(*rows: GoldRow) -> list[GoldRow]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.yaml"
        write(path, sheet(rows))
        return [labelled.row for labelled in tables.read([path], GoldRow)]


def test_a_case_looks_like_our_own():
    item = {
        **ITEM, "kind": "commitment", "owner": "Kim", "owner_basis": "named", "due": "2026-11-06",
        "priority": "high", "done_criteria": ["It burns: an hour"], "must_ask": ["owner"],
    }  # fmt: skip
    given_ = {"sender": {"name": "Ana", "email": "ana@x.example"}, "people": ["Ana", "Kim, too"]}
    assert entry(row("Mend it \n\n  - now: 'yes'\n", [item], note="owner changed", **given_)) == (
        "- id: note-I-1\n"
        "  channel: note\n"
        "  received_at: 2026-11-02T09:00:00+01:00\n"
        "  sender: {name: Ana, email: ana@x.example}\n"
        "  people: [Ana, 'Kim, too']\n"
        "  note: owner changed\n"
        "  text: |\n"
        "    Mend it \n"
        "\n"
        "      - now: 'yes'\n"
        "  items:\n"
        "    - goal: Mend the lamp\n"
        "      kind: commitment\n"
        "      evidence:\n"
        "        - Mend it\n"
        "      owner: Kim\n"
        "      owner_basis: named\n"
        "      due: 2026-11-06\n"
        "      priority: high\n"
        "      done_criteria:\n"
        "        - 'It burns: an hour'\n"
        "      must_ask: [owner]\n"
    )


def test_a_case_without_work_says_so_in_one_line():
    assert entry(row("Thanks", [])).endswith("  text: |-\n    Thanks\n  items: []\n")


@pytest.mark.parametrize(
    ("priority", "stated", "lines"),
    [
        ("normal", False, []),
        ("normal", True, ["priority_stated: true"]),
        ("high", True, ["priority: high"]),
        ("high", False, ["priority: high", "priority_stated: false"]),
    ],
)
def test_whether_a_priority_is_stated_is_written_where_it_is_not_as_one_expects(priority, stated, lines):
    said = entry(row(items=[{**ITEM, "priority": priority, "priority_stated": stated}]))
    assert [line.strip() for line in said.splitlines() if "priority" in line] == lines


def test_rows_are_read_again_in_their_order():
    rows = [row(id="b"), row("Thanks", [], id="a")]
    assert read_again(*rows) == rows


@settings(max_examples=400, deadline=None)
@given(WORDS, WORDS, WORDS, WORDS)
@example("\n   \n x", "- a: b", "2026-11-02", "null")
@example("  lead", "#", "~", "a\x85b")
@example("a" * 200_000, "x " * 5000, "=", "<<")
@example("---\n- id: b\n...\n%YAML 1.2\n", "*a", "&a b", "!!python/object:os.system x")
def test_whatever_a_text_holds_it_is_read_again_as_it_was(text, goal, name, note):
    text = f"{text}Mend it{note}"
    item = {
        "goal": goal or "Go", "evidence": ["Mend it", text[-5:], text], "owner": name, "due_phrase": note,
        "done_criteria": [goal, name], "priority": "low", "priority_stated": False,
    }  # fmt: skip
    given_ = {"sender": {"name": name}, "people": [name, goal], "note": note}
    (again,) = read_again(row(text, [item, ITEM], **given_))
    assert again == row(text, [item, ITEM], **given_)


@given(WORDS)
def test_a_text_in_a_block_is_the_same_text(text):
    (said,) = yaml.safe_load(entry(row(text, [])))
    assert said["text"] == text


def test_a_file_is_read_by_its_owner_only_and_replaces_none(tmp_path):
    path = tmp_path / "cases.yaml"
    write(path, "a")
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(InputError, match="there already"):
        write(path, "b")
    assert path.read_text() == "a"


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(InputError, match="cannot be written: No such file"):
        write(tmp_path / "none" / "cases.yaml", "a")


def test_a_file_that_does_not_fit_leaves_nothing_behind(tmp_path):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(InputError, match="cannot be written: File too large"):
            write(tmp_path / "cases.yaml", "a" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []

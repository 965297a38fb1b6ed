"""Prompts: what is released never changes, and what a model is sent is on file."""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
from datetime import UTC, date, datetime
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

import prompts
from agent.errors import PromptInvalid
from agent.extractors import second_look
from agent.extractors.answer import Answer
from agent.extractors.filled import Filled
from agent.extractors.redaction import replaced
from agent.extractors.second_look import Looks
from agent.extractors.sending import Manner, put
from agent.models import (
    NO_BACKGROUND,
    AskedBefore,
    Background,
    Channel,
    Colleague,
    Intake,
    Kind,
    KnownTeam,
    Party,
    Priority,
    SaidBefore,
)
from agent.rows import ItemRow
from agent.terms import Content
from evals import judging
from evals.judging import Verdicts
from prompts import load, verify

NAMES = ("extract", "judge", "duplicates")
SNAPSHOTS = Path(__file__).parent / "snapshots"
LONGEST = 8_000
LONGEST_OF_THE_JUDGE = 4_000
LONGEST_OF_A_LOOK = 4_000
MAX_ITEMS = 50


@pytest.fixture
def root(tmp_path):
    """A copy of the packaged prompts."""
    packaged = Path(str(files(prompts)))
    for name in NAMES:
        shutil.copytree(packaged / name, tmp_path / name)
    shutil.copy(packaged / "released.toml", tmp_path)
    return tmp_path


def intake() -> Intake:
    return Intake(
        id="i1",
        channel=Channel.EMAIL,
        sender=Party(name='Zoë "Z" Nowak', email="zoe@example.org"),
        recipients=(Party(email="desk@example.org"),),
        people=("Zoë Nowak", "Front desk"),
        received_at=datetime.fromisoformat("2026-05-04T09:30:00+02:00"),
        text="Subject: Keys\n\nPlease collect the keys. {{ not_a_variable }}",
        sha256="0" * 64,
    )


def background() -> Background:
    return Background(
        today="Monday 2026-05-04",
        people=(Colleague(name="Zoë Nowak", also=("Zo",), role="Porter", team="Front desk"),),
        teams=(KnownTeam(name="Front desk", lead="Zoë Nowak"),),
        asked=(AskedBefore(goal="Collect the keys", due=date(2026, 5, 8), state="proposed"),),
        said=(
            SaidBefore(
                by="Bob",
                at=datetime(2026, 5, 1, 9, tzinfo=UTC),
                words="Who has the keys?\nbob@example.org does.",
            ),
        ),
    )


def manner(
    prompt: str = "extract/v3", content: Content = Content.FULL, known: Background = NO_BACKGROUND
) -> Manner:
    return Manner(prompt, content, MAX_ITEMS, 2_000, "f00d" * 8, known)


def sent() -> str:
    """All that a model is sent for one text, in order."""
    [part] = put(intake(), manner(known=background())).parts
    return shown(part.messages, Answer)


def sent_redacted_in_part(prompt: str = "extract/v3", known: Background = NO_BACKGROUND) -> str:
    """What is variable of the second part of a long text whose details are taken out."""
    text = intake().text + "\n\n" + "Mail bob@example.org or call +49 30 1234567.\n\n" * 60
    long = intake().model_copy(update={"text": text})
    _system, *data = put(long, manner(prompt, Content.REDACTED, known)).parts[1].messages
    return "\n".join(f"=== {p['role']}\n{p['content']}" for p in data) + "\n"


def sent_to_the_judge() -> str:
    """All that a model is sent about the items of one text, in order."""
    item = ItemRow(
        goal="Collect the keys", kind=Kind.REQUEST, owner=None, due=None, due_phrase=None, recurrence=None,
        priority=Priority.NORMAL, done_criteria=('The "master" is among them',), evidence=(), questions=(),
        basis={},
    )  # fmt: skip
    return shown(judging.messages(load("judge").render(), intake(), [item], "f00d" * 8), Verdicts)


def sent_about_a_pair() -> str:
    """All that a model is sent about a new item and one that is known, their details taken out."""
    pair = [
        {"goal": "Collect the keys", "words": 'Please collect "the keys"\nof room 3', "owner": "Zoë"},
        {"goal": "Call +49 30 1234567 about the keys", "words": "the keys", "due": "2026-05-08"},
    ]
    told = second_look.put(pair, replaced(second_look.words_of(pair)))
    return shown(second_look.messages(load("duplicates").render(), told, "f00d" * 8), Looks)


def shown(parts: list[dict[str, str]], answer: type[Filled]) -> str:
    said = "\n".join(f"=== {p['role']}\n{p['content']}" for p in parts)
    return f"{said}\n=== schema\n{json.dumps(answer.model_json_schema(), indent=1, ensure_ascii=False)}\n"


def test_every_released_prompt_is_as_it_was_released():
    assert [prompt.id for prompt in verify()] == [
        "extract/v1",
        "extract/v2",
        "extract/v3",
        "judge/v1",
        "duplicates/v1",
    ]


def test_a_prompt_knows_its_version_and_the_sha256_of_its_file():
    prompt = load("extract")
    raw = files(prompts).joinpath("extract", "v3.md").read_bytes()
    assert (prompt.id, prompt.version, prompt.text) == ("extract/v3", "v3", raw.decode())
    assert prompt.sha256 == hashlib.sha256(raw).hexdigest()
    assert load("extract/v3") == prompt


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("position", [0, 100, -1])
def test_one_changed_byte_is_refused(root, position, name):
    path = root / name / "v1.md"
    raw = bytearray(path.read_bytes())
    raw[position] ^= 1
    path.write_bytes(raw)
    for refused in (lambda: load(f"{name}/v1", root), lambda: verify(root)):
        with pytest.raises(PromptInvalid, match=rf"'{name}/v1' was changed after its release"):
            refused()


def test_other_line_ends_are_a_change_too(root):
    path = root / "extract" / "v1.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    with pytest.raises(PromptInvalid, match="changed"):
        load("extract/v1", root)


def test_an_older_version_is_checked_though_it_is_not_active(root):
    (root / "extract" / "v0.md").write_text("old")
    table, old = root / "released.toml", f'v0 = "{hashlib.sha256(b"new").hexdigest()}"'
    table.write_text(table.read_text().replace("[extract.sha256]\n", f"[extract.sha256]\n{old}\n"))
    assert load("extract", root).version == "v3"
    with pytest.raises(PromptInvalid, match="'extract/v0'"):
        verify(root)


@pytest.mark.parametrize(
    ("name", "says"),
    [("summarise", "'summarise'"), ("extract/v99", "not released"), ("../extract", "'..'"), ("", "''")],
)
def test_a_prompt_that_is_not_released_cannot_be_loaded(name, says):
    with pytest.raises(PromptInvalid, match=says):
        load(name)


def test_a_draft_beside_the_released_files_cannot_be_loaded(root):
    (root / "extract" / "v99.md").write_text("draft")
    with pytest.raises(PromptInvalid, match="not released"):
        load("extract/v99", root)


def test_a_missing_file_is_named(root):
    (root / "extract" / "v2.md").unlink()
    with pytest.raises(PromptInvalid, match="cannot be read"):
        verify(root)


@pytest.mark.parametrize(
    "table",
    [b"[extract", b"extract = 1", b'[extract]\nactive = "v1"', b"[extract]\nsha256 = {}", b'a = "\xff"'],
)
def test_a_broken_table_of_releases_is_an_error(root, table):
    (root / "released.toml").write_bytes(table)
    with pytest.raises(PromptInvalid, match=r"released\.toml"):
        verify(root)


def test_an_active_version_without_a_release_is_an_error(root):
    table = (root / "released.toml").read_text()
    (root / "released.toml").write_text(table.replace('active = "v3"', 'active = "v4"'))
    with pytest.raises(PromptInvalid, match="'extract/v4'"):
        verify(root)


def test_an_earlier_version_can_still_be_rendered_word_for_word():
    assert load("extract/v1").render(max_items=MAX_ITEMS).startswith("You read one text")


def test_a_variable_without_a_value_is_an_error():
    with pytest.raises(PromptInvalid, match=r"'extract/v3' does not render: 'max_items' is undefined"):
        load("extract").render()


def test_the_fixed_part_stays_short():
    system = load("extract").render(max_items=MAX_ITEMS)
    compact = json.dumps(Answer.model_json_schema(), separators=(",", ":"))
    assert len(system) + len(compact) <= LONGEST
    judge = json.dumps(Verdicts.model_json_schema(), separators=(",", ":"))
    assert len(load("judge").render()) + len(judge) <= LONGEST_OF_THE_JUDGE
    look = json.dumps(Looks.model_json_schema(), separators=(",", ":"))
    assert len(load("duplicates").render()) + len(look) <= LONGEST_OF_A_LOOK


def test_the_examples_in_the_prompt_fit_the_schema_and_copy_their_words():
    lines = load("extract").text.splitlines()
    examples = [(text, line) for text, line in pairwise(lines) if line.startswith("{")]
    assert len(examples) == 5
    for text, line in examples:
        shown = json.loads(line)
        Answer.model_validate(shown)
        for item in shown["items"]:
            assert set(item) <= set(Answer.model_json_schema()["$defs"]["AnswerItem"]["properties"])
            verbatim = [item[key] for key in item if key.endswith("_text")]
            criteria = [criterion["quote"] for criterion in item.get("done_criteria", [])]
            assert all(words in text for words in [*item["quotes"], *verbatim, *criteria])
            assert len(item["goal"].split()) <= 15


def test_the_example_of_the_judge_fits_its_schema_and_its_items():
    text, items, said = load("judge").text.splitlines()[-3:]
    asked = json.loads(items.removeprefix("items: "))
    verdicts = Verdicts.model_validate_json(said).verdicts
    assert [verdict.item for verdict in verdicts] == [item["item"] for item in asked]
    for verdict, item in zip(verdicts, asked, strict=True):
        assert len(verdict.criteria_checkable) == len(item["done_criteria"])
        assert (verdict.quote is None) == verdict.goal_faithful
        assert (verdict.quote or "") in text
        assert len(verdict.why.split()) <= 20


def test_the_example_of_a_second_look_fits_its_schema_and_copies_its_words():
    compared, said = map(json.loads, load("duplicates").text.splitlines()[-2:])
    for look, known in zip(Looks.model_validate(said).looks, compared["known"], strict=True):
        assert look.number == known["number"]
        assert look.quote_new in " ".join(compared["new"].values())
        assert look.quote_known in (known["goal"], known["words"])


@pytest.mark.parametrize("answer", [Answer, Verdicts, Looks])
def test_the_schema_is_one_that_strict_structured_output_takes(answer):
    for part in (answer.model_json_schema(), *answer.model_json_schema()["$defs"].values()):
        assert part["required"] == list(part["properties"])
        assert part["additionalProperties"] is False
        for field in part["properties"].values():
            assert set(field) <= {"type", "enum", "anyOf", "items", "description"}


def test_what_a_model_is_sent_is_what_the_snapshot_shows():
    """Where this fails on purpose, release a new prompt version and write `sent()` to the snapshot."""
    assert sent() == (SNAPSHOTS / "extract.txt").read_text(encoding="utf-8")
    in_part = sent_redacted_in_part(known=background())
    assert in_part == (SNAPSHOTS / "extract-part.txt").read_text(encoding="utf-8")
    assert sent_to_the_judge() == (SNAPSHOTS / "judge.txt").read_text(encoding="utf-8")
    assert sent_about_a_pair() == (SNAPSHOTS / "second-look.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("prompt", ["extract/v1", "extract/v2"])
def test_what_an_earlier_prompt_was_sent_with_can_still_be_said_as_it_was(prompt):
    assert sent_redacted_in_part(prompt) == (SNAPSHOTS / "extract-v2-part.txt").read_text(encoding="utf-8")


def test_prompts_import_nothing_of_ours_but_the_errors():
    tree = ast.parse(Path(prompts.__file__).read_text(encoding="utf-8"))
    froms = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    ours = {name for name in froms | plain if name.split(".")[0] in {"agent", "api", "evals", "prompts"}}
    assert ours == {"agent.errors"}

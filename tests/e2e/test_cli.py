"""The whole job, as one types it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

ANA = ("--as", "Ana Novak")
NOTE = "Please order 40 boxes of toner by 4 December 2026.\n"
ROW = {
    "id": "a",
    "channel": "note",
    "received_at": "2026-11-02T09:00:00+01:00",
    "sender": {"name": "Ana Novak", "email": "ana@example.org"},
    "text": NOTE,
}
PEOPLE = "people:\n  - {name: Ana Novak, email: ana@example.org}\nteams:\n  - {name: Operations}\n"


def rows(*given: dict) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in given)


@pytest.fixture
def office(clarify):
    """Somebody may decide, and one proposal waits."""
    clarify.done("users", "add", "Ana Novak", "--email", "ana@example.org")
    Path("a.jsonl").write_text(rows(ROW), encoding="utf-8")
    clarify.done("intake", "a.jsonl")
    return clarify


def waiting(clarify) -> list[str]:
    return [row["id"] for row in clarify.done("queue", "--json").rows]


def digest(clarify, proposal: str) -> str:
    return clarify.done("show", proposal).out.split("digest ")[-1].split()[0]


def confirm(clarify, proposal: str) -> dict:
    chosen = ("--yes", "--digest", digest(clarify, proposal), *ANA, "--json")
    return clarify.done("confirm", proposal, *chosen).rows[0]


def test_init_writes_starter_files_and_keeps_what_is_there(clarify):
    first = clarify.done("init")
    assert sorted(path.name for path in Path().iterdir() if path.is_file()) == [
        "clarify.yaml", "people.yaml", "rules.yaml",
    ]  # fmt: skip
    assert first.out.count("wrote") == 4
    Path("rules.yaml").write_text("mine", encoding="utf-8")
    assert clarify.done("init").out.count("kept") == 4
    assert Path("rules.yaml").read_text(encoding="utf-8") == "mine"


def test_the_starter_files_are_in_force_and_without_mistakes(clarify):
    clarify.done("init")
    assert "no mistakes" in clarify.done("rules", "check", "rules.yaml").out
    assert clarify.done("doctor").code == 0


def test_text_becomes_work_that_a_person_confirmed(office):
    (proposal,) = waiting(office)
    assert "toner" in office.done("show", proposal).out
    work = confirm(office, proposal)
    assert work["confirmed_by"] == "Ana Novak"
    assert work["item"]["due"]["value"] == "2026-12-04"
    assert waiting(office) == []
    office.done("done", work["id"], *ANA)
    assert office.done("work", "--status", "done", "--json").rows[0]["id"] == work["id"]
    office.done("reopen", work["id"], *ANA)
    assert office.done("verify", "--json").rows[0]["fine"]


def test_a_digest_of_an_earlier_version_confirms_nothing(office):
    (proposal,) = waiting(office)
    stale = digest(office, proposal)
    office.done("edit", proposal, "--set", "due=2026-12-11", *ANA)
    said = office("confirm", proposal, "--yes", "--digest", stale, *ANA)
    assert (said.code, said.out) == (1, "")
    assert "not what you saw" in said.err
    assert office.done("work", "--json").rows == []


def test_without_anybody_to_ask_a_confirm_needs_the_digest(office):
    (proposal,) = waiting(office)
    assert office("confirm", proposal, *ANA).code == 1
    assert office("confirm", proposal, "--yes", *ANA).code == 2
    assert office.done("work", "--json").rows == []


def test_a_shortened_id_is_enough_where_it_fits_one(office):
    (proposal,) = waiting(office)
    assert office.done("show", proposal[:6], "--json").rows[0]["id"] == proposal


@pytest.mark.parametrize("command", [("reject",), ("snooze", "--until", "2199-01-01")])
def test_a_closed_proposal_leaves_the_queue_until_it_is_undone(office, command):
    (proposal,) = waiting(office)
    office.done(command[0], proposal, *command[1:], *ANA)
    assert waiting(office) == []
    office.done("undo", proposal, *ANA)
    assert waiting(office) == [proposal]


def test_undoing_a_confirm_withdraws_the_work(office):
    (proposal,) = waiting(office)
    confirm(office, proposal)
    office.done("undo", proposal, *ANA)
    assert office.done("work", "--json").rows == []
    assert waiting(office) == [proposal]
    assert office.done("verify").code == 0


def test_an_answer_closes_its_question(clarify):
    clarify.done("users", "add", "Ana Novak")
    Path("b.jsonl").write_text(
        rows({**ROW, "sender": None, "text": "Somebody should look at the projector before the film."})
    )
    clarify.done("intake", "b.jsonl")
    seen = clarify.done("queue", "--json").rows[0]
    asked = [question["topic"] for question in seen["questions"]]
    assert "owner" in asked
    said = clarify.done("answer", seen["id"], "Bob Stone", "--topic", "owner", *ANA, "--json").rows[0]
    (told,) = said["amendments"]
    evidence = {"field": "owner", "quote": "Bob Stone", "start": 0, "end": 9, "source": told["intake_id"]}
    assert said["item"]["owner"] == {"value": "Bob Stone", "basis": "stated", "evidence": [evidence]}
    assert "owner" not in [question["topic"] for question in said["questions"]]
    assert clarify.done("show", told["intake_id"], "--json").rows[0]["state"] == "answer"


def test_the_same_work_is_merged_into_what_exists(office):
    (first,) = waiting(office)
    work = confirm(office, first)
    Path("c.jsonl").write_text(rows({**ROW, "id": "c", "received_at": "2026-11-03T09:00:00+01:00"}))
    office.done("intake", "c.jsonl")
    seen = office.done("queue", "--json").rows[0]
    assert [match["id"] for match in seen["similar"]["matches"]] == [work["id"]]
    refused = office("merge", seen["id"], work["id"], "--yes", "--digest", "0" * 64, *ANA)
    assert refused.code == 1
    assert waiting(office) == [seen["id"]]
    nobody = office("merge", seen["id"], work["id"], *ANA)
    assert f"`clarify show {seen['id']} --into {work['id']}`" in nobody.err
    shown = office.done("show", seen["id"], "--into", work["id"])
    named = shown.out.split("digest ")[-1].split()[0]
    assert office.done("show", seen["id"], "--into", work["id"], "--json").rows[0]["digest"] == named
    office.done("merge", seen["id"], work["id"], "--yes", "--digest", named, *ANA)
    assert f"merged into {work['id']}" in office.done("queue", "--all").out
    assert f"merged into {work['id']}, open" in office.done("show", seen["id"]).out
    assert f"({seen['id']})" in office.done("show", work["id"]).out
    assert "also asked" in " ".join(office.done("work").out.split())
    assert f"({seen['id']})" in office.done("done", work["id"], *ANA).out
    office.done("undo", seen["id"], *ANA)
    assert waiting(office) == [seen["id"]]


def test_who_asked_for_withdrawn_work_as_well_is_told_by_the_queue(office):
    """The first requester takes the work back; the second, whose text was merged into it, did not."""
    Path("b.eml").write_bytes(
        b"From: Bob <b@x.example>\r\nSubject: Ink\r\nMessage-ID: <1@x>\r\n"
        b"Date: Mon, 02 Nov 2026 09:00:00 +0000\r\n\r\nPlease order blue ink by Friday.\r\n"
    )
    office.done("intake", "b.eml")
    (toner, ink) = waiting(office)
    work = confirm(office, ink)
    named = office.done("show", toner, "--into", work["id"], "--json").rows[0]["digest"]
    office.done("merge", toner, work["id"], "--yes", "--digest", named, *ANA)
    Path("c.eml").write_bytes(
        b"From: Bob <b@x.example>\r\nSubject: Re: Ink\r\nMessage-ID: <2@x>\r\nIn-Reply-To: <1@x>\r\n"
        b"Date: Tue, 03 Nov 2026 09:00:00 +0000\r\n\r\nPlease forget about the ink.\r\n"
    )
    office.done("intake", "c.eml")
    (withdrawal,) = waiting(office)
    assert "also asked  by Ana Novak" in office.done("show", withdrawal).out
    confirm(office, withdrawal)
    assert f"`clarify undo {toner}`" in " ".join(office.done("queue").out.split())
    office.done("undo", toner, *ANA)
    assert waiting(office) == [toner]
    assert "withdrawn" not in office.done("queue").out
    assert office.done("verify", "--json").rows[0]["fine"]


def test_the_same_text_twice_changes_nothing(office):
    again = office.done("intake", "a.jsonl", "--json").rows
    assert [row["new"] for row in again] == [False]
    assert len(waiting(office)) == 1


def test_the_same_source_id_with_another_text_is_stored_and_flagged(office):
    Path("a.jsonl").write_text(rows({**ROW, "text": "Please call Bob Stone by Friday."}))
    said = office.done("intake", "a.jsonl", "--json").rows[0]
    assert said["new"]
    assert said["conflicts_with"].startswith("I-")
    assert len(waiting(office)) == 2


def test_the_same_words_months_later_are_new_work(clarify):
    Path("n.txt").write_text("Please order toner.\n")
    for day in ("2026-01-05", "2026-06-08"):
        clarify.done("intake", "n.txt", "--received-at", f"{day}T09:00:00+00:00")
    assert len(waiting(clarify)) == 2


def test_work_is_exported_as_lines_and_as_a_table(office):
    (proposal,) = waiting(office)
    office.done("edit", proposal, "--set", "goal==cmd|' /C calc'!A0", *ANA)
    work = confirm(office, proposal)
    assert office.done("export").rows[0]["id"] == work["id"]
    said = office.done("export", "--format", "csv", "--output", "out.csv")
    assert said.out == ""
    with Path("out.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["goal"].startswith("'=")


def test_people_are_imported_and_an_empty_file_replaces_nobody(clarify):
    Path("people.yaml").write_text(PEOPLE)
    clarify.done("people", "import", "people.yaml")
    Path("none.yaml").write_text("people: []\n")
    assert clarify("people", "import", "none.yaml").code == 1
    assert "Ana Novak" in clarify.done("people", "list").out


def test_reindex_and_rules_test_speak_of_what_waits(office):
    assert office.done("reindex", "--json").rows == [{"indexed": 1}]
    assert office.done("rules", "test", "--json").rows[0]["id"] == waiting(office)[0]


def test_a_cut_tail_is_found_by_a_head_kept_elsewhere(office):
    head = office.done("verify", "--json").rows[0]["head"]
    assert office.done("verify", "--head", head).code == 0
    beyond = f"{int(head.split(':')[0]) + 1}:{'0' * 64}"
    assert office("verify", "--head", beyond).code == 1


def test_extract_keeps_the_order_of_the_rows_and_prints_json_only(clarify):
    texts = ["Please call Bob.", "Thanks for lunch!", NOTE]
    Path("r.jsonl").write_text(rows(*({**ROW, "id": f"r{n}", "text": t} for n, t in enumerate(texts))))
    said = clarify.done("extract", "r.jsonl", "--json", "--engine", "local")
    assert [(row["id"], row["not_work"]) for row in said.rows] == [
        ("r0", False), ("r1", True), ("r2", False),
    ]  # fmt: skip
    assert said.err == ""


def test_every_quote_of_a_file_is_a_span_of_the_text_that_comes_along(clarify):
    row = clarify.done("extract", "--json", "--engine", "local", stdin=NOTE.encode()).rows[0]
    quotes = [e for item in row["items"] for e in item["evidence"]]
    assert quotes
    assert all(row["text"][e["start"] : e["end"]] == e["quote"] for e in quotes)


def test_several_files_are_told_apart_by_their_names(clarify):
    Path("a.txt").write_text(NOTE)
    Path("b.txt").write_text("Please call Bob.")
    said = clarify("extract", "a.txt", "none.txt", "b.txt", "--json", "--engine", "local")
    assert [row["id"] for row in said.rows] == ["a.txt", "b.txt"]
    assert (said.code, said.err) == (1, "clarify: none.txt: there is no such file\n")


def test_stored_text_reaches_the_terminal_as_data(clarify):
    clarify.done("users", "add", "Ana Novak")
    text = "Please order \x1b[31mtoner\x1b]0;pwn\x07 by Friday.\u202e\n"
    Path("e.jsonl").write_text(rows({**ROW, "id": "\x1b[2J", "text": text, "people": ["\x9b31mBob"]}))
    said = [
        clarify.done("extract", "e.jsonl", "--engine", "local"),
        clarify.done("intake", "e.jsonl"),
        clarify.done("queue"),
    ]
    (proposal,) = waiting(clarify)
    clarify.done("reject", proposal, "--reason", "\x1b[1mno", *ANA)
    said += [clarify.done("show", proposal), clarify("show", "\x1b[31m"), clarify("extract", "\x1b[31m")]
    shown = "".join(one.out + one.err for one in said)
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)


def test_no_line_is_wider_than_the_terminal(office):
    shown = "".join(office.done(*words).out for words in (("queue",), ("work",), ("doctor",), ("demo",)))
    assert max(map(len, shown.splitlines())) <= 80


def test_the_demo_keeps_nothing(clarify, tmp_path):
    shutil.rmtree(tmp_path / "home")
    assert len(clarify.done("demo", "--json").rows) > 5
    assert list(tmp_path.iterdir()) == []


def test_a_csv_with_nothing_in_it_has_its_header(clarify):
    assert next(csv.reader(io.StringIO(clarify.done("export", "--format", "csv").out)))[0] == "id"


def test_a_text_without_work_can_be_promoted_dismissed_and_sampled(clarify):
    clarify.done("users", "add", "Ana Novak")
    for name, text in (("a", "The roof was mended last week."), ("b", "Thanks for the cake.")):
        Path(f"{name}.txt").write_text(text)
        clarify.done("intake", f"{name}.txt")
    listed = clarify.done("queue", "--not-work", "--json").rows
    assert len(listed) == 2
    drawn = clarify.done("sample", "--count", "2", "--json")
    assert {row["intake"]["id"] for row in drawn.rows} == {row["intake"]["id"] for row in listed}
    made = clarify.done("promote", listed[0]["intake"]["id"], "--as", "Ana Novak", "--json").rows
    assert made[0]["item"]["goal"]["value"] == "The roof was mended last week."
    clarify.done("dismiss", listed[1]["intake"]["id"], "--as", "Ana Novak")
    assert clarify.done("queue", "--not-work", "--json").rows == []
    assert len(clarify.done("queue", "--not-work", "--all", "--json").rows) == 1
    said = clarify.done("sample", "--count", "2")
    assert "of 2 that were looked at, 1 held work after all" in said.err
    clarify.done("promote", listed[1]["intake"]["id"], "--as", "Ana Novak")
    assert clarify("promote", listed[1]["intake"]["id"], "--as", "Ana Novak").code == 1
    clarify.done("verify")


def test_a_reply_says_what_it_changed_in_its_thread(clarify):
    asked = (
        "Date: Mon, 2 Nov 2026 09:00:00 +0100\nMessage-ID: <1@x.example>\n{}\n\nPlease order 40 chairs by {}."
    )
    Path("a.eml").write_text(asked.format("Subject: Chairs", "4 December"))
    Path("b.eml").write_text(asked.format("In-Reply-To: <1@x.example>", "9 December").replace("<1", "<2", 1))
    Path("c.eml").write_text(asked.format("In-Reply-To: <1@x.example>", "9 December").replace("<1", "<3", 1))
    [first] = clarify.done("intake", "a.eml", "--json").rows
    [reply] = clarify.done("intake", "b.eml", "--json").rows
    assert (reply["proposals"], reply["amended"]) == ([], first["proposals"])
    assert "nothing new: its thread asked for all of it before" in clarify.done("intake", "c.eml").out

"""What every index promises."""

from __future__ import annotations

from contextlib import closing, contextmanager

import pytest

from agent.records import Entry
from tests.databases import empty_database
from tests.fakes import MemoryIndex
from tests.indexes import BACKUP, ENTRIES, LEASE, PRINTER, best, ids, in_tables, on_disk, on_server

OBJECTS = ("server", "contract", "kitchen", "badge", "laptop", "roof", "lift", "website", "budget", "parcel")


@pytest.fixture(params=["memory", "disk", "server", "tables"])
def index(request, tmp_path):
    with made(request, tmp_path) as index:
        index.rebuild(ENTRIES)
        yield index


@contextmanager
def made(request, tmp_path):
    if request.param == "memory":
        yield MemoryIndex()
    elif request.param == "disk":
        yield on_disk(tmp_path)
    elif request.param == "server":
        with closing(on_server(tmp_path, request.getfixturevalue("chroma"))) as index:
            yield index
    else:
        with (
            empty_database("postgresql", tmp_path) as database,
            closing(in_tables(tmp_path, request.getfixturevalue("chroma"), database)) as index,
        ):
            yield index


def test_similar_work_comes_first(index):
    assert best(index, "printer needs toner") == "w1"
    assert best(index, "the signed lease", "Contoso asks again") == "w2"


def test_the_same_text_scores_highest_and_near_one(index):
    top = index.search(PRINTER.title, PRINTER.body, 5)[0]
    assert top.id == "w1"
    assert top.score > 0.95


def test_scores_are_between_zero_and_one_and_fall(index):
    found = index.search("the printer lease backup", "toner", 5)
    scores = [candidate.score for candidate in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= s <= 1 for c in found for s in (c.score, c.lexical, c.dense))


def test_the_limit_holds(index):
    assert len(index.search("the printer lease backup", "", 2)) == 2


def test_what_is_put_is_found_at_once_and_may_be_put_again(index):
    entry = Entry(id="w4", title="Repair the lift", body="It stops between floors.")
    index.put([entry])
    index.put([entry, entry])
    index.check()
    assert ids(index.search("lift stops between floors", "", 5)).count("w4") == 1
    assert best(index, "lift stops between floors") == "w4"


def test_putting_an_id_again_replaces_it(index):
    index.put([Entry(id="w1", title="Paint the fence", body="Green.")])
    index.check()
    assert best(index, "paint the fence") == "w1"
    assert (
        index.search("toner printer", "", 5)[0].lexical < 0.3
        if index.search("toner printer", "", 5)
        else True
    )


def test_what_is_removed_is_not_found_and_may_be_removed_again(index):
    index.remove(["w1"])
    index.remove(["w1", "never there"])
    index.check()
    assert "w1" not in ids(index.search("printer toner", "", 5))


def test_nothing_to_put_or_remove_is_no_error(index):
    index.put([])
    index.remove([])
    index.check()
    assert best(index, "printer toner") == "w1"


def test_a_rebuild_forgets_what_was_there(index):
    progress = []
    index.rebuild([LEASE, BACKUP], progress.append)
    index.check()
    assert progress == [2]
    assert "w1" not in ids(index.search("printer toner", "", 5))


def test_an_empty_index_finds_nothing(index):
    index.rebuild([])
    index.check()
    assert index.search("printer toner", "", 5) == []


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "printer AND OR NOT",
        "title:printer*",
        "NEAR(a b)",
        "^a - (b",
        "'; DROP TABLE docs; --",
        "%_\\",
        "{a}:b",
    ],
)
def test_words_of_query_languages_are_only_words(index, text):
    index.put([Entry(id="odd", title=text, body=text)])
    index.check()
    assert isinstance(index.search(text, text, 5), list)


@pytest.mark.parametrize(
    "text", ["", " \n", "\0", "a\0b", "\ud800", "🧾", "会議室の予約", "a" * 200_000, "x " * 100_000]
)
def test_any_text_can_be_put_and_looked_for(index, text):
    index.put([Entry(id="odd", title=text, body=text)])
    index.check()
    assert isinstance(index.search(text, text, 5), list)


def test_a_thousand_entries_are_put_and_found(index):
    entries = [
        Entry(
            id=f"n{n}", title=f"Check the {OBJECTS[n % 10]} number{n}", body=f"In room{n} of building{n % 7}."
        )
        for n in range(1000)
    ]
    index.put(entries)
    index.check()
    assert all(
        best(index, f"the {OBJECTS[n % 10]} number{n}", f"room{n}") == f"n{n}" for n in range(0, 1000, 97)
    )

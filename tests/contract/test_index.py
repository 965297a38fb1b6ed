"""What every index promises, and what the one on disk promises besides."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from agent.errors import IndexUnavailable
from agent.index import lexical
from agent.index.embedders import HashedEmbedder
from agent.index.hybrid import HybridIndex
from agent.protocols import Entry
from tests.fakes import MemoryIndex

PRINTER = Entry(id="w1", title="Order toner for the printer", body="The printer on the 3rd floor is empty.")
LEASE = Entry(id="w2", title="Sign the lease", body="Contoso waits for the signed lease of the warehouse.")
BACKUP = Entry(id="w3", title="Restore the payroll backup", body="The nightly job failed twice.")
ENTRIES = (PRINTER, LEASE, BACKUP)
OBJECTS = ("server", "contract", "kitchen", "badge", "laptop", "roof", "lift", "website", "budget", "parcel")


def on_disk(folder, *, workspace="default", store="store-1", dimensions=384):
    return HybridIndex(folder / "index", workspace, store, HashedEmbedder(dimensions))


@pytest.fixture(params=["memory", "disk"])
def index(request, tmp_path):
    index = MemoryIndex() if request.param == "memory" else on_disk(tmp_path)
    index.rebuild(ENTRIES)
    return index


@pytest.fixture
def disk(tmp_path):
    index = on_disk(tmp_path)
    index.rebuild(ENTRIES)
    return index


def ids(found):
    return [candidate.id for candidate in found]


def best(index, title, body=""):
    return index.search(title, body, 5)[0].id


# -- every index ------------------------------------------------------------------------------


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


# -- the one on disk --------------------------------------------------------------------------


def test_a_missing_index_is_unavailable_not_empty(tmp_path):
    for index in (MemoryIndex(), on_disk(tmp_path)):
        for call in (
            lambda index=index: index.search("a", "b", 5),
            lambda index=index: index.put([PRINTER]),
            lambda index=index: index.remove(["w1"]),
            index.check,
        ):
            with pytest.raises(IndexUnavailable, match="clarify reindex"):
                call()
    assert list(tmp_path.iterdir()) == []


def test_it_stays_where_it_is_when_opened_again(disk, tmp_path):
    disk.close()
    again = on_disk(tmp_path)
    again.check()
    assert best(again, "printer toner") == "w1"


@pytest.mark.parametrize("other", [{"store": "store-2"}, {"dimensions": 256}])
def test_an_index_of_another_store_or_embedder_is_unavailable(disk, tmp_path, other):
    index = on_disk(tmp_path, **other)
    with pytest.raises(IndexUnavailable, match="clarify reindex"):
        index.check()
    with pytest.raises(IndexUnavailable, match="clarify reindex"):
        index.search("printer", "", 5)
    index.rebuild(ENTRIES)
    index.check()


@pytest.mark.parametrize("workspace", ["ops", "Großhandel & Co", "../up", ""])
def test_workspaces_never_see_each_other(disk, tmp_path, workspace):
    other = on_disk(tmp_path, workspace=workspace)
    other.rebuild([LEASE])
    other.check()
    assert ids(other.search("printer toner lease", "", 5)) == ["w2"]
    assert best(disk, "printer toner") == "w1"
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("pattern", ["current", "lexical.db", "chroma.sqlite3", "*"])
@pytest.mark.parametrize("garbage", [b"", b"garbage\0" * 500])
def test_garbage_in_files_is_unavailable_until_a_rebuild(disk, tmp_path, pattern, garbage):
    disk.close()
    for path in [path for path in (tmp_path / "index").rglob(pattern) if path.is_file()]:
        path.write_bytes(garbage)
    index = on_disk(tmp_path)
    with pytest.raises(IndexUnavailable):
        index.check()
    with pytest.raises(IndexUnavailable):
        index.search("printer toner", "", 5)
    index.rebuild(ENTRIES)
    index.check()
    assert best(index, "printer toner") == "w1"


@pytest.mark.parametrize("pattern", ["default", "build-*", "lexical.db", "chroma"])
def test_a_folder_deleted_under_a_running_process_is_unavailable_until_a_rebuild(disk, tmp_path, pattern):
    for path in list((tmp_path / "index").rglob(pattern)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(IndexUnavailable):
        disk.check()
    with pytest.raises(IndexUnavailable):
        disk.search("printer toner", "", 5)
    disk.rebuild(ENTRIES)
    disk.check()
    assert best(disk, "printer toner") == "w1"


def test_a_file_where_the_folder_should_be_is_replaced(tmp_path):
    (tmp_path / "index").write_text("not a folder")
    index = on_disk(tmp_path)
    with pytest.raises(IndexUnavailable):
        index.check()
    index.rebuild(ENTRIES)
    index.check()


def test_legs_that_differ_are_torn(disk, tmp_path):
    (words,) = (tmp_path / "index").rglob("lexical.db")
    with lexical.opened(words) as leg:
        leg.remove(["w1"])
    with pytest.raises(IndexUnavailable, match="torn"):
        disk.check()
    assert "w1" not in ids(disk.search("printer toner", "", 5))
    disk.put([PRINTER])
    disk.check()


def test_a_rebuild_that_stops_half_way_leaves_the_old_index_in_use(disk, tmp_path):
    def stop(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        disk.rebuild([LEASE], stop)
    disk.check()
    assert best(disk, "printer toner") == "w1"
    disk.rebuild([LEASE])
    disk.check()
    assert sorted(path.name for path in (tmp_path / "index" / "default").iterdir()) == ["build-3", "current"]


KILLED = """
import os, sys
from pathlib import Path
from agent.index.embedders import HashedEmbedder
from agent.index.hybrid import HybridIndex
from agent.protocols import Entry
entries = [Entry(id=f"k{n}", title=f"title {n}", body="body") for n in range(1200)]
index = HybridIndex(Path(sys.argv[1]), "default", "store-1", HashedEmbedder())
index.rebuild(entries, lambda done: os.kill(os.getpid(), 9) if done >= 1000 else None)
"""


def test_a_first_rebuild_that_is_killed_leaves_no_index_and_can_be_made_again(tmp_path):
    died = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "index")], check=False)  # noqa: S603 - our own code
    assert died.returncode == -9
    index = on_disk(tmp_path)
    with pytest.raises(IndexUnavailable, match="clarify reindex"):
        index.check()
    index.rebuild(ENTRIES)
    index.check()


PUT = """
import sys
from pathlib import Path
from agent.index.embedders import HashedEmbedder
from agent.index.hybrid import HybridIndex
from agent.protocols import Entry
index = HybridIndex(Path(sys.argv[1]), "default", "store-1", HashedEmbedder())
for n in range(10):
    index.put([Entry(id=f"{sys.argv[2]}{n}", title=f"Inspect the crane{sys.argv[2]}{n}", body="At the harbour.")])
"""


def test_processes_write_together_and_see_each_other(disk, tmp_path):
    assert best(disk, "printer toner") == "w1"
    command = [sys.executable, "-c", PUT, str(tmp_path / "index")]
    writers = [subprocess.Popen([*command, name]) for name in ("a", "b")]  # noqa: S603 - our own code
    for n in range(10):
        disk.put([Entry(id=f"c{n}", title=f"Inspect the cranec{n}", body="At the harbour.")])
    assert [writer.wait() for writer in writers] == [0, 0]
    disk.check()
    for name in ("a7", "b9", "c3"):
        top = disk.search(f"Inspect the crane{name}", "At the harbour.", 5)[0]
        assert top.id == name
        assert top.dense > 0.99


def test_threads_share_one_index(disk):
    def work(n):
        disk.put([Entry(id=f"t{n}", title=f"Inspect the crane{n}", body="")])
        return best(disk, f"inspect the crane{n}")

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(40))) == [f"t{n}" for n in range(40)]
    disk.check()


def test_importing_and_opening_does_not_import_chroma(tmp_path):
    code = (
        "import sys; from pathlib import Path; from agent.index.embedders import HashedEmbedder; "
        "from agent.index.hybrid import HybridIndex; "
        "HybridIndex(Path(sys.argv[1]), 'default', 's', HashedEmbedder()); sys.exit('chromadb' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)  # noqa: S603 - our own code


def test_a_search_is_quick(disk):
    best(disk, "warm up")
    started = time.perf_counter()
    for _ in range(20):
        best(disk, "printer toner", "The printer is empty. " * 50)
    assert (time.perf_counter() - started) / 20 < 0.25

"""What the index on disk promises besides: broken files, other processes, half-done work."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import numpy as np
import pytest
from filelock import FileLock

from agent.errors import IndexUnavailable
from agent.index import dense, lexical
from agent.records import Entry
from tests.fakes import MemoryIndex
from tests.indexes import ENTRIES, LEASE, PRINTER, best, ids, on_disk


@pytest.fixture
def disk(tmp_path):
    index = on_disk(tmp_path)
    index.rebuild(ENTRIES)
    return index


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


class Lengths:
    """An `Embedder` that only sees how long a text is."""

    name = "lengths"

    def prepare(self):
        pass

    def embed(self, texts):
        rows = np.array([[1.0, len(text)] for text in texts], dtype=np.float32).reshape(-1, 2)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_it_stays_where_it_is_when_opened_again(disk, tmp_path):
    disk.close()
    again = on_disk(tmp_path)
    again.check()
    assert best(again, "printer toner") == "w1"


@pytest.mark.parametrize("other", [{"store": "store-2"}, {"embedder": Lengths()}])
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
def test_a_folder_deleted_under_a_process_is_unavailable_until_a_rebuild(disk, tmp_path, pattern):
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
    left = sorted(path.name for path in (tmp_path / "index" / "default").iterdir())
    assert left == ["build-3", "current", "owner"]


KILLED = """
import os, sys
from pathlib import Path
from agent.index import likeness, static
from agent.index.hybrid import HybridIndex
from agent.records import Entry
entries = [Entry(id=f"k{n}", title=f"title {n}", body="body") for n in range(1200)]
index = HybridIndex(Path(sys.argv[1]), "default", "store-1", static.shipped(), likeness.shipped())
index.rebuild(entries, lambda done: os.kill(os.getpid(), 9) if done >= 1000 else None)
"""


def test_a_first_rebuild_that_is_killed_leaves_no_index_and_can_be_made_again(tmp_path):
    command = [sys.executable, "-c", KILLED, str(tmp_path / "index")]
    died = subprocess.run(command, check=False)
    assert died.returncode == -9
    index = on_disk(tmp_path)
    with pytest.raises(IndexUnavailable, match="clarify reindex"):
        index.check()
    index.rebuild(ENTRIES)
    index.check()


DYING = """
import os, sys
from pathlib import Path
from agent.index import dense, likeness, static
from agent.index.hybrid import HybridIndex
from agent.records import Entry
index = HybridIndex(Path(sys.argv[1]), "default", "store-1", static.shipped(), likeness.shipped())
dense.Dense.put = lambda *_: os.kill(os.getpid(), 9)
index.put([Entry(id="w9", title="Inspect the crane", body="")])
"""


def die_in_a_write(folder):
    died = subprocess.run([sys.executable, "-c", DYING, str(folder / "index")], check=False)
    assert died.returncode == -9


def test_an_index_on_which_a_writer_died_is_tried_out_elsewhere_before_it_is_used(disk, tmp_path):
    die_in_a_write(tmp_path)
    assert best(disk, "printer toner") == "w1"
    on_disk(tmp_path).check()
    assert list((tmp_path / "index").rglob("writing")) == []


def test_one_that_a_process_does_not_survive_is_made_again(disk, tmp_path):
    die_in_a_write(tmp_path)
    disk.close()
    (tmp_path / "index" / "default" / "build-1" / "chroma" / "chroma.sqlite3").write_bytes(b"torn")
    for index in (disk, on_disk(tmp_path)):
        for call in (lambda index=index: index.search("printer toner", "", 5), index.check):
            with pytest.raises(IndexUnavailable, match="clarify reindex"):
                call()
    disk.rebuild(ENTRIES)
    assert best(on_disk(tmp_path), "printer toner") == "w1"


def test_a_search_goes_on_while_another_writes_but_not_while_it_is_tried_out(disk, tmp_path):
    builds, other = disk._builds, on_disk(tmp_path)
    with builds.locked(), disk._shelf.writing(builds.current().name):
        assert best(other, "printer toner") == "w1"
        (builds.current().folder / "looking").touch()
        with pytest.raises(IndexUnavailable, match="looks whether"):
            other.search("printer toner", "", 5)
    assert best(other, "printer toner") == "w1"


def test_a_graph_that_was_not_written_to_its_end_is_not_opened(disk, tmp_path):
    disk.put([Entry(id=f"k{n}", title=f"title {n}", body="") for n in range(dense.OFTEN)])
    disk.close()
    (points,) = (tmp_path / "index").rglob("data_level0.bin")
    (names,) = (tmp_path / "index").rglob("index_metadata.pickle")
    for later, raises in ((0, nullcontext()), (1, pytest.raises(IndexUnavailable, match="clarify reindex"))):
        os.utime(points, ns=(0, names.stat().st_mtime_ns + later))
        with raises:
            on_disk(tmp_path).check()


def test_nobody_opens_a_graph_while_it_is_written(disk, tmp_path):
    disk.close()
    (folder,) = (tmp_path / "index").rglob("chroma")
    with ThreadPoolExecutor(1) as pool:
        with FileLock(folder.with_suffix(".lock")):
            found = pool.submit(best, on_disk(tmp_path), "printer toner")
            with pytest.raises(TimeoutError):
                found.result(timeout=0.3)
        assert found.result() == "w1"


PUT = """
import sys
from pathlib import Path
from agent.index import likeness, static
from agent.index.hybrid import HybridIndex
from agent.records import Entry
index = HybridIndex(Path(sys.argv[1]), "default", "store-1", static.shipped(), likeness.shipped())
for n in range(10):
    name = f"{sys.argv[2]}{n}"
    index.put([Entry(id=name, title=f"Inspect the crane{name}", body="At the harbour.")])
"""


def test_processes_write_together_and_see_each_other(disk, tmp_path):
    assert best(disk, "printer toner") == "w1"
    command = [sys.executable, "-c", PUT, str(tmp_path / "index")]
    writers = [subprocess.Popen([*command, name]) for name in ("a", "b")]
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
        "import sys; from pathlib import Path; from agent.index import likeness, static; "
        "from agent.index.hybrid import HybridIndex; "
        "HybridIndex(Path(sys.argv[1]), 'default', 's', static.shipped(), likeness.shipped()); "
        "sys.exit('chromadb' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    subprocess.run(command, check=True)


def test_what_is_looked_for_can_be_left_out_and_then_competes_with_nothing(disk):
    twin = Entry(id="w4", title=PRINTER.title, body=PRINTER.body)
    disk.put([twin])
    found = disk.search(PRINTER.title, PRINTER.body, 5, {"w4"})
    assert "w4" not in ids(found)
    assert found[0].id == "w1"
    assert found[0].score > 0.95


def test_a_search_is_quick(disk):
    best(disk, "warm up")
    started = time.process_time()
    for _ in range(20):
        best(disk, "printer toner", "The printer is empty. " * 50)
    assert (time.process_time() - started) / 20 < 0.25

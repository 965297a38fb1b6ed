"""What an index that machines share promises besides: servers that are away, other owners, switching."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import ExitStack, closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import sqlalchemy as sa

from agent.errors import IndexUnavailable
from agent.records import Entry
from evals.invented import entries
from tests.chroma_servers import chroma_server, free_port, shelf
from tests.databases import empty_database
from tests.indexes import BACKUP, ENTRIES, LEASE, PRINTER, best, ids, in_tables, on_server


@pytest.fixture
def database(tmp_path):
    with empty_database("postgresql", tmp_path) as url:
        yield url


@pytest.fixture
def machines(tmp_path, chroma, database):
    """Two, each with an index of its own to talk to the same servers."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(closing(in_tables(tmp_path / name, chroma, database)))
            for name in ("one", "two")
        ]


def collections(chroma):
    """Names of all that are on the server."""
    api = shelf(chroma)
    with closing(api):
        return {name for name in api._names(api._connected()) if name.startswith("clarify-")}


def test_what_one_machine_writes_the_other_finds_and_nothing_lies_on_their_disks(machines, tmp_path):
    one, two = machines
    one.rebuild(ENTRIES)
    assert best(two, "printer toner") == "w1"
    two.put([Entry(id="w4", title="Repair the lift", body="It stops between floors.")])
    one.remove(["w2"])
    for index in machines:
        index.check()
        assert best(index, "the lift stops") == "w4"
        assert "w2" not in ids(index.search("sign the lease", "", 5))
    assert list(tmp_path.iterdir()) == []


def test_a_rebuild_elsewhere_switches_every_machine_and_leaves_one_build(machines, chroma, database):
    one, two = machines
    before = collections(chroma)
    one.rebuild(ENTRIES)
    assert best(two, "printer toner") == "w1"
    two.rebuild([LEASE, BACKUP])
    assert "w1" not in ids(one.search("printer toner", "", 5))
    one.check()
    assert len(collections(chroma) - before) == 1
    made = sa.inspect(sa.create_engine(database, poolclass=sa.NullPool)).get_table_names()
    assert len([name for name in made if name.endswith("_stems")]) == 1


def test_words_in_postgresql_find_what_words_in_a_file_find(machines, tmp_path, chroma):
    made = list(entries(300))
    with closing(on_server(tmp_path, chroma)) as file:
        for index in (machines[0], file):
            index.rebuild(made)
            index.put(made[100:120])
            index.remove([entry.id for entry in made[:20]])
        for asked in entries(5, 5000):
            found = [index.search(asked.title, asked.body, 20) for index in (machines[0], file)]
            assert found[0] == found[1]
            assert len(found[0]) == 20


def test_a_rebuild_that_failed_half_way_leaves_the_old_index_and_can_be_made_again(
    machines, tmp_path, chroma
):
    def fail(done):
        raise IndexUnavailable("the server is away")

    with closing(on_server(tmp_path, chroma)) as file:
        for index in (machines[0], file):
            index.rebuild(ENTRIES)
            with pytest.raises(IndexUnavailable, match="away"):
                index.rebuild([LEASE], fail)
            assert best(index, "printer toner") == "w1"
            index.rebuild([LEASE])
            index.check()
            assert ids(index.search("printer toner", "", 5)) == ["w2"]


def test_workspaces_and_stores_share_servers_and_never_see_each_other(machines, tmp_path, chroma, database):
    one, _ = machines
    one.rebuild(ENTRIES)
    other = in_tables(tmp_path, chroma, database, workspace="ops")
    beside = on_server(tmp_path, chroma)
    with closing(other), closing(beside):
        for index in (other, beside):
            with pytest.raises(IndexUnavailable, match="clarify reindex"):
                index.search("printer toner", "", 5)
            index.rebuild([LEASE])
            assert ids(index.search("printer toner lease", "", 5)) == ["w2"]
    one.check()
    assert best(one, "printer toner") == "w1"
    stranger = in_tables(tmp_path, chroma, database, store="store-2")
    with closing(stranger), pytest.raises(IndexUnavailable, match="store-2"):
        stranger.search("printer toner", "", 5)


def test_threads_of_two_machines_write_together(machines):
    one, two = machines
    one.rebuild([])
    errors = []

    def write(index, name):
        try:
            for n in range(4):
                index.put(
                    [Entry(id=f"{name}{n}", title=f"Inspect the crane{name}{n}", body="At the harbour.")]
                )
        except IndexUnavailable as exc:
            errors.append(exc)

    writers = [
        threading.Thread(target=write, args=(index, f"{at}{letter}"))
        for at, index in enumerate(machines)
        for letter in "ab"
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert errors == []
    two.check()
    assert best(one, "inspect the crane1b3") == "1b3"


@pytest.mark.parametrize("kind", ["entries", "stems", "frequencies"])
def test_tables_that_are_gone_or_emptied_are_unavailable_until_a_rebuild(machines, database, kind):
    index, _ = machines
    index.rebuild(ENTRIES)
    engine = sa.create_engine(database, poolclass=sa.NullPool)
    (table,) = [name for name in sa.inspect(engine).get_table_names() if name.endswith(f"_{kind}")]
    with engine.begin() as connection:
        connection.execute(sa.text(f"DROP TABLE {table}"))
    with pytest.raises(IndexUnavailable):
        index.search("printer toner", "", 5)
    index.rebuild(ENTRIES)
    index.check()
    assert best(index, "printer toner") == "w1"


def test_a_server_that_is_away_makes_the_check_unavailable_and_comes_back_by_itself(tmp_path):
    port = free_port()
    with chroma_server(tmp_path / "chroma", port) as url:
        index = on_server(tmp_path, url)
        index.rebuild(ENTRIES)
        assert best(index, "printer toner") == "w1"
    for call in (
        lambda: index.search("printer toner", "", 5),
        lambda: index.put([PRINTER]),
        index.check,
        lambda: index.rebuild(ENTRIES),
    ):
        with pytest.raises(IndexUnavailable, match="as soon as it does"):
            call()
    with closing(index), chroma_server(tmp_path / "chroma", port):
        index.check()
        assert best(index, "printer toner") == "w1"
        (build,) = (tmp_path / "index" / "default").glob("build-*")
        assert build.name == "build-1"


def test_a_server_that_lost_everything_is_unavailable_until_the_index_heals(tmp_path):
    port = free_port()
    with chroma_server(tmp_path / "chroma", port) as url:
        index = on_server(tmp_path, url)
        index.rebuild(ENTRIES)
    with closing(index), chroma_server(tmp_path / "empty", port):
        with pytest.raises(IndexUnavailable, match="clarify reindex"):
            index.search("printer toner", "", 5)
        index.rebuild(ENTRIES)
        index.check()
        assert best(index, "printer toner") == "w1"


class Elsewhere(BaseHTTPRequestHandler):
    """Sends everybody to `where`, and counts who comes."""

    where, visits = "", 0

    def do_GET(self):
        type(self).visits += 1
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(307)
        self.send_header("Location", f"{self.where}{self.path}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET  # noqa: N815 http.server looks for this name

    def log_message(self, *args):
        """Not on the terminal of the tests."""


@contextmanager
def redirecting(where):
    handler = type("Handler", (Elsewhere,), {"where": where, "visits": 0})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", handler
        server.shutdown()


def test_a_redirect_is_not_followed_and_a_proxy_of_the_environment_not_asked(tmp_path, chroma, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    before = collections(chroma)
    with redirecting(chroma) as (url, visited), closing(on_server(tmp_path, url)) as index:
        with pytest.raises(IndexUnavailable):
            index.rebuild(ENTRIES)
        assert visited.visits == 1
    assert collections(chroma) == before


def test_a_server_that_never_answers_is_given_up(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with closing(shelf(url, chroma_timeout_seconds=0.3)) as vectors:
            began = time.monotonic()
            with pytest.raises(IndexUnavailable):
                vectors.create("owner", "build-1")
            assert time.monotonic() - began < 10


class Noting(Elsewhere):
    """Keeps the headers of a request, and has nothing."""

    headers_seen = None

    def do_GET(self):
        type(self).headers_seen = dict(self.headers)
        body = json.dumps({"error": "NotFoundError", "message": "nothing"}).encode()
        self.send_response(404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def test_a_token_is_sent_and_stands_in_no_message():
    with ThreadingHTTPServer(("127.0.0.1", 0), Noting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        given = {"chroma_token": "s3cret\n", "chroma_headers": {"X-Team": "ops"}}
        with closing(shelf(url, **given)) as vectors:
            with pytest.raises(IndexUnavailable) as told, vectors.at("owner", "build-1", 0):
                pass
            assert Noting.headers_seen["Authorization"] == "Bearer s3cret"
            assert Noting.headers_seen["X-Team"] == "ops"
            assert "s3cret" not in f"{told.value}{vectors._settings!r}"
        server.shutdown()

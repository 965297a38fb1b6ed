"""A backup is one whole state of the store, and either database takes it back whole or not at all."""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
import json
import tracemalloc
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from threading import Event

import pytest
import sqlalchemy as sa

from agent.errors import AuditBroken, InputError, StoreUnusable, UnreadableInput
from agent.models import Arrival, Changes, Channel, DecisionKind, WorkStatus
from agent.review import revise, undo
from agent.stores.audit import Audit
from agent.stores.backup import save
from agent.stores.database import Database
from agent.stores.restore import restore
from agent.stores.schema import metadata
from agent.worker import drain
from tests.databases import KINDS, empty_database, tables
from tests.houses import ANA, MONDAY, house


@pytest.fixture(params=KINDS)
def empty(request, tmp_path):
    """The URL of an empty database to restore into."""
    (tmp_path / "target").mkdir()
    with empty_database(request.param, tmp_path / "target") as url:
        yield url


@pytest.fixture
def lived_in(database_url):
    with life(database_url) as home:
        yield home


@pytest.fixture
def small(tmp_path):
    """Where only the file matters, and not which database made it."""
    with empty_database("sqlite", tmp_path) as url, life(url) as home:
        yield home


@contextmanager
def life(url):
    """A store of two workspaces in which people did one of everything."""
    with ExitStack() as stack:
        home = stack.enter_context(house(url))
        first, second, third = home.propose("Bob: do pay Grüße 7\ndo call Eve\ndo mend the lift")
        home.confirm(first)
        edited = revise(home.decision(DecisionKind.EDIT, second, changes=Changes(owner="Eve")), home.services)
        work = home.confirm(edited)
        home.services.registry.set_status(work.id, WorkStatus.DONE, ANA)
        revise(home.decision(DecisionKind.REJECT, third, reason="no"), home.services)
        undo(home.decision(DecisionKind.UNDO, home.services.proposals.get(third.id)), home.services)
        home.people.import_directory("people: []")
        drain(home.services)
        raw = bytes(range(256)) * 20
        home.services.intakes.receive(
            Arrival(channel=Channel.EMAIL, received_at=MONDAY, text="do it", raw=raw, source_id="raw")
        )
        other = stack.enter_context(house(url, workspace="other"))
        other.confirm(other.propose("do pay invoice 8")[0])
        yield home


def backup(home, path):
    return save(home.workspace.database, path, MONDAY)


def fill(url, path, home, **changed):
    """Restore with the key of this house."""
    with closing(Database(url)) as database:
        room = dataclasses.replace(home.workspace, database=database, **changed)
        return restore(database, path, lambda name: Audit(dataclasses.replace(room, name=name)))


def rows(url):
    """All that the tables hold, whichever database it is."""
    with closing(Database(url)) as database, database.read() as connection:
        return {
            table.name: Counter(repr(tuple(row)) for row in connection.execute(sa.select(table)))
            for table in metadata.sorted_tables
        }


def rewritten(path, change):
    """The same backup with other lines and a digest that fits them."""
    lines = change(gzip.decompress(path.read_bytes()).splitlines(keepends=True)[:-1])
    digest = hashlib.sha256(b"".join(lines)).hexdigest()
    trailer = json.dumps({"rows": len(lines), "sha256": digest}).encode() + b"\n"
    path.write_bytes(gzip.compress(b"".join([*lines, trailer])))


def test_either_database_takes_back_what_the_other_held(lived_in, empty, tmp_path):
    kept = backup(lived_in, tmp_path / "b.gz")
    back = fill(empty, tmp_path / "b.gz", lived_in)
    assert back == kept
    assert rows(empty) == rows(lived_in.url)
    assert kept.rows == sum(sum(of.values()) for of in rows(empty).values())
    with house(empty, clock=lived_in.clock) as home:
        assert home.audit.verify(kept.heads["default"]) == kept.heads["default"]
        assert home.services.registry.find() == lived_in.services.registry.find()


def test_work_goes_on_in_a_restored_store(lived_in, empty, tmp_path):
    backup(lived_in, tmp_path / "b.gz")
    fill(empty, tmp_path / "b.gz", lived_in)
    with house(empty, clock=lived_in.clock) as home:
        [seen] = home.propose("do order toner")
        work = home.confirm(seen)
        drain(home.services)
        assert home.services.registry.get(work.id).receipts
        home.audit.verify()


def test_a_backup_of_a_restored_store_is_the_same_backup(lived_in, empty, tmp_path):
    backup(lived_in, tmp_path / "one.gz")
    fill(empty, tmp_path / "one.gz", lived_in)
    with house(empty) as home:
        backup(home, tmp_path / "two.gz")
    assert gzip.decompress((tmp_path / "one.gz").read_bytes()) == gzip.decompress(
        (tmp_path / "two.gz").read_bytes()
    )


def test_a_backup_is_whole_while_others_write(lived_in, empty, tmp_path):
    enough = Event()

    def write(number):
        count = 0
        while not enough.is_set():
            lived_in.submit(f"do {number}", source_id=f"writer {number} text {count}")
            count += 1
        return count

    with ThreadPoolExecutor(3) as pool:
        writers = [pool.submit(write, number) for number in range(3)]
        made = [backup(lived_in, tmp_path / f"{number}.gz") for number in range(5)]
        enough.set()
        assert all(writer.result() for writer in writers)
    assert len({kept.heads["default"].seq for kept in made}) > 1
    for kept in made:
        lived_in.audit.verify(kept.heads["default"])
    assert fill(empty, tmp_path / "4.gz", lived_in).heads == made[4].heads


def test_a_cut_backup_is_refused_wherever_it_was_cut(small, empty, tmp_path):
    backup(small, tmp_path / "b.gz")
    whole = (tmp_path / "b.gz").read_bytes()
    text = gzip.decompress(whole)
    places = [0, 5, len(whole) // 3, len(whole) // 2, len(whole) - 9, len(whole) - 1]
    ends = [0, text.index(b"\n") + 1, len(text) // 2, text.rstrip().rindex(b"\n") + 1]
    cut = [whole[:place] for place in places] + [gzip.compress(text[:end]) for end in ends]
    for data in cut:
        (tmp_path / "b.gz").write_bytes(data)
        with pytest.raises(UnreadableInput, match="nothing was restored"):
            fill(empty, tmp_path / "b.gz", small)
    assert tables(empty) == []


def test_an_edited_backup_is_refused(small, empty, tmp_path):
    backup(small, tmp_path / "b.gz")
    text = gzip.decompress((tmp_path / "b.gz").read_bytes())
    for old, new in (
        (b"call Eve", b"call Bob"),
        (b'"work.done"', b'"work.gone"'),
        (b"decisions", b"decision"),
    ):
        assert old in text
        (tmp_path / "b.gz").write_bytes(gzip.compress(text.replace(old, new)))
        with pytest.raises(UnreadableInput, match="changed"):
            fill(empty, tmp_path / "b.gz", small)
    (tmp_path / "b.gz").write_bytes(gzip.compress(text + text))
    with pytest.raises(UnreadableInput, match="changed"):
        fill(empty, tmp_path / "b.gz", small)
    assert tables(empty) == []


def headed(line, **changed):
    return json.dumps(json.loads(line) | changed).encode() + b"\n"


FORGERIES = {
    "a decision": lambda lines: [line.replace(b'"reject"', b'"snooze"') for line in lines],
    "an owner": lambda lines: [line.replace(b'"Eve"', b'"Bob"') for line in lines],
    "no event": lambda lines: [line for line in lines if b'"proposal.confirm"' not in line],
    "no heads": lambda lines: [headed(lines[0], heads={}), *lines[1:]],
}


@pytest.mark.parametrize("change", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_backup_with_a_fitting_digest_breaks_its_chain(small, empty, tmp_path, change):
    backup(small, tmp_path / "b.gz")
    rewritten(tmp_path / "b.gz", change)
    with pytest.raises(AuditBroken, match="nothing was restored"):
        fill(empty, tmp_path / "b.gz", small)
    assert tables(empty) == []


MISFITS = {
    "another table": lambda lines: [line.replace(b'"table":"users"', b'"table":"guests"') for line in lines],
    "another column": lambda lines: [line.replace(b'"email"', b'"mail"') for line in lines],
    "a short row": lambda lines: [*lines, b"[1]\n"],
    "a row twice": lambda lines: [line for line in lines for _ in range(1 + (b'["default", "Ana' in line))],
    "no time": lambda lines: [line.replace(b'"2026-11-02T', b'"2026-99-02T') for line in lines],
    "no JSON": lambda lines: [*lines, b"[oops\n"],
}


@pytest.mark.parametrize("change", MISFITS.values(), ids=MISFITS)
def test_rows_that_do_not_fit_are_refused(small, empty, tmp_path, change):
    backup(small, tmp_path / "b.gz")
    rewritten(tmp_path / "b.gz", change)
    with pytest.raises(UnreadableInput, match="nothing was restored"):
        fill(empty, tmp_path / "b.gz", small)
    assert tables(empty) == []


def test_a_backup_of_a_newer_program_is_refused(small, empty, tmp_path):
    backup(small, tmp_path / "b.gz")
    rewritten(
        tmp_path / "b.gz",
        lambda lines: [headed(lines[0], revision="9999"), *lines[1:]],
    )
    with pytest.raises(StoreUnusable, match="newer"):
        fill(empty, tmp_path / "b.gz", small)
    assert tables(empty) == []


def test_another_key_restores_nothing(small, empty, tmp_path):
    backup(small, tmp_path / "b.gz")
    with pytest.raises(AuditBroken, match="key"):
        fill(empty, tmp_path / "b.gz", small, key=b"another key")
    assert tables(empty) == []


def test_a_store_that_holds_something_is_left_alone(small, empty, tmp_path):
    backup(small, tmp_path / "b.gz")
    with house(empty):
        before = rows(empty)
        with pytest.raises(StoreUnusable, match="empty one"):
            fill(empty, tmp_path / "b.gz", small)
        assert rows(empty) == before


def test_a_store_that_was_only_opened_counts_as_empty(small, empty, tmp_path):
    backup(small, tmp_path / "b.gz")
    with closing(Database(empty)) as database:
        database.open()
    fill(empty, tmp_path / "b.gz", small)
    assert rows(empty) == rows(small.url)


def test_a_backup_replaces_no_file_and_leaves_no_half_one(small, tmp_path, monkeypatch):
    (tmp_path / "b.gz").write_text("mine")
    with pytest.raises(InputError, match="replaces nothing"):
        backup(small, tmp_path / "b.gz")
    assert (tmp_path / "b.gz").read_text() == "mine"
    with pytest.raises(InputError, match="cannot be written"):
        backup(small, tmp_path / "nowhere" / "b.gz")
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(InputError, match="No space left"):
        backup(small, tmp_path / "full.gz")
    assert [path.name for path in tmp_path.glob("*.gz*")] == ["b.gz"]
    assert list(tmp_path.glob(".*")) == []


def test_a_backup_is_for_its_owner_only(small, tmp_path):
    backup(small, tmp_path / "b.gz")
    assert (tmp_path / "b.gz").stat().st_mode & 0o777 == 0o600


def test_a_large_store_takes_little_memory(lived_in, empty, tmp_path):
    """Thirty megabytes of files, a few at a time."""
    for number in range(30):
        raw = hashlib.sha256(str(number).encode()).digest() * 31_250
        lived_in.services.intakes.receive(
            Arrival(channel=Channel.NOTE, received_at=MONDAY, text="do", raw=raw, source_id=f"{number}")
        )
    tracemalloc.start()
    backup(lived_in, tmp_path / "b.gz")
    fill(empty, tmp_path / "b.gz", lived_in)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 22_000_000

"""The duplicate index follows the registry; while it is away work goes on, and nothing stays uncompared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent import logs
from agent.errors import IndexRebuilding, IndexUnavailable, StaleRevision
from agent.jobs import rebuild
from agent.models import Changes, DecisionKind
from agent.review import revise, undo
from agent.sections import WorkerSettings
from agent.terms import JobKind, JobState
from agent.worker import Worker, drain
from tests.fakes import MemoryIndex
from tests.houses import house
from tests.indexes import ENTRIES, LEASE, PRINTER, best, on_disk

TONER = "do order toner for the big grey printer on floor 3 beside the old lift of our house near Ghent"
ONE = WorkerSettings(concurrency=1, stop_seconds=0)


@pytest.fixture
def home(database_url):
    with house(database_url) as opened:
        drain(opened.services)
        yield opened


def titles(home):
    return {entry.id: entry.title for entry in home.index._entries.values()}


def read_without_rebuild(home, text):
    """As a worker reads it while another one makes the index again."""
    intake_id = home.submit(text)
    Worker(home.services, ONE, logs.quiet(), without=(JobKind.REBUILD,)).run_until_idle()
    return home.services.proposals.find(intake_id=intake_id)


def queued(home, kind):
    return [job for job in home.services.jobs.find() if job.kind is kind]


def test_what_stands_is_in_the_index_and_nothing_else(home):
    [seen] = home.propose("do call Eve")
    assert titles(home) == {seen.id: "call Eve"}
    edited = revise(home.decision(DecisionKind.EDIT, seen, changes=Changes(goal="Call Adam")), home.services)
    drain(home.services)
    assert titles(home) == {seen.id: "Call Adam"}
    work = home.confirm(edited)
    drain(home.services)
    assert titles(home) == {work.id: "Call Adam"}
    undo(home.decision(DecisionKind.UNDO, home.services.proposals.get(seen.id)), home.services)
    drain(home.services)
    assert titles(home) == {seen.id: "Call Adam"}
    revise(home.decision(DecisionKind.REJECT, home.services.proposals.get(seen.id)), home.services)
    drain(home.services)
    assert titles(home) == {}
    assert home.services.registry.size() == 0


def test_a_text_that_is_read_without_an_index_is_compared_when_it_is_back(home):
    [first] = home.propose(TONER)
    home.index.broken = True
    [same] = read_without_rebuild(home, TONER)
    [other] = read_without_rebuild(home, "do call Eve")
    assert same.similar.unavailable and other.similar.unavailable
    assert len(queued(home, JobKind.REBUILD)) == 1
    assert home.services.proposals.uncompared() == [same.id, other.id]

    drain(home.services)

    assert [job.state for job in queued(home, JobKind.REBUILD)] == [JobState.DONE]
    now = home.services.proposals.get(same.id)
    assert [match.id for match in now.similar.matches] == [first.id]
    assert (now.revision, now.digest) == (same.revision + 1, same.digest)
    assert home.services.proposals.get(other.id).similar.unavailable is None
    assert home.services.proposals.uncompared() == []
    with pytest.raises(StaleRevision):
        home.confirm(same)  # its page said that nobody knew
    home.confirm(other)  # of this one nothing changed but that it was compared
    home.audit.verify()


def test_a_decision_that_comes_before_the_comparison_stands(home):
    home.propose(TONER)
    home.index.broken = True
    [same] = read_without_rebuild(home, TONER)
    work = home.confirm(same)
    drain(home.services)
    assert home.services.registry.get(work.id).digest == same.digest
    assert home.services.proposals.uncompared() == []
    home.audit.verify()


def test_no_entry_is_lost_that_comes_while_there_is_no_index(home):
    [first] = home.propose("do call Eve")
    home.index.broken = True
    work = home.confirm(first)
    [second] = read_without_rebuild(home, "do mend the roof")
    assert [job.state for job in queued(home, JobKind.INDEX) if job.subject == work.id] == [JobState.DONE]
    drain(home.services)
    assert titles(home) == {work.id: "call Eve", second.id: "mend the roof"}


def test_a_large_index_is_left_to_a_worker(home, monkeypatch):
    monkeypatch.setattr("agent.worker.QUICKLY_REBUILT", 1)
    home.propose("do call Eve\ndo mend the roof")
    home.index.broken = True
    [late] = home.propose("do call Eve")
    assert late.similar.unavailable
    assert [job.state for job in queued(home, JobKind.REBUILD)] == [JobState.READY]
    Worker(home.services, ONE, logs.quiet()).run_until_idle()
    assert home.services.proposals.get(late.id).similar.matches


class Busy(MemoryIndex):
    """Another process makes it again."""

    def put(self, entries):
        raise IndexRebuilding("3 of 9", done=3, total=9)


def test_waiting_for_another_process_to_make_it_again_is_no_attempt(home):
    services = replace(home.services, index=Busy())
    services.index.rebuild(())
    home.submit("do call Eve")
    Worker(services, ONE, logs.quiet()).run_until_idle()
    [waits] = queued(home, JobKind.INDEX)
    assert (waits.state, waits.attempts) == (JobState.READY, 0)
    assert "3 of 9" in waits.reason


def test_a_rebuild_in_the_terminal_orders_comparisons_as_well(home):
    home.propose("do call Eve")
    home.index.broken = True
    [seen] = read_without_rebuild(home, "do mend the roof")
    told = []
    rebuild(home.services, told.append)
    assert told == [2]
    assert [job.subject for job in queued(home, JobKind.COMPARE)] == [seen.id]


def test_while_a_new_build_is_made_the_old_one_answers_and_nobody_waits(tmp_path):
    index, other = on_disk(tmp_path), on_disk(tmp_path)
    index.rebuild(ENTRIES)
    seen = []

    def slowly():
        yield from ENTRIES[:2]
        assert best(other, "printer toner") == "w1"
        for call in (other.check, lambda: other.put([LEASE]), lambda: other.rebuild([])):
            with pytest.raises(IndexRebuilding, match=r"0 of 3") as raised:
                call()
            seen.append((raised.value.done, raised.value.total))
        yield ENTRIES[2]

    index.rebuild(slowly(), total=3)
    assert seen == [(0, 3)] * 3
    other.check()
    other.put([PRINTER])
    assert best(other, "printer toner") == "w1"


def test_while_the_first_build_is_made_the_reviewer_reads_how_far_it_is(tmp_path):
    index, other = on_disk(tmp_path), on_disk(tmp_path)

    def told(done):
        with pytest.raises(IndexRebuilding, match="3 of 3"):
            other.search("printer toner", "", 5)

    index.rebuild(ENTRIES, told, total=3)
    (tmp_path / "index" / "default" / "progress").write_text("[1, 3]")  # as a killed process leaves it
    other.check()
    assert not (tmp_path / "index" / "default" / "progress").exists()
    with pytest.raises(IndexUnavailable, match="no duplicate index yet"):
        on_disk(tmp_path, workspace="empty").check()

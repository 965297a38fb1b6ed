"""Whatever is edited, removed or swapped behind our back is found."""

from __future__ import annotations

import dataclasses
import json
import sqlite3

import pytest

from agent.errors import AuditBroken
from agent.models import Changes, DecisionKind, WorkStatus
from agent.review import revise, undo
from agent.stores.audit import Audit, Head
from agent.worker import drain
from tests.houses import ANA, house


@pytest.fixture
def lived_in(tmp_path):
    """A store in which people did one of everything."""
    with house(tmp_path) as home:
        first, second, third = home.propose("Bob: do pay invoice 7\ndo call Eve\ndo mend the lift")
        home.confirm(first)
        edited = revise(home.decision(DecisionKind.EDIT, second, changes=Changes(owner="Eve")), home.services)
        work = home.confirm(edited)
        home.services.registry.set_status(work.id, WorkStatus.DONE, ANA)
        revise(home.decision(DecisionKind.REJECT, third, reason="no"), home.services)
        undo(home.decision(DecisionKind.UNDO, home.services.proposals.get(third.id)), home.services)
        drain(home.services)
        yield home


def tamper(home, *statements: str) -> None:
    """As somebody who has the file, but not the key."""
    with sqlite3.connect(home.folder / "clarify.db") as connection:
        for statement in statements:
            connection.execute(statement)


def test_an_honest_store_verifies(lived_in):
    head = lived_in.audit.verify()
    assert head.seq > 10
    assert lived_in.audit.verify(head) == head


def test_any_single_edited_event_is_found(lived_in):
    head = lived_in.audit.verify()
    for column, value in (
        ("kind", "'x'"),
        ("by", "'Eve'"),
        ("body", "'[]'"),
        ("at", "'2020'"),
        ("subject", "'y'"),
    ):
        for seq in range(1, head.seq + 1):
            with sqlite3.connect(lived_in.folder / "clarify.db") as connection:
                kept = connection.execute(f'SELECT "{column}" FROM events WHERE seq = ?', [seq]).fetchone()[0]
            tamper(lived_in, f'UPDATE events SET "{column}" = {value} WHERE seq = {seq}')
            with pytest.raises(AuditBroken):
                lived_in.audit.verify()
            with sqlite3.connect(lived_in.folder / "clarify.db") as connection:
                connection.execute(f'UPDATE events SET "{column}" = ? WHERE seq = ?', [kept, seq])
    lived_in.audit.verify()


def test_any_single_deleted_event_is_found(lived_in):
    head = lived_in.audit.verify()
    for seq in range(1, head.seq + 1):
        tamper(
            lived_in,
            "CREATE TABLE kept AS SELECT * FROM events",
            f"DELETE FROM events WHERE seq = {seq}",
        )
        with pytest.raises(AuditBroken):
            lived_in.audit.verify()
        tamper(lived_in, "DELETE FROM events", "INSERT INTO events SELECT * FROM kept", "DROP TABLE kept")
    lived_in.audit.verify()


def test_any_two_swapped_neighbours_are_found(lived_in):
    head = lived_in.audit.verify()
    for seq in range(1, head.seq):
        swap = (
            f"UPDATE events SET seq = -1 WHERE seq = {seq}",
            f"UPDATE events SET seq = {seq} WHERE seq = {seq + 1}",
            f"UPDATE events SET seq = {seq + 1} WHERE seq = -1",
        )
        tamper(lived_in, *swap)
        with pytest.raises(AuditBroken):
            lived_in.audit.verify()
        tamper(lived_in, *swap)
    lived_in.audit.verify()


def test_a_cut_tail_with_a_mended_head_is_found_by_a_head_kept_elsewhere(lived_in):
    kept = lived_in.audit.verify()
    tamper(
        lived_in,
        f"DELETE FROM events WHERE seq = {kept.seq}",
        f"UPDATE heads SET seq = {kept.seq - 1}, mac = (SELECT mac FROM events WHERE seq = {kept.seq - 1})",
    )
    with pytest.raises(AuditBroken, match="gone"):
        lived_in.audit.verify(kept)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET digest = 'x' WHERE kind = 'confirm'",
        "UPDATE decisions SET payload = replace(payload, 'invoice', 'bribe')",
        "UPDATE decisions SET kind = 'confirm' WHERE kind = 'reject'",
        "UPDATE work_items SET document = replace(document, 'pay invoice', 'pay bribe')",
        "UPDATE work_items SET document = replace(document, 'Bob', 'Eve')",
        "UPDATE work_items SET digest = 'x'",
        "DELETE FROM deliveries; DELETE FROM work_items",
        "UPDATE work_items SET status = 'done' WHERE status = 'open'",
        "UPDATE work_items SET owner = 'Eve'",
    ],
)
def test_changed_rows_are_found(lived_in, statement):
    tamper(lived_in, *statement.split("; "))
    with pytest.raises(AuditBroken):
        lived_in.audit.verify()


def test_a_work_item_that_nobody_confirmed_is_found(lived_in):
    with sqlite3.connect(lived_in.folder / "clarify.db") as connection:
        [document] = connection.execute("SELECT document FROM work_items LIMIT 1").fetchone()
        forged = json.dumps(json.loads(document) | {"id": "W-forged", "status": "withdrawn"})
        connection.execute(
            "INSERT INTO work_items"
            " (id, workspace, proposal_id, revision, status, owner, due, digest, document)"
            " SELECT 'W-forged', workspace, proposal_id, revision, 'withdrawn', owner, due, digest, ?"
            " FROM work_items LIMIT 1",
            [forged],
        )
    with pytest.raises(AuditBroken, match="W-forged"):
        lived_in.audit.verify()


def test_another_key_verifies_nothing(lived_in):
    other = dataclasses.replace(lived_in.workspace, key=b"another key")
    with pytest.raises(AuditBroken, match="key"):
        Audit(other).verify()


def test_a_head_of_another_store_is_refused(lived_in):
    with pytest.raises(AuditBroken):
        lived_in.audit.verify(Head(seq=3, mac="0" * 64))

"""Whatever is edited, removed or swapped behind our back is found."""

from __future__ import annotations

import dataclasses
import json

import pytest
import sqlalchemy as sa

from agent.errors import AuditBroken
from agent.models import Changes, DecisionKind, WorkStatus
from agent.review import revise, undo
from agent.stores.audit import Audit, Head
from agent.stores.schema import work_items
from agent.worker import drain
from tests.databases import execute
from tests.houses import ANA, house


@pytest.fixture
def lived_in(database_url):
    """A store in which people did one of everything."""
    with house(database_url) as home:
        first, second, third = home.propose("Bob: do pay invoice 7\ndo call Eve\ndo mend the lift")
        home.confirm(first)
        edited = revise(home.decision(DecisionKind.EDIT, second, changes=Changes(owner="Eve")), home.services)
        work = home.confirm(edited)
        home.services.registry.set_status(work.id, WorkStatus.DONE, ANA)
        revise(home.decision(DecisionKind.REJECT, third, reason="no"), home.services)
        undo(home.decision(DecisionKind.UNDO, home.services.proposals.get(third.id)), home.services)
        drain(home.services)
        yield home


MENDED = ("DELETE FROM events", "INSERT INTO events SELECT * FROM kept", "DROP TABLE kept")


def tamper(home, *statements: str) -> None:
    """As somebody who has the database, but not the key."""
    execute(home.url, *statements)


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
            tamper(
                lived_in,
                "CREATE TABLE kept AS SELECT * FROM events",
                f'UPDATE events SET "{column}" = {value} WHERE seq = {seq}',
            )
            with pytest.raises(AuditBroken):
                lived_in.audit.verify()
            tamper(lived_in, *MENDED)
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
        tamper(lived_in, *MENDED)
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


@pytest.mark.parametrize(("old", "new"), [("pay invoice", "pay bribe"), ("Bob", "Eve"), ('"goal"', '"gaol"')])
def test_a_changed_document_is_found(lived_in, old, new):
    with lived_in.workspace.database.write() as connection:
        for row in connection.execute(sa.select(work_items)).all():
            changed = json.loads(json.dumps(row.document).replace(old, new))
            mine = sa.update(work_items).where(work_items.c.seq == row.seq)
            connection.execute(mine.values(document=changed))
    with pytest.raises(AuditBroken):
        lived_in.audit.verify()


def test_a_work_item_that_nobody_confirmed_is_found(lived_in):
    with lived_in.workspace.database.write() as connection:
        row = connection.execute(sa.select(work_items).limit(1)).one()._asdict()
        document = row.pop("document") | {"id": "W-forged", "status": "withdrawn"}
        forged = row | {"seq": 99, "id": "W-forged", "status": "withdrawn", "document": document}
        connection.execute(sa.insert(work_items).values(**forged))
    with pytest.raises(AuditBroken, match="W-forged"):
        lived_in.audit.verify()


def test_another_key_verifies_nothing(lived_in):
    other = dataclasses.replace(lived_in.workspace, key=b"another key")
    with pytest.raises(AuditBroken, match="key"):
        Audit(other).verify()


def test_a_head_of_another_store_is_refused(lived_in):
    with pytest.raises(AuditBroken):
        lived_in.audit.verify(Head(seq=3, mac="0" * 64))

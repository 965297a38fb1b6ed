"""Deliveries with their states take the place of bare receipts."""

import json
import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEYS = uuid.UUID("5b0c3f0e-8d0a-4f0e-9c1b-5d6a1f6f2a77")

receipts = sa.table(
    "receipts", sa.column("work_id", sa.String), sa.column("destination", sa.String), sa.column("document", sa.JSON)
)
deliveries = sa.table(
    "deliveries",
    *(sa.column(name, sa.String) for name in ("work_id", "destination", "workspace", "key", "state", "error")),
    sa.column("attempts", sa.Integer),
    sa.column("receipt", sa.JSON(none_as_null=True)),
    sa.column("created_at", sa.DateTime),
    sa.column("updated_at", sa.DateTime),
)
work_items = sa.table(
    "work_items",
    *(sa.column(name, sa.String) for name in ("id", "workspace", "status")),
    sa.column("document", sa.JSON),
)


def upgrade() -> None:

    op.create_table(
        "deliveries",
        sa.Column("work_id", sa.String(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.String(), server_default="", nullable=False),
        sa.Column("receipt", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["work_id"], ["work_items.id"], name=op.f("fk_deliveries_work_id")),
        sa.PrimaryKeyConstraint("work_id", "destination", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("key", name=op.f("uq_deliveries_key")),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_deliveries_workspace_state"), ["workspace", "state"], unique=False
        )

    rows = [*_delivered(), *_not_delivered()]
    if rows:
        op.bulk_insert(deliveries, rows)
    op.drop_table("receipts")


def _delivered() -> list[dict[str, object]]:
    """Every receipt is a delivery that ended well."""
    query = sa.select(receipts, work_items.c.workspace).join(work_items, work_items.c.id == receipts.c.work_id)
    return [
        _row(row.work_id, row.destination, row.workspace, "delivered", row.document["at"], row.document)
        for row in op.get_bind().execute(query).all()
    ]


def _not_delivered() -> list[dict[str, object]]:
    """Work without a receipt of its destination: its job still waits, or it was withdrawn before."""
    query = sa.select(work_items).outerjoin(receipts, receipts.c.work_id == work_items.c.id)
    return [
        _row(
            row.id,
            row.document["route"]["destination"],
            row.workspace,
            "withdrawn" if row.status == "withdrawn" else "pending",
            row.document["confirmed_at"],
            None,
        )
        for row in op.get_bind().execute(query.where(receipts.c.work_id.is_(None))).all()
    ]


def _row(
    work_id: str, destination: str, workspace: str, state: str, at: str, receipt: dict[str, object] | None
) -> dict[str, object]:
    when = datetime.fromisoformat(at).astimezone(UTC).replace(tzinfo=None)
    return {
        "work_id": work_id,
        "destination": destination,
        "workspace": workspace,
        "key": str(uuid.uuid5(KEYS, json.dumps([work_id, destination]))),
        "state": state,
        "attempts": int(receipt is not None),
        "error": "",
        "receipt": receipt,
        "created_at": when,
        "updated_at": when,
    }


def downgrade() -> None:

    op.create_table(
        "receipts",
        sa.Column("work_id", sa.String(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["work_id"], ["work_items.id"], name=op.f("fk_receipts_work_id")),
        sa.PrimaryKeyConstraint("work_id", "destination", name=op.f("pk_receipts")),
    )
    kept = sa.select(deliveries.c.work_id, deliveries.c.destination, deliveries.c.receipt)
    rows = op.get_bind().execute(kept.where(deliveries.c.state == "delivered")).all()
    if rows:
        op.bulk_insert(
            receipts,
            [{"work_id": row.work_id, "destination": row.destination, "document": row.receipt} for row in rows],
        )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deliveries_workspace_state"))

    op.drop_table("deliveries")

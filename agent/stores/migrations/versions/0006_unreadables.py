"""Bytes that could not be read, with the reason."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "unreadables",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "sha256"],
            ["blobs.workspace", "blobs.sha256"],
            name=op.f("fk_unreadables_workspace_sha256"),
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_unreadables")),
        sa.UniqueConstraint("id", name=op.f("uq_unreadables_id")),
        sa.UniqueConstraint("workspace", "sha256", name=op.f("uq_unreadables_workspace_sha256")),
    )


def downgrade() -> None:
    op.drop_table("unreadables")

"""Backlogs that were imported, each by one decision, and where imported work stood before."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("intake_id", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("undone", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["intake_id"], ["intakes.id"], name=op.f("fk_imports_intake_id")),
        sa.ForeignKeyConstraint(
            ["workspace", "by"], ["users.workspace", "users.name"], name=op.f("fk_imports_workspace_by")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_imports")),
        sa.UniqueConstraint("id", name=op.f("uq_imports_id")),
    )
    op.create_index(op.f("ix_imports_workspace"), "imports", ["workspace"])
    with op.batch_alter_table("decisions", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("import_id", sa.String(), nullable=True))
    op.create_index(op.f("ix_decisions_import_id"), "decisions", ["import_id"])
    with op.batch_alter_table("work_items", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("source_key", sa.String(), nullable=True))
    op.create_index(op.f("ix_work_items_workspace_source_key"), "work_items", ["workspace", "source_key"])


def downgrade() -> None:
    op.drop_index(op.f("ix_work_items_workspace_source_key"), "work_items")
    with op.batch_alter_table("work_items", recreate="never") as batch_op:
        batch_op.drop_column("source_key")
    op.drop_index(op.f("ix_decisions_import_id"), "decisions")
    with op.batch_alter_table("decisions", recreate="never") as batch_op:
        batch_op.drop_column("import_id")
    op.drop_table("imports")

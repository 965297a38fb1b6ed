"""Threads: which intake began one, and what a text says without its headers."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("intakes", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("thread", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("words_key", sa.String(), nullable=True))
        batch_op.create_index(batch_op.f("ix_intakes_workspace_thread"), ["workspace", "thread"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_intakes_workspace_words_key"), ["workspace", "words_key"], unique=False
        )
    op.execute("UPDATE intakes SET thread = id")


def downgrade() -> None:
    with op.batch_alter_table("intakes", recreate="never") as batch_op:
        batch_op.drop_index(batch_op.f("ix_intakes_workspace_words_key"))
        batch_op.drop_index(batch_op.f("ix_intakes_workspace_thread"))
        batch_op.drop_column("words_key")
        batch_op.drop_column("thread")

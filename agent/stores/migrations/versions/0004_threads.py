"""Threads, and who looked at texts in which no work was found."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

LOOKED_AT = ("promoted_by", "dismissed_by", "sampled_in")


def upgrade() -> None:
    with op.batch_alter_table("intakes", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("thread", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("words_key", sa.String(), nullable=True))
        for name in LOOKED_AT:
            batch_op.add_column(sa.Column(name, sa.String(), nullable=True))
        batch_op.create_index(batch_op.f("ix_intakes_workspace_thread"), ["workspace", "thread"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_intakes_workspace_words_key"), ["workspace", "words_key"], unique=False
        )
    op.execute("UPDATE intakes SET thread = id")


def downgrade() -> None:
    with op.batch_alter_table("intakes", recreate="never") as batch_op:
        batch_op.drop_index(batch_op.f("ix_intakes_workspace_words_key"))
        batch_op.drop_index(batch_op.f("ix_intakes_workspace_thread"))
        for name in (*LOOKED_AT, "words_key"):
            batch_op.drop_column(name)
        batch_op.drop_column("thread")

"""Each confirm names the work item that it made or changed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

decisions = sa.table(
    "decisions",
    sa.column("proposal_id", sa.String),
    sa.column("revision", sa.Integer),
    sa.column("work_id", sa.String),
)
work_items = sa.table(
    "work_items",
    sa.column("id", sa.String),
    sa.column("proposal_id", sa.String),
    sa.column("revision", sa.Integer),
)


def upgrade() -> None:
    with op.batch_alter_table("decisions", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("work_id", sa.String(), nullable=True))
        batch_op.create_index(batch_op.f("ix_decisions_work_id"), ["work_id"], unique=False)
    its_own = (work_items.c.proposal_id == decisions.c.proposal_id) & (
        work_items.c.revision == decisions.c.revision
    )
    op.execute(
        sa.update(decisions).values(work_id=sa.select(work_items.c.id).where(its_own).scalar_subquery())
    )


def downgrade() -> None:
    with op.batch_alter_table("decisions", recreate="never") as batch_op:
        batch_op.drop_index(batch_op.f("ix_decisions_work_id"))
        batch_op.drop_column("work_id")

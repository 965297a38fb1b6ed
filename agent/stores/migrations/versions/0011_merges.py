"""What was merged can be found from what it was merged into."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"

proposals = sa.table(
    "proposals",
    sa.column("id", sa.String),
    sa.column("state", sa.String),
    sa.column("document", sa.JSON),
    sa.column("merge_into", sa.String),
)


def upgrade() -> None:
    with op.batch_alter_table("proposals", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("merge_into", sa.String(), nullable=True))
        batch_op.create_index(batch_op.f("ix_proposals_merge_into"), ["merge_into"], unique=False)
    with op.batch_alter_table("decisions", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("survivor", sa.JSON(), nullable=True))
    connection = op.get_bind()
    merged = sa.select(proposals.c.id, proposals.c.document).where(proposals.c.state == "merged")
    for row in connection.execute(merged).all():
        into = sa.update(proposals).where(proposals.c.id == row.id)
        connection.execute(into.values(merge_into=row.document["merge_into"]))


def downgrade() -> None:
    with op.batch_alter_table("decisions", recreate="never") as batch_op:
        batch_op.drop_column("survivor")
    with op.batch_alter_table("proposals", recreate="never") as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposals_merge_into"))
        batch_op.drop_column("merge_into")

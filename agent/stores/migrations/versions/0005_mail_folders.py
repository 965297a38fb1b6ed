"""How far each mail folder was read, and which of its messages were refused."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "mail_folders",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("validity", sa.BigInteger(), nullable=False),
        sa.Column("last_uid", sa.BigInteger(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "account", "folder", name=op.f("pk_mail_folders")),
    )
    op.create_table(
        "refused_mail",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("refused_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "account", "folder"],
            ["mail_folders.workspace", "mail_folders.account", "mail_folders.folder"],
            name=op.f("fk_refused_mail_workspace_account_folder"),
        ),
        sa.PrimaryKeyConstraint("workspace", "account", "folder", "uid", name=op.f("pk_refused_mail")),
    )


def downgrade() -> None:
    op.drop_table("refused_mail")
    op.drop_table("mail_folders")

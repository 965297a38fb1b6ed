"""The tables of what is fetched: folders that are looked at again and again, and what could not be read."""

from __future__ import annotations

import sqlalchemy as sa

from agent.stores.columns import UtcDateTime, metadata

mail_folders = sa.Table(
    "mail_folders",
    metadata,
    sa.Column("workspace", sa.String, primary_key=True),
    sa.Column("account", sa.String, primary_key=True),
    sa.Column("folder", sa.String, primary_key=True),
    sa.Column("validity", sa.BigInteger, nullable=False),
    sa.Column("last_uid", sa.BigInteger, nullable=False),
    sa.Column("read_at", UtcDateTime, nullable=False),
)

refused_mail = sa.Table(
    "refused_mail",
    metadata,
    sa.Column("workspace", sa.String, primary_key=True),
    sa.Column("account", sa.String, primary_key=True),
    sa.Column("folder", sa.String, primary_key=True),
    sa.Column("uid", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("refused_at", UtcDateTime, nullable=False),
    sa.ForeignKeyConstraint(
        ["workspace", "account", "folder"],
        ["mail_folders.workspace", "mail_folders.account", "mail_folders.folder"],
    ),
)

unreadables = sa.Table(
    "unreadables",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("workspace", sa.String, nullable=False),
    sa.Column("sha256", sa.String, nullable=False),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("kept_at", UtcDateTime, nullable=False),
    sa.ForeignKeyConstraint(["workspace", "sha256"], ["blobs.workspace", "blobs.sha256"]),
    sa.UniqueConstraint("workspace", "sha256"),
)

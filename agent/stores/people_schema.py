"""The tables of people: who may decide, what lets them in, and whom work may go to."""

from __future__ import annotations

import sqlalchemy as sa

from agent.stores.columns import UtcDateTime, metadata

users = sa.Table(
    "users",
    metadata,
    sa.Column("workspace", sa.String, primary_key=True),
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("email", sa.String, nullable=False, server_default=""),
    sa.Column("added_at", UtcDateTime, nullable=False),
    sa.Column("password", sa.String),
    sa.Column("removed_at", UtcDateTime),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("sha256", sa.String, primary_key=True),
    sa.Column("workspace", sa.String, nullable=False),
    sa.Column("user", sa.String, nullable=False),
    sa.Column("began_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.Column("ended_at", UtcDateTime),
    sa.ForeignKeyConstraint(["workspace", "user"], ["users.workspace", "users.name"]),
    sa.Index(None, "workspace", "user"),
)

login_links = sa.Table(
    "login_links",
    metadata,
    sa.Column("sha256", sa.String, primary_key=True),
    sa.Column("workspace", sa.String, nullable=False),
    sa.Column("user", sa.String, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.ForeignKeyConstraint(["workspace", "user"], ["users.workspace", "users.name"]),
)

people = sa.Table(
    "people",
    metadata,
    sa.Column("workspace", sa.String, primary_key=True),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("imported_at", UtcDateTime, nullable=False),
)

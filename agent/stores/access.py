"""The tables of those who come in from outside: keys of programs, what they asked, links of requesters."""

from __future__ import annotations

import sqlalchemy as sa

from agent.stores.columns import UtcDateTime, metadata

api_keys = sa.Table(
    "api_keys",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("workspace", sa.String, nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("secret_sha256", sa.String, nullable=False),
    sa.Column("user", sa.String),
    sa.Column("scopes", sa.String, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("used_at", UtcDateTime),
    sa.Column("revoked_at", UtcDateTime),
    sa.ForeignKeyConstraint(["workspace", "user"], ["users.workspace", "users.name"]),
    sa.Index(None, "workspace"),
)

links = sa.Table(
    "links",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("workspace", sa.String, nullable=False),
    sa.Column("secret_sha256", sa.String, nullable=False),
    sa.Column("intake_id", sa.String, sa.ForeignKey("intakes.id"), nullable=False),
    sa.Column("language", sa.String, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.Column("revoked_at", UtcDateTime),
    sa.UniqueConstraint("workspace", "secret_sha256"),
    sa.Index(None, "intake_id"),
)

requests = sa.Table(
    "requests",
    metadata,
    sa.Column("api_key_id", sa.String, sa.ForeignKey("api_keys.id"), primary_key=True),
    sa.Column("key_sha256", sa.String, primary_key=True),
    sa.Column("workspace", sa.String, nullable=False),
    sa.Column("fingerprint", sa.String, nullable=False),
    sa.Column("run", sa.String, nullable=False),
    sa.Column("began_at", UtcDateTime, nullable=False),
    sa.Column("status", sa.Integer),
    sa.Column("headers", sa.JSON(none_as_null=True)),
    sa.Column("body", sa.Text),
    sa.Index(None, "workspace", "began_at"),
)

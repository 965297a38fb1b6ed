"""The tables. Documents are JSON; what is queried has a column of its own."""

from __future__ import annotations

import sqlalchemy as sa

from agent.stores.access import api_keys, links, requests
from agent.stores.columns import UtcDateTime, metadata
from agent.stores.people_schema import login_links, people, sessions, users

__all__ = [
    "UtcDateTime",
    "answers",
    "api_keys",
    "blobs",
    "decisions",
    "deliveries",
    "events",
    "heads",
    "intakes",
    "jobs",
    "links",
    "login_links",
    "mail_folders",
    "meta",
    "metadata",
    "people",
    "proposals",
    "queue",
    "queue_counts",
    "refused_mail",
    "requests",
    "sessions",
    "spending",
    "unreadables",
    "users",
    "work_items",
]

meta = sa.Table(
    "clarify_meta",
    metadata,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)

blobs = sa.Table(
    "blobs",
    metadata,
    sa.Column("workspace", sa.String, primary_key=True),
    sa.Column("sha256", sa.String, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

intakes = sa.Table(
    "intakes",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("workspace", sa.String, nullable=False),
    sa.Column("source_key", sa.String, nullable=False),
    sa.Column("content_key", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("reason", sa.String, nullable=False, server_default=""),
    sa.Column("stored_at", UtcDateTime, nullable=False),
    sa.Column("document", sa.JSON, nullable=False),
    sa.Column("extraction", sa.JSON),
    sa.Column("thread", sa.String),
    sa.Column("words_key", sa.String),
    sa.Column("promoted_by", sa.String),
    sa.Column("dismissed_by", sa.String),
    sa.Column("sampled_in", sa.String),
    sa.UniqueConstraint("workspace", "source_key", "content_key"),
    sa.Index(None, "workspace", "state"),
    sa.Index(None, "workspace", "thread"),
    sa.Index(None, "workspace", "words_key"),
)

proposals = sa.Table(
    "proposals",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("workspace", sa.String, nullable=False),
    sa.Column("intake_id", sa.String, sa.ForeignKey("intakes.id"), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("document", sa.JSON, nullable=False),
    sa.Column("updated_at", UtcDateTime, nullable=False),
    sa.Index(None, "workspace", "state"),
    sa.Index(None, "intake_id"),
)

queue = sa.Table(
    "queue",
    metadata,
    sa.Column("seq", sa.Integer, sa.ForeignKey("proposals.seq"), primary_key=True, autoincrement=False),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("workspace", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("team", sa.String, nullable=False),
    sa.Column("ready", sa.Integer, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("snoozed_until", UtcDateTime),
    sa.Column("line", sa.JSON, nullable=False),
    sa.Column("words", sa.String, nullable=False),
    sa.Index(None, "workspace", "state", "seq", "words"),  # a search that finds little reads only this
    sa.Index(None, "workspace", "state", "team", "seq"),
    sa.Index(None, "workspace", "state", "made_at"),
    sa.Index(None, "workspace", "state", "snoozed_until"),
)

queue_counts = sa.Table(
    "queue_counts",
    metadata,
    sa.Column("workspace", sa.String, primary_key=True),
    sa.Column("state", sa.String, primary_key=True),
    sa.Column("team", sa.String, primary_key=True),
    sa.Column("ready", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("count", sa.Integer, nullable=False),
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

decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("workspace", sa.String, nullable=False),
    sa.Column("proposal_id", sa.String, sa.ForeignKey("proposals.id"), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("by", sa.String, nullable=False),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("document", sa.JSON, nullable=False),
    sa.Column("before", sa.JSON, nullable=False),
    sa.Column("undone", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("work_id", sa.String),
    sa.Index(None, "work_id"),
    sa.UniqueConstraint("proposal_id", "revision"),
    sa.ForeignKeyConstraint(["workspace", "by"], ["users.workspace", "users.name"]),
)

work_items = sa.Table(
    "work_items",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("workspace", sa.String, nullable=False),
    sa.Column("proposal_id", sa.String, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("status", sa.String, nullable=False),
    sa.Column("owner", sa.String),
    sa.Column("due", sa.Date),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("document", sa.JSON, nullable=False),
    sa.ForeignKeyConstraint(["proposal_id", "revision"], ["decisions.proposal_id", "decisions.revision"]),
    sa.Index(None, "workspace", "status"),
    sa.Index(
        "uq_work_items_standing",
        "proposal_id",
        unique=True,
        sqlite_where=sa.text("status <> 'withdrawn'"),
        postgresql_where=sa.text("status <> 'withdrawn'"),
    ),
)

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("work_id", sa.String, sa.ForeignKey("work_items.id"), primary_key=True),
    sa.Column("destination", sa.String, primary_key=True),
    sa.Column("workspace", sa.String, nullable=False),
    sa.Column("key", sa.String, nullable=False, unique=True),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("error", sa.String, nullable=False, server_default=""),
    sa.Column("receipt", sa.JSON(none_as_null=True)),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("updated_at", UtcDateTime, nullable=False),
    sa.Index(None, "workspace", "state"),
)

events = sa.Table(
    "events",
    metadata,
    sa.Column("workspace", sa.String, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("subject", sa.String, nullable=False),
    sa.Column("by", sa.String, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("mac", sa.String, nullable=False),
)

heads = sa.Table(
    "heads",
    metadata,
    sa.Column("workspace", sa.String, primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("mac", sa.String, nullable=False),
)

jobs = sa.Table(
    "jobs",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("workspace", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("rank", sa.Integer, nullable=False),
    sa.Column("subject", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("run_at", UtcDateTime, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("lease_owner", sa.String),
    sa.Column("lease_until", UtcDateTime),
    sa.Column("reason", sa.String, nullable=False, server_default=""),
    sa.Index(None, "workspace", "state", "rank", "id"),
)

spending = sa.Table(
    "spending",
    metadata,
    sa.Column("workspace", sa.String, primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("requests", sa.Integer, nullable=False, server_default="0"),
    sa.Column("tokens_in", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("tokens_out", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("spent", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("reserved", sa.BigInteger, nullable=False, server_default="0"),
)

answers = sa.Table(
    "answers",
    metadata,
    sa.Column("workspace", sa.String, primary_key=True),
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("intake_id", sa.String, sa.ForeignKey("intakes.id"), nullable=False),
    sa.Column("model", sa.String, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Index(None, "workspace", "made_at"),
    sa.Index(None, "intake_id"),
)

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

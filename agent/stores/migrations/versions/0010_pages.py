"""Passwords, sessions and login links of people; a short line of each proposal for lists."""

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

FIELDS = ("goal", "owner", "priority", "due", "done_criteria")
WEAKEST_FIRST = ("inferred", "rule", "stated", "person")
PRIORITIES = ("urgent", "high", "normal", "low")


def upgrade() -> None:
    with op.batch_alter_table("users", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("password", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("removed_at", sa.DateTime(), nullable=True))
    op.create_table(
        "sessions",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "user"], ["users.workspace", "users.name"], name=op.f("fk_sessions_workspace_user")
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_workspace_user"), "sessions", ["workspace", "user"])
    op.create_table(
        "login_links",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "user"], ["users.workspace", "users.name"], name=op.f("fk_login_links_workspace_user")
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_login_links")),
    )
    queue = op.create_table(
        "queue",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("ready", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("snoozed_until", sa.DateTime(), nullable=True),
        sa.Column("line", sa.JSON(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["proposals.seq"], name=op.f("fk_queue_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_queue")),
        sa.UniqueConstraint("id", name=op.f("uq_queue_id")),
    )
    op.create_index(op.f("ix_queue_workspace_state_team_ready"), "queue", ["workspace", "state", "team", "ready"])
    op.create_index(op.f("ix_queue_workspace_state_seq"), "queue", ["workspace", "state", "seq"])
    _fill(op.get_bind(), queue)


def _fill(connection: sa.Connection, queue: sa.Table) -> None:
    said = sa.text(
        "SELECT p.seq, p.id, p.workspace, p.state, p.document, i.document AS source, i.stored_at"
        " FROM proposals p JOIN intakes i ON i.id = p.intake_id ORDER BY p.seq"
    ).columns(stored_at=sa.DateTime)
    for row in connection.execute(said).all():
        connection.execute(sa.insert(queue).values(**_line(row)))


def _line(row: Any) -> dict[str, object]:
    proposal, source = (
        document if isinstance(document, dict) else json.loads(document) for document in (row.document, row.source)
    )
    item, route, similar = proposal["item"], proposal["route"], proposal["similar"]
    owner, priority = _owner(item, route), _priority(item, route)
    bases = _bases(item, owner, priority)
    line = {
        "goal": item["goal"]["value"],
        "owner": owner["value"],
        "due": item["due"]["value"],
        "recurrence": item["recurrence"]["value"],
        "priority": priority["value"],
        "bases": bases,
        "questions": len(proposal["questions"]),
        "verdict": similar["matches"][0]["verdict"] if similar["matches"] else None,
        "unchecked": similar["unavailable"] is not None,
        "amends": (proposal.get("amends") or {}).get("work_id"),
        "called_off": proposal.get("cancelled") is not None,
        "title": _title(source["text"]),
        "sender": _sender(source),
    }
    team = route["team"] or route["destination"]
    words = " ".join([row.id, line["goal"], line["owner"] or "", team, line["title"], line["sender"]])
    until = proposal["snoozed_until"]
    return {
        "seq": row.seq,
        "id": row.id,
        "workspace": row.workspace,
        "state": row.state,
        "team": team,
        "ready": sum(basis != "missing" for basis in bases.values()),
        "made_at": row.stored_at,
        "snoozed_until": _moment(until) if until else None,
        "line": line,
        "words": " ".join(words.casefold().split())[:600],
    }


def _bases(item: Any, owner: Any, priority: Any) -> dict[str, str]:
    criteria = {criterion["basis"] for criterion in item["done_criteria"]}
    due = item["recurrence"] if item["recurrence"]["value"] else item["due"]
    found = {
        "goal": item["goal"]["basis"],
        "owner": "missing" if owner["value"] in ("sender", "recipient") else owner["basis"],
        "priority": priority["basis"],
        "due": due["basis"],
        "done_criteria": next((basis for basis in WEAKEST_FIRST if basis in criteria), "missing"),
    }
    return {name: found[name] for name in FIELDS}


def _owner(item: Any, route: Any) -> Any:
    if item["owner"]["value"] is None and route["owner"]:
        return {"value": route["owner"], "basis": "rule"}
    return item["owner"]


def _priority(item: Any, route: Any) -> Any:
    floor = route["priority_floor"]
    if floor and PRIORITIES.index(floor) < PRIORITIES.index(item["priority"]["value"]):
        return {"value": floor, "basis": "rule"}
    return item["priority"]


def _title(text: str) -> str:
    """The subject of a mail, else the first line that says something."""
    from agent.text.address import title

    return " ".join(title(text).split())[:200]


def _sender(source: Any) -> str:
    sender = source.get("sender") or {}
    return str(sender.get("name") or sender.get("email") or "")


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(said).astimezone(UTC).replace(tzinfo=None)


def downgrade() -> None:
    op.drop_table("queue")
    op.drop_table("login_links")
    op.drop_table("sessions")
    with op.batch_alter_table("users", recreate="never") as batch_op:
        batch_op.drop_column("removed_at")
        batch_op.drop_column("password")

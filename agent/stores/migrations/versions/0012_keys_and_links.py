"""Keys of the HTTP API have names, and not all are a person's; private links of requesters."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0010"

KEPT = "id, workspace, secret_sha256, user, scopes, created_at, used_at, revoked_at"
QUOTED = KEPT.replace("user", '"user"')


def upgrade() -> None:
    _make_keys("api_keys", sa.Column("name", sa.String(), nullable=False), nobodys=True)
    op.execute(f"INSERT INTO api_keys (name, {QUOTED}) SELECT id, {QUOTED} FROM tokens")
    _point_requests_to("api_keys", "token_id", "api_key_id")
    op.drop_table("tokens")
    op.create_table(
        "links",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("secret_sha256", sa.String(), nullable=False),
        sa.Column("intake_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["intake_id"], ["intakes.id"], name=op.f("fk_links_intake_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
        sa.UniqueConstraint("workspace", "secret_sha256", name=op.f("uq_links_workspace_secret_sha256")),
    )
    op.create_index(op.f("ix_links_intake_id"), "links", ["intake_id"])


def downgrade() -> None:
    """What belongs to nobody is lost, as it could do nothing before."""
    op.drop_table("links")
    _make_keys("tokens", nobodys=False)
    op.execute(f'INSERT INTO tokens ({QUOTED}) SELECT {QUOTED} FROM api_keys WHERE "user" IS NOT NULL')
    op.execute('DELETE FROM requests WHERE api_key_id IN (SELECT id FROM api_keys WHERE "user" IS NULL)')
    _point_requests_to("tokens", "api_key_id", "token_id")
    op.drop_table("api_keys")


def _make_keys(table: str, *more: sa.Column[str], nobodys: bool) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        *more,
        sa.Column("secret_sha256", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=nobodys),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "user"], ["users.workspace", "users.name"], name=op.f(f"fk_{table}_workspace_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_workspace"), table, ["workspace"])


def _point_requests_to(table: str, old: str, new: str) -> None:
    with op.batch_alter_table("requests") as batch:
        batch.drop_constraint(op.f(f"fk_requests_{old}"), type_="foreignkey")
        batch.alter_column(old, new_column_name=new)
    with op.batch_alter_table("requests") as batch:  # SQLite names the column only after it was copied
        batch.create_foreign_key(op.f(f"fk_requests_{new}"), table, [new], ["id"])

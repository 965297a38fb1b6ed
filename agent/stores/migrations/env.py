"""Alembic's entry: runs on the connection that the store hands over."""

from alembic import context

from agent.stores.schema import heads

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=heads.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()

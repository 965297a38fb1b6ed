"""What must last: SQLAlchemy Core on SQLite or PostgreSQL."""

"""The database: SQLite by default, PostgreSQL for a whole city."""

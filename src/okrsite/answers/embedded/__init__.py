"""The embedded DuckDB: what it may take, and what it may reach."""

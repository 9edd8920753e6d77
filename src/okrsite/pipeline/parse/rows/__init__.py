"""Rows: what an author may write, one type for each kind of table, before it is given its shape."""

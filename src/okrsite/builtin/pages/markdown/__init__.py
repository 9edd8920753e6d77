"""Markdown twins of pages, and `llms.txt`, so that assistants read goals as people do."""

"""One cycle, which is its own report, the list of cycles, and reports of teams."""

"""One cycle, the list of cycles, and reports of cycles and teams."""

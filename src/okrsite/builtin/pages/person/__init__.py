"""One person, and the list of everybody."""

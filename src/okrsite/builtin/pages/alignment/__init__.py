"""Which goal helps which, as a nested list and as a map."""

"""Reports: a difference as people and as other programs read it."""

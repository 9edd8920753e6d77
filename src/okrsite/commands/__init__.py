"""Commands: one verb, one module."""

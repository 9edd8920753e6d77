"""Hooks: what a plugin can give, and the one place that asks for it."""

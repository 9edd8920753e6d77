"""Signals: what the business should know today."""

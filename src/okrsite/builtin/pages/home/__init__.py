"""The home page, and what else a reader meets first: attention, the scorecard, the wall."""

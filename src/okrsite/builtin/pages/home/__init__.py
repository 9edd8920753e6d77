"""The home page, and what else is read first: attention, check-ins, the wall."""

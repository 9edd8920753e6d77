"""The brief: how the company or a team stands, in sentences; home, digest and feed share it."""

"""Effects: the file system, git, the clock and the network, each in its own room."""

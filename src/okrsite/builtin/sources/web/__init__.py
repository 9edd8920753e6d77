"""Web: servers asked over HTTP, guardedly, by every source that does."""

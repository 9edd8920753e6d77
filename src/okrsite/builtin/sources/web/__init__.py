"""Web: requests over HTTP for every source that makes some, to the allowed servers only."""

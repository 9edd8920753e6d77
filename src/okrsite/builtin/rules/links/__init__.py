"""Rules about links, visibility and deceptive text."""

"""TOML: from a text to typed rows, with the place of everything and every mistake in it."""

"""Parse: from the bytes of one file to what it says, and every mistake in it."""

from okrsite.pipeline.parse.document import parse

__all__ = ["parse"]

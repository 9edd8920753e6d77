"""Markdown: pieces of text as the documents hold them."""

from inspect import (
    cleandoc,
)


def python(code: str) -> str:
    """Code as Markdown shows it."""
    return f"```python\n{code.strip()}\n```\n"


def paragraphs(text: str) -> str:
    """A docstring as Markdown, each paragraph in one line."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in cleandoc(text).split("\n\n"))


def cell(text: str) -> str:
    """Text as it stands in a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")

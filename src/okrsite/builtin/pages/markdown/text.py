"""Text: facts and tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from okrsite.api.pages import Anchor, PageContext
from okrsite.builtin.pages.brief.digest_text import escaped, link


def fact(ctx: PageContext, key: str, *told: str | Anchor) -> str:
    """A name by the key of its word, and what is so, as an item of a list."""
    shown = [link(thing) if isinstance(thing, Anchor) else escaped(thing) for thing in told]
    return f"- {ctx.words.labelled(escaped(ctx.words[key]), ctx.words.listed(shown))}"


def table(heads: Iterable[str]) -> Iterator[str]:
    """The two lines that begin a table."""
    names = list(heads)
    yield row(*names)
    yield f"|{'---|' * len(names)}"


def row(*cells: str) -> str:
    """A line of a table."""
    return f"| {' | '.join(map(escaped, cells))} |"

"""Markdown with `==marked==` words, as many wikis have them."""

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from okrsite.api import MarkdownPlugin, hookimpl


def mark(state: StateInline, silent: bool) -> bool:
    start = state.pos
    end = state.src.find("==", start + 2)
    if not state.src.startswith("==", start) or end <= start + 2 or end > state.posMax:
        return False
    if not silent:
        state.push("mark_open", "mark", 1)
        state.push("text", "", 0).content = state.src[start + 2 : end]
        state.push("mark_close", "mark", -1)
    state.pos = end + 2
    return True


def use(parser: MarkdownIt) -> None:
    # markdown-it asks its rules only at characters that may begin something; "=" is one of them.
    parser.inline.ruler.before("emphasis", "mark", mark)


@hookimpl
def okrsite_markdown() -> Iterable[MarkdownPlugin]:
    yield MarkdownPlugin(name="mark", version="1", use=use)

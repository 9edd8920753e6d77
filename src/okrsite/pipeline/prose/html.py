"""HTML: markdown-it's renderer, with our classes in place of inline styles."""

# ruff: noqa: ARG002 - every rule has the renderer's four arguments
from __future__ import annotations

from collections.abc import Sequence

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from okrsite.model.prose import call_place, word
from okrsite.pipeline.prose.plain import keep_percent

TASK = "okrsite_task"


class Renderer(RendererHTML):
    """Writes what `shape` prepared: wide blocks scroll by themselves, tasks are labelled boxes."""

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Words, in which a figure keeps its per cent sign."""
        return escapeHtml(keep_percent(tokens[idx].content))

    def table_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """A table inside a box of its own, which scrolls and can be reached by keyboard."""
        return f'<div class="scroll" tabindex="0">\n{self.renderToken(tokens, idx, options, env)}'

    def table_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """The end of the table and of its box."""
        return f"{self.renderToken(tokens, idx, options, env)}</div>\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A fenced block; the first word after the fence becomes a class."""
        language = tokens[idx].info.split(maxsplit=1)[:1]
        named = f' class="language-{escapeHtml(language[0])}"' if language else ""
        return _code(tokens[idx].content, named)

    def code_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """An indented block of code."""
        return _code(tokens[idx].content, "")

    def okrsite_task_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """A box that nobody can tick; its task is its label, so it is told in every language."""
        checked = " checked" if tokens[idx].meta["is_done"] else ""
        return f'<label><input type="checkbox" disabled{checked}> '

    def okrsite_task_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """The end of the task's words."""
        return "</label>"

    def html_tag(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """A tag as it was written."""
        return escapeHtml(tokens[idx].content)

    def site_word(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """A text in the site's language."""
        return word(tokens[idx].meta["key"])

    def shortcode(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """The place of what a shortcode shows."""
        return call_place(tokens[idx].meta["number"])

    def footnote_reference(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """The number of a footnote, led to it."""
        number, place = _footnote(tokens[idx])
        return (
            f'<sup><a href="#fn-{number}" id="fnref-{place}" role="doc-noteref">{number}</a></sup>'
        )

    def footnote_back(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """The way from a footnote back to a place that refers to it."""
        _, place = _footnote(tokens[idx])
        label = word("prose.back", place)
        return f' <a href="#fnref-{place}" role="doc-backlink" aria-label="{label}">↑</a>'


def _footnote(token: Token) -> tuple[int, str]:
    """A footnote's number, and the name of one of the places that refer to it."""
    number, nth = token.meta["number"], token.meta["nth"]
    return number, str(number) if nth == 1 else f"{number}-{nth}"


def _code(content: str, named: str) -> str:
    return f'<pre tabindex="0"><code{named}>{escapeHtml(content)}</code></pre>\n'

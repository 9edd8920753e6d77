"""Markdown: from what an author wrote to prose that a page can hold."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.extensions import MarkdownPlugin
from okrsite.model.position import Span
from okrsite.model.prose import Prose
from okrsite.pipeline.control_characters import without_controls
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.prose.limits import (
    DEEPEST,
    LARGEST,
    MOST_CALLS,
    calls_finding,
    depth_findings,
    parts_finding,
    size_finding,
    tangled_finding,
    weight,
)
from okrsite.pipeline.prose.plain import plain_prose, plain_text
from okrsite.pipeline.prose.simple import simple_prose
from okrsite.pipeline.prose.source_map import Rows, TextOrigin

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_NEWLINES = re.compile(r"\r\n?")
_CUT = re.compile("\0([0-9]+)\0")


class Markdown:
    """GitHub's Markdown, and the plugins of a site in order of their names.

    That is CommonMark with tables, tasks, strikethrough, bare addresses, footnotes and alerts.

    HTML in a text is shown as it was written, but for comments, which are left out. The parser is
    made when the first text needs it.
    """

    def __init__(self, plugins: tuple[MarkdownPlugin, ...] = ()) -> None:
        self._plugins = tuple(sorted(plugins, key=lambda plugin: plugin.name))

    def prose(
        self,
        text: str,
        path: str,
        first_line: int,
        first_column: int = 1,
        *,
        anchors: bool = True,
    ) -> tuple[Prose, tuple[Diagnostic, ...]]:
        """The prose of a text that begins at a line of a file, and what is wrong with it.

        `first_column` is that of its first line. With `anchors` off, headings get no ids: so for
        notes, of which many may stand on one page.
        """
        if not self._plugins and (plain := plain_prose(text)):
            return plain, ()
        origin = TextOrigin(path, first_line, first_column)
        if not self._plugins:
            simple = simple_prose(text, origin, anchors=anchors)
            if simple is not None:
                return simple, ()
            return self._render(text, origin, anchors=anchors)
        owner = ", ".join(plugin.name for plugin in self._plugins)
        try:
            return call_plugin(owner, self._render, text, origin, anchors=anchors)
        except PluginError as failure:
            prose, findings = Markdown()._render(text, origin, anchors=anchors)  # noqa: SLF001 - its own
            return prose, (self._failed(text, failure.reason, origin), *findings)

    @property
    def has_plugins(self) -> bool:
        """Whether plugins may give a meaning to what has none by itself."""
        return bool(self._plugins)

    def _failed(self, text: str, reason: str, origin: TextOrigin) -> Diagnostic:
        """The finding that names the plugin; several, where none of them fails alone."""
        names = [plugin.name for plugin in self._plugins]
        if len(names) > 1:
            names = [plugin.name for plugin in self._plugins if _fails(plugin, text)] or names
        named = " or ".join(map(repr, names))
        return error(
            "OKR619",
            Span(origin.path, origin.line, origin.column),
            f"the Markdown plugin {named} failed: {reason}",
            "Ask the author of the plugin; the text is shown without such plugins.",
        )

    def _render(
        self, text: str, origin: TextOrigin, *, anchors: bool
    ) -> tuple[Prose, tuple[Diagnostic, ...]]:
        from okrsite.pipeline.prose.alerts import shape_alerts  # noqa: PLC0415 - imports markdown-it
        from okrsite.pipeline.prose.footnotes import placed_footnotes  # noqa: PLC0415 - likewise
        from okrsite.pipeline.prose.html_tags import html_findings  # noqa: PLC0415 - likewise
        from okrsite.pipeline.prose.links import CheckedLinks  # noqa: PLC0415 - imports markdown-it
        from okrsite.pipeline.prose.parser_rules import tangled_blocks  # noqa: PLC0415 - imports markdown-it
        from okrsite.pipeline.prose.parts import TooManyPartsError  # noqa: PLC0415 - likewise
        from okrsite.pipeline.prose.shape import (  # noqa: PLC0415 - imports markdown-it
            shape_headings,
            shape_tables,
            shape_tasks,
        )

        # As CommonMark asks; inner links are marked with NUL below, which no text may hold.
        text = _NEWLINES.sub("\n", text).replace("\0", "\N{REPLACEMENT CHARACTER}")
        text = without_controls(text)
        rows = Rows(text, origin)
        env: dict[str, object] = {}
        try:
            tokens = self._parser.parse(text, env)
        except TooManyPartsError:
            return Prose(), (parts_finding(rows),)
        tangles = [tangled_finding(token, rows) for token in tangled_blocks(tokens)]
        # Before it is rendered, since rendering takes the memory that the limit protects.
        if weight(tokens) > LARGEST:
            return Prose(), (size_finding(rows),)
        checked = CheckedLinks(rows)
        checked.check(tokens)
        told = [*tangles, *depth_findings(tokens, rows), *html_findings(tokens, rows)]
        tokens, footnotes = placed_footnotes(tokens, rows)
        tokens = shape_alerts(tokens)
        shape_tasks(tokens)
        shape_tables(tokens)
        headings = shape_headings(tokens, anchors=anchors)
        html = self._parser.renderer.render(tokens, self._parser.options, env)
        if len(html) > LARGEST:
            return Prose(), (size_finding(rows),)
        cut = _CUT.split(html)
        if len(checked.calls) > MOST_CALLS:
            return Prose(), (calls_finding(rows),)
        links = tuple(checked.links[int(number)] for number in cut[1::2])
        parts = tuple(cut[::2]) if html else ()
        findings = (*checked.findings, *told, *footnotes)
        text = plain_text(tokens)
        return Prose(parts, links, headings, text, calls=tuple(checked.calls)), findings

    @cached_property
    def _parser(self) -> MarkdownIt:
        from markdown_it import MarkdownIt  # noqa: PLC0415 - heavy, and most commands need none

        from okrsite.pipeline.prose.bare_addresses import link_bare_addresses  # noqa: PLC0415 - likewise
        from okrsite.pipeline.prose.calls import read_calls  # noqa: PLC0415 - likewise
        from okrsite.pipeline.prose.footnotes import read_footnotes  # noqa: PLC0415 - likewise
        from okrsite.pipeline.prose.html import Renderer  # noqa: PLC0415 - imports markdown-it
        from okrsite.pipeline.prose.html_tags import show_html_tags  # noqa: PLC0415 - likewise
        from okrsite.pipeline.prose.links import keep_every_link  # noqa: PLC0415 - imports markdown-it
        from okrsite.pipeline.prose.parser_rules import (  # noqa: PLC0415 - likewise
            keep_first_number,
            leave_out_comments,
            skip_tangled_blocks,
        )
        from okrsite.pipeline.prose.parts import bound_parts  # noqa: PLC0415 - likewise

        options = {
            "html": False,
            "xhtmlOut": False,
            "linkify": False,
            "typographer": False,
            "maxNesting": DEEPEST,
        }
        parser = MarkdownIt("commonmark", options, renderer_cls=Renderer)
        parser.enable(["table", "strikethrough"])
        bound_parts(parser)
        for plugin in self._plugins:
            plugin.use(parser)
        leave_out_comments(parser)
        keep_first_number(parser)
        read_footnotes(parser)
        read_calls(parser)
        link_bare_addresses(parser)
        show_html_tags(parser)
        keep_every_link(parser)
        skip_tangled_blocks(parser)
        return parser


def _fails(plugin: MarkdownPlugin, text: str) -> bool:
    """Whether a plugin fails at a text without the help of others."""
    _, findings = Markdown((plugin,)).prose(text, "", 1)
    return any(finding.code == "OKR619" for finding in findings)

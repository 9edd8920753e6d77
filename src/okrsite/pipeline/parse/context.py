"""Context: the document that is being parsed, and the findings about it so far."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.names import Kind, Visibility
from okrsite.model.plugin_fields import PluginFields
from okrsite.model.position import Span
from okrsite.model.prose import Prose
from okrsite.pipeline.parse.front_matter import FrontMatter
from okrsite.pipeline.parse.identity import fault_of_id
from okrsite.pipeline.parse.rows import DocumentRow
from okrsite.pipeline.prose.foreign_markup import unread_links
from okrsite.pipeline.toml.decode import Decoded, decode_rows
from okrsite.pipeline.toml.table import Table

if TYPE_CHECKING:
    from okrsite.pipeline.prose import Markdown

T = TypeVar("T")


class ParseContext(Struct):
    """One document being parsed; `findings` grows as its fields are read."""

    path: str
    kind: Kind
    id: str
    front_matter: FrontMatter
    table: Table
    markdown: Markdown
    findings: list[Diagnostic]

    def row(self, row: type[T]) -> Decoded[T]:
        """The front matter as a row; its mistakes join the findings."""
        decoded = decode_rows(self.table, row)
        self.findings.extend(decoded.findings)
        return decoded

    def report(self, code: str, span: Span, message: str, help_: str = "") -> None:
        """Add an error at its place."""
        self.findings.append(error(code, span, message, help_))

    def prose(self, text: str, line: int, column: int = 1) -> Prose:
        """A text in Markdown that begins on a line of the file, in a column of it."""
        if not text.strip():
            return Prose()
        # Some systems write accents apart from their letters; searches and anchors need one form.
        composed = unicodedata.normalize("NFC", text)
        prose, findings = self.markdown.prose(composed, self.path, line, column)
        self.findings.extend(findings)
        if self.markdown.has_plugins:
            return prose
        unread = unread_links(composed, self.path, line, column)
        return replace(prose, unread=unread) if unread else prose

    def body(self) -> Prose:
        """The text below the front matter."""
        return self.prose(self.front_matter.body, self.front_matter.body_line)

    def head(self, row: DocumentRow, table: Table) -> dict[str, Any]:
        """The fields that every kind of document has, checked."""
        seen = {self.id.casefold()}
        kept = []
        for alias, item in zip(row.aliases, table.items("aliases"), strict=True):
            if fault := fault_of_id(alias, self.kind):
                self.report("OKR015", item.span, f"the alias '{alias}' {fault}")
            elif alias.casefold() in seen:
                self.report(
                    "OKR017", item.span, f"'{alias}' is its id or an alias already", "Take it out."
                )
            else:
                seen.add(alias.casefold())
                kept.append(alias)
        return {
            "id": self.id,
            "aliases": tuple(kept),
            "visibility": visibility_written(row.visibility, table),
            "extra": extra_of(row.extra),
            "plugins": plugins_of(row.plugins, table),
            "span": table.span,
            "places": table.places(),
        }

    def title(self, table: Table, title: str) -> str:
        """A title; one of white space alone is an error."""
        if title and not title.strip():
            self.report("OKR013", table.at("title"), "'title' is empty", "Give it a name.")
        return title


def extra_of(written: dict[str, Any]) -> bytes:
    """The free `[extra]` of a document as JSON text."""
    return msgspec.json.encode(written) if written else b"{}"


def plugins_of(written: dict[str, dict[str, Any]], table: Table) -> tuple[PluginFields, ...]:
    """The tables `[plugins.NAME]` of a document, which their plugins' types decode later."""
    if not written:
        return ()
    tables = {name: table.within("plugins", name) for name in written}
    return tuple(
        PluginFields(
            plugin=name,
            written=msgspec.json.encode(values),
            span=tables[name].span,
            places=tables[name].places(into_items=True),
        )
        for name, values in written.items()
    )


def visibility_written(visibility: Visibility | None, table: Table) -> Visibility | None:
    """The visibility of a document; the strictest after a mistake in it, so that nothing leaks."""
    if visibility is None and "visibility" in table.value:
        return "confidential"
    return visibility

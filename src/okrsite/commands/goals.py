"""Goals: a workspace's content, read, resolved and computed, for every command that uses it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.result import Exit
from okrsite.commands.workspace import Workspace
from okrsite.effects.documents import SiteContent, read_content
from okrsite.effects.parallel import processors
from okrsite.model.diagnostic import Diagnostic, sorted_findings
from okrsite.model.document import Document
from okrsite.model.names import Visibility
from okrsite.model.scored import Scored
from okrsite.model.settings import Settings
from okrsite.pipeline.build import Conditions, has_failed, understand
from okrsite.pipeline.cells import CellTables
from okrsite.pipeline.plugin_fields import with_plugin_fields
from okrsite.pipeline.redact import redact


class Goals(Struct, frozen=True):
    """The goals as one audience sees them, and every finding about them, in order.

    `findings` are all: about settings, plugins, files, and what this audience sees. `shown` are
    only the last, which a site for this audience may show. `missing` counts the documents that were
    left out for their mistakes and that this audience would see, `hidden` those it may not see.
    """

    content: SiteContent
    scored: Scored
    findings: tuple[Diagnostic, ...]
    shown: tuple[Diagnostic, ...]
    missing: int = 0
    hidden: int = 0

    @property
    def exit(self) -> Exit:
        """The exit code of a command that shows the goals without what has mistakes."""
        return Exit.FINDINGS if has_failed(self.findings, is_strict=False) else Exit.GOOD

    def mistakes_sentence(self) -> str:
        """How many mistakes are left out; empty where there are none."""
        errors = sum(finding.severity == "error" for finding in self.findings)
        if not errors:
            return ""
        what = "1 mistake in the files is" if errors == 1 else f"{errors} mistakes in the files are"
        return f"{what} left out; `okrsite check` shows them."


def read_goals(
    workspace: Workspace,
    audience: Visibility,
    *,
    jobs: int | None = None,
    is_fresh: bool = False,
    without_broken: bool = False,
    tables: CellTables | None = None,
) -> Goals:
    """Read, redact, resolve, compute and judge a workspace's content.

    `without_broken` leaves out what documents with mistakes do say; no page may be made of it. What
    is worked out is kept in `tables`.
    """
    content = read_content(
        workspace.root,
        workspace.extensions,
        jobs or processors(),
        cache_root=workspace.base,
        is_fresh=is_fresh,
        follows_links=not workspace.is_untrusted,
    )
    types, named = workspace.extensions.fields, workspace.settings.plugins
    content = replace(content, documents=with_plugin_fields(content.documents, types, named))
    documents, missing = content.documents, 0
    if without_broken:
        missing = _count_broken(documents, audience, workspace.settings)
        documents = tuple(_unless_broken(document) for document in documents)
    understood = understand(
        (*documents, *content.strays),
        frozenset(content.discovered.assets),
        Conditions(workspace.settings, workspace.extensions, audience, workspace.today),
        tables,
    )
    everything = [
        *workspace.findings,
        *content.findings,
        *understood.mistakes,
        *understood.findings,
    ]
    return Goals(
        content,
        understood.scored,
        tuple(sorted_findings(everything)),
        understood.findings,
        missing,
        understood.hidden,
    )


def _unless_broken(document: Document) -> Document:
    return replace(document, entity=None, checkins=()) if _is_broken(document) else document


def _count_broken(documents: tuple[Document, ...], audience: Visibility, settings: Settings) -> int:
    """How many broken documents an audience would see.

    One that cannot be read at all may be confidential, so it counts for nobody else.
    """
    return sum(map(_is_broken, redact(documents, audience, settings)))


def _is_broken(document: Document) -> bool:
    return any(finding.severity == "error" for finding in document.findings)

"""The preview: the whole site made in memory, its pages only when a browser asks for them."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from okrsite.commands.goals import Goals, read_goals
from okrsite.commands.site import read_site, theme_of
from okrsite.commands.workspace import open_workspace
from okrsite.effects.preview.live_state import Snapshot
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.document import Document
from okrsite.model.names import Visibility
from okrsite.model.settings import Settings
from okrsite.pipeline.build import has_failed
from okrsite.pipeline.make import Framed, made
from okrsite.pipeline.naming import names_of
from okrsite.pipeline.present import Output
from okrsite.pipeline.present.frame import framer
from okrsite.pipeline.present.ledger import Ledger
from okrsite.pipeline.redact import redact
from okrsite.pipeline.render import Render, renderer
from okrsite.pipeline.visibility import may_see


def build_snapshot(
    root: Path, today: date | None, audience: Visibility | None, *, whole: bool
) -> Snapshot:
    """The site of a folder as it stands now.

    With errors and `whole`, there are findings and no files, so that the last good site stays on
    show; without `whole`, what does not depend on the mistakes is shown. Findings about what the
    audience does not see are withheld from its pages.
    """
    with _without_garbage_collection():
        return _snapshot(root, today, audience, whole=whole)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Nothing that a snapshot is made of is garbage, and looking through many goals takes long."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _snapshot(
    root: Path, today: date | None, audience: Visibility | None, *, whole: bool
) -> Snapshot:
    workspace = open_workspace(root, today)
    if has_failed(workspace.findings, is_strict=False):
        return Snapshot(findings=workspace.findings)
    seen_by = audience or workspace.settings.build.audience
    goals = read_goals(workspace, seen_by)
    findings, withheld = split_by_audience(goals, seen_by, workspace.settings)
    if has_failed(goals.findings, is_strict=False):
        # Without any document there is nothing that does not depend on the mistake.
        if whole or not goals.content.documents:
            return Snapshot(findings=findings, withheld=withheld)
        goals = read_goals(workspace, seen_by, without_broken=True)
    outputs = read_site(workspace, goals, theme_of(workspace))
    site = outputs.ledger.site
    render, framed = renderer(site.theme), framer(site)
    files = {
        output.path: partial(_content, outputs.ledger, output, framed, render)
        for output in outputs.files
    }
    return Snapshot(files, (*findings, *outputs.findings), withheld)


def split_by_audience(
    goals: Goals, audience: Visibility, settings: Settings
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """The findings that may be shown, and those that lie in or name what an audience may not see.

    A document that cannot be read does not say who may see it; it counts as its kind does.
    """
    closed = tuple(_closed_documents(goals.content.documents, audience, settings))
    words = {word for document in closed for word in (document.path, *_names_and_title(document))}
    shown: list[Diagnostic] = []
    withheld: list[Diagnostic] = []
    for finding in goals.findings:
        text = f"{finding.span} {finding.message} {finding.help}"
        (withheld if any(word in text for word in words) else shown).append(finding)
    return tuple(shown), tuple(withheld)


def _closed_documents(
    documents: tuple[Document, ...], audience: Visibility, settings: Settings
) -> Iterator[Document]:
    seen = {document.path for document in redact(documents, audience, settings)}
    for document in documents:
        is_readable = document.entity is not None
        if document.path not in seen and (
            is_readable or not _is_usually_seen(document, audience, settings)
        ):
            yield document


def _is_usually_seen(document: Document, audience: Visibility, settings: Settings) -> bool:
    kind = "objective" if document.kind == "checkin" else document.kind
    return may_see(audience, getattr(settings.site.default_visibility, kind))


def _names_and_title(document: Document) -> Iterable[str]:
    title = getattr(document.entity, "title", "")
    return filter(None, (*names_of(document, document.kind), title))


def _content(ledger: Ledger, output: Output, framed: Framed, render: Render) -> bytes:
    return made(ledger, output, framed, render)[0]

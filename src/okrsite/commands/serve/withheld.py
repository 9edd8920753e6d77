"""Withheld: the findings that a preview keeps from its pages, since they tell what is closed.

A finding is shown only where the documents that the audience sees, judged by themselves, give the
same one, and it holds no name of any other document. So nothing shown depends on what is closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from okrsite.commands.goals import Goals
from okrsite.commands.workspace import Workspace
from okrsite.effects.source_text import source_text
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.document import Document
from okrsite.model.names import Visibility
from okrsite.pipeline.build import Conditions, findings_of
from okrsite.pipeline.naming import CONTENT, is_beside_kpi, names_of
from okrsite.pipeline.redact import redact
from okrsite.pipeline.suggest import nearest
from okrsite.pipeline.visibility import LEVELS, may_see

_KEYS = re.compile(r"""^[ \t]*["']?([\w-]+)["']?[ \t]*=[ \t]*["']?(\w*)""", re.MULTILINE)


class Parted(Struct, frozen=True):
    """The documents that an audience may be told of, and the others."""

    open: tuple[Document, ...]
    closed: tuple[Document, ...]


def split_by_audience(
    workspace: Workspace, goals: Goals, audience: Visibility
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """The findings that may be shown to an audience, and those that are for the author alone.

    A document that cannot be read counts as its kind does, unless something in it looks like a
    visibility that is closed to the audience.
    """
    if audience == "confidential":
        return goals.findings, ()
    parted = _parted(workspace, goals, audience)
    words = {word.casefold() for document in parted.closed for word in _words(document)}
    allowed = set(map(_said, (*workspace.findings, *_judged(workspace, goals, parted))))
    paths = {CONTENT.rstrip("/"), *(document.path for document in parted.open)}
    allowed |= {_said(finding) for finding in goals.content.findings if finding.span.path in paths}
    shown: list[Diagnostic] = []
    withheld: list[Diagnostic] = []
    for finding in goals.findings:
        said = _said(finding)
        text = " ".join(said).casefold()
        is_shown = said in allowed and not any(word in text for word in words)
        (shown if is_shown else withheld).append(finding)
    return tuple(shown), tuple(withheld)


def _judged(workspace: Workspace, goals: Goals, parted: Parted) -> Iterable[Diagnostic]:
    """What is found in the documents that are open, judged by themselves."""
    if not parted.closed:
        of_files = set(map(_said, goals.content.findings))
        return (finding for finding in goals.findings if _said(finding) not in of_files)
    settings, extensions = workspace.settings, workspace.extensions
    conditions = Conditions(settings, extensions, "confidential", workspace.today)
    return findings_of(parted.open, frozenset(), conditions)


def _said(finding: Diagnostic) -> tuple[str, str, str, str]:
    return finding.code, str(finding.span), finding.message, finding.help


def _words(document: Document) -> Iterator[str]:
    """The words that tell of a document."""
    title = getattr(document.entity, "title", "")
    return filter(None, (document.path, title, *names_of(document, document.kind)))


def _parted(workspace: Workspace, goals: Goals, audience: Visibility) -> Parted:
    documents = goals.content.documents
    seen = {document.path for document in redact(documents, audience, workspace.settings)}
    seen |= {
        document.path
        for document in documents
        if document.entity is None and _seems_open(workspace, document, audience)
    }
    known = {(document.kind, document.id) for document in documents if document.path in seen}

    def is_open(document: Document) -> bool:
        if document.entity is not None:
            return document.path in seen
        # What belongs to another document is as open as that one is.
        if document.kind == "checkin":
            return ("objective", document.about) in known
        return document.path in seen and (
            not is_beside_kpi(document) or ("kpi", document.id) in known
        )

    return Parted(
        tuple(filter(is_open, documents)),
        tuple(document for document in documents if not is_open(document)),
    )


def _seems_open(workspace: Workspace, document: Document, audience: Visibility) -> bool:
    """Whether a document that cannot be read is of an open kind, and says nothing else."""
    kind = "objective" if document.kind == "checkin" else document.kind
    default: Visibility = getattr(workspace.settings.site.default_visibility, kind)
    text = source_text(workspace.root, document.path)
    if text is None or not may_see(audience, default):
        return False
    closed = [level for level in LEVELS if not may_see(audience, level)]
    if any(level in text.casefold() for level in closed):
        return False
    written = [value for key, value in _KEYS.findall(text) if nearest(key, ["visibility"])]
    return all(value in LEVELS for value in written)

"""Goals: a workspace's content, read and understood, for every command that works with it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.workspace import Workspace
from okrsite.effects.documents import Content, read_content
from okrsite.effects.jobs import processors
from okrsite.model.diagnostic import Diagnostic, in_order
from okrsite.model.document import Document
from okrsite.model.names import Visibility
from okrsite.model.score import Scored
from okrsite.pipeline.build import understand


class Goals(Struct, frozen=True):
    """The goals as one audience sees them, and every finding about them, in order.

    `findings` are all: about settings, plugins, files, and what this audience sees. `shown` are
    only the last, which a site for this audience may tell.
    """

    content: Content
    scored: Scored
    findings: tuple[Diagnostic, ...]
    shown: tuple[Diagnostic, ...]


def read_goals(
    workspace: Workspace,
    audience: Visibility,
    *,
    jobs: int | None = None,
    is_fresh: bool = False,
    without_broken: bool = False,
) -> Goals:
    """Read, redact, resolve, compute and judge a workspace's content.

    `without_broken` leaves out what documents with mistakes do say; no page may be made of it.
    """
    content = read_content(
        workspace.root, workspace.extensions, jobs or processors(), is_fresh=is_fresh
    )
    documents = content.documents
    if without_broken:
        documents = tuple(_unless_broken(each) for each in documents)
    understood = understand(
        documents,
        frozenset(content.discovered.assets),
        workspace.settings,
        workspace.extensions,
        audience,
        workspace.today,
    )
    everything = [
        *workspace.findings,
        *content.findings,
        *understood.mistakes,
        *understood.findings,
    ]
    return Goals(content, understood.scored, tuple(in_order(everything)), understood.findings)


def _unless_broken(document: Document) -> Document:
    is_broken = any(each.severity == "error" for each in document.findings)
    return replace(document, entity=None, checkins=()) if is_broken else document

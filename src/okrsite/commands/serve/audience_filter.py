"""Discretion: which mistakes a preview may show on the pages that an audience would see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from okrsite.commands.goals import Goals
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.document import Document
from okrsite.model.names import Visibility
from okrsite.model.settings import Settings
from okrsite.pipeline.naming import names_of
from okrsite.pipeline.redact import redact
from okrsite.pipeline.visibility import may_see


def apart(
    goals: Goals, audience: Visibility, settings: Settings
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """The findings that may be shown, and those that lie in or name what is closed to an audience.

    A document that cannot be read does not say who may see it; it counts as its kind does.
    """
    closed = tuple(_closed(goals.content.documents, audience, settings))
    words = {word for each in closed for word in (each.path, *_names(each))}
    shown: list[Diagnostic] = []
    withheld: list[Diagnostic] = []
    for each in goals.findings:
        (withheld if any(word in _text(each) for word in words) else shown).append(each)
    return tuple(shown), tuple(withheld)


def _closed(
    documents: tuple[Document, ...], audience: Visibility, settings: Settings
) -> Iterator[Document]:
    seen = {each.path for each in redact(documents, audience, settings)}
    for each in documents:
        is_readable = each.entity is not None
        if each.path not in seen and (
            is_readable or not _is_usually_seen(each, audience, settings)
        ):
            yield each


def _is_usually_seen(document: Document, audience: Visibility, settings: Settings) -> bool:
    kind = "objective" if document.kind == "checkin" else document.kind
    return may_see(audience, getattr(settings.site.default_visibility, kind))


def _names(document: Document) -> Iterable[str]:
    title = getattr(document.entity, "title", "")
    return filter(None, (*names_of(document, document.kind), title))


def _text(finding: Diagnostic) -> str:
    return f"{finding.span} {finding.message} {finding.help}"

"""Unread: the documents that are there, and of which a part or all could not be understood."""

from collections.abc import Iterable, Mapping

from okrsite.model.diagnostic import Subject
from okrsite.model.document import Document
from okrsite.model.position import Written


def unread(
    documents: Iterable[Document], tables: Iterable[Mapping[str, Written]]
) -> dict[str, Subject]:
    """By path, the documents with errors and those that no table of the forest took in.

    A check-in that could not be understood is one of its objective.
    """
    documents = sorted(documents, key=lambda document: document.path)
    taken = {entity.span.path for table in tables for entity in table.values()}
    unread = {
        document.path: Subject(document.kind, document.id)
        for document in documents
        if document.kind != "checkin" and (document.path not in taken or _has_errors(document))
    }
    return unread | {
        document.path: Subject("objective", document.about)
        for document in documents
        if document.about
    }


def _has_errors(document: Document) -> bool:
    return any(finding.severity == "error" for finding in document.findings)

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
    taken = {each.span.path for table in tables for each in table.values()}
    unread = {
        each.path: Subject(each.kind, each.id)
        for each in documents
        if each.kind != "checkin" and (each.path not in taken or _has_errors(each))
    }
    return unread | {
        each.path: Subject("objective", each.about) for each in documents if each.about
    }


def _has_errors(document: Document) -> bool:
    return any(each.severity == "error" for each in document.findings)

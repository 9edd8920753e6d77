"""Redact: only what an audience may see goes on, and nothing that points at the rest."""

from collections.abc import Iterable

from okrsite.model.document import Document
from okrsite.model.names import Visibility
from okrsite.model.settings import Settings
from okrsite.pipeline.redact.references import without_references
from okrsite.pipeline.redact.visibility_index import (
    drop_dependents,
    visibility_index,
    visible_documents,
)

__all__ = ["redact"]


def redact(
    documents: Iterable[Document], audience: Visibility, settings: Settings
) -> tuple[Document, ...]:
    """The documents that an audience may see, without a word from those that it may not.

    Where nothing is hidden they are what they were. Else every reference that leads to no visible
    document is gone, whether to a hidden one or to none at all, so that not even an id or alias of
    a hidden document can be told from the result; unknown references must then be looked for in
    the whole. A document that could not be read has an unknown visibility and is hidden from all
    but the confidential audience, which sees everything.

    A team or cycle below a hidden one becomes a root: to hang it higher would tell what the hidden
    one hangs from. A formula with a hidden operand goes, since its value would tell the operand's.
    """
    everything = tuple(documents)
    if audience == "confidential":
        return everything
    visible = visible_documents(audience, everything, settings.site.default_visibility)
    if len(visible) == len(everything):
        return visible
    visible = drop_dependents(visible, everything)
    index = visibility_index(visible, everything)
    return tuple(without_references(document, index) for document in visible)

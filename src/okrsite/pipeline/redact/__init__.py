"""Redact: only what an audience may see goes on, and nothing that points at the rest."""

from collections.abc import Iterable

from okrsite.model.document import Document
from okrsite.model.names import Visibility
from okrsite.model.settings import Settings
from okrsite.pipeline.redact.hidden import hide
from okrsite.pipeline.redact.references import without_references

__all__ = ["redact"]


def redact(
    documents: Iterable[Document], audience: Visibility, settings: Settings
) -> tuple[Document, ...]:
    """The documents that an audience may see, without a word from those that it may not.

    Nothing inside a hidden document reaches the result. A document that could not be read has an
    unknown visibility and is hidden from all but the confidential audience, which sees everything.
    A team or cycle below a hidden one becomes a root: to hang it higher would tell what the hidden
    one hangs from. A formula with a hidden operand goes, since its value would tell the operand's.
    """
    everything = tuple(documents)
    if audience == "confidential":
        return everything
    visible, hidden = hide(everything, audience, settings.site.default_visibility)
    if hidden.is_empty:
        return visible
    return tuple(without_references(document, hidden) for document in visible)

"""Html: text that is safe to be placed in a page as it is."""

from __future__ import annotations

from msgspec import Struct


class Html(Struct, frozen=True):
    """HTML made by code, or by the Markdown stage; templates place it without escaping it.

    Attributes:
        text: The HTML.
    """

    text: str = ""

    def __html__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def escape(text: str) -> str:
    """Text as it stands in HTML, between tags or between the quotes of an attribute."""
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#39;")
    )

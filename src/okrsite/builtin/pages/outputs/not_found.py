"""Not found: what a reader sees at an address that leads nowhere, with the ways on.

A web server shows this page at any depth (`/old/place/of/a/goal`), where addresses relative to the
page would lead astray. So all of them begin at the host, in the folder that `base_url` names, and
at the top of the host where it names none. The page is whole without its stylesheet.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api.pages import Page, PageContext, PageKind
from okrsite.pipeline.present.paths import NOT_FOUND


class NotFoundView(Struct, frozen=True):
    """What happened, and what to do; the ways on are those of the navigation."""

    title: str
    text: str


def not_found_view(ctx: PageContext, _: str) -> NotFoundView:
    """The page for addresses that lead nowhere."""
    return NotFoundView(ctx.words["not_found.title"], ctx.words["not_found.text"])


def names(ctx: PageContext) -> Iterator[Page]:
    """The one page of this kind."""
    yield Page("404", NOT_FOUND, "404.html", ctx.words["not_found.title"], is_listed=False)


KIND = PageKind(name="not_found", title="Not found", names=names, view=not_found_view)

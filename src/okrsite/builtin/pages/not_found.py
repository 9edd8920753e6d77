"""Not found: what a reader sees at an address that leads nowhere, with the ways on.

A web server shows this page at any depth (`/old/place/of/a/goal`), where addresses relative to the
page would lead astray. So all of them begin at the host, in the folder that `base_url` names, and
at the top of the host where it names none. The page is whole without its stylesheet.
"""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from okrsite.api.pages import NOT_FOUND, Page, PageKind, Site


class NotFoundView(Struct, frozen=True):
    """What happened, and what to do; the ways on are those of the navigation."""

    title: str
    text: str


def not_found_view(site: Site) -> NotFoundView:
    """The page for addresses that lead nowhere."""
    return NotFoundView(site.words["not_found.title"], site.words["not_found.text"])


def pages(site: Site) -> tuple[Page, ...]:
    """The one page of this kind."""
    title = site.words["not_found.title"]
    view = partial(not_found_view, site)
    return (Page(NOT_FOUND, "404.html", title, view, is_listed=False),)


KIND = PageKind(name="not_found", title="Not found", pages=pages)

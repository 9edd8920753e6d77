"""Redirects: where an old id was, a small page that leads on to the one in use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from msgspec import Struct

from okrsite.api import Kind
from okrsite.api.pages import Anchor, Page, PageKind, Site, base_of, href, path_of, root_of


class RedirectView(Struct, frozen=True):
    """Where to go; `canonical` is the address as the web knows it, or the same one."""

    title: str
    target: Anchor
    canonical: str


def redirect_view(site: Site, kind: Kind, alias: str, id: str) -> RedirectView:  # noqa: A002 - as named
    """The page of an old id."""
    root, path = root_of(path_of(kind, alias)), path_of(kind, id)
    target = Anchor(titles(site, kind)[id], href(root, path))
    base = base_of(site.settings.site.base_url)
    canonical = f"{base}{href('', path)}" if base else target.href
    return RedirectView(site.words["redirect.title"], target, canonical)


def titles(site: Site, kind: Kind) -> Mapping[str, str]:
    """The titles of all things of a kind by their ids."""
    forest = site.forest
    match kind:
        case "objective":
            return {each.id: each.title for each in forest.objectives.values()}
        case "kpi":
            return {each.id: each.title for each in forest.kpis.values()}
        case "team":
            return {each.id: each.title for each in forest.teams.values()}
        case "person":
            return {each.id: each.title for each in forest.people.values()}
        case "cycle":
            return {each.id: each.title for each in forest.cycles.values()}
        case "page":
            return {each.id: each.title for each in forest.pages.values()}
        case "checkin":
            return {}


def pages(site: Site) -> Iterator[Page]:
    """One page for each alias whose thing this audience may see."""
    for kind in sorted(site.forest.aliases):
        for alias, id_ in sorted(site.forest.aliases[kind].items()):
            yield Page(
                path_of(kind, alias),
                "redirect.html",
                site.words["redirect.title"],
                partial(redirect_view, site, kind, alias, id_),
                is_listed=False,
            )


KIND = PageKind(name="redirects", title="Redirects", pages=pages, order=1000)

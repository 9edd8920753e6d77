"""Redirects: where an old id was, a small page that leads on to the one in use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from okrsite.api import Cycle, FreePage, Kind, Kpi, Objective, Person, Team
from okrsite.api.pages import Anchor, Page, PageContext, PageKind, href, path_of
from okrsite.pipeline.present.paths import base_of

Titled = Objective | Kpi | Team | Person | Cycle | FreePage
TYPES: Mapping[Kind, type[Titled]] = {
    "objective": Objective,
    "kpi": Kpi,
    "team": Team,
    "person": Person,
    "cycle": Cycle,
    "page": FreePage,
}


class RedirectView(Struct, frozen=True):
    """Where to go; `canonical` is the address as the web knows it, or the same one."""

    title: str
    target: Anchor
    canonical: str


def redirect_view(ctx: PageContext, name: str) -> RedirectView:
    """The page of an old id."""
    kind, alias = _split(name)
    id_ = ctx.aliases(kind)[alias]
    thing = ctx.find(TYPES[kind], id_)
    return leading_to(ctx, thing.title if thing else id_, path_of(kind, id_))


def leading_to(ctx: PageContext, text: str, path: str) -> RedirectView:
    """The way to a page of the site, named by `text`."""
    target = Anchor(text, ctx.href(path))
    base = base_of(ctx.settings.site.base_url)
    canonical = f"{base}{href('', path)}" if base else target.href
    return RedirectView(ctx.words["redirect.title"], target, canonical)


def _split(name: str) -> tuple[Kind, str]:
    found, _, alias = name.partition(" ")
    return next(kind for kind in TYPES if kind == found), alias


def names(ctx: PageContext) -> Iterator[Page]:
    """One page for each alias whose thing this audience may see."""
    title = ctx.words["redirect.title"]
    for kind in sorted(TYPES):
        for alias in sorted(ctx.aliases(kind)):
            path = path_of(kind, alias)
            yield Page(f"{kind} {alias}", path, "redirect.html", title, is_listed=False)


KIND = PageKind(name="redirects", title="Redirects", names=names, view=redirect_view, order=1000)

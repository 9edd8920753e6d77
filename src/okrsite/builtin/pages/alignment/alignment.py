"""Alignment: the addresses that its list had, which lead to the goals now."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.api.pages import Page, PageContext, PageKind, in_pages, numbered
from okrsite.builtin.pages.goal_tree import places
from okrsite.builtin.pages.outputs.redirects import RedirectView, leading_to
from okrsite.pipeline.present.paths import ALIGNMENT, OBJECTIVES

PAGE_SIZE = 250


def view(ctx: PageContext, _: str) -> RedirectView:
    """The page of an old address."""
    return leading_to(ctx, ctx.words["objectives.title"], OBJECTIVES)


def names(ctx: PageContext) -> Iterator[Page]:
    """One page for each that the list had."""
    title = ctx.words["redirect.title"]
    for number in range(1, len(in_pages(places(ctx), PAGE_SIZE)) + 1):
        path = numbered(ALIGNMENT, number)
        yield Page(f"{number}", path, "redirect.html", title, is_listed=False)


KIND = PageKind(name="alignment", title="Alignment", names=names, view=view)

"""Old addresses: where views of the KPIs were pages of their own, which lead to the views now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from okrsite.api.pages import Page, PageContext, PageKind, in_pages, numbered
from okrsite.builtin.pages.kpi.focus import PAGE_SIZE, pairs_of
from okrsite.builtin.pages.outputs.redirects import RedirectView, leading_to
from okrsite.pipeline.present.paths import FOCUS, SCORECARD

# The old address of each view, with the word for it.
MOVED: Mapping[str, tuple[str, str]] = {
    "scorecard.html": ("scorecard", SCORECARD),
    "kpis/by/perspective.html": ("scorecard", SCORECARD),
    "focus.html": ("focus", FOCUS),
}


def view(ctx: PageContext, name: str) -> RedirectView:
    """The page of an old address, and its number among those that the view had."""
    path, _, number = name.partition(" ")
    word, moved = MOVED[path]
    return leading_to(ctx, ctx.words[f"{word}.title"], numbered(moved, int(number)))


def names(ctx: PageContext) -> Iterator[Page]:
    """One page for each old address."""
    title = ctx.words["redirect.title"]
    pairs = len(in_pages(pairs_of(ctx), PAGE_SIZE))
    for path, (word, _) in MOVED.items():
        for number in range(1, (pairs if word == "focus" else 1) + 1):
            place = numbered(path, number)
            yield Page(f"{path} {number}", place, "redirect.html", title, is_listed=False)


KIND = PageKind(name="kpi_views", title="Views of the KPIs", names=names, view=view, order=1000)

"""Free pages: what a company wants to say beside its goals, and the list of these texts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from okrsite.api import FreePage, Prose
from okrsite.api.pages import (
    Anchor,
    Html,
    Page,
    PageContext,
    PageKind,
    Paging,
    href,
    in_pages,
    numbered,
    paging,
    path_of,
)
from okrsite.model.prose import anchor_of
from okrsite.pipeline.present.paths import PAGES

PAGE_SIZE = 200
FEWEST_HEADINGS = 4
MOST_HEADINGS = 100
SUMMARY = 140
# No id of a page begins with it.
LIST = "/"


class Entry(Struct, frozen=True):
    """A heading in the table of contents; `is_inner` below one of the highest."""

    link: Anchor
    is_inner: bool


class FreePageView(Struct, frozen=True, kw_only=True):
    """A free page; short ones have no table of contents."""

    title: str
    contents: tuple[Entry, ...]
    body: Html


class Summary(Struct, frozen=True):
    """A page in the list, and how it begins."""

    link: Anchor
    beginning: str


class Folder(Struct, frozen=True):
    """The pages of one folder that stand on one page of the list."""

    name: str
    rows: tuple[Summary, ...]


class FreePagesView(Struct, frozen=True, kw_only=True):
    """One page of the list of free pages."""

    title: str
    folders: tuple[Folder, ...]
    paging: Paging | None


def free_page_view(ctx: PageContext, id_: str) -> FreePageView:
    """A free page with its table of contents."""
    page = ctx.page(id_)
    return FreePageView(title=page.title, contents=contents(page.body), body=ctx.prose(page.body))


def contents(text: Prose) -> tuple[Entry, ...]:
    """The table of contents of a long text; nothing of a short one."""
    top = min((heading.level for heading in text.headings), default=2)
    shown = [heading for heading in text.headings if heading.level <= top + 1 and heading.text]
    if len(shown) < FEWEST_HEADINGS:
        return ()
    return tuple(
        Entry(Anchor(heading.text, f"#{href('', anchor_of(heading.anchor))}"), heading.level > top)
        for heading in shown[:MOST_HEADINGS]
    )


def free_pages_view(ctx: PageContext, number: int) -> FreePagesView:
    """A page of the list."""
    parts = in_pages(listed(ctx), PAGE_SIZE)
    return FreePagesView(
        title=ctx.words["pages.title"],
        folders=tuple(
            Folder(name, tuple(_summary(ctx, page) for page in found))
            for name, found in groupby(
                parts[number - 1], key=lambda page: page.id.rpartition("/")[0]
            )
        ),
        paging=paging(ctx, PAGES, number, len(parts)),
    )


def listed(ctx: PageContext) -> list[FreePage]:
    """The free pages by folder and title; the text of the home page is none of them."""
    return sorted(
        (page for page in ctx.all(FreePage) if page.id != "index"),
        key=lambda page: (page.id.rpartition("/")[0], page.title.casefold(), page.id),
    )


def _summary(ctx: PageContext, page: FreePage) -> Summary:
    """A page with the beginning of its first paragraph."""
    text = page.body.text.partition("\n")[0]
    if len(text) > SUMMARY:
        text = f"{text[:SUMMARY].rpartition(' ')[0] or text[:SUMMARY]} \N{HORIZONTAL ELLIPSIS}"
    return Summary(ctx.link(page), text)


def names(ctx: PageContext) -> Iterator[Page]:
    """Every free page, and the list of them."""
    shown = listed(ctx)
    for page in shown:
        yield Page(
            page.id,
            path_of("page", page.id),
            "page.html",
            page.title,
            section="pages",
            edit=page.span.path,
        )
    title = ctx.words["pages.title"]
    for number in range(1, len(in_pages(shown, PAGE_SIZE)) + 1):
        path = numbered(PAGES, number)
        yield Page(f"{LIST}{number}", path, "pages.html", title, section="pages")


def view(ctx: PageContext, name: str) -> FreePageView | FreePagesView:
    """A free page by its id, or a page of the list."""
    if name.startswith(LIST):
        return free_pages_view(ctx, int(name.removeprefix(LIST)))
    return free_page_view(ctx, name)


KIND = PageKind(
    name="pages", title="Pages", names=names, view=view, nav=PAGES, order=90, group="more"
)

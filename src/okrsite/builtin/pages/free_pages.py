"""Free pages: what a company wants to say beside its goals, and the list of these texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from msgspec import Struct

from okrsite.api import FreePage, Prose
from okrsite.api.pages import (
    PAGES,
    Anchor,
    Html,
    Page,
    PageKind,
    Paging,
    Site,
    anchor_of,
    href,
    in_pages,
    numbered,
    paging,
    path_of,
    prose,
    root_of,
)

PAGE_SIZE = 200
FEWEST_HEADINGS = 4
MOST_HEADINGS = 100
SUMMARY = 140


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


def free_page_view(site: Site, page: FreePage) -> FreePageView:
    """A free page with its table of contents."""
    return FreePageView(
        title=page.title,
        contents=contents(page.body),
        body=prose(site, page.body, root_of(path_of("page", page.id))),
    )


def contents(text: Prose) -> tuple[Entry, ...]:
    """The table of contents of a long text; nothing of a short one."""
    top = min((each.level for each in text.headings), default=2)
    shown = [each for each in text.headings if each.level <= top + 1 and each.text]
    if len(shown) < FEWEST_HEADINGS:
        return ()
    return tuple(
        Entry(Anchor(each.text, f"#{href('', anchor_of(each.anchor))}"), each.level > top)
        for each in shown[:MOST_HEADINGS]
    )


def free_pages_view(
    site: Site, shown: Sequence[FreePage], number: int, total: int
) -> FreePagesView:
    """A page of the list."""
    root = root_of(numbered(PAGES, number))
    return FreePagesView(
        title=site.words["pages.title"],
        folders=tuple(
            Folder(name, tuple(_summary(root, each) for each in found))
            for name, found in groupby(shown, key=lambda each: each.id.rpartition("/")[0])
        ),
        paging=paging(site, root, PAGES, number, total),
    )


def listed(site: Site) -> list[FreePage]:
    """The free pages by folder and title; the text of the home page is none of them."""
    return sorted(
        (each for each in site.forest.pages.values() if each.id != "index"),
        key=lambda each: (each.id.rpartition("/")[0], each.title.casefold(), each.id),
    )


def _summary(root: str, page: FreePage) -> Summary:
    """A page with the beginning of its first paragraph."""
    text = page.body.text.partition("\n")[0]
    if len(text) > SUMMARY:
        text = f"{text[:SUMMARY].rpartition(' ')[0] or text[:SUMMARY]} \N{HORIZONTAL ELLIPSIS}"
    return Summary(Anchor(page.title, href(root, path_of("page", page.id))), text)


def pages(site: Site) -> Iterator[Page]:
    """Every free page, and the list of them."""
    shown = listed(site)
    for each in shown:
        yield Page(
            path_of("page", each.id),
            "page.html",
            each.title,
            partial(free_page_view, site, each),
            section="pages",
            edit=each.span.path,
        )
    parts = in_pages(shown, PAGE_SIZE)
    for number, part in enumerate(parts, start=1):
        yield Page(
            numbered(PAGES, number),
            "pages.html",
            site.words["pages.title"],
            partial(free_pages_view, site, part, number, len(parts)),
            section="pages",
        )


KIND = PageKind(name="pages", title="Pages", pages=pages, nav=PAGES, order=90, group="more")

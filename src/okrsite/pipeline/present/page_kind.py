"""The contract of a kind of pages: what it gives, and how each page and file of it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from msgspec import Struct

from okrsite.pipeline.present.context import PageContext


class Page(Struct, frozen=True, tag=True):
    """One page to be: its name, where it goes, and which template places its view-model.

    `name` is what its kind knows it by (an id, a number), and `path` is relative to the site
    (`kpis/churn.html`). `is_listed` is False for pages that nobody looks for, such as redirects;
    sitemap and search leave them out. `edit` is the file of the content that says it, `card` the
    path of the picture that others show beside the page's address, the company's where it is empty.
    """

    name: str
    path: str
    template: str
    title: str
    section: str = ""
    edit: str = ""
    is_listed: bool = True
    card: str = ""


class File(Struct, frozen=True, tag=True):
    """One file to be that no template places, such as JSON or a picture: its name and its path."""

    name: str
    path: str


Entry: TypeAlias = Page | File


class PageError(Exception):
    """Why a kind of pages cannot give any; `help` says what to do about it."""

    def __init__(self, message: str, help_: str) -> None:
        super().__init__(message)
        self.help = help_


class PageKind(Struct, frozen=True, kw_only=True):
    """A kind of page: which pages and files it has, and how each of them is made.

    `names` gives an entry for each. `view` gives the view-model of a page by its name, a Struct of
    words, numbers and addresses ready to be placed; `content` gives the bytes of a file by its
    name. All of them learn of the site from their context alone, and are asked again only when
    something that they asked it for is another. What depends on anything else, such as the network,
    says `volatile`, and its pages are made each time.

    `templates` maps template names to their text; a theme's template of the same name wins. `nav`
    is the path of the page that the navigation leads to, empty for none; the navigation is in the
    order of `order`, then of the names. `group` is the menu in which it stands there: `goals`,
    `numbers`, `company` or `more`; with none it stands beside the menus. A page belongs to a kind
    when its `section` is the kind's name.
    """

    name: str
    title: str
    names: Callable[[PageContext], Iterable[Entry]]
    view: Callable[[PageContext, str], Struct] | None = None
    content: Callable[[PageContext, str], bytes] | None = None
    templates: Mapping[str, str] = {}
    nav: str = ""
    order: int = 100
    group: str = "more"
    volatile: bool = False

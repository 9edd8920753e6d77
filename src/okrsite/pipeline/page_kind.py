"""The contract of a kind of pages: what it gives, and how each page and file of it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct


class Page(Struct, frozen=True):
    """One page to be: where it goes, which template places it, and how its view-model is made.

    `path` is relative to the site (`kpis/churn.html`). `view` is called when the page is needed and
    returns a Struct of words, numbers and addresses ready to be placed. `is_listed` is False for
    pages that nobody looks for, such as redirects; sitemap and search leave them out. `card` is the
    path of the picture that others show beside the page's address, the company's where it is empty.
    """

    path: str
    template: str
    title: str
    view: Callable[[], Struct]
    section: str = ""
    edit: str = ""
    is_listed: bool = True
    card: str = ""


class File(Struct, frozen=True):
    """One file of the site that no template places, such as JSON or a stylesheet.

    A file that is dear to make gives the `facts` that it is made from, and nothing else: `content`
    is then called only when they changed.
    """

    path: str
    content: Callable[[], bytes]
    facts: Callable[[], Struct] | None = None


class PageError(Exception):
    """Why a kind of pages cannot give any; `help` says what to do about it."""

    def __init__(self, message: str, help: str) -> None:  # noqa: A002 - the word a reader sees
        super().__init__(message)
        self.help = help


class PageKind(Struct, frozen=True, kw_only=True):
    """A kind of page: gives its pages and files for a site.

    `templates` maps template names to their text; a theme's template of the same name wins. `nav`
    is the path of the page that the navigation leads to, empty for none; the navigation is in the
    order of `order`, then of the names. `group` is the menu in which it stands there: `goals`,
    `numbers`, `company` or `more`; with none it stands beside the menus. A page belongs to a kind
    when its `section` is the kind's name.
    """

    name: str
    title: str
    pages: Callable[[Any], Iterable[Page | File]]
    templates: Mapping[str, str] = {}
    nav: str = ""
    order: int = 100
    group: str = "more"

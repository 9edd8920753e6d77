"""The contract of a kind of pages: what it gives, and how each page and file of it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from msgspec import Struct

from okrsite.pipeline.present.context import PageContext


class Page(Struct, frozen=True, tag=True):
    """One page to be: its name, where it goes, and which template places its view-model.

    Attributes:
        name: What its kind knows it by, such as an id or a number.
        path: Where it goes, relative to the site (`kpis/churn.html`).
        template: The name of its template.
        title: What the browser shows as its title.
        section: The name of its kind, which the navigation marks.
        edit: The file of the content that says it; empty for none.
        is_listed: Whether sitemap and search list it; they leave out redirects and the like.
        card: The path of the picture that others show beside the page's address; the company's
            where it is empty.
        twin: The path of the same in Markdown, for assistants; empty for none.
    """

    name: str
    path: str
    template: str
    title: str
    section: str = ""
    edit: str = ""
    is_listed: bool = True
    card: str = ""
    twin: str = ""


class File(Struct, frozen=True, tag=True):
    """One file to be that no template places, such as JSON or a picture.

    Attributes:
        name: What its kind knows it by.
        path: Where it goes, relative to the site.
    """

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

    Its functions learn of the site from their context alone, and are called again only when
    something that they asked it for is another.

    Attributes:
        name: What its pages name as their `section`.
        title: What the navigation calls it.
        names: Gives an entry for each page and file.
        view: Gives the view-model of a page by its name, a Struct of words, numbers and
            addresses ready to be placed.
        content: Gives the bytes of a file by its name.
        templates: The text of each template by name; a theme's template of the same name wins.
        css: The style of its pages, loaded on no other, after the theme's and before `brand.css`.
        js: The script of its pages, loaded on no other, when the page is there.
        static: Pictures and other files of its pages by name: `url(NAME)` in `css`, and in
            templates `frame.assets['pages/KIND/NAME']`.
        nav: The path of the page that the navigation leads to; empty for none.
        order: Its place in the navigation; kinds of one order go by their names.
        group: The menu it stands in: `goals`, `numbers`, `company` or `more`; empty for beside
            the menus.
        volatile: Whether its pages depend on anything else, such as the network, and are made
            each time.
    """

    name: str
    title: str
    names: Callable[[PageContext], Iterable[Entry]]
    view: Callable[[PageContext, str], Struct] | None = None
    content: Callable[[PageContext, str], bytes] | None = None
    templates: Mapping[str, str] = {}
    css: str = ""
    js: str = ""
    static: Mapping[str, bytes] = {}
    nav: str = ""
    order: int = 100
    group: str = "more"
    volatile: bool = False

    @property
    def folder(self) -> str:
        """Where its files are among a theme's static ones."""
        return f"pages/{self.name}"

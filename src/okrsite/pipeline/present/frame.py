"""Frame: what stands around every page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from okrsite.pipeline.present import as_of
from okrsite.pipeline.present.page_kind import Page
from okrsite.pipeline.present.paths import (
    COMPANY_CARD,
    HOME,
    NOT_FOUND,
    base_of,
    folder_of,
    href,
    root_of,
)
from okrsite.pipeline.present.site import NavSection, Site

# In the folder of a kind of pages or of a panel among the static files.
STYLE, SCRIPT = "style.css", "script.js"


class NavItem(Struct, frozen=True):
    """A way to one of the site's sections; `current` is the value of `aria-current`.

    With `items` it is a menu of them, leads nowhere itself, and is current where one of them is.
    """

    text: str
    href: str
    current: str = ""
    items: tuple[NavItem, ...] = ()


class Frame(Struct, frozen=True, kw_only=True):
    """The words, addresses and files that every template of a site needs.

    `root` leads from this page to the site's root; of the page for addresses that lead nowhere it
    begins at the host, since that one is shown at any depth. `description` is what those who list
    the page say below its title. `as_of` tells the day as of which the page is true, `as_of_iso`
    the same for machines: both are put in when the page is finished, so a template can only show
    them as they are. `styles` and `scripts` are the addresses of what plugins load on this
    page beside the theme's own. `audience` says who may read this, `edit` is where the page's text
    can be changed; both may be empty. `card` is the whole address of the picture that others show
    beside the page's; empty where the theme makes none. `twin` is the same page in Markdown.
    """

    title: str
    description: str
    site: str
    language: str
    direction: str
    root: str
    home: str
    nav: tuple[NavItem, ...]
    assets: dict[str, str]
    as_of: str
    as_of_iso: str
    audience: str
    edit: str
    canonical: str
    card: str
    robots: str
    generator: str
    twin: str = ""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


def with_files_of(frame: Frame, folders: Iterable[str]) -> Frame:
    """The frame of a page that loads the style and the script of each folder that has one."""
    assets, named = frame.assets, tuple(folders)
    styles = [assets[name] for folder in named if (name := f"{folder}/{STYLE}") in assets]
    scripts = [assets[name] for folder in named if (name := f"{folder}/{SCRIPT}") in assets]
    if not (styles or scripts):
        return frame
    return replace(frame, styles=tuple(styles), scripts=tuple(scripts))


def framer(site: Site) -> Callable[[Page], Frame]:
    """A function that gives the frame of each page of a site."""
    leads_to = frozenset(section.path for section in site.navigation)
    known: dict[tuple[str, str, str], Frame] = {}

    def frame(page: Page) -> Frame:
        is_lost = page.path == NOT_FOUND
        root = folder_of(site.settings.site.base_url) if is_lost else root_of(page.path)
        place = (root, page.section, page.path if page.path in leads_to else "")
        if place not in known:
            known[place] = _shared(site, page, root)
        return replace(
            known[place],
            title=page.title,
            description=_description(site, page.title),
            edit=edit_address(site, page.edit),
            canonical=_canonical(site.settings.site.base_url, page) if page.is_listed else "",
            card=_card(site, page) if page.is_listed else "",
            twin=href(root, page.twin) if page.twin else "",
        )

    return frame


def _shared(site: Site, page: Page, root: str) -> Frame:
    """The frame of every page of one place, but for what is a page's own."""
    settings, words = site.settings.site, site.words
    return Frame(
        title="",
        description="",
        site=settings.title,
        language=words.language,
        direction=site.numbers.locale.text_direction,
        root=root,
        home=href(root, HOME),
        nav=_nav(site, page, root),
        assets={name: href(root, path) for name, path in site.theme.assets.items()},
        as_of=as_of.WORDS,
        as_of_iso=as_of.ISO,
        audience=words[f"frame.audience.{site.audience}"],
        edit="",
        canonical="",
        card="",
        robots="" if site.audience == "public" else "noindex, nofollow",
        generator=f"okrsite {site.version}".strip(),
    )


def edit_address(site: Site, path: str) -> str:
    """Where a file of the content can be changed; `{path}` in `edit_url` is its place."""
    pattern = site.settings.site.edit_url
    if not path or not pattern.startswith(("https://", "http://")):
        return ""
    if "{path}" in pattern:
        return pattern.replace("{path}", href("", path))
    return f"{pattern.rstrip('/')}/{href('', path)}"


def _nav(site: Site, page: Page, root: str) -> tuple[NavItem, ...]:
    """What stands alone, then the menus in the order of their first sections."""
    groups: dict[str, list[NavItem]] = {}
    for section in site.navigation:
        label = site.words.get(f"nav.{section.name}", section.title)
        item = NavItem(label, href(root, section.path), _current(section, page))
        groups.setdefault(section.group, []).append(item)
    alone = groups.pop("", [])
    return (*alone, *(_menu(site, name, items) for name, items in groups.items()))


def _menu(site: Site, name: str, items: list[NavItem]) -> NavItem:
    text = site.words.get(f"nav_group.{name}", name)
    current = "true" if any(item.current for item in items) else ""
    return NavItem(text, "", current, tuple(items))


def _current(section: NavSection, page: Page) -> str:
    if section.path == page.path:
        return "page"
    return "true" if page.section == section.name else ""


def _description(site: Site, title: str) -> str:
    """What a page is about, with the mission for the home page."""
    about = site.settings.site
    if title == about.title and about.mission:
        return about.mission
    return site.words.say("frame.description", title=title, site=about.title)


def _canonical(address: str, page: Page) -> str:
    base = base_of(address)
    return f"{base}{href('', page.path)}" if base else ""


def _card(site: Site, page: Page) -> str:
    base = base_of(site.settings.site.base_url)
    is_wanted = base and site.theme.options.get("social_cards")
    return href(base, page.card or COMPANY_CARD) if is_wanted else ""

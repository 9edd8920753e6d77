"""Atom: a feed as RFC 4287 has it, of whatever a site tells day by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from okrsite.api.pages import PageContext, href
from okrsite.builtin.pages.outputs.xml import xml_text
from okrsite.pipeline.present.paths import base_of


class AtomEntry(Struct, frozen=True, kw_only=True):
    """One entry: its lasting id, what it is called, where it stands, its day, and its HTML."""

    id: str
    title: str
    href: str
    iso: str
    author: str
    html: str


def feed_base(ctx: PageContext, path: str) -> str:
    """What addresses in a feed begin with: the site's own, else the way from the feed to it."""
    return base_of(ctx.settings.site.base_url) or "../" * path.count("/")


def atom(ctx: PageContext, path: str, page: str, title: str, entries: Sequence[AtomEntry]) -> bytes:
    """A feed at a path of the site, the newest entry first; `page` is where all of it stands."""
    return "\n".join(_lines(ctx, path, page, title, entries)).encode()


def _lines(
    ctx: PageContext, path: str, page: str, title: str, entries: Sequence[AtomEntry]
) -> Iterator[str]:
    base = feed_base(ctx, path)
    newest = entries[0].iso if entries else ctx.today.isoformat()
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml_text(ctx.words.language)}">'
    yield f"<title>{xml_text(title)}</title>"
    yield f"<id>{entry_id(ctx, path)}</id>"
    yield f"<updated>{newest}T00:00:00Z</updated>"
    own = xml_text(base + href("", path))
    yield f'<link rel="self" type="application/atom+xml" href="{own}"/>'
    yield f'<link rel="alternate" type="text/html" href="{xml_text(base + href("", page))}"/>'
    yield f"<generator>okrsite {xml_text(ctx.version)}</generator>"
    for entry in entries:
        yield from _entry(entry)
    yield "</feed>\n"


def _entry(entry: AtomEntry) -> Iterator[str]:
    yield "<entry>"
    yield f"<title>{xml_text(entry.title)}</title>"
    yield f"<id>{entry.id}</id>"
    yield f'<link rel="alternate" type="text/html" href="{xml_text(entry.href)}"/>'
    yield f"<updated>{entry.iso}T00:00:00Z</updated>"
    yield f"<author><name>{xml_text(entry.author)}</name></author>"
    yield f'<content type="html">{xml_text(entry.html)}</content>'
    yield "</entry>"


def entry_id(ctx: PageContext, thing: str) -> str:
    """A name that stays the same from build to build, and differs from every other site's."""
    settings = ctx.settings.site
    return uuid5(NAMESPACE_URL, f"{settings.base_url or settings.title}/{thing}").urn

"""Sitemap: the addresses of all pages, for search engines; only where the site knows its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from okrsite.pipeline.present.html import escape
from okrsite.pipeline.present.page_kind import Entry, Page
from okrsite.pipeline.present.paging import in_pages
from okrsite.pipeline.present.paths import base_of, href
from okrsite.pipeline.present.site import Site

PATH = "sitemap.xml"
SIZE = 10_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(site: Site, entries: Iterable[Entry]) -> Mapping[str, bytes]:
    """One map or, of many pages, a map of maps, by path; none without a `base_url`.

    Pages that are not listed, such as redirects, are left out.
    """
    base = base_of(site.settings.site.base_url)
    paths = [entry.path for entry in entries if isinstance(entry, Page) and entry.is_listed]
    if not base or not paths:
        return {}
    parts = in_pages(paths, SIZE)
    if len(parts) == 1:
        return {PATH: _document("urlset", "url", base, paths)}
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    maps = {
        name: _document("urlset", "url", base, part)
        for name, part in zip(names, parts, strict=True)
    }
    return {PATH: _document("sitemapindex", "sitemap", base, names), **maps}


def _document(root: str, item: str, base: str, paths: Sequence[str]) -> bytes:
    lines = [f"<{item}><loc>{escape(base + href('', path))}</loc></{item}>" for path in paths]
    opening = f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{_NAMESPACE}">'
    return "\n".join([opening, *lines, f"</{root}>", ""]).encode()

"""Sitemap: the addresses of all pages, for search engines; only where the site knows its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from okrsite.pipeline.page_kind import File, Page
from okrsite.pipeline.present.html import escape
from okrsite.pipeline.present.links import base_of, href
from okrsite.pipeline.present.paging import in_pages
from okrsite.pipeline.present.site import Site

PATH = "sitemap.xml"
SIZE = 10_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(site: Site, outputs: Iterable[Page | File]) -> tuple[File, ...]:
    """One map or, of many pages, a map of maps; none without a `base_url`.

    Pages that are not listed, such as redirects, are left out.
    """
    base = base_of(site.settings.site.base_url)
    paths = [each.path for each in outputs if isinstance(each, Page) and each.is_listed]
    if not base or not paths:
        return ()
    parts = in_pages(paths, SIZE)
    if len(parts) == 1:
        return (File(PATH, partial(_document, "urlset", "url", base, paths)),)
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    return (
        File(PATH, partial(_document, "sitemapindex", "sitemap", base, names)),
        *(
            File(name, partial(_document, "urlset", "url", base, part))
            for name, part in zip(names, parts, strict=True)
        ),
    )


def _document(root: str, item: str, base: str, paths: Sequence[str]) -> bytes:
    lines = [f"<{item}><loc>{escape(base + href('', path))}</loc></{item}>" for path in paths]
    opening = f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{_NAMESPACE}">'
    return "\n".join([opening, *lines, f"</{root}>", ""]).encode()

"""Prose: a text put together with its inner links, as seen from one page."""

from __future__ import annotations

import re
from posixpath import dirname, normpath
from urllib.parse import unquote

from okrsite.model.names import Kind
from okrsite.model.prose import Link, Prose, anchor_of
from okrsite.pipeline.present.html import Html, escape
from okrsite.pipeline.present.links import href, path_of, result_anchor
from okrsite.pipeline.present.site import Site

ASSETS = "files/"

_LINK_OPENING = re.compile(r"<a\b[^<>]*$")
_IMAGE_OPENING = re.compile(r"<img\b[^<>]*$")
_IMAGE_REST = re.compile(r'^"[^>]*?(?: alt="([^"]*)")?[^>]*>')
_HEADING = re.compile(r"<(/?)h([1-6])\b")
_HEADING_ID = re.compile(r'(<h[1-6])\s+id="[^"]*"')


def prose(site: Site, text: Prose, root: str, *, is_note: bool = False, level: int = 0) -> Html:
    """The text with every inner link led to its page; a link that leads nowhere is only words.

    Its highest headings get `level`, so that none is skipped below the page's own: 2, in a note 3.
    A note stands among others on one page, so its headings are no places to link to.
    """
    if not text.parts:
        return Html()
    if not text.links and "<h" not in text.parts[0]:
        return Html(text.parts[0])
    written: list[str] = []
    closing = missing_image = False
    for part, link in zip(text.parts, (*text.links, None), strict=True):
        html = _IMAGE_REST.sub(r"\1", part) if missing_image else part
        missing_image = False
        if closing and "</a>" in html:
            html, closing = html.replace("</a>", "</span>", 1), False
        address = address_of(site, link, root) if link else ""
        if link and not address and link.is_image:
            html, missing_image = _IMAGE_OPENING.sub("", html), True
        elif link and not address:
            html, closing = _LINK_OPENING.sub('<span class="unlinked" title="', html), True
        written += [html, escape(address)]
    whole = _levelled("".join(written), text, level or (3 if is_note else 2))
    return Html(_HEADING_ID.sub(r"\1", whole) if is_note else whole)


def _levelled(html: str, text: Prose, top: int) -> str:
    """The text with its headings moved, so that the highest of them has the level `top`."""
    lift = min((each.level for each in text.headings), default=top) - top
    if not lift:
        return html
    return _HEADING.sub(lambda tag: f"<{tag[1]}h{min(max(int(tag[2]) - lift, 2), 6)}", html)


def address_of(site: Site, link: Link, root: str) -> str:
    """Where a link leads, from a page with that root; empty when this site has no such place."""
    target, _, anchor = link.target.partition("#")
    if target.startswith("goal:"):
        return _thing(site, "objective", target.removeprefix("goal:"), anchor, root)
    if target.startswith("kpi:"):
        return _thing(site, "kpi", target.removeprefix("kpi:"), anchor, root)
    if not target:
        return f"#{anchor_of(anchor)}"
    return _relative(site, link, target, anchor, root)


def asset_path(source: str) -> str:
    """Where a file of the content is published."""
    return ASSETS + source.partition("/")[2]


def linked_assets(site: Site) -> tuple[str, ...]:
    """The content's files that some text of this site leads to; only these are published."""
    sources = {
        source
        for text in texts(site)
        for link in text.links
        if (source := _source(link, link.target.partition("#")[0])) in site.forest.assets
    }
    return tuple(sorted(sources))


def texts(site: Site) -> list[Prose]:
    """Every text that this site shows."""
    forest = site.forest
    bodies = (
        forest.objectives,
        forest.kpis,
        forest.teams,
        forest.people,
        forest.cycles,
        forest.pages,
    )
    return [
        *(each.body for table in bodies for each in table.values()),
        *(review.note for kpi in forest.kpis.values() for review in kpi.reviews),
        *(checkin.note for told in forest.checkins.values() for checkin in told),
    ]


def _thing(site: Site, kind: Kind, name: str, anchor: str, root: str) -> str:
    forest = site.forest
    known = forest.objectives if kind == "objective" else forest.kpis
    current = forest.aliases.get(kind, {}).get(name, name)
    if current not in known:
        return ""
    return href(root, path_of(kind, current), _place(site, kind, current, anchor))


def _relative(site: Site, link: Link, target: str, anchor: str, root: str) -> str:
    source = _source(link, target)
    if source in site.documents:
        kind, name = site.documents[source]
        return href(root, path_of(kind, name), _place(site, kind, name, anchor))
    return href(root, asset_path(source), anchor) if source in site.forest.assets else ""


def _place(site: Site, kind: Kind, name: str, anchor: str) -> str:
    """The place on a page that an anchor means: a key result, else a heading of the text."""
    if not anchor:
        return ""
    if kind == "objective" and site.forest.objectives[name].key_result(anchor):
        return result_anchor(anchor)
    return anchor_of(anchor)


def _source(link: Link, target: str) -> str:
    path = unquote(target.partition("?")[0])
    return normpath(f"{dirname(link.span.path)}/{path}") if path else ""

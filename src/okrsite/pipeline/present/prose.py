"""Prose: a text put together with its inner links, and the files that texts lead to."""

from __future__ import annotations

import re
from collections.abc import Callable
from posixpath import dirname, normpath
from urllib.parse import unquote

from okrsite.model.forest import Forest
from okrsite.model.prose import Link, Prose, with_words
from okrsite.pipeline.present.html import Html, escape
from okrsite.pipeline.words import Words

ASSETS = "files/"

_LINK_OPENING = re.compile(r"<a\b[^<>]*$")
_IMAGE_OPENING = re.compile(r"<img\b[^<>]*$")
_IMAGE_REST = re.compile(r'^"[^>]*?(?: alt="([^"]*)")?[^>]*>')
_HEADING = re.compile(r"<(/?)h([1-6])\b")
_FOOTNOTE_REFERENCE = re.compile(r'<a href="#fn-[^"]*" id="[^"]*" role="doc-noteref">([^<]*)</a>')
_FOOTNOTE_BACK = re.compile(r' <a href="#fnref-[^"]*" role="doc-backlink"[^>]*>[^<]*</a>')
_FOOTNOTE_ID = re.compile(r'<li id="fn-[^"]*">')
_HEADING_ID = re.compile(r'(<h[1-6])\s+id="[^"]*"')


def placed(
    text: Prose,
    address_of: Callable[[Link], str],
    words: Words,
    *,
    is_note: bool = False,
    level: int = 0,
) -> Html:
    """The text with the address that is given for each inner link; without one, only words.

    Its highest headings get `level`, so that none is skipped below the page's own: 2, in a note 3.
    A note stands among others on one page, so nothing in it is a place to link to: neither its
    headings nor its footnotes.
    """
    if not text.parts:
        return Html()
    html = _with_links(text, address_of) if text.links else text.parts[0]
    if "<h" in html:
        html = _levelled(html, text, level or (3 if is_note else 2))
    if is_note:
        html = _without_places(html)
    return Html(with_words(html, lambda key, number: escape(words.say(key, number=number))))


def _with_links(text: Prose, address_of: Callable[[Link], str]) -> str:
    written: list[str] = []
    closing = missing_image = False
    for part, link in zip(text.parts, (*text.links, None), strict=True):
        html = _IMAGE_REST.sub(r"\1", part) if missing_image else part
        missing_image = False
        if closing and "</a>" in html:
            html, closing = html.replace("</a>", "</span>", 1), False
        address = address_of(link) if link else ""
        if link and not address and link.is_image:
            html, missing_image = _IMAGE_OPENING.sub("", html), True
        elif link and not address:
            html, closing = _LINK_OPENING.sub('<span class="unlinked" title="', html), True
        written += [html, escape(address)]
    return "".join(written)


def _without_places(html: str) -> str:
    html = _HEADING_ID.sub(r"\1", html) if "<h" in html else html
    if 'role="doc-noteref"' not in html:
        return html
    html = _FOOTNOTE_BACK.sub("", html)
    return _FOOTNOTE_ID.sub("<li>", _FOOTNOTE_REFERENCE.sub(r"\1", html))


def _levelled(html: str, text: Prose, top: int) -> str:
    """The text with its headings moved, so that the highest of them has the level `top`."""
    lift = min((heading.level for heading in text.headings), default=top) - top
    if not lift:
        return html
    return _HEADING.sub(lambda tag: f"<{tag[1]}h{min(max(int(tag[2]) - lift, 2), 6)}", html)


def asset_path(source: str) -> str:
    """Where a file of the content is published."""
    return ASSETS + source.partition("/")[2]


def linked_source(link: Link) -> str:
    """The path of the content that a relative link leads to; empty where it leads to none."""
    path = unquote(link.target.partition("#")[0].partition("?")[0])
    return normpath(f"{dirname(link.span.path)}/{path}") if path else ""


def linked_assets(forest: Forest) -> tuple[str, ...]:
    """The content's files that some text of a site leads to; only these are published."""
    sources = {
        source
        for text in texts(forest)
        for link in text.links
        if (source := linked_source(link)) in forest.assets
    }
    return tuple(sorted(sources))


def texts(forest: Forest) -> list[Prose]:
    """Every text that a site shows."""
    bodies = (
        forest.objectives,
        forest.kpis,
        forest.teams,
        forest.people,
        forest.cycles,
        forest.pages,
    )
    return [
        *(entity.body for table in bodies for entity in table.values()),
        *(result.text for goal in forest.objectives.values() for result in goal.key_results),
        *(review.note for kpi in forest.kpis.values() for review in kpi.reviews),
        *(checkin.note for told in forest.checkins.values() for checkin in told),
        *(
            beside.note
            for told in forest.checkins.values()
            for checkin in told
            for beside in checkin.result_notes.values()
        ),
    ]

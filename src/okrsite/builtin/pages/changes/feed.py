"""The changes as feeds: Atom (RFC 4287) and JSON Feed 1.1, an entry for each commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from okrsite.api.pages import File, PageContext, PageKind, escape, href
from okrsite.builtin.pages.outputs.atom import AtomEntry, atom, entry_id, feed_base
from okrsite.pipeline.present.paths import CHANGES
from okrsite.pipeline.present.timeline import TimelineCommit, in_commits
from okrsite.pipeline.report.json import encode

# Of changes; the pages have them all.
SHOWN = 100
ATOM, JSON = "feeds/changes.xml", "feeds/changes.json"


def names(_: PageContext) -> Iterator[File]:
    """The two feeds."""
    yield File("atom", ATOM)
    yield File("json", JSON)


def content(ctx: PageContext, name: str) -> bytes:
    """A feed of the newest commits that changed a goal or KPI."""
    path = ATOM if name == "atom" else JSON
    base = feed_base(ctx, path)
    away = ctx.seen_from(base)
    commits = in_commits(away, ctx.whole_history.entries[:SHOWN])
    title = ctx.words.labelled(ctx.settings.site.title, ctx.words["history.title"])
    if name == "json":
        # No text of an author is markup, wherever the feed is put.
        return encode(_json(away, base, title, commits)).encode().replace(b"<", b"\\u003c")
    return atom(ctx, ATOM, CHANGES, title, [_entry(away, base, commit) for commit in commits])


def _entry(ctx: PageContext, base: str, commit: TimelineCommit) -> AtomEntry:
    return AtomEntry(
        id=_id(ctx, commit),
        title=_title(ctx, commit),
        href=base + href("", CHANGES),
        iso=commit.iso,
        author=commit.author or ctx.settings.site.title,
        html=_html(ctx, commit),
    )


def _json(
    ctx: PageContext, base: str, title: str, commits: Sequence[TimelineCommit]
) -> dict[str, Any]:
    page = base + href("", CHANGES)
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": page,
        "feed_url": base + href("", JSON),
        "language": ctx.words.language,
        "items": [
            {
                "id": _id(ctx, commit),
                "url": page,
                "title": _title(ctx, commit),
                "content_html": _html(ctx, commit),
                "date_published": f"{commit.iso}T00:00:00Z",
                "authors": [{"name": commit.author or ctx.settings.site.title}],
            }
            for commit in commits
        ],
    }


def _title(ctx: PageContext, commit: TimelineCommit) -> str:
    """The commit's message, or what it is about where that may not be told."""
    about = dict.fromkeys(row.about.text for row in commit.rows)
    return commit.message or ctx.words.listed(about)


def _id(ctx: PageContext, commit: TimelineCommit) -> str:
    """A name that stays the same: the commit's, or that of what it did."""
    did = "|".join(f"{row.about.text} {row.text}" for row in commit.rows)
    return entry_id(ctx, f"{ATOM} {commit.id or commit.iso} {'' if commit.id else did}")


def _html(ctx: PageContext, commit: TimelineCommit) -> str:
    """What a commit changed, as a list in HTML."""
    items = []
    for row in commit.rows:
        about = escape(row.about.text)
        linked = f'<a href="{escape(row.about.href)}">{about}</a>' if row.about.href else about
        badge = f" ({escape(row.badge.word)})" if row.badge else ""
        items.append(f"<li>{linked}{ctx.words['punctuation.colon']}{escape(row.text)}{badge}</li>")
    return f"<ul>{''.join(items)}</ul>"


KIND = PageKind(
    name="changes_feed", title="Feed of changes", names=names, content=content, order=1000
)

"""The brief as a feed: one entry a week, with how the company stands on the site's day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from okrsite.api.pages import File, PageContext, PageKind
from okrsite.builtin.pages.brief.digest import digest
from okrsite.builtin.pages.brief.digest_text import body
from okrsite.builtin.pages.brief.scope import COMPANY
from okrsite.builtin.pages.outputs.atom import AtomEntry, atom, entry_id, feed_base
from okrsite.pipeline.present.paths import HOME

FEED = "feeds/brief.xml"


def names(_: PageContext) -> Iterator[File]:
    """The one feed of the company."""
    yield File("brief", FEED)


def content(ctx: PageContext, _: str) -> bytes:
    """This week's brief; a reader that has seen earlier ones keeps them."""
    away = ctx.seen_from(feed_base(ctx, FEED))
    told = digest(away, COMPANY)
    monday = ctx.today - timedelta(days=ctx.today.weekday())
    entry = AtomEntry(
        id=entry_id(ctx, f"{FEED} {monday}"),
        title=ctx.words.labelled(told.title, told.day),
        href=told.home.href,
        iso=ctx.today.isoformat(),
        author=ctx.settings.site.title,
        html=body(told),
    )
    title = ctx.words.labelled(ctx.settings.site.title, ctx.words["feed.brief"])
    return atom(ctx, FEED, HOME, title, (entry,))


KIND = PageKind(name="brief_feed", title="Brief", names=names, content=content, order=1000)

"""The brief as a feed: one entry a week, with how the company or a team stands on the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from okrsite.api import Team
from okrsite.api.pages import File, PageContext, PageKind, TeamId, path_of
from okrsite.builtin.pages.brief.digest import digest
from okrsite.builtin.pages.brief.digest_text import body
from okrsite.builtin.pages.outputs.atom import AtomEntry, atom, entry_id, feed_base
from okrsite.builtin.pages.scopes import COMPANY
from okrsite.pipeline.present.paths import HOME

FEED = "feeds/brief.xml"


def team_brief(team: TeamId) -> str:
    """Where the brief of a team is as a feed."""
    return f"feeds/briefs/{team}.xml"


def names(ctx: PageContext) -> Iterator[File]:
    """The feed of the company, and one for each team."""
    yield File(COMPANY, FEED)
    for team in ctx.ids(Team):
        yield File(team, team_brief(team))


def content(ctx: PageContext, team: TeamId) -> bytes:
    """This week's brief; a reader that has seen earlier ones keeps them."""
    path, page = (team_brief(team), path_of("team", team)) if team else (FEED, HOME)
    told = digest(ctx.seen_from(feed_base(ctx, path)), team)
    monday = ctx.today - timedelta(days=ctx.today.weekday())
    entry = AtomEntry(
        id=entry_id(ctx, f"{path} {monday}"),
        title=ctx.words.labelled(told.title, told.day),
        href=told.home.href,
        iso=ctx.today.isoformat(),
        author=ctx.settings.site.title,
        html=body(told),
    )
    return atom(ctx, path, page, ctx.words.labelled(told.title, ctx.words["feed.brief"]), (entry,))


KIND = PageKind(name="brief_feed", title="Brief", names=names, content=content, order=1000)

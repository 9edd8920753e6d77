"""Feeds: check-ins as Atom (RFC 4287), of everybody and of each team."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from okrsite.api import CheckIn, Team
from okrsite.api.pages import (
    CheckInCard,
    File,
    PageContext,
    PageKind,
    checkin_card,
    path_of,
)
from okrsite.builtin.pages.outputs.atom import AtomEntry, atom, entry_id, feed_base
from okrsite.builtin.pages.outputs.xml import xml_text
from okrsite.pipeline.present.paths import CHECKINS
from okrsite.pipeline.present.told import (
    ToldCheckIn,
    checkin_of,
    newest_first,
    told_checkins,
    told_goals,
)

SHOWN = 30
ALL = "feeds/checkins.xml"


def team_feed(team: str) -> str:
    """Where the feed of a team is."""
    return f"feeds/teams/{team}.xml"


def feed(ctx: PageContext, path: str, page: str, title: str, told: Sequence[CheckIn]) -> bytes:
    """A feed of check-ins, newest first; `page` is where they stand on the site.

    Without a `base_url`, addresses are relative to the feed.
    """
    away = ctx.seen_from(feed_base(ctx, path))
    return atom(ctx, path, page, title, [_entry(away, entry) for entry in told])


def _entry(ctx: PageContext, checkin: CheckIn) -> AtomEntry:
    card = checkin_card(ctx, checkin)
    values = _values(ctx, card)
    return AtomEntry(
        id=entry_id(ctx, f"{checkin.objective}/{card.iso}/{checkin.span.path}"),
        title=card.objective.text,
        href=card.objective.href,
        # The day of the check-in; the day of the build would make old entries new again.
        iso=card.iso,
        author=card.author.text if card.author else ctx.settings.site.title,
        html=card.note.text + (f"<ul>{values}</ul>" if values else ""),
    )


def _values(ctx: PageContext, card: CheckInCard) -> str:
    """What a check-in tells of key results, as items of a list in HTML."""
    said = (
        (ctx.words.labelled(told.name, told.value or told.confidence), told.note.text)
        for told in card.values
    )
    return "".join(f"<li>{xml_text(text)}{note}</li>" for text, note in said)


def names(ctx: PageContext) -> Iterator[File]:
    """The feed of all, and one for each team."""
    yield File("", ALL)
    for team in ctx.ids(Team):
        yield File(team, team_feed(team))


def content(ctx: PageContext, team: str) -> bytes:
    """The feed of a team, or of all where none is named."""
    words, site, about = ctx.words, ctx.settings.site.title, ctx.words["checkins.title"]
    newest = [checkin_of(ctx, row) for row in _newest(ctx, team)]
    if not team:
        return feed(ctx, ALL, CHECKINS, words.labelled(site, about), newest)
    title = words.labelled(site, words.listed((about, ctx.team(team).title)))
    return feed(ctx, team_feed(team), path_of("team", team), title, newest)


def _newest(ctx: PageContext, team: str) -> tuple[ToldCheckIn, ...]:
    return ctx.entry(_by_team, team) or () if team else ctx.once(_newest_of_all)


def _newest_of_all(ctx: PageContext) -> tuple[ToldCheckIn, ...]:
    return told_checkins(ctx)[:SHOWN]


def _by_team(ctx: PageContext) -> Mapping[str, tuple[ToldCheckIn, ...]]:
    """The newest check-ins of the goals that each team owns or works on."""
    found: dict[str, list[ToldCheckIn]] = {team: [] for team in ctx.ids(Team)}
    for goal in told_goals(ctx):
        for team in dict.fromkeys(filter(None, (goal.team, *goal.with_teams))):
            found[team].extend(goal.checkins)
    return {team: newest_first(ctx, rows)[:SHOWN] for team, rows in found.items()}


KIND = PageKind(name="feeds", title="Feeds", names=names, content=content, order=1000)

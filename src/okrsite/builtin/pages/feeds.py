"""Feeds: check-ins as Atom (RFC 4287), of everybody and of each team."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from okrsite.api import CheckIn
from okrsite.api.pages import (
    CHECKINS,
    File,
    PageKind,
    Site,
    all_checkins,
    base_of,
    checkin_card,
    href,
    path_of,
)
from okrsite.builtin.pages.xml import xml_text

SHOWN = 30
ALL = "feeds/checkins.xml"


def team_feed(team: str) -> str:
    """Where the feed of a team is."""
    return f"feeds/teams/{team}.xml"


def feed(site: Site, path: str, page: str, title: str, told: Sequence[CheckIn]) -> bytes:
    """A feed of check-ins, newest first; `page` is where they stand on the site.

    Without a `base_url`, addresses are relative to the feed.
    """
    base = base_of(site.settings.site.base_url) or "../" * path.count("/")
    newest = (told[0].date if told else site.today).isoformat()
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml_text(site.words.language)}">',
        f"<title>{xml_text(title)}</title>",
        f"<id>{_id(site, path)}</id>",
        f"<updated>{newest}T00:00:00Z</updated>",
        f'<link rel="self" type="application/atom+xml" href="{xml_text(base + href("", path))}"/>',
        f'<link rel="alternate" type="text/html" href="{xml_text(base + href("", page))}"/>',
        f"<generator>okrsite {xml_text(site.version)}</generator>",
        *(line for each in told for line in _entry(site, base, each)),
        "</feed>",
        "",
    ]
    return "\n".join(lines).encode()


def _entry(site: Site, base: str, checkin: CheckIn) -> list[str]:
    card = checkin_card(site, base, checkin)
    author = card.author.text if card.author else site.settings.site.title
    values = "".join(
        f"<li>{xml_text(each.name)}: {xml_text(each.value)}</li>" for each in card.values
    )
    text = card.note.text + (f"<ul>{values}</ul>" if values else "")
    return [
        "<entry>",
        f"<title>{xml_text(card.objective.text)}</title>",
        f"<id>{_id(site, f'{checkin.objective}/{card.iso}/{checkin.span.path}')}</id>",
        f'<link rel="alternate" type="text/html" href="{xml_text(card.objective.href)}"/>',
        f"<updated>{card.iso}T00:00:00Z</updated>",
        f"<author><name>{xml_text(author)}</name></author>",
        f'<content type="html">{xml_text(text)}</content>',
        "</entry>",
    ]


def _id(site: Site, thing: str) -> str:
    """A name that stays the same from build to build, and differs from every other site's."""
    settings = site.settings.site
    return uuid5(NAMESPACE_URL, f"{settings.base_url or settings.title}/{thing}").urn


def pages(site: Site) -> Iterator[File]:
    """The feed of all, and one for each team."""
    every = all_checkins(site)
    title = f"{site.settings.site.title}: {site.words['checkins.title']}"
    yield File(ALL, partial(feed, site, ALL, CHECKINS, title, every[:SHOWN]))
    by_team: dict[str, list[CheckIn]] = {team: [] for team in site.forest.teams}
    for told in every:
        objective = site.forest.objectives[told.objective]
        for team in dict.fromkeys(filter(None, (objective.team, *objective.with_teams))):
            by_team[team].append(told)
    for team, own in by_team.items():
        path, name = team_feed(team), f"{title}, {site.forest.teams[team].title}"
        yield File(path, partial(feed, site, path, path_of("team", team), name, own[:SHOWN]))


KIND = PageKind(name="feeds", title="Feeds", pages=pages, order=1000)

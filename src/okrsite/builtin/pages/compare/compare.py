"""Compare: the teams and the people of one level side by side, by the same measures.

The first page has the departments; a team with teams or people inside leads to a page of those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from okrsite.api import Team
from okrsite.api.pages import (
    Anchor,
    Page,
    PageContext,
    PageKind,
    Paging,
    TeamId,
    in_pages,
    numbered,
    paging,
    person_link,
    team_link,
)
from okrsite.builtin.pages.compare.levels import (
    COMPANY,
    LevelMember,
    is_level,
    level_path,
    members,
    way_up,
)
from okrsite.builtin.pages.compare.measures import FAIR, GOOD, OF_PEOPLE, OF_TEAMS, HeatCell
from okrsite.builtin.pages.compare.standing import person_standing, team_standing
from okrsite.pipeline.present.paths import COMPARE

PAGE_SIZE = 80


class ComparedRow(Struct, frozen=True):
    """A team or a person, the number of goals in words, and the measures by column."""

    link: Anchor
    size: str
    cells: tuple[HeatCell, ...]


class Column(Struct, frozen=True):
    """A measure: its name in the address and on the page, and what it says in a sentence."""

    key: str
    name: str
    meaning: str


class ComparedTable(Struct, frozen=True):
    """Rows of one kind below a heading; `anchor` is the heading's id, `head` its first column."""

    anchor: str
    heading: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[ComparedRow, ...]


class CompareView(Struct, frozen=True, kw_only=True):
    """One page of the comparison; `way` leads up to the levels above it, `team` to its team."""

    title: str
    way: tuple[Anchor, ...]
    team: Anchor | None
    lead: str
    since: str
    tables: tuple[ComparedTable, ...]
    paging: Paging | None


def compare_view(ctx: PageContext, name: str) -> CompareView:
    """A page of the comparison."""
    words, day = ctx.words, ctx.monday.day
    place, _, above = name.partition(" ")
    parts = in_pages(members(ctx, above), PAGE_SIZE)
    number = int(place)
    to_team = words["maturity.to_team"]
    return CompareView(
        title=ctx.team(above).title if above else words["compare.title"],
        way=way_up(ctx, above),
        team=Anchor(to_team, link.href) if above and (link := team_link(ctx, above)) else None,
        lead=words.say(
            "compare.lead", good=ctx.numbers.percent(GOOD), fair=ctx.numbers.percent(FAIR)
        ),
        since=words.say("compare.since", day=ctx.numbers.short_day(day)) if day else "",
        tables=tuple(_tables(ctx, above, parts[number - 1])),
        paging=paging(ctx, level_path(above), number, len(parts)),
    )


def _tables(
    ctx: PageContext, above: TeamId, part: Sequence[LevelMember]
) -> Iterator[ComparedTable]:
    teams = [member.id for member in part if not member.is_person]
    people = [member.id for member in part if member.is_person]
    words = ctx.words
    if teams:
        name = words["compare.department" if above == COMPANY else "common.team"]
        rows = tuple(_team(ctx, team) for team in teams)
        yield ComparedTable("teams", words["teams.title"], name, _columns(ctx, OF_TEAMS), rows)
    if people:
        rows = tuple(_person(ctx, person) for person in people)
        columns = _columns(ctx, OF_PEOPLE)
        yield ComparedTable("people", words["people.title"], words["people.name"], columns, rows)


def _columns(ctx: PageContext, keys: Iterable[str]) -> tuple[Column, ...]:
    words = ctx.words
    return tuple(
        Column(key, words[f"compare.{key}"], words[f"compare.{key}_meaning"]) for key in keys
    )


def _team(ctx: PageContext, id_: TeamId) -> ComparedRow:
    known, title = team_standing(ctx, id_), ctx.team(id_).title
    deeper = Anchor(title, ctx.href(level_path(id_))) if is_level(ctx, id_) else None
    return ComparedRow(
        deeper or team_link(ctx, id_) or Anchor(title),
        _size(ctx, len(known.now.all)),
        tuple(measure(ctx, known) for measure in OF_TEAMS.values()),
    )


def _person(ctx: PageContext, id_: str) -> ComparedRow:
    known = person_standing(ctx, id_)
    return ComparedRow(
        person_link(ctx, id_) or Anchor(id_),
        _size(ctx, len(known.now.all)),
        tuple(measure(ctx, known) for measure in OF_PEOPLE.values()),
    )


def _size(ctx: PageContext, goals: int) -> str:
    return ctx.words.count("teams.goals", goals, ctx.numbers.number(goals))


def names(ctx: PageContext) -> Iterator[Page]:
    """Each level of the comparison in as many pages as it needs."""
    for above in (COMPANY, *(team for team in ctx.ids(Team) if is_level(ctx, team))):
        title = ctx.team(above).title if above else ctx.words["compare.title"]
        for number in range(1, len(in_pages(members(ctx, above), PAGE_SIZE)) + 1):
            path = numbered(level_path(above), number)
            yield Page(f"{number} {above}", path, "compare.html", title, section="compare")


KIND = PageKind(
    name="compare",
    title="Compare",
    names=names,
    view=compare_view,
    nav=COMPARE,
    order=52,
    group="company",
)

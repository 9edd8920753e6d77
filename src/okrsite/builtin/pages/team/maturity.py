"""Maturity: how well goals are practised, by the company and each team, with the facts for it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from okrsite.api import Subject
from okrsite.api.pages import (
    Anchor,
    Bar,
    Page,
    PageContext,
    PageKind,
    Paging,
    TeamId,
    about,
    in_pages,
    numbered,
    paging,
    share_bar,
    team_link,
)
from okrsite.builtin.pages.team.levels import LevelView, level_view
from okrsite.model.maturity import Evidence, Maturity, MaturityReport
from okrsite.pipeline.present.paging import more_words
from okrsite.pipeline.present.paths import MATURITY, maturity_path
from okrsite.pipeline.present.progress import sort_key

PAGE_SIZE = 100
SHOWN_FACTS = 40


class FactGroup(Struct, frozen=True, kw_only=True):
    """One kind of fact: for which things it holds and for which it does not yet."""

    question: str
    count: str
    missing: tuple[Anchor, ...]
    more_missing: str
    holding: tuple[Anchor, ...]
    more_holding: str


class DimensionView(Struct, frozen=True, kw_only=True):
    """One dimension of the practice, with its facts."""

    anchor: str
    name: str
    meaning: str
    level: LevelView
    share: str
    bar: Bar
    facts: tuple[FactGroup, ...]


class DimensionShare(Struct, frozen=True):
    """How much of a dimension a team does, as it is read and as it is sorted."""

    text: str
    key: str


class DimensionName(Struct, frozen=True):
    """A dimension at the head of a column: its name in the address, and on the page."""

    key: str
    text: str


class TeamMaturity(Struct, frozen=True):
    """A team in the overview: its level and the share of each dimension."""

    link: Anchor
    level: LevelView
    shares: tuple[DimensionShare, ...]


class MaturityView(Struct, frozen=True, kw_only=True):
    """The maturity of the company, with its teams, or of one team; `team` leads to that team."""

    title: str
    lead: str
    team: Anchor | None
    company: Anchor | None
    level: LevelView | None
    dimensions: tuple[DimensionView, ...]
    names: tuple[DimensionName, ...]
    teams: tuple[TeamMaturity, ...]
    paging: Paging | None


def company_view(ctx: PageContext, number: int) -> MaturityView:
    """The company's maturity and a page of its teams."""
    words, report = ctx.words, _report(ctx, "")
    parts = in_pages(_teams(ctx), PAGE_SIZE)
    return MaturityView(
        title=words["maturity.title"],
        lead=words["maturity.lead"],
        team=None,
        company=None,
        level=level_view(ctx, report.level) if number == 1 else None,
        dimensions=_dimensions(ctx, report) if number == 1 else (),
        names=tuple(
            DimensionName(maturity.dimension, words[f"dimension.{maturity.dimension}"])
            for maturity in report.dimensions
        ),
        teams=tuple(_line(ctx, team) for team in parts[number - 1]),
        paging=paging(ctx, MATURITY, number, len(parts)),
    )


def team_view(ctx: PageContext, team: TeamId) -> MaturityView:
    """The maturity of one team, its sub-teams included."""
    words = ctx.words
    title, report = ctx.team(team).title, _report(ctx, team)
    return MaturityView(
        title=words.say("maturity.of", team=title),
        lead=words["maturity.lead"],
        team=team_link(ctx, team),
        company=Anchor(words["maturity.company"], ctx.href(MATURITY)),
        level=level_view(ctx, report.level),
        dimensions=_dimensions(ctx, report),
        names=(),
        teams=(),
        paging=None,
    )


def _dimensions(ctx: PageContext, report: MaturityReport) -> tuple[DimensionView, ...]:
    return tuple(_dimension(ctx, maturity) for maturity in report.dimensions)


def _dimension(ctx: PageContext, maturity: Maturity) -> DimensionView:
    words = ctx.words
    return DimensionView(
        anchor=f"dimension-{maturity.dimension}",
        name=words[f"dimension.{maturity.dimension}"],
        meaning=words[f"dimension_meaning.{maturity.dimension}"],
        level=level_view(ctx, maturity.level),
        share=ctx.numbers.percent(maturity.share),
        bar=share_bar(ctx, maturity.share, None, "calm"),
        facts=tuple(
            _group(ctx, list(found))
            for _, found in groupby(
                sorted(maturity.evidence, key=lambda one: one.fact), key=lambda one: one.fact
            )
        ),
    )


def _group(ctx: PageContext, evidence: list[Evidence]) -> FactGroup:
    holding = [fact for fact in evidence if fact.holds]
    missing = [fact for fact in evidence if not fact.holds]
    number = ctx.numbers.number
    return FactGroup(
        question=ctx.words[f"fact.{evidence[0].fact}"],
        count=ctx.words.say(
            "maturity.count", part=number(len(holding)), whole=number(len(evidence))
        ),
        missing=_links(ctx, missing),
        more_missing=_more(ctx, len(missing)),
        holding=_links(ctx, holding),
        more_holding=_more(ctx, len(holding)),
    )


def _links(ctx: PageContext, evidence: list[Evidence]) -> tuple[Anchor, ...]:
    return tuple(_link(ctx, fact.subject) for fact in evidence[:SHOWN_FACTS])


def _link(ctx: PageContext, subject: Subject) -> Anchor:
    return about(ctx, subject)


def _more(ctx: PageContext, count: int) -> str:
    return more_words(ctx, count - SHOWN_FACTS)


def _line(ctx: PageContext, team: TeamId) -> TeamMaturity:
    report = _report(ctx, team)
    link = Anchor(ctx.team(team).title, ctx.href(maturity_path(team)))
    shares = tuple(
        DimensionShare(ctx.numbers.percent(maturity.share), sort_key(maturity.share))
        for maturity in report.dimensions
    )
    return TeamMaturity(link, level_view(ctx, report.level), shares)


def _report(ctx: PageContext, team: TeamId) -> MaturityReport:
    """What is known of a team or, without one, of the company. Raises KeyError without facts."""
    report = ctx.find(MaturityReport, team)
    if report is None:
        raise KeyError(team)
    return report


def _teams(ctx: PageContext) -> tuple[TeamId, ...]:
    """The teams with a report, by their titles."""
    return ctx.once(_teams_by_title)


def _teams_by_title(ctx: PageContext) -> tuple[TeamId, ...]:
    teams = [team for team in ctx.ids(MaturityReport) if team]
    return tuple(sorted(teams, key=lambda team: ctx.team(team).title.casefold()))


def names(ctx: PageContext) -> Iterator[Page]:
    """The company's page in as many parts as its teams need, and one page for each team."""
    if not ctx.ids(MaturityReport):
        return
    teams, title = _teams(ctx), ctx.words["maturity.title"]
    for number in range(1, len(in_pages(teams, PAGE_SIZE)) + 1):
        path = numbered(MATURITY, number)
        yield Page(f"{number}", path, "maturity.html", title, section="maturity")
    for team in teams:
        title = ctx.words.say("maturity.of", team=ctx.team(team).title)
        path = maturity_path(team)
        yield Page(f"team {team}", path, "maturity.html", title, section="maturity")


def view(ctx: PageContext, name: str) -> MaturityView:
    """A page of the company, or the page of a team."""
    if name.startswith("team "):
        return team_view(ctx, name.removeprefix("team "))
    return company_view(ctx, int(name))


KIND = PageKind(
    name="maturity",
    title="Maturity",
    names=names,
    view=view,
    nav=MATURITY,
    order=54,
    group="company",
)

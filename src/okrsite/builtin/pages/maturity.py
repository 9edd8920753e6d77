"""Maturity: how well goals are practised, by the company and each team, with the facts for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from msgspec import Struct

from okrsite.api import Subject
from okrsite.api.pages import (
    MATURITY,
    Anchor,
    Bar,
    Evidence,
    Maturity,
    MaturityReport,
    Page,
    PageKind,
    Paging,
    Site,
    TeamId,
    about,
    href,
    in_pages,
    maturity_path,
    numbered,
    paging,
    root_of,
    share_bar,
    sort_key,
    team_link,
)
from okrsite.builtin.pages.levels import LevelView, level_view

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


class TeamLine(Struct, frozen=True):
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
    teams: tuple[TeamLine, ...]
    paging: Paging | None


def company_view(
    site: Site, shown: Sequence[MaturityReport], number: int, total: int
) -> MaturityView:
    """The company's maturity and a page of its teams."""
    root, words, report = root_of(numbered(MATURITY, number)), site.words, site.scored.maturity[0]
    return MaturityView(
        title=words["maturity.title"],
        lead=words["maturity.lead"],
        team=None,
        company=None,
        level=level_view(site, report.level) if number == 1 else None,
        dimensions=_dimensions(site, root, report) if number == 1 else (),
        names=tuple(
            DimensionName(each.dimension, words[f"dimension.{each.dimension}"])
            for each in report.dimensions
        ),
        teams=tuple(_line(site, root, each) for each in shown),
        paging=paging(site, root, MATURITY, number, total),
    )


def team_view(site: Site, report: MaturityReport, team: TeamId) -> MaturityView:
    """The maturity of one team, its sub-teams included."""
    root, words = root_of(maturity_path(team)), site.words
    title = site.forest.teams[team].title
    return MaturityView(
        title=words.say("maturity.of", team=title),
        lead=words["maturity.lead"],
        team=team_link(site, root, team),
        company=Anchor(words["maturity.company"], href(root, MATURITY)),
        level=level_view(site, report.level),
        dimensions=_dimensions(site, root, report),
        names=(),
        teams=(),
        paging=None,
    )


def _dimensions(site: Site, root: str, report: MaturityReport) -> tuple[DimensionView, ...]:
    return tuple(_dimension(site, root, each) for each in report.dimensions)


def _dimension(site: Site, root: str, each: Maturity) -> DimensionView:
    words = site.words
    return DimensionView(
        anchor=f"dimension-{each.dimension}",
        name=words[f"dimension.{each.dimension}"],
        meaning=words[f"dimension_meaning.{each.dimension}"],
        level=level_view(site, each.level),
        share=site.numbers.percent(each.share),
        bar=share_bar(site, each.share, None, "calm"),
        facts=tuple(
            _group(site, root, list(found))
            for _, found in groupby(
                sorted(each.evidence, key=lambda one: one.fact), key=lambda one: one.fact
            )
        ),
    )


def _group(site: Site, root: str, evidence: list[Evidence]) -> FactGroup:
    holding = [each for each in evidence if each.holds]
    missing = [each for each in evidence if not each.holds]
    number = site.numbers.number
    return FactGroup(
        question=site.words[f"fact.{evidence[0].fact}"],
        count=site.words.say(
            "maturity.count", part=number(len(holding)), whole=number(len(evidence))
        ),
        missing=_links(site, root, missing),
        more_missing=_more(site, len(missing)),
        holding=_links(site, root, holding),
        more_holding=_more(site, len(holding)),
    )


def _links(site: Site, root: str, evidence: list[Evidence]) -> tuple[Anchor, ...]:
    return tuple(_link(site, root, each.subject) for each in evidence[:SHOWN_FACTS])


def _link(site: Site, root: str, subject: Subject) -> Anchor:
    return about(site, root, subject)


def _more(site: Site, count: int) -> str:
    rest = count - SHOWN_FACTS
    return site.words.count("common.more", rest, site.numbers.number(rest)) if rest > 0 else ""


def _line(site: Site, root: str, report: MaturityReport) -> TeamLine:
    team = report.team or ""
    link = Anchor(site.forest.teams[team].title, href(root, maturity_path(team)))
    shares = tuple(
        DimensionShare(site.numbers.percent(each.share), sort_key(each.share))
        for each in report.dimensions
    )
    return TeamLine(link, level_view(site, report.level), shares)


def pages(site: Site) -> Iterator[Page]:
    """The company's page in as many parts as its teams need, and one page for each team."""
    if not site.scored.maturity:
        return
    teams = [each for each in site.scored.maturity if each.team is not None]
    teams.sort(key=lambda each: site.forest.teams[each.team or ""].title.casefold())
    parts = in_pages(teams, PAGE_SIZE)
    for number, part in enumerate(parts, start=1):
        yield Page(
            numbered(MATURITY, number),
            "maturity.html",
            site.words["maturity.title"],
            partial(company_view, site, part, number, len(parts)),
            section="maturity",
        )
    for report in teams:
        team = report.team or ""
        yield Page(
            maturity_path(team),
            "maturity.html",
            site.words.say("maturity.of", team=site.forest.teams[team].title),
            partial(team_view, site, report, team),
            section="maturity",
        )


KIND = PageKind(
    name="maturity", title="Maturity", pages=pages, nav=MATURITY, order=54, group="company"
)

"""Compare: the departments side by side, by the same seven measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from okrsite.api import Team, TeamScore
from okrsite.api.pages import (
    COMPARE,
    Anchor,
    Badge,
    Page,
    PageKind,
    Paging,
    Site,
    Stack,
    TeamId,
    Tone,
    href,
    in_pages,
    maturity_path,
    numbered,
    paging,
    root_of,
    sort_key,
    status_spread,
    team_link,
)
from okrsite.builtin.pages.levels import LEVELS

PAGE_SIZE = 80
GOOD, FAIR = 0.75, 0.5
_ICONS: dict[Tone, str] = {
    "good": "circle-check",
    "warn": "triangle-alert",
    "bad": "octagon-x",
    "calm": "minus",
    "quiet": "circle-help",
}


class Cell(Struct, frozen=True, kw_only=True):
    """One measure of one department: the figure with its shape, and what stands behind it.

    `key` is what it is sorted by.
    """

    badge: Badge
    key: str
    under: str
    link: str = ""
    stack: Stack | None = None


class DepartmentRow(Struct, frozen=True):
    """A department, its size in words, and its measures in the order of the columns."""

    link: Anchor
    size: str
    cells: tuple[Cell, ...]


class Column(Struct, frozen=True):
    """A measure: its name in the address and on the page, and what it says in a sentence."""

    key: str
    name: str
    meaning: str


class CompareView(Struct, frozen=True, kw_only=True):
    """One page of the comparison."""

    title: str
    lead: str
    columns: tuple[Column, ...]
    rows: tuple[DepartmentRow, ...]
    paging: Paging | None


class Known(Struct, frozen=True):
    """What is worked out once for all rows: the KPIs below each team, and its maturity's level."""

    kpis: dict[TeamId, list[str]]
    levels: dict[TeamId, int]


COLUMNS = ("progress", "pace", "status", "confidence", "kpis", "checkins", "maturity")


def departments(site: Site) -> list[Team]:
    """The teams right below the company; where there are none, the teams at the top."""
    teams = site.forest.teams.values()
    roots = {each.id for each in teams if each.parent is None}
    found = [each for each in teams if each.parent in roots] or [
        each for each in teams if each.id in roots
    ]
    return sorted(found, key=lambda each: (each.title.casefold(), each.id))


def known_of(site: Site) -> Known:
    """KPIs by every team above them, and the maturity of every team as a number from 1 to 5."""
    teams = site.forest.teams
    kpis: dict[TeamId, list[str]] = {}
    for kpi in site.forest.kpis.values():
        above = kpi.team
        while above is not None:
            kpis.setdefault(above, []).append(kpi.id)
            above = teams[above].parent
    levels = {
        report.team: LEVELS.index(report.level) + 1
        for report in site.scored.maturity
        if report.team is not None and report.level is not None
    }
    return Known(kpis, levels)


def compare_view(
    site: Site, known: Known, shown: Sequence[Team], number: int, total: int
) -> CompareView:
    """A page of the comparison."""
    root, words = root_of(numbered(COMPARE, number)), site.words
    return CompareView(
        title=words["compare.title"],
        lead=words.say(
            "compare.lead", good=site.numbers.percent(GOOD), fair=site.numbers.percent(FAIR)
        ),
        columns=tuple(
            Column(each, words[f"compare.{each}"], words[f"compare.{each}_meaning"])
            for each in COLUMNS
        ),
        rows=tuple(_row(site, root, known, each) for each in shown),
        paging=paging(site, root, COMPARE, number, total),
    )


def _row(site: Site, root: str, known: Known, team: Team) -> DepartmentRow:
    score, words, number = site.scored.teams[team.id], site.words, site.numbers.number
    goals = words.count("teams.goals", len(score.all), number(len(score.all)))
    return DepartmentRow(
        team_link(site, root, team.id) or Anchor(team.title),
        goals,
        (
            _progress(site, score),
            _pace(site, score),
            _status(site, score),
            _confidence(site, score),
            _kpis(site, known.kpis.get(team.id, [])),
            _checkins(site, score),
            _maturity(site, root, known, team.id),
        ),
    )


def _progress(site: Site, score: TeamScore) -> Cell:
    expected = ""
    if score.expected is not None:
        expected = site.words.say("progress.expected", share=site.numbers.percent(score.expected))
    tone = _behind(site, score)
    share = _shaped(site.numbers.percent(score.progress), tone)
    return Cell(badge=share, key=sort_key(score.progress), under=expected)


def _pace(site: Site, score: TeamScore) -> Cell:
    if score.progress is None or score.expected is None:
        return _nothing(site)
    scoring, gap = site.settings.scoring, score.expected - score.progress
    points = site.numbers.percent(abs(gap), scoring.at_risk, scoring.off_track)
    key = "ahead" if gap < 0 else "behind"
    badge = _shaped(points, _behind(site, score))
    return Cell(badge=badge, key=sort_key(-gap), under=site.words[f"compare.{key}"])


def _behind(site: Site, score: TeamScore) -> Tone:
    """How a team stands against its pace, by the thresholds that its goals are judged by."""
    if score.progress is None or score.expected is None:
        return "quiet"
    gap, scoring = round(score.expected - score.progress, 9), site.settings.scoring
    return "good" if gap <= scoring.at_risk else "warn" if gap <= scoring.off_track else "bad"


def _status(site: Site, score: TeamScore) -> Cell:
    counts, spread = score.statuses, status_spread(site, score.statuses)
    well = counts.get("done", 0) + counts.get("on_track", 0)
    judged = well + counts.get("at_risk", 0) + counts.get("off_track", 0)
    cell = _part(site, well, judged, "compare.status_of")
    return replace(cell, stack=spread.bar if spread else None)


def _confidence(site: Site, score: TeamScore) -> Cell:
    if score.confidence is None:
        return _nothing(site)
    value = round(score.confidence, 1)
    tone = _tone(value / 10)
    badge = _shaped(site.numbers.number(value), tone)
    return Cell(badge=badge, key=sort_key(value), under=site.words["compare.of_ten"])


def _kpis(site: Site, kpis: list[str]) -> Cell:
    healths = [site.scored.kpis[each].health for each in kpis]
    judged = [each for each in healths if each not in {"no_data", "no_range"}]
    well = sum(each in {"in_range", "warning"} for each in judged)
    return _part(site, well, len(judged), "compare.kpis_of")


def _checkins(site: Site, score: TeamScore) -> Cell:
    days = (site.scored.objectives[each].next_due for each in score.all)
    due = [day for day in days if day is not None]
    on_time = sum(each >= site.today for each in due)
    return _part(site, on_time, len(due), "compare.checkins_of")


def _maturity(site: Site, root: str, known: Known, team: TeamId) -> Cell:
    level = known.levels.get(team)
    if level is None:
        return _nothing(site)
    name = site.words[f"level.{LEVELS[level - 1]}"]
    return Cell(
        badge=_shaped(name, _tone(level / len(LEVELS))),
        key=sort_key(level),
        under=site.words.say("maturity.step", step=str(level), steps=str(len(LEVELS))),
        link=href(root, maturity_path(team)),
    )


def _part(site: Site, part: int, whole: int, key: str) -> Cell:
    if not whole:
        return _nothing(site)
    number, share = site.numbers.number, part / whole
    under = site.words.say(key, part=number(part), whole=number(whole))
    badge = _shaped(site.numbers.percent(share, GOOD, FAIR), _tone(share))
    return Cell(badge=badge, key=sort_key(share), under=under)


def _tone(share: float) -> Tone:
    return "good" if share >= GOOD else "warn" if share >= FAIR else "bad"


def _shaped(text: str, tone: Tone) -> Badge:
    return Badge(text, tone, _ICONS[tone])


def _nothing(site: Site) -> Cell:
    return Cell(badge=_shaped(site.numbers.missing, "quiet"), key="", under="")


def pages(site: Site) -> Iterator[Page]:
    """The comparison in as many pages as it needs."""
    known = known_of(site)
    parts = in_pages(departments(site), PAGE_SIZE)
    for number, part in enumerate(parts, start=1):
        yield Page(
            numbered(COMPARE, number),
            "compare.html",
            site.words["compare.title"],
            partial(compare_view, site, known, part, number, len(parts)),
            section="compare",
        )


KIND = PageKind(
    name="compare", title="Compare", pages=pages, nav=COMPARE, order=52, group="company"
)

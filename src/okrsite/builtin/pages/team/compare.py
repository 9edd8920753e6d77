"""Compare: the departments side by side, by the same seven measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from okrsite.api import Kpi, Team, TeamScore
from okrsite.api.pages import (
    Anchor,
    Badge,
    Page,
    PageContext,
    PageKind,
    Paging,
    Stack,
    TeamId,
    Tone,
    in_pages,
    numbered,
    paging,
    status_spread,
    team_link,
)
from okrsite.builtin.pages.team.levels import LEVELS
from okrsite.model.maturity import MaturityReport
from okrsite.pipeline.present.paths import COMPARE, maturity_path
from okrsite.pipeline.present.progress import sort_key

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


def departments(ctx: PageContext) -> list[Team]:
    """The teams right below the company; where there are none, the teams at the top."""
    teams = ctx.all(Team)
    roots = {team.id for team in teams if team.parent is None}
    found = [team for team in teams if team.parent in roots] or [
        team for team in teams if team.id in roots
    ]
    return sorted(found, key=lambda team: (team.title.casefold(), team.id))


def known_of(ctx: PageContext) -> Known:
    """KPIs by every team above them, and the maturity of every team as a number from 1 to 5."""
    kpis: dict[TeamId, list[str]] = {}
    for kpi in ctx.all(Kpi):
        above = kpi.team
        while above is not None:
            kpis.setdefault(above, []).append(kpi.id)
            above = ctx.team(above).parent
    levels = {
        report.team: LEVELS.index(report.level) + 1
        for report in ctx.all(MaturityReport)
        if report.team is not None and report.level is not None
    }
    return Known(kpis, levels)


def compare_view(ctx: PageContext, name: str) -> CompareView:
    """A page of the comparison."""
    number, words, known = int(name), ctx.words, ctx.once(known_of)
    parts = in_pages(departments(ctx), PAGE_SIZE)
    return CompareView(
        title=words["compare.title"],
        lead=words.say(
            "compare.lead", good=ctx.numbers.percent(GOOD), fair=ctx.numbers.percent(FAIR)
        ),
        columns=tuple(
            Column(column, words[f"compare.{column}"], words[f"compare.{column}_meaning"])
            for column in COLUMNS
        ),
        rows=tuple(_row(ctx, known, team) for team in parts[number - 1]),
        paging=paging(ctx, COMPARE, number, len(parts)),
    )


def _row(ctx: PageContext, known: Known, team: Team) -> DepartmentRow:
    score, words, number = ctx.team_score(team.id), ctx.words, ctx.numbers.number
    goals = words.count("teams.goals", len(score.all), number(len(score.all)))
    return DepartmentRow(
        team_link(ctx, team.id) or Anchor(team.title),
        goals,
        (
            _progress(ctx, score),
            _pace(ctx, score),
            _status(ctx, score),
            _confidence(ctx, score),
            _kpis(ctx, known.kpis.get(team.id, [])),
            _checkins(ctx, score),
            _maturity(ctx, known, team.id),
        ),
    )


def _progress(ctx: PageContext, score: TeamScore) -> Cell:
    expected = ""
    if score.expected is not None:
        expected = ctx.words.say("progress.expected", share=ctx.numbers.percent(score.expected))
    tone = _behind(ctx, score)
    share = _shaped(ctx.numbers.percent(score.progress), tone)
    return Cell(badge=share, key=sort_key(score.progress), under=expected)


def _pace(ctx: PageContext, score: TeamScore) -> Cell:
    if score.progress is None or score.expected is None:
        return _nothing(ctx)
    scoring, gap = ctx.settings.scoring, score.expected - score.progress
    points = ctx.numbers.points(abs(gap), scoring.at_risk, scoring.off_track)
    key = "ahead" if gap < 0 else "behind"
    badge = _shaped(points, _behind(ctx, score))
    return Cell(badge=badge, key=sort_key(-gap), under=ctx.words[f"compare.{key}"])


def _behind(ctx: PageContext, score: TeamScore) -> Tone:
    """The status of a team against its pace, by the same thresholds as for its goals."""
    if score.progress is None or score.expected is None:
        return "quiet"
    gap, scoring = round(score.expected - score.progress, 9), ctx.settings.scoring
    return "good" if gap <= scoring.at_risk else "warn" if gap <= scoring.off_track else "bad"


def _status(ctx: PageContext, score: TeamScore) -> Cell:
    counts, spread = score.statuses, status_spread(ctx, score.statuses)
    well = counts.get("done", 0) + counts.get("on_track", 0)
    judged = well + counts.get("at_risk", 0) + counts.get("off_track", 0)
    cell = _share_cell(ctx, well, judged, "compare.status_of")
    return replace(cell, stack=spread.bar if spread else None)


def _confidence(ctx: PageContext, score: TeamScore) -> Cell:
    if score.confidence is None:
        return _nothing(ctx)
    value = round(score.confidence, 1)
    tone = _tone(value / 10)
    badge = _shaped(ctx.numbers.number(value), tone)
    return Cell(badge=badge, key=sort_key(value), under=ctx.words["compare.of_ten"])


def _kpis(ctx: PageContext, kpis: Sequence[str]) -> Cell:
    healths = [ctx.kpi_score(kpi).health for kpi in kpis]
    judged = [health for health in healths if health not in {"no_data", "no_range"}]
    well = sum(health in {"in_range", "warning"} for health in judged)
    return _share_cell(ctx, well, len(judged), "compare.kpis_of")


def _checkins(ctx: PageContext, score: TeamScore) -> Cell:
    days = (ctx.objective_score(objective).next_due for objective in score.all)
    due = [day for day in days if day is not None]
    on_time = sum(day >= ctx.today for day in due)
    return _share_cell(ctx, on_time, len(due), "compare.checkins_of")


def _maturity(ctx: PageContext, known: Known, team: TeamId) -> Cell:
    level = known.levels.get(team)
    if level is None:
        return _nothing(ctx)
    name = ctx.words[f"level.{LEVELS[level - 1]}"]
    return Cell(
        badge=_shaped(name, _tone(level / len(LEVELS))),
        key=sort_key(level),
        under=ctx.words.say("maturity.step", step=str(level), steps=str(len(LEVELS))),
        link=ctx.href(maturity_path(team)),
    )


def _share_cell(ctx: PageContext, part: int, whole: int, key: str) -> Cell:
    if not whole:
        return _nothing(ctx)
    number, share = ctx.numbers.number, part / whole
    under = ctx.words.say(key, part=number(part), whole=number(whole))
    badge = _shaped(ctx.numbers.percent(share, GOOD, FAIR), _tone(share))
    return Cell(badge=badge, key=sort_key(share), under=under)


def _tone(share: float) -> Tone:
    return "good" if share >= GOOD else "warn" if share >= FAIR else "bad"


def _shaped(text: str, tone: Tone) -> Badge:
    return Badge(text, tone, _ICONS[tone])


def _nothing(ctx: PageContext) -> Cell:
    return Cell(badge=_shaped(ctx.numbers.missing, "quiet"), key="", under="")


def names(ctx: PageContext) -> Iterator[Page]:
    """The comparison in as many pages as it needs."""
    title = ctx.words["compare.title"]
    for number in range(1, len(in_pages(departments(ctx), PAGE_SIZE)) + 1):
        path = numbered(COMPARE, number)
        yield Page(f"{number}", path, "compare.html", title, section="compare")


KIND = PageKind(
    name="compare",
    title="Compare",
    names=names,
    view=compare_view,
    nav=COMPARE,
    order=52,
    group="company",
)

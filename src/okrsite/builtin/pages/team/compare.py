"""Compare: the teams of one level side by side, by the same seven measures.

The first page has the departments; a team with others inside leads to a page that compares those.
"""

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
from okrsite.pipeline.present.sentences.change import share_delta

PAGE_SIZE = 80
GOOD, FAIR = 0.75, 0.5
_ICONS: dict[Tone, str] = {
    "good": "circle-check",
    "warn": "triangle-alert",
    "bad": "octagon-x",
    "calm": "minus",
    "quiet": "circle-help",
}


class HeatCell(Struct, frozen=True, kw_only=True):
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
    cells: tuple[HeatCell, ...]


class Column(Struct, frozen=True):
    """A measure: its name in the address and on the page, and what it says in a sentence."""

    key: str
    name: str
    meaning: str


class CompareView(Struct, frozen=True, kw_only=True):
    """One page of the comparison; `way` leads up to the levels above it."""

    title: str
    way: tuple[Anchor, ...]
    lead: str
    columns: tuple[Column, ...]
    rows: tuple[DepartmentRow, ...]
    paging: Paging | None


class Known(Struct, frozen=True):
    """What is worked out once for all rows: the KPIs below each team, and its maturity's level."""

    kpis: dict[TeamId, list[str]]
    levels: dict[TeamId, int]


COLUMNS = ("progress", "pace", "status", "confidence", "kpis", "checkins", "maturity")


COMPANY: TeamId = ""  # the level that has the departments


def compared(ctx: PageContext, above: TeamId) -> tuple[TeamId, ...]:
    """The teams right below one; at the top those below the company, or it where it has none."""
    return ctx.once(_levels).get(above, ())


def _levels(ctx: PageContext) -> dict[TeamId, tuple[TeamId, ...]]:
    """For each team those right below it, by their titles."""
    teams = sorted(ctx.all(Team), key=lambda team: (team.title.casefold(), team.id))
    levels: dict[TeamId, tuple[TeamId, ...]] = {}
    for team in teams:
        if team.parent is not None:
            levels[team.parent] = (*levels.get(team.parent, ()), team.id)
    roots = tuple(team.id for team in teams if team.parent is None)
    below = tuple(team.id for team in teams if team.parent in roots)
    return {**levels, COMPANY: below or roots}


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
    words, known = ctx.words, ctx.once(known_of)
    place, _, above = name.partition(" ")
    parts = in_pages(compared(ctx, above), PAGE_SIZE)
    number = int(place)
    return CompareView(
        title=ctx.team(above).title if above else words["compare.title"],
        way=_way(ctx, above),
        lead=words.say(
            "compare.lead", good=ctx.numbers.percent(GOOD), fair=ctx.numbers.percent(FAIR)
        ),
        columns=tuple(
            Column(column, words[f"compare.{column}"], words[f"compare.{column}_meaning"])
            for column in COLUMNS
        ),
        rows=tuple(_row(ctx, known, team) for team in parts[number - 1]),
        paging=paging(ctx, _path(above), number, len(parts)),
    )


def _path(above: TeamId) -> str:
    return f"compare/{above}.html" if above else COMPARE


def _way(ctx: PageContext, above: TeamId) -> tuple[Anchor, ...]:
    """The levels above a page, from the departments down; none for those themselves."""
    if not above:
        return ()
    way: list[Anchor] = []
    team = ctx.team(above).parent
    while team is not None and ctx.team(team).parent is not None:
        way.append(Anchor(ctx.team(team).title, ctx.href(_path(team))))
        team = ctx.team(team).parent
    return (Anchor(ctx.words["compare.title"], ctx.href(COMPARE)), *reversed(way))


def _row(ctx: PageContext, known: Known, id_: TeamId) -> DepartmentRow:
    score, words, number = ctx.team_score(id_), ctx.words, ctx.numbers.number
    goals = words.count("teams.goals", len(score.all), number(len(score.all)))
    title = ctx.team(id_).title
    deeper = Anchor(title, ctx.href(_path(id_))) if compared(ctx, id_) else None
    return DepartmentRow(
        deeper or team_link(ctx, id_) or Anchor(title),
        goals,
        (
            _progress(ctx, score, id_),
            _pace(ctx, score),
            _status(ctx, score),
            _confidence(ctx, score),
            _kpis(ctx, known.kpis.get(id_, [])),
            _checkins(ctx, score),
            _maturity(ctx, known, id_),
        ),
    )


def _progress(ctx: PageContext, score: TeamScore, id_: TeamId) -> HeatCell:
    """The progress of a team, with its points since Monday or else what was expected."""
    before = ctx.monday.team_score(id_)
    delta = share_delta(ctx, score.progress, before.progress if before else None)
    expected = ""
    if score.expected is not None:
        expected = ctx.words.say("progress.expected", share=ctx.numbers.percent(score.expected))
    share = _shaped(ctx.numbers.percent(score.progress), _behind(ctx, score))
    under = delta.sentence if delta and delta.tone != "quiet" else expected
    return HeatCell(badge=share, key=sort_key(score.progress), under=under)


def _pace(ctx: PageContext, score: TeamScore) -> HeatCell:
    if score.progress is None or score.expected is None:
        return _nothing(ctx)
    scoring, gap = ctx.settings.scoring, score.expected - score.progress
    points = ctx.numbers.points(abs(gap), scoring.at_risk, scoring.off_track)
    key = "ahead" if gap < 0 else "behind"
    badge = _shaped(points, _behind(ctx, score))
    return HeatCell(badge=badge, key=sort_key(-gap), under=ctx.words[f"compare.{key}"])


def _behind(ctx: PageContext, score: TeamScore) -> Tone:
    """The status of a team against its pace, by the same thresholds as for its goals."""
    if score.progress is None or score.expected is None:
        return "quiet"
    gap, scoring = round(score.expected - score.progress, 9), ctx.settings.scoring
    return "good" if gap <= scoring.at_risk else "warn" if gap <= scoring.off_track else "bad"


def _status(ctx: PageContext, score: TeamScore) -> HeatCell:
    counts, spread = score.statuses, status_spread(ctx, score.statuses)
    well = counts.get("done", 0) + counts.get("on_track", 0)
    judged = well + counts.get("at_risk", 0) + counts.get("off_track", 0)
    cell = _share_cell(ctx, well, judged, "compare.status_of")
    return replace(cell, stack=spread.bar if spread else None)


def _confidence(ctx: PageContext, score: TeamScore) -> HeatCell:
    if score.confidence is None:
        return _nothing(ctx)
    value = round(score.confidence, 1)
    tone = _tone(value / 10)
    badge = _shaped(ctx.numbers.number(value), tone)
    return HeatCell(badge=badge, key=sort_key(value), under=ctx.words["compare.of_ten"])


def _kpis(ctx: PageContext, kpis: Sequence[str]) -> HeatCell:
    healths = [ctx.kpi_score(kpi).health for kpi in kpis]
    judged = [health for health in healths if health not in {"no_data", "no_range"}]
    well = sum(health in {"in_range", "warning"} for health in judged)
    return _share_cell(ctx, well, len(judged), "compare.kpis_of")


def _checkins(ctx: PageContext, score: TeamScore) -> HeatCell:
    days = (ctx.objective_score(objective).next_due for objective in score.all)
    due = [day for day in days if day is not None]
    on_time = sum(day >= ctx.today for day in due)
    return _share_cell(ctx, on_time, len(due), "compare.checkins_of")


def _maturity(ctx: PageContext, known: Known, team: TeamId) -> HeatCell:
    level = known.levels.get(team)
    if level is None:
        return _nothing(ctx)
    name = ctx.words[f"level.{LEVELS[level - 1]}"]
    return HeatCell(
        badge=_shaped(name, _tone(level / len(LEVELS))),
        key=sort_key(level),
        under=ctx.words.say("maturity.step", step=str(level), steps=str(len(LEVELS))),
        link=ctx.href(maturity_path(team)),
    )


def _share_cell(ctx: PageContext, part: int, whole: int, key: str) -> HeatCell:
    if not whole:
        return _nothing(ctx)
    number, share = ctx.numbers.number, part / whole
    under = ctx.words.say(key, part=number(part), whole=number(whole))
    badge = _shaped(ctx.numbers.percent(share, GOOD, FAIR), _tone(share))
    return HeatCell(badge=badge, key=sort_key(share), under=under)


def _tone(share: float) -> Tone:
    return "good" if share >= GOOD else "warn" if share >= FAIR else "bad"


def _shaped(text: str, tone: Tone) -> Badge:
    return Badge(text, tone, _ICONS[tone])


def _nothing(ctx: PageContext) -> HeatCell:
    return HeatCell(badge=_shaped(ctx.numbers.missing, "quiet"), key="", under="")


def names(ctx: PageContext) -> Iterator[Page]:
    """Each level of the comparison in as many pages as it needs."""
    for above in (COMPANY, *ctx.ids(Team)):
        teams = compared(ctx, above)
        if above and (not teams or ctx.team(above).parent is None):
            continue
        title = ctx.team(above).title if above else ctx.words["compare.title"]
        for number in range(1, len(in_pages(teams, PAGE_SIZE)) + 1):
            path = numbered(_path(above), number)
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

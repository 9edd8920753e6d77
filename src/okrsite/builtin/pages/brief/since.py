"""Since Monday: which goals and KPIs got worse and which better, by scoring them on both days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from okrsite.api import Health, Status
from okrsite.api.pages import Anchor, PageContext, TeamId, Tone, kpi_link, kpi_value, objective_link
from okrsite.builtin.pages.brief.rows import GoalSummary, KpiSummary, goal_rows, kpi_rows
from okrsite.pipeline.figures.writer import share_in_percent
from okrsite.pipeline.present.sentences.change import from_to, points_words

# Only between these one is better than another; what is not measured or stale tells nothing.
STATUSES: tuple[Status, ...] = ("done", "on_track", "at_risk", "off_track")
HEALTHS: tuple[Health, ...] = ("in_range", "warning", "out_of_range")
SHOWN = 5
# From so many points on, less confidence counts for more than a little more progress.
LOST_CONFIDENCE = 2
# A status that changed stands before any number of points.
STEP = 1000


class Movement(Struct, frozen=True):
    """A goal or KPI that moved: how far, below zero for the worse, and what the row says of it."""

    size: float
    row: GoalSummary | KpiSummary


class MovedLine(Struct, frozen=True):
    """What moved, and how in a few words."""

    about: Anchor
    text: str
    tone: Tone


class Moves(Struct, frozen=True):
    """What moved one way, the farthest first; `more` says how many others did, or is empty."""

    lines: tuple[MovedLine, ...]
    more: str


def moves(ctx: PageContext, team: TeamId) -> tuple[Moves, Moves]:
    """What got worse and what got better since Monday."""
    found = [*_goals(goal_rows(ctx, team)), *_kpis(kpi_rows(ctx, team))]
    found.sort(key=lambda move: -abs(move.size))
    worse = [move for move in found if move.size < 0]
    better = [move for move in found if move.size > 0]
    return _told(ctx, worse, "bad"), _told(ctx, better, "good")


def _goals(rows: Sequence[GoalSummary]) -> Iterator[Movement]:
    for row in rows:
        steps, confidence = _steps(STATUSES, row.old_status, row.status), _confidence(row)
        if not steps and confidence <= -LOST_CONFIDENCE:
            yield Movement(confidence, row)
        else:
            yield Movement(STEP * steps + _points(row) or confidence, row)


def _kpis(rows: Sequence[KpiSummary]) -> Iterator[Movement]:
    for row in rows:
        weight = 2 if row.is_critical else 1
        yield Movement(weight * STEP * _steps(HEALTHS, row.old_health, row.health), row)


def _steps(order: Sequence[str], before: str | None, after: str) -> int:
    """How many steps better it is, below zero for worse; 0 where one of both tells nothing."""
    if before not in order or after not in order:
        return 0
    return order.index(before) - order.index(after)


def _points(row: GoalSummary) -> int:
    if row.progress is None or row.old_progress is None:
        return 0
    return share_in_percent(row.progress) - share_in_percent(row.old_progress)


def _confidence(row: GoalSummary) -> float:
    if row.confidence is None or row.old_confidence is None:
        return 0
    return row.confidence - row.old_confidence


def _told(ctx: PageContext, found: Sequence[Movement], tone: Tone) -> Moves:
    lines = tuple(_line(ctx, move.row, tone) for move in found[:SHOWN])
    rest = len(found) - SHOWN
    more = ctx.words.count("common.more", rest, ctx.numbers.number(rest)) if rest > 0 else ""
    return Moves(lines, more)


def _line(ctx: PageContext, row: GoalSummary | KpiSummary, tone: Tone) -> MovedLine:
    if isinstance(row, KpiSummary):
        return MovedLine(kpi_link(ctx, row.id), _kpi_text(ctx, row), tone)
    return MovedLine(objective_link(ctx, row.id), _goal_text(ctx, row), tone)


def _goal_text(ctx: PageContext, row: GoalSummary) -> str:
    words, told = ctx.words, []
    is_step = bool(_steps(STATUSES, row.old_status, row.status))
    if is_step and row.old_status:
        told.append(from_to(ctx, words[f"status.{row.old_status}"], words[f"status.{row.status}"]))
    if points := _points(row):
        told.append(points_words(ctx, points))
    if row.old_confidence is not None and _confidence(row):
        before, after = map(ctx.numbers.number, (row.old_confidence, row.confidence))
        said = words.say("brief.confidence", change=from_to(ctx, before, after))
        # What makes it worse although it came forward is said first.
        is_reason = not is_step and _confidence(row) <= -LOST_CONFIDENCE
        told.insert(0 if is_reason else len(told), said)
    return words.listed(told)


def _kpi_text(ctx: PageContext, row: KpiSummary) -> str:
    words, kpi = ctx.words, ctx.kpi(row.id)
    states = from_to(ctx, words[f"health.{row.old_health}"], words[f"health.{row.health}"])
    before, after = (kpi_value(ctx, kpi, value) for value in (row.old_value, row.value))
    return words.listed((states, from_to(ctx, before, after) if before != after else after))

"""Measures: what is compared, each as a figure with its shape and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from okrsite.api import TeamScore
from okrsite.api.pages import Badge, PageContext, Stack, Tone, status_spread
from okrsite.builtin.pages.compare.standing import Checks, ComparedStanding
from okrsite.builtin.pages.team.levels import LEVELS
from okrsite.pipeline.present.paths import maturity_path
from okrsite.pipeline.present.progress import sort_key
from okrsite.pipeline.present.sentences.change import Delta, share_delta

GOOD, FAIR = 0.75, 0.5
_ICONS: dict[Tone, str] = {
    "good": "circle-check",
    "warn": "triangle-alert",
    "bad": "octagon-x",
    "calm": "minus",
    "quiet": "circle-help",
}


class HeatCell(Struct, frozen=True, kw_only=True):
    """One measure: the figure with its shape, what moved since Monday, and what is behind it.

    `key` is what it is sorted by.
    """

    badge: Badge
    key: str
    under: str
    delta: Delta | None = None
    link: str = ""
    stack: Stack | None = None


def progress(ctx: PageContext, known: ComparedStanding) -> HeatCell:
    """The mean progress, and what was expected by now."""
    score, expected = known.now, ""
    if score.expected is not None:
        expected = ctx.words.say("progress.expected", share=ctx.numbers.percent(score.expected))
    return HeatCell(
        badge=_shaped(ctx.numbers.percent(score.progress), _behind(ctx, score)),
        key=sort_key(score.progress),
        under=expected,
        delta=_moved(share_delta(ctx, score.progress, known.then.progress if known.then else None)),
    )


def pace(ctx: PageContext, known: ComparedStanding) -> HeatCell:
    """The points between what was expected and what is reached."""
    score = known.now
    if score.progress is None or score.expected is None:
        return _nothing(ctx)
    scoring, gap = ctx.settings.scoring, score.expected - score.progress
    points = ctx.numbers.points(abs(gap), scoring.at_risk, scoring.off_track)
    key = "ahead" if gap < 0 else "behind"
    badge = _shaped(points, _behind(ctx, score))
    return HeatCell(badge=badge, key=sort_key(-gap), under=ctx.words[f"compare.{key}"])


def status(ctx: PageContext, known: ComparedStanding) -> HeatCell:
    """The share of the measured goals that are on track or done."""
    spread, before = status_spread(ctx, known.now.statuses), known.then
    cell = _share_cell(ctx, _well(known.now), "compare.status_of")
    delta = share_delta(ctx, _well(known.now).share, _well(before).share if before else None)
    return replace(cell, stack=spread.bar if spread else None, delta=_moved(delta))


def confidence(ctx: PageContext, known: ComparedStanding) -> HeatCell:
    """The mean confidence, 0 to 10."""
    if known.now.confidence is None:
        return _nothing(ctx)
    value = round(known.now.confidence, 1)
    badge = _shaped(ctx.numbers.number(value), _tone(value / 10))
    before = known.then.confidence if known.then else None
    return HeatCell(
        badge=badge,
        key=sort_key(value),
        under=ctx.words["compare.of_ten"],
        delta=None if before is None else _confidence_moved(ctx, value - round(before, 1)),
    )


def kpis(ctx: PageContext, known: ComparedStanding) -> HeatCell:
    """The share of the KPIs that are in their range, of those that can be judged."""
    delta = share_delta(ctx, known.kpis.share, known.old_kpis.share)
    return replace(_share_cell(ctx, known.kpis, "compare.kpis_of"), delta=_moved(delta))


def checkins(ctx: PageContext, known: ComparedStanding) -> HeatCell:
    """The share of the goals whose check-in is not late."""
    return _share_cell(ctx, known.checkins, "compare.checkins_of")


def maturity(ctx: PageContext, known: ComparedStanding) -> HeatCell:
    """The level of the weakest dimension, which leads to why."""
    level = known.level
    if level is None:
        return _nothing(ctx)
    name = ctx.words[f"level.{LEVELS[level - 1]}"]
    return HeatCell(
        badge=_shaped(name, _tone(level / len(LEVELS))),
        key=sort_key(level),
        under=ctx.words.say("maturity.step", step=str(level), steps=str(len(LEVELS))),
        link=ctx.href(maturity_path(known.now.id)),
    )


# In the order of the columns. People have no level of maturity, which is a team's.
OF_PEOPLE: dict[str, Callable[[PageContext, ComparedStanding], HeatCell]] = {
    "progress": progress,
    "pace": pace,
    "status": status,
    "confidence": confidence,
    "kpis": kpis,
    "checkins": checkins,
}
OF_TEAMS = {**OF_PEOPLE, "maturity": maturity}


def _behind(ctx: PageContext, score: TeamScore) -> Tone:
    """The status against the pace, by the same thresholds as for goals."""
    if score.progress is None or score.expected is None:
        return "quiet"
    gap, scoring = round(score.expected - score.progress, 9), ctx.settings.scoring
    return "good" if gap <= scoring.at_risk else "warn" if gap <= scoring.off_track else "bad"


def _well(score: TeamScore) -> Checks:
    counts = score.statuses
    well = counts.get("done", 0) + counts.get("on_track", 0)
    return Checks(well, well + counts.get("at_risk", 0) + counts.get("off_track", 0))


def _moved(delta: Delta | None) -> Delta | None:
    """A change; what did not move is not told in every cell."""
    return delta if delta and delta.tone != "quiet" else None


def _confidence_moved(ctx: PageContext, change: float) -> Delta | None:
    change, day = round(change, 1), ctx.monday.day
    if not change or day is None:
        return None
    text = ctx.numbers.signed(change, "")
    since = ctx.words.say("delta.since", change=text, day=ctx.numbers.short_day(day))
    return Delta(text, "good" if change > 0 else "bad", str(change), since)


def _share_cell(ctx: PageContext, checks: Checks, key: str) -> HeatCell:
    share, number = checks.share, ctx.numbers.number
    if share is None:
        return _nothing(ctx)
    under = ctx.words.say(key, part=number(checks.well), whole=number(checks.judged))
    badge = _shaped(ctx.numbers.percent(share, GOOD, FAIR), _tone(share))
    return HeatCell(badge=badge, key=sort_key(share), under=under)


def _tone(share: float) -> Tone:
    return "good" if share >= GOOD else "warn" if share >= FAIR else "bad"


def _shaped(text: str, tone: Tone) -> Badge:
    return Badge(text, tone, _ICONS[tone])


def _nothing(ctx: PageContext) -> HeatCell:
    return HeatCell(badge=_shaped(ctx.numbers.missing, "quiet"), key="", under="")

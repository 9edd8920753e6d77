"""Change: what is another than on an earlier day, as a figure with its sign and in words."""

from __future__ import annotations

from msgspec import Struct

from okrsite.pipeline.figures.writer import share_in_percent
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.status import Tone


class Delta(Struct, frozen=True):
    """What changed since an earlier day.

    Attributes:
        text: The figure with its sign, such as `+6 points`, or that nothing changed.
        tone: What its colour says.
        key: What it is sorted by.
        sentence: The same with the day that it is compared with.
    """

    text: str
    tone: Tone
    key: str
    sentence: str


def share_delta(ctx: PageContext, now: float | None, before: float | None) -> Delta | None:
    """The points between two shares as both are shown; None where one is not measured.

    The day of `before` is the latest Monday.
    """
    day = ctx.monday.day
    if now is None or before is None or day is None:
        return None
    points = share_in_percent(now) - share_in_percent(before)
    text = points_words(ctx, points)
    since = ctx.words.say("delta.since", change=text, day=ctx.numbers.short_day(day))
    tone: Tone = "good" if points > 0 else "bad" if points < 0 else "quiet"
    return Delta(text, tone, str(points), since)


def points_words(ctx: PageContext, points: int) -> str:
    """A number of points with its sign: +6 points; that nothing changed for none."""
    if not points:
        return ctx.words["kpi.unchanged"]
    return ctx.words.count("delta.points", abs(points), ctx.numbers.signed(points, ""))


def from_to(ctx: PageContext, before: str, after: str) -> str:
    """What was and what is, such as 7 → 6."""
    return ctx.words.say("history.moved", before=before, after=after)

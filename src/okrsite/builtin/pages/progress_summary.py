"""Progress summary: the mean progress of a team or a cycle, beside the expected one."""

from __future__ import annotations

from msgspec import Struct

from okrsite.api import CycleScore, TeamScore
from okrsite.api.pages import Bar, PageContext, share_bar
from okrsite.pipeline.present.progress import sort_key


class Share(Struct, frozen=True):
    """A mean of many goals: its figure, the expected one (may be empty), how many are measured.

    `key` is what it is sorted by.
    """

    text: str
    key: str
    expected: str
    measured: str
    bar: Bar


class Tally(Struct, frozen=True):
    """How many there are, as it is read, empty for none, and as it is sorted."""

    text: str
    key: str


def tally(ctx: PageContext, count: int) -> Tally:
    """A number of things in a column."""
    return Tally(ctx.numbers.number(count) if count else "", str(count))


def team_share(ctx: PageContext, score: TeamScore) -> Share:
    """How far a team is in the current cycle, its sub-teams included."""
    return _share(ctx, score, score.expected, len(score.all))


def cycle_share(ctx: PageContext, score: CycleScore) -> Share:
    """How far the goals of a cycle are; once they are graded, no pace is asked of them."""
    pace = None if score.grade is not None else score.expected
    return _share(ctx, score, pace, sum(score.statuses.values()))


def _share(
    ctx: PageContext, score: TeamScore | CycleScore, pace: float | None, total: int
) -> Share:
    percent, number = ctx.numbers.percent, ctx.numbers.number
    expected = ""
    if pace is not None:
        expected = ctx.words.say("progress.expected", share=percent(pace))
    measured = ctx.words.say("share.measured", measured=number(score.measured), total=number(total))
    bar = share_bar(ctx, score.progress, pace, "calm")
    return Share(
        percent(score.progress), sort_key(score.progress), expected, measured if total else "", bar
    )

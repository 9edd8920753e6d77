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
    below = len(score.all) - len(score.own)
    return _share(ctx, score, score.expected, len(score.all), ("share.below", below))


def cycle_share(ctx: PageContext, score: CycleScore) -> Share:
    """How far the goals of a cycle are; once they are graded, no pace is asked of them."""
    pace = None if score.grade is not None else score.expected
    personal = sum(ctx.objective(goal).team is None for goal in score.objectives)
    return _share(ctx, score, pace, len(score.objectives), ("share.personal", personal))


def _share(
    ctx: PageContext,
    score: TeamScore | CycleScore,
    pace: float | None,
    total: int,
    part: tuple[str, int],
) -> Share:
    """The mean over so many goals; `part` names those of them that another table counts apart."""
    percent, number = ctx.numbers.percent, ctx.numbers.number
    expected = ""
    if pace is not None:
        expected = ctx.words.say("progress.expected", share=percent(pace))
    measured = ctx.words.count(
        "share.measured", total, measured=number(score.measured), total=number(total)
    )
    name, count = part
    if count:
        of_these = ctx.words.say(name, count=number(count))
        measured = f"{measured}{ctx.words['punctuation.comma']}{of_these}"
    bar = share_bar(ctx, score.progress, pace, "calm")
    return Share(
        percent(score.progress), sort_key(score.progress), expected, measured if total else "", bar
    )

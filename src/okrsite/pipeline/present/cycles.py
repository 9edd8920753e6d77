"""Cycles: where one stands in time, in words."""

from __future__ import annotations

from okrsite.model.people import Cycle
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.status import Badge


def when_words(ctx: PageContext, cycle: Cycle) -> str:
    """How far a cycle is gone: day 51 of 92, or when it starts, ended or, alone, was closed."""
    words, numbers = ctx.words, ctx.numbers
    if cycle.closed and not ctx.is_open(cycle):
        return numbers.day(cycle.closed)
    if not ctx.has_come(cycle.start):
        return words.say("home.cycle_before", day=numbers.day(cycle.start))
    if ctx.has_passed(cycle.end):
        return words.say("home.cycle_over", day=numbers.day(cycle.end))
    return words.say(
        "home.cycle_gone",
        day=str((ctx.today - cycle.start).days + 1),
        days=str((cycle.end - cycle.start).days + 1),
        share=numbers.percent(ctx.cycle_score(cycle.id).elapsed),
    )


def cycle_badge(ctx: PageContext, cycle: Cycle) -> Badge:
    """Whether a cycle is planned, running, over and still open, or closed."""
    words = ctx.words
    if not ctx.is_open(cycle):
        return Badge(words["cycle.state_closed"], "quiet", "circle-check-big")
    if not ctx.has_come(cycle.start):
        return Badge(words["cycle.state_planned"], "quiet", "circle-dashed")
    if ctx.has_passed(cycle.end):
        return Badge(words["cycle.state_over"], "warn", "clock-alert")
    return Badge(words["cycle.state_running"], "calm", "play")

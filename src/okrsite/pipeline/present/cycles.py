"""Cycles: where one stands in time, in words."""

from __future__ import annotations

from okrsite.model.people import Cycle
from okrsite.pipeline.present.site import Site
from okrsite.pipeline.present.status import Badge


def is_closed(site: Site, cycle: Cycle) -> bool:
    """Whether somebody closed the cycle by the site's day."""
    return cycle.closed is not None and cycle.closed <= site.today


def when_words(site: Site, cycle: Cycle) -> str:
    """How far a cycle is gone: day 51 of 92, or when it starts, ended or was closed."""
    words, numbers = site.words, site.numbers
    if is_closed(site, cycle) and cycle.closed:
        return words.say("cycle.closed_on", day=numbers.day(cycle.closed))
    if site.today < cycle.start:
        return words.say("home.cycle_before", day=numbers.day(cycle.start))
    if site.today > cycle.end:
        return words.say("home.cycle_over", day=numbers.day(cycle.end))
    return words.say(
        "home.cycle_gone",
        day=str((site.today - cycle.start).days + 1),
        days=str((cycle.end - cycle.start).days + 1),
        share=numbers.percent(site.scored.cycles[cycle.id].elapsed),
    )


def cycle_badge(site: Site, cycle: Cycle) -> Badge:
    """Whether a cycle is planned, running, over and still open, or closed."""
    words = site.words
    if is_closed(site, cycle):
        return Badge(words["cycle.state_closed"], "quiet", "circle-check-big")
    if site.today < cycle.start:
        return Badge(words["cycle.state_planned"], "quiet", "circle-dashed")
    if site.today > cycle.end:
        return Badge(words["cycle.state_over"], "warn", "clock-alert")
    return Badge(words["cycle.state_running"], "calm", "play")

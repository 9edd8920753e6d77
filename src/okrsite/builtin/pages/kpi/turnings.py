"""A KPI's way through the loop: when it left its range, who worked on it, what it became."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from okrsite.api import Attack, Kpi, KpiScore
from okrsite.api.pages import Anchor, PageContext, Tone, goal_link, kpi_value
from okrsite.builtin.pages.kpi.past import attack_goal
from okrsite.pipeline.present.phases import crossings

SHOWN = 24


class Turning(Struct, frozen=True):
    """Something that happened on a day: its sign, its words, and the goal it leads to."""

    day: str
    iso: str
    tone: Tone
    icon: str
    text: str
    goal: Anchor | None


class _Event(Struct, frozen=True):
    on: date
    tone: Tone
    icon: str
    key: str
    facts: dict[str, str]
    goal: Anchor | None = None


def turnings(ctx: PageContext, kpi: Kpi, score: KpiScore) -> tuple[Turning, ...]:
    """What happened to the KPI up to the site's day, newest first; a long past is cut short."""
    events = [
        *_crossings(ctx, kpi, score),
        *_attacks(ctx, score),
        *_baselines(ctx, kpi),
    ]
    events.sort(key=lambda event: (event.on, event.key), reverse=True)
    return tuple(
        Turning(
            ctx.numbers.day(event.on),
            event.on.isoformat(),
            event.tone,
            event.icon,
            ctx.words.say(f"kpi_page.{event.key}", **event.facts),
            event.goal,
        )
        for event in events[:SHOWN]
    )


def _crossings(ctx: PageContext, kpi: Kpi, score: KpiScore) -> Iterator[_Event]:
    """The newest complete periods in which the KPI left its range or came back."""
    if kpi.range is None:
        return
    periods = score.periods.complete
    for place in crossings(ctx, kpi.id)[-SHOWN:]:
        period = periods[place]
        facts = {
            "value": kpi_value(ctx, kpi, period.value),
            "period": ctx.numbers.period(period.period),
        }
        if kpi.range.holds(period.value):
            yield _Event(period.on, "good", "circle-check", "returned", facts)
        else:
            yield _Event(period.on, "bad", "octagon-x", "signalled", facts)


def _attacks(ctx: PageContext, score: KpiScore) -> Iterator[_Event]:
    for attack in score.attacks:
        goal = attack_goal(ctx, attack)
        facts = {"goal": goal.text}
        if attack.window.start <= ctx.today:
            yield _Event(attack.window.start, "calm", "play", "attacked", facts, goal)
        if attack.window.end < ctx.today:
            yield _ended(attack, facts, goal)


def _ended(attack: Attack, facts: dict[str, str], goal: Anchor) -> _Event:
    if attack.is_met:
        return _Event(attack.window.end, "good", "badge-check", "attacked_met", facts, goal)
    return _Event(attack.window.end, "warn", "circle-slash", "attacked_missed", facts, goal)


def _baselines(ctx: PageContext, kpi: Kpi) -> Iterator[_Event]:
    for baseline in kpi.baselines:
        if baseline.since > ctx.today:
            continue
        value = kpi_value(ctx, kpi, baseline.value)
        if baseline.from_ is None:
            yield _Event(baseline.since, "quiet", "anchor", "based", {"value": value})
        else:
            goal = goal_link(ctx, baseline.from_.goal)
            facts = {"value": value, "goal": goal.text}
            yield _Event(baseline.since, "good", "anchor", "rebaselined", facts, goal)

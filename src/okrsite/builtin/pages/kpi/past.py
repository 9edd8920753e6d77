"""What a KPI went through: the goals that worked on it, its levels and its reviews."""

from __future__ import annotations

from msgspec import Struct

from okrsite.api import Attack, Baseline, Kpi, Review
from okrsite.api.pages import (
    Anchor,
    Html,
    PageContext,
    goal_link,
    kpi_value,
    objective_link,
    person_link,
)


class BaselineLine(Struct, frozen=True):
    """A level that counted as normal since a day, and the success that brought it."""

    since: str
    value: str
    by: Anchor | None


class AttackRow(Struct, frozen=True):
    """A key result that worked on the KPI: which, when, and what became of it."""

    goal: Anchor
    objective: Anchor
    days: str
    outcome: str


class ReviewCard(Struct, frozen=True):
    """A review of the KPI: by whom, when, and what they found."""

    day: str
    author: Anchor | None
    note: Html


def attack_goal(ctx: PageContext, attack: Attack) -> Anchor:
    """The key result that works on the KPI, by its title."""
    return goal_link(ctx, attack.goal)


def attack_row(ctx: PageContext, attack: Attack) -> AttackRow:
    """A key result that works on the KPI, with its days and its outcome."""
    window = attack.window
    return AttackRow(
        attack_goal(ctx, attack),
        objective_link(ctx, attack.goal.objective),
        ctx.numbers.span(window.start, window.end),
        ctx.words[f"kpi.attack_{_outcome(ctx, attack)}"],
    )


def _outcome(ctx: PageContext, attack: Attack) -> str:
    if attack.window.start > ctx.today:
        return "planned"
    if attack.is_met:
        return "met"
    return "open" if attack.is_open else "missed"


def baseline_line(ctx: PageContext, kpi: Kpi, baseline: Baseline) -> BaselineLine:
    """A level that counted as normal, and what brought it."""
    return BaselineLine(
        ctx.numbers.day(baseline.since),
        kpi_value(ctx, kpi, baseline.value),
        goal_link(ctx, baseline.from_.goal) if baseline.from_ else None,
    )


def review_card(ctx: PageContext, review: Review) -> ReviewCard:
    """A review as it is read."""
    return ReviewCard(
        ctx.numbers.day(review.date),
        person_link(ctx, review.author),
        ctx.prose(review.note, is_note=True),
    )

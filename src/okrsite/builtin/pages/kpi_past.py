"""What a KPI went through: the goals that worked on it, its levels and its reviews."""

from __future__ import annotations

from msgspec import Struct

from okrsite.api import Attack, Baseline, Kpi, Review
from okrsite.api.pages import (
    Anchor,
    Html,
    Site,
    goal_link,
    objective_link,
    person_link,
    prose,
)


class BaselineRow(Struct, frozen=True):
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
    """Somebody looked at the KPI and said what they found."""

    day: str
    author: Anchor | None
    note: Html


def attack_goal(site: Site, root: str, attack: Attack) -> Anchor:
    """The key result that works on the KPI, by its title."""
    return goal_link(site, root, attack.goal)


def attack_row(site: Site, root: str, attack: Attack) -> AttackRow:
    """A key result that works on the KPI, with its days and its outcome."""
    window = attack.window
    return AttackRow(
        attack_goal(site, root, attack),
        objective_link(site, root, attack.goal.objective),
        site.numbers.span(window.start, window.end),
        site.words[f"kpi.attack_{_outcome(site, attack)}"],
    )


def _outcome(site: Site, attack: Attack) -> str:
    if attack.window.start > site.today:
        return "planned"
    if attack.is_met:
        return "met"
    return "open" if attack.is_open else "missed"


def baseline_row(site: Site, root: str, kpi: Kpi, baseline: Baseline) -> BaselineRow:
    """A level that counted as normal, and what brought it."""
    return BaselineRow(
        site.numbers.day(baseline.since),
        site.numbers.quantity(baseline.value, kpi.unit),
        goal_link(site, root, baseline.from_.goal) if baseline.from_ else None,
    )


def review_card(site: Site, root: str, review: Review) -> ReviewCard:
    """A review as it is read."""
    return ReviewCard(
        site.numbers.day(review.date),
        person_link(site, root, review.author),
        prose(site, review.note, root, is_note=True),
    )

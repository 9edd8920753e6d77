"""What is due: check-ins and reviews that are late or come within a week."""

from collections.abc import Iterator
from datetime import date, timedelta

from okrsite.commands.status.mine import is_me, is_my_objective
from okrsite.commands.status.section import Section
from okrsite.model.goal_score import ObjectiveScore
from okrsite.model.scored import Scored

SOON = timedelta(days=7)


def due_section(scored: Scored, me: str | None) -> Section:
    """Check-ins and reviews by the day they are due, of everybody or of one person."""
    rows = sorted([*_checkins(scored, me), *_reviews(scored, me)])
    return Section("Due", tuple(row for _, row in rows), "Nothing is due within a week.")


def _checkins(scored: Scored, me: str | None) -> Iterator[tuple[date, tuple[str, ...]]]:
    for name, score in scored.objectives.items():
        objective = scored.forest.objectives[name]
        wanted = me is None or is_my_objective(objective, me)
        day = score.next_due
        if score.counts and wanted and day is not None and day <= scored.today + SOON:
            when = "none yet" if is_first_late(score, scored.today) else _when(day, scored.today)
            yield day, ("check-in", name, when, objective.owner or "")


def _reviews(scored: Scored, me: str | None) -> Iterator[tuple[date, tuple[str, ...]]]:
    for name, score in scored.kpis.items():
        kpi = scored.forest.kpis[name]
        wanted = me is None or is_me(kpi.owner, me)
        day = score.next_review_due
        if wanted and day is not None and day <= scored.today + SOON:
            yield day, ("review", name, _when(day, scored.today), kpi.owner or "")


def is_first_late(score: ObjectiveScore, today: date) -> bool:
    """Whether the first check-in is late; by how much nobody knows, nor how old the goal is."""
    return score.last_checkin is None and score.next_due is not None and score.next_due < today


def _when(day: date, today: date) -> str:
    late = (today - day).days
    if late > 0:
        return f"{late} {'day' if late == 1 else 'days'} late"
    return "today" if late == 0 else f"by {day}"

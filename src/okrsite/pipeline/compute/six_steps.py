"""Steps: the six steps from KPIs to OKRs, and how far the company has gone each of them."""

from typing import Literal

from msgspec import Struct

from okrsite.model.diagnostic import Subject
from okrsite.model.goals import Objective
from okrsite.model.scored import Scored
from okrsite.model.standing import has_kpi, is_company_objective, running_objectives

StepName = Literal["gather", "gaps", "objectives", "tie", "link", "review"]
StepState = Literal["done", "open", "waiting"]


class SixStep(Struct, frozen=True):
    """One of the six steps.

    Attributes:
        name: Which step it is.
        state: Whether it is done, open, or waiting for the one before it.
        asks: The things still to do; an open step without any has not begun.
    """

    name: StepName
    state: StepState
    asks: tuple[Subject, ...] = ()


def six_steps(scored: Scored) -> tuple[SixStep, ...]:
    """The six steps in order: gather KPIs, find gaps, set, tie and link objectives, review."""
    goals = running_objectives(scored)
    has_kpis = bool(scored.forest.kpis)
    return (
        _step("gather", _gather(scored), has_begun=has_kpis),
        _step("gaps", _gaps(scored)) if has_kpis else SixStep("gaps", "waiting"),
        _step("objectives", (), has_begun=bool(goals)),
        _step("tie", _loose(goals)) if goals else SixStep("tie", "waiting"),
        _step("link", _orphans(scored, goals)) if goals else SixStep("link", "waiting"),
        _step("review", _late(scored)),
    )


def _step(name: StepName, asks: tuple[Subject, ...], *, has_begun: bool = True) -> SixStep:
    return SixStep(name, "open" if asks or not has_begun else "done", asks)


def _gather(scored: Scored) -> tuple[Subject, ...]:
    """KPIs that have no range or no values yet."""
    return tuple(
        Subject("kpi", name)
        for name, kpi in scored.kpis.items()
        if kpi.health in {"no_range", "no_data"}
    )


def _gaps(scored: Scored) -> tuple[Subject, ...]:
    """KPIs out of range on which no objective acts."""
    return tuple(Subject("kpi", name) for name, kpi in scored.kpis.items() if kpi.nobody_acts)


def _loose(goals: tuple[Objective, ...]) -> tuple[Subject, ...]:
    """Objectives that no KPI would confirm."""
    return tuple(Subject("objective", goal.id) for goal in goals if not has_kpi(goal))


def _orphans(scored: Scored, goals: tuple[Objective, ...]) -> tuple[Subject, ...]:
    """Objectives of teams below the company that support nothing."""
    return tuple(
        Subject("objective", goal.id)
        for goal in goals
        if goal.team and not goal.supports and not is_company_objective(scored.forest, goal)
    )


def _late(scored: Scored) -> tuple[Subject, ...]:
    """Objectives that wait for a check-in."""
    return tuple(
        Subject("objective", name)
        for name, score in scored.objectives.items()
        if score.counts and score.next_due is not None and score.next_due < scored.today
    )

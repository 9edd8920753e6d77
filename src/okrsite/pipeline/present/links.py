"""Links: things by their ids, each by its title and led to its page."""

from __future__ import annotations

from collections.abc import Iterable

from okrsite.model.goals import GoalKey
from okrsite.model.names import CycleId, KpiId, ObjectiveId, PersonId, TeamId
from okrsite.model.people import Person
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.paths import Anchor
from okrsite.pipeline.present.tags import tag_of


def objective_link(ctx: PageContext, id_: ObjectiveId) -> Anchor:
    """An objective by its title."""
    return ctx.link(ctx.objective(id_))


def goal_link(ctx: PageContext, goal: GoalKey) -> Anchor:
    """An objective or, where one is meant, its key result, by its title."""
    return ctx.link(goal)


def kpi_link(ctx: PageContext, id_: KpiId) -> Anchor:
    """A KPI by its title."""
    return ctx.link(ctx.kpi(id_))


def team_link(ctx: PageContext, id_: TeamId | None) -> Anchor | None:
    """A team by its title, or nothing where there is none."""
    return None if id_ is None else ctx.link(ctx.team(id_))


def tag_link(ctx: PageContext, tag: str) -> Anchor:
    """A tag, led to the page of everything that carries it."""
    known = tag_of(ctx, tag)
    return Anchor(tag, ctx.href(known.path)) if known else Anchor(tag)


def cycle_link(ctx: PageContext, id_: CycleId | None) -> Anchor:
    """A cycle by its title; the backlog, which has no page, for none."""
    return Anchor(ctx.words["objective.backlog"]) if id_ is None else ctx.link(ctx.cycle(id_))


def person_link(ctx: PageContext, name: PersonId | None) -> Anchor | None:
    """A person by name; free text where the site keeps no people, nothing where nobody is named."""
    if not name:
        return None
    person = ctx.find(Person, name)
    return ctx.link(person) if person else Anchor(name)


def people_links(ctx: PageContext, names: Iterable[PersonId]) -> tuple[Anchor, ...]:
    """Several people by name."""
    return tuple(link for name in names if (link := person_link(ctx, name)))

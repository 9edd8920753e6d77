"""Audits: the three questions to ask of any dashboard, answered from the goals themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from okrsite.api import (
    GoalKey,
    Kpi,
    KpiScore,
    Objective,
    Subject,
    Team,
    is_confirmable,
)
from okrsite.api.pages import (
    Anchor,
    ObjectiveId,
    PageContext,
    TeamId,
    goal_link,
    kpi_link,
    kpi_range,
    kpi_value,
    objective_link,
    team_link,
)
from okrsite.builtin.pages.sorting import worst_first
from okrsite.pipeline.present.attention import owner_of
from okrsite.pipeline.present.goal_list import ListedGoal, listed_goals, running_goals
from okrsite.pipeline.present.paging import more_words

SHOWN = 40


class Concern(Struct, frozen=True):
    """One thing that an audit found: what it is about, what is so, and whose move it is."""

    about: Anchor
    text: str
    owner: Anchor | None


class Audit(Struct, frozen=True, kw_only=True):
    """A question, its answer in a sentence, and what it found; `more` tells of those not shown."""

    anchor: str
    question: str
    answer: str
    is_good: bool
    concerns: tuple[Concern, ...]
    more: str


def audits(ctx: PageContext) -> tuple[Audit, ...]:
    """The three audits."""
    return (_one_system(ctx), _never_attacked(ctx), _without_kpi(ctx))


def _one_system(ctx: PageContext) -> Audit:
    """Do we watch it always, or chase it now? Everything on one side is one system only."""
    goals = running_goals(ctx)
    watched = len(ctx.ids(Kpi))
    chased = sum(score.loop == "acting" for score in ctx.all(KpiScore))
    key = _balance(watched, len(goals), chased)
    write = ctx.numbers.number
    answer = ctx.words.say(
        f"audit.system_{key}",
        watched=write(watched),
        chased=write(chased),
        loose=write(sum(goal.loose for goal in goals)),
    )
    found = _one_sided_teams(ctx, goals)
    return _audit(ctx, "system", answer, found, len(found), is_good=key == "both" and not found)


def _balance(watched: int, goals: int, chased: int) -> str:
    if not watched:
        return "only_goals" if goals else "nothing"
    if not goals:
        return "only_kpis"
    return "both" if chased else "apart"


def _one_sided_teams(ctx: PageContext, goals: Sequence[ListedGoal]) -> list[Concern]:
    """Teams that only watch, and teams whose goals no KPI has a part in."""
    kpis = Counter(kpi.team for kpi in ctx.all(Kpi) if kpi.team)
    after = Counter(team for goal in goals for team in {goal.team, *goal.with_teams} if team)
    linked = {goal.team for goal in goals if goal.team and goal.has_kpi}
    owning = Counter(goal.team for goal in goals if goal.team)
    found: list[Concern] = []
    for team in ctx.ids(Team):
        text = ""
        if kpis[team] and not after[team]:
            text = ctx.words.count("audit.only_watches", kpis[team])
        elif owning[team] and not kpis[team] and team not in linked:
            text = ctx.words.count("audit.only_chases", owning[team])
        if text:
            found.append(_of_team(ctx, team, text))
    return found


def _of_team(ctx: PageContext, team: TeamId, text: str) -> Concern:
    owner = owner_of(ctx, Subject("team", team))
    return Concern(team_link(ctx, team) or Anchor(team), text, owner)


def _never_attacked(ctx: PageContext) -> Audit:
    """Which are out of range, and nobody works on them?"""
    found = []
    for id_ in worst_first(ctx):
        kpi, score = ctx.kpi(id_), ctx.kpi_score(id_)
        if not score.nobody_acts:
            continue
        last = score.attacks[-1] if score.attacks else None
        text = ctx.words.say(
            "audit.attacked_before" if last else "audit.attacked_never",
            value=kpi_value(ctx, kpi, score.value),
            range=kpi_range(ctx, kpi),
            goal=_title(ctx, last.goal) if last else "",
        )
        owner = owner_of(ctx, Subject("kpi", id_))
        found.append(Concern(kpi_link(ctx, id_), text, owner))
    answer = _counted(ctx, "audit.attack", len(found))
    return _audit(ctx, "attack", answer, found, len(found), is_good=not found)


def _title(ctx: PageContext, goal: GoalKey) -> str:
    return goal_link(ctx, goal).text


def _without_kpi(ctx: PageContext) -> Audit:
    """Which objectives have no KPI to confirm them?"""
    known = zip(listed_goals(ctx), ctx.rows(Objective, _is_confirmable), strict=True)
    found = [goal.id for goal, has_one in known if goal.is_running and not has_one]
    shown = [
        Concern(
            objective_link(ctx, id_),
            ctx.words["audit.no_kpi"],
            owner_of(ctx, Subject("objective", id_)),
        )
        for id_ in found[:SHOWN]
    ]
    answer = _counted(ctx, "audit.confirm", len(found))
    return _audit(ctx, "confirm", answer, shown, len(found), is_good=not found)


def _is_confirmable(ctx: PageContext, id_: ObjectiveId) -> bool:
    return is_confirmable(ctx.scored.forest, id_)


def _counted(ctx: PageContext, key: str, count: int) -> str:
    if not count:
        return ctx.words[f"{key}_none"]
    return ctx.words.count(key, count, ctx.numbers.number(count))


def _audit(
    ctx: PageContext, name: str, answer: str, found: list[Concern], count: int, *, is_good: bool
) -> Audit:
    rest = count - SHOWN
    return Audit(
        anchor=f"audit-{name}",
        question=ctx.words[f"audit.{name}_question"],
        answer=answer,
        is_good=is_good,
        concerns=tuple(found[:SHOWN]),
        more=more_words(ctx, rest),
    )

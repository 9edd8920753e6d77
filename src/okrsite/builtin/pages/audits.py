"""Audits: the three questions to ask of any dashboard, answered from the goals themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from okrsite.api import (
    GoalKey,
    Metric,
    Objective,
    Relative,
    Subject,
    confirmable,
    has_kpi,
    running_objectives,
)
from okrsite.api.pages import (
    Anchor,
    Site,
    TeamId,
    goal_link,
    kpi_link,
    kpi_value,
    objective_link,
    owner_of,
    range_words,
    team_link,
)
from okrsite.builtin.pages.sorting import worst_first

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


def audits(site: Site, root: str) -> tuple[Audit, ...]:
    """The three audits."""
    return (_one_system(site, root), _never_attacked(site, root), _without_kpi(site, root))


def _one_system(site: Site, root: str) -> Audit:
    """Do we watch it always, or chase it now? Everything on one side is one system only."""
    goals = running_objectives(site.scored)
    watched = len(site.forest.kpis)
    chased = sum(score.loop == "acting" for score in site.scored.kpis.values())
    numbers = [
        result
        for goal in goals
        for result in goal.key_results
        if isinstance(result.measure, Metric | Relative) and not result.kpi
    ]
    key = _balance(watched, len(goals), chased)
    write = site.numbers.number
    answer = site.words.say(
        f"audit.system_{key}",
        watched=write(watched),
        chased=write(chased),
        loose=write(len(numbers)),
    )
    found = _one_sided_teams(site, root, goals)
    return _audit(site, "system", answer, found, is_good=key == "both" and not found)


def _balance(watched: int, goals: int, chased: int) -> str:
    if not watched:
        return "only_goals" if goals else "nothing"
    if not goals:
        return "only_kpis"
    return "both" if chased else "apart"


def _one_sided_teams(site: Site, root: str, goals: Sequence[Objective]) -> list[Concern]:
    """Teams that only watch, and teams whose goals no KPI has a part in."""
    kpis = Counter(each.team for each in site.forest.kpis.values() if each.team)
    after = Counter(team for goal in goals for team in {goal.team, *goal.with_teams} if team)
    linked = {goal.team for goal in goals if goal.team and has_kpi(goal)}
    owning = Counter(goal.team for goal in goals if goal.team)
    found: list[Concern] = []
    for team in site.forest.teams:
        text = ""
        if kpis[team] and not after[team]:
            text = site.words.count("audit.only_watches", kpis[team])
        elif owning[team] and not kpis[team] and team not in linked:
            text = site.words.count("audit.only_chases", owning[team])
        if text:
            found.append(_of_team(site, root, team, text))
    return found


def _of_team(site: Site, root: str, team: TeamId, text: str) -> Concern:
    owner = owner_of(site, root, Subject("team", team))
    return Concern(team_link(site, root, team) or Anchor(team), text, owner)


def _never_attacked(site: Site, root: str) -> Audit:
    """Which are out of range, and nobody works on them?"""
    found = []
    for id_ in worst_first(site):
        kpi, score = site.forest.kpis[id_], site.scored.kpis[id_]
        if score.loop != "signalled":
            continue
        last = score.attacks[-1] if score.attacks else None
        text = site.words.say(
            "audit.attacked_before" if last else "audit.attacked_never",
            value=kpi_value(site, kpi, score.value),
            range=range_words(site, kpi.range, kpi.unit),
            goal=_title(site, root, last.goal) if last else "",
        )
        owner = owner_of(site, root, Subject("kpi", id_))
        found.append(Concern(kpi_link(site, root, id_), text, owner))
    answer = _counted(site, "audit.attack", len(found))
    return _audit(site, "attack", answer, found, is_good=not found)


def _title(site: Site, root: str, goal: GoalKey) -> str:
    return goal_link(site, root, goal).text


def _without_kpi(site: Site, root: str) -> Audit:
    """Which objectives have no KPI to confirm them?"""
    known = confirmable(site.forest)
    found = [
        Concern(
            objective_link(site, root, goal.id),
            site.words["audit.no_kpi"],
            owner_of(site, root, Subject("objective", goal.id)),
        )
        for goal in running_objectives(site.scored)
        if goal.id not in known
    ]
    answer = _counted(site, "audit.confirm", len(found))
    return _audit(site, "confirm", answer, found, is_good=not found)


def _counted(site: Site, key: str, count: int) -> str:
    if not count:
        return site.words[f"{key}_none"]
    return site.words.count(key, count, site.numbers.number(count))


def _audit(site: Site, name: str, answer: str, found: list[Concern], *, is_good: bool) -> Audit:
    rest = len(found) - SHOWN
    return Audit(
        anchor=f"audit-{name}",
        question=site.words[f"audit.{name}_question"],
        answer=answer,
        is_good=is_good,
        concerns=tuple(found[:SHOWN]),
        more=site.words.count("common.more", rest, site.numbers.number(rest)) if rest > 0 else "",
    )

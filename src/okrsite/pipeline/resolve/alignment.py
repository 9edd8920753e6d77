"""Alignment: objectives with their references, and the order from the leaves to the company."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.goals import GoalRef, KeyResult, Objective
from okrsite.model.names import ObjectiveId
from okrsite.model.settings import DefaultVisibility
from okrsite.pipeline.naming import BACKLOG_HELP, BACKLOG_NAMES
from okrsite.pipeline.replacing import changed, filter_map, map_changed
from okrsite.pipeline.resolve.references import HELP, People, References
from okrsite.pipeline.resolve.toposort import topological_order


def with_known_cycles(objectives: dict[str, Objective], names: References) -> dict[str, Objective]:
    """The objectives whose cycle is known, and the drafts that have none."""
    known: dict[str, Objective] = {}
    for id_, objective in objectives.items():
        help_ = _cycle_help(objective)
        cycle = names.name("cycle", objective.cycle, objective, "cycle", help_=help_)
        if cycle is None and objective.cycle is not None:
            names.lose("objective", (id_, *objective.aliases))
        else:
            known[id_] = changed(objective, cycle=cycle)
    return known


def _cycle_help(objective: Objective) -> str:
    return BACKLOG_HELP if (objective.cycle or "").casefold() in BACKLOG_NAMES else HELP


def resolved_objectives(
    objectives: dict[str, Objective],
    names: References,
    people: People,
    defaults: DefaultVisibility,
) -> tuple[dict[str, Objective], tuple[ObjectiveId, ...]]:
    """The objectives without unknown references, and their ids, each after all that support it."""
    resolver = _ObjectiveResolver(objectives, names, people, defaults)
    known = {id_: resolver.objective(objective) for id_, objective in objectives.items()}
    steps = {
        id_: [reference.goal.objective for reference in objective.supports]
        for id_, objective in known.items()
        if objective.supports
    }
    order, loops = topological_order(known, steps)
    for loop in loops:
        lower, upper = loop.closing
        names.findings.append(_loop_finding(objectives[lower], known[lower], upper, loop.shown))
    # Two loops may share their closing step, which can be taken out only once.
    for lower, upper in dict.fromkeys(loop.closing for loop in loops):
        known[lower] = filter_map(known[lower], "supports", partial(_unless, upper))
    return known, tuple(reversed(order))


def supporters_by_goal(objectives: Mapping[str, Objective]) -> dict[str, tuple[ObjectiveId, ...]]:
    """Who supports each objective and each `objective#key_result`, once each and in order."""
    found: dict[str, dict[ObjectiveId, None]] = {}
    for id_, objective in objectives.items():
        for reference in objective.supports:
            found.setdefault(str(reference.goal), {})[id_] = None
    return {goal: tuple(ids) for goal, ids in sorted(found.items())}


def _unless(upper: str, _number: int, reference: GoalRef) -> GoalRef | None:
    return None if reference.goal.objective == upper else reference


def _loop_finding(written: Objective, known: Objective, upper: str, shown: str) -> Diagnostic:
    closing = next((ref for ref in known.supports if ref.goal.objective == upper), None)
    return error(
        "OKR110",
        closing.at("goal") if closing else written.at("supports"),
        f"objectives support one another in a loop: {shown}",
        "Take one of these `supports` out",
    )


class _ObjectiveResolver:
    """Resolves one objective after another."""

    def __init__(
        self,
        objectives: Mapping[str, Objective],
        names: References,
        people: People,
        defaults: DefaultVisibility,
    ) -> None:
        self._objectives = objectives
        self._names = names
        self._people = people
        self._defaults = defaults

    def objective(self, objective: Objective) -> Objective:
        known = objective
        if objective.supports:
            known = filter_map(known, "supports", self._goal)
        if objective.with_teams:
            known = filter_map(known, "with_teams", partial(self._team, objective))
        if objective.watch:
            known = filter_map(known, "watch", partial(self._watched, objective))
        return changed(
            self._people.contributors(known),
            team=self._names.name("team", objective.team, objective, "team"),
            owner=self._people.named(objective.owner, objective, "owner"),
            key_results=map_changed(objective.key_results, self._key_result),
            visibility=objective.visibility or self._defaults.objective,
        )

    def _goal(self, _number: int, reference: GoalRef) -> GoalRef | None:
        return self._names.goal(reference, self._objectives, "supports")

    def _team(self, objective: Objective, number: int, team: str) -> str | None:
        field = f"with_teams.{number}"
        return self._names.name("team", team, objective, field, "with_teams names")

    def _watched(self, objective: Objective, number: int, kpi: str) -> str | None:
        return self._names.name("kpi", kpi, objective, f"watch.{number}", "watch names")

    def _key_result(self, result: KeyResult) -> KeyResult:
        if result.kpi is None and result.owner is None and not result.contributors:
            return result
        return changed(
            self._people.contributors(result),
            kpi=self._names.name("kpi", result.kpi, result, "kpi"),
            owner=self._people.named(result.owner, result, "owner"),
        )

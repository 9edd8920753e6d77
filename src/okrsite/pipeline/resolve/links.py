"""Links: those in texts that name a goal or a KPI by an old name."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.forest import Forest
from okrsite.model.goals import GoalKey
from okrsite.pipeline.old_names import old_name
from okrsite.pipeline.texts import linking_texts

_GOAL, _KPI = "goal:", "kpi:"


def links_by_old_names(forest: Forest) -> Iterator[Diagnostic]:
    """The hints about links that are understood by an alias only."""
    for text in linking_texts(forest):
        for link in text.prose.links:
            written = link.target
            if written.startswith(_GOAL):
                objective, _, result = written.removeprefix(_GOAL).partition("#")
                current = f"{_GOAL}{_goal_in_use(objective, result, forest)}"
                what = "key result" if result else "objective"
            elif written.startswith(_KPI):
                id_, mark, anchor = written.removeprefix(_KPI).partition("#")
                kpi = forest.aliases.get("kpi", {}).get(id_, id_)
                current, what = f"{_KPI}{kpi}{mark}{anchor}", "KPI"
            else:
                continue
            if current != written:
                # The words of a link may go over lines, and its target may stand far below.
                yield old_name(written, current, link.span, what, is_below=True)


def _goal_in_use(objective: str, result: str, forest: Forest) -> GoalKey:
    id_ = forest.aliases.get("objective", {}).get(objective, objective)
    goal = forest.objectives.get(id_)
    found = goal.key_result(result) if goal and result else None
    return GoalKey(id_, found.id if found else result)

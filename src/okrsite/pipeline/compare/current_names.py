"""Current names: what the names of one state are called in the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from okrsite.model.goals import GoalKey, GoalRef, KeyResult
from okrsite.model.names import Kind
from okrsite.pipeline.compare.pairs import MatchedPairs


class CurrentNames(Struct, frozen=True):
    """The names in use after a change, by those that were in use before or are aliases.

    `names` are by kind and name, `key_results` by the objective's id after and the old id.
    """

    names: Mapping[tuple[Kind, str], str]
    key_results: Mapping[tuple[str, str], str] = {}

    def name(self, kind: Kind, name: str | None) -> str | None:
        """The name in use for a name; the name itself where nothing else is known."""
        return None if name is None else self.names.get((kind, name), name)

    def goal(self, goal: GoalKey) -> str:
        """A goal as it is called after the change."""
        objective = self.names.get(("objective", goal.objective), goal.objective)
        result = self.key_results.get((objective, goal.key_result), goal.key_result)
        return str(GoalKey(objective, result))

    def supports(self, references: Iterable[GoalRef]) -> dict[str, float]:
        """The weights of supported goals by what they are called after the change."""
        return {self.goal(reference.goal): reference.weight for reference in references}


def renamed_results(objective: str, pairs: MatchedPairs[KeyResult]) -> dict[tuple[str, str], str]:
    """The ids of an objective's key results by those they had, and by their aliases."""
    found = {
        (objective, alias): result.id
        for result in (*(new for _, new in pairs.both), *pairs.new)
        for alias in result.aliases
    }
    return found | {(objective, old.id): new.id for old, new in pairs.both}

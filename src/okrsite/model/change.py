"""Changes: what is another between two states of the goals, by its meaning."""

from typing import Any, Literal

from msgspec import Struct

from okrsite.model.diagnostic import Subject
from okrsite.model.position import Span

ChangedKind = Literal[
    "objective", "key_result", "kpi", "cycle", "checkin", "team", "person", "settings"
]
ChangeName = Literal[
    "added",
    "removed",
    "renamed",
    "title",
    "target",
    "start",
    "range",
    "due",
    "weight",
    "owner",
    "team",
    "supports",
    "state",
    "rollup",
    "visibility",
    "days",
    "cycle",
    "type",
    "kpi",
    "unit",
    "milestones",
    "zones",
    "checkpoints",
    "score",
    "baseline",
    "formula",
    "source",
    "cadence",
    "aggregate",
    "rolling",
    "ignore",
    "settings",
    "value_rewritten",
    "value_removed",
    "checkin_rewritten",
    "checkin_removed",
]
Direction = Literal["eased", "tightened"]

REWRITTEN: frozenset[ChangeName] = frozenset(
    {"value_rewritten", "value_removed", "checkin_rewritten", "checkin_removed"}
)


class GoalChange(Struct, frozen=True, kw_only=True):
    """One thing that is another than it was.

    Attributes:
        kind: The kind of thing that changed.
        id: Its id as it is now; of a key result and of a check-in the objective's, of the settings
            the dotted key.
        key_result: The key result's id, where it is about one.
        change: What of it changed.
        before: What stood there before, as JSON knows it; None for nothing.
        after: What stands there now, as JSON knows it; None for nothing.
        direction: Whether the goal is easier or harder to reach now; None for neither.
        span: Where it is written now; of what is gone, where it was written.
    """

    kind: ChangedKind
    id: str
    key_result: str = ""
    change: ChangeName
    before: Any = None
    after: Any = None
    direction: Direction | None = None
    span: Span


class GoalEffect(Struct, frozen=True, kw_only=True):
    """What the changes do to one goal or KPI that is there before and after, each as a pair."""

    kind: Literal["objective", "key_result", "kpi"]
    id: str
    key_result: str = ""
    progress: tuple[float | None, float | None] = (None, None)
    status: tuple[str | None, str | None] = (None, None)
    confidence: tuple[float | None, float | None] = (None, None)
    health: tuple[str | None, str | None] = (None, None)
    loop: tuple[str | None, str | None] = (None, None)


def subject_of(change: GoalChange) -> Subject | None:
    """The goal, KPI or other thing that a change is about; None for settings."""
    match change.kind:
        case "settings":
            return None
        case "key_result" | "checkin":
            return Subject("objective", change.id, change.key_result)
        case kind:
            return Subject(kind, change.id)


def subject_of_effect(effect: GoalEffect) -> Subject:
    """The goal or KPI that an effect is on."""
    return Subject("kpi" if effect.kind == "kpi" else "objective", effect.id, effect.key_result)

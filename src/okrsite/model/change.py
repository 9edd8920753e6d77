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


class PublishedChange(Struct, frozen=True, kw_only=True):
    """An objective, key result or KPI that stands otherwise than the site last said.

    A pair holds what was published before and what is now; None where the site says nothing, as of
    what is new or gone, of the status of a goal that is not active, and of what its kind has not.

    Attributes:
        kind: What it is.
        id: Its id; of a key result the objective's.
        key_result: The key result's id, where it is one.
        title: What readers call it; of what is gone, what they called it.
        page: Where it stands on the site, from the site's root; empty where it is gone.
        change: Whether it is new, gone, or there before and now.
        status: Its status, such as `off_track`.
        progress: Its progress, a share of 1.
        value: The value of a KPI or key result, in its unit.
        confidence: Its newest confidence, 0 to 10.
        health: How a KPI is, such as `out_of_range`.
        loop: Where a KPI stands in the loop.
    """

    kind: Literal["objective", "key_result", "kpi"]
    id: str
    key_result: str = ""
    title: str
    page: str = ""
    change: Literal["added", "removed", "changed"]
    status: tuple[str | None, str | None] = (None, None)
    progress: tuple[float | None, float | None] = (None, None)
    value: tuple[float | None, float | None] = (None, None)
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

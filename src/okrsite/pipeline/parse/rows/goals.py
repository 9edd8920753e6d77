"""Rows of goals: objectives with their key results and check-ins."""

from datetime import date
from typing import Annotated, Any

from msgspec import Meta, field

from okrsite.model.names import Indicator, ObjectiveType, Perspective, Rollup, State, Visibility
from okrsite.pipeline.parse.rows.field_types import (
    DocumentRow,
    GoalText,
    IgnoreRow,
    RangeRow,
    Reference,
    Share,
    TableRow,
    Title,
    Weight,
)


class SupportRow(TableRow, frozen=True, kw_only=True):
    """A goal that this one supports, with the weight of its part in it."""

    goal: GoalText
    weight: Weight = 1


class MilestoneRow(TableRow, frozen=True, kw_only=True):
    """One step on the way; `done` is the day it was reached."""

    id: Reference
    title: Title
    weight: Weight = 1
    done: date | None = None


class ZonesRow(TableRow, frozen=True, kw_only=True):
    """Ambition in words: what counts as commit (0.3), target (0.7) and stretch (1.0)."""

    commit: Title
    target: Title
    stretch: Title


class KeyResultRow(TableRow, frozen=True, kw_only=True):
    """One measurable outcome, with exactly one of the shapes.

    The shapes are `target`, `change`, `keep`, `milestones`, `zones` and `score_by`.
    """

    id: Reference
    title: Title
    kpi: Reference | None = None
    start: float | None = None
    target: float | None = None
    change: Annotated[str, Meta(description='Relative to the start: "+25%".')] | None = None
    keep: RangeRow | None = None
    milestones: tuple[MilestoneRow, ...] | None = None
    zones: ZonesRow | None = None
    score_by: dict[str, Any] | None = None
    current: float | None = None
    unit: str = ""
    owner: Reference | None = None
    due: date | None = None
    weight: Weight = 1
    indicator: Indicator | None = None
    population: str = ""
    score: Annotated[Share, Meta(description="A grade given by hand at the close.")] | None = None
    score_reason: str = ""


class KudosRow(TableRow, frozen=True, kw_only=True):
    """Thanks to a colleague, for something."""

    to: Reference
    for_: Title = field(name="for")


class CheckInFields(TableRow, frozen=True, kw_only=True):
    """What both forms of a check-in have."""

    date: date
    author: Reference | None = None
    confidence: (
        Annotated[float, Meta(ge=0, le=10, description="Will we make it? 0 to 10.")] | None
    ) = None
    values: dict[str, float | str | tuple[str, ...]] = {}
    kudos: tuple[KudosRow, ...] = ()
    visibility: Visibility | None = None


class CheckInRow(CheckInFields, frozen=True, kw_only=True):
    """How the objective stood on a day."""

    note: Annotated[str, Meta(description="Markdown.")] = ""


class CheckInFileRow(CheckInFields, frozen=True, kw_only=True):
    """A check-in in a file of its own; its note is the body."""

    objective: Reference


class ObjectiveRow(DocumentRow, frozen=True, kw_only=True):
    """A goal of a cycle, what it supports, and the key results that measure it."""

    title: Title
    cycle: Reference
    team: Reference | None = None
    owner: Reference | None = None
    type: ObjectiveType = "aspirational"
    supports: tuple[GoalText | SupportRow, ...] = ()
    tags: tuple[Reference, ...] = ()
    perspective: Perspective | None = None
    with_teams: tuple[Reference, ...] = ()
    state: State = "active"
    reason: str = ""
    rollup: Rollup = "key_results"
    watch: tuple[Reference, ...] = ()
    ignore: tuple[IgnoreRow, ...] = ()
    key_results: tuple[KeyResultRow, ...] = ()
    checkins: tuple[CheckInRow, ...] = ()

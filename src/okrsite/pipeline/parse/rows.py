"""Rows: what an author may write, one type for each kind of table, before it is given its shape."""

from datetime import date
from typing import Annotated, Any, TypeAlias

from msgspec import Meta, Struct, field

from okrsite.model.names import (
    Aggregate,
    Cadence,
    Indicator,
    ObjectiveType,
    Perspective,
    Purpose,
    ReviewRhythm,
    Rhythm,
    Rollup,
    State,
    Visibility,
)

Title: TypeAlias = Annotated[str, Meta(min_length=1, description="What readers see as its name.")]
Reference: TypeAlias = Annotated[str, Meta(min_length=1)]
GoalText: TypeAlias = Annotated[
    str, Meta(min_length=1, description="An objective's id, or objective#key_result.")
]
Weight: TypeAlias = Annotated[float, Meta(gt=0, description="How much it counts beside others.")]
Share: TypeAlias = Annotated[float, Meta(ge=0, le=1)]


class TableRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table in which only known keys may stand."""


class DocumentRow(TableRow, frozen=True, kw_only=True):
    """What every kind of document may have beside its own fields."""

    id: str | None = None
    aliases: tuple[str, ...] = ()
    visibility: Visibility | None = None
    extra: dict[str, Any] = {}
    plugins: dict[str, dict[str, Any]] = {}


class IgnoreRow(TableRow, frozen=True, kw_only=True):
    """A rule that this document asks to be let off, and why."""

    rule: Reference
    reason: Reference


class RangeRow(TableRow, frozen=True, kw_only=True):
    """An interval with its bounds included; a missing bound is open."""

    min: float | None = None
    max: float | None = None


class SupportRow(TableRow, frozen=True, kw_only=True):
    """A goal that this one supports, with the weight of its part in it."""

    goal: GoalText
    weight: Weight = 1


class MilestoneRow(TableRow, frozen=True, kw_only=True):
    """One step on the way; `done` is the day it was reached, `due` the one it is expected."""

    id: Reference
    title: Title
    weight: Weight = 1
    done: date | None = None
    due: date | None = None
    aliases: tuple[Reference, ...] = ()


class InitiativeRow(TableRow, frozen=True, kw_only=True):
    """A piece of work for a goal; `done` is the day it was done, or true."""

    title: Title
    done: bool | date = False
    link: Reference | None = None


class ZonesRow(TableRow, frozen=True, kw_only=True):
    """Ambition, all in words or all in numbers: commit (0.3), target (0.7) and stretch (1.0)."""

    commit: Title | float
    target: Title | float
    stretch: Title | float


class CheckpointRow(TableRow, frozen=True, kw_only=True):
    """A value that is expected on the way, by a day."""

    by: date
    value: float


class KeyResultRow(TableRow, frozen=True, kw_only=True):
    """One measurable outcome, with exactly one of the shapes.

    The shapes are `target`, `change`, `keep`, `milestones`, `zones` and `score_by`.
    """

    id: Reference
    aliases: tuple[Reference, ...] = ()
    title: Title
    kpi: Reference | None = None
    start: float | None = None
    target: float | None = None
    change: Annotated[str, Meta(description='Relative to the start: "+25%".')] | None = None
    checkpoints: tuple[CheckpointRow, ...] = ()
    keep: RangeRow | None = None
    milestones: tuple[MilestoneRow, ...] | None = None
    zones: ZonesRow | None = None
    score_by: dict[str, Any] | None = None
    current: float | None = None
    unit: str = ""
    owner: Reference | None = None
    contributors: tuple[Reference, ...] = ()
    due: date | None = None
    weight: Weight = 1
    indicator: Indicator | None = None
    purpose: Purpose | None = None
    population: str = ""
    score: Annotated[Share, Meta(description="A grade given by hand at the close.")] | None = None
    score_reason: str = ""
    initiatives: tuple[InitiativeRow, ...] = ()
    text: Annotated[str, Meta(description="Markdown.")] = ""


class KudosRow(TableRow, frozen=True, kw_only=True):
    """Thanks to a colleague, for something."""

    to: Reference
    for_: Title = field(name="for")


Confidence: TypeAlias = Annotated[float, Meta(ge=0, le=10, description="Will we make it? 0 to 10.")]


class CheckInValueRow(TableRow, frozen=True, kw_only=True):
    """What a check-in says of one key result: its value, and more where there is more to say."""

    value: float | str | tuple[str, ...] | None = None
    confidence: Confidence | None = None
    note: Annotated[str, Meta(description="Markdown.")] = ""


class CheckInFields(TableRow, frozen=True, kw_only=True):
    """What both forms of a check-in have."""

    date: date
    author: Reference | None = None
    confidence: Confidence | None = None
    values: dict[str, float | str | tuple[str, ...] | CheckInValueRow] = {}
    kudos: tuple[KudosRow, ...] = ()
    visibility: Visibility | None = None


class CheckInRow(CheckInFields, frozen=True, kw_only=True):
    """How the objective stood on a day."""

    note: Annotated[str, Meta(description="Markdown.")] = ""


class CheckInFileRow(CheckInFields, frozen=True, kw_only=True):
    """A check-in in a file of its own; its note is the body."""

    objective: Reference
    extra: dict[str, Any] = {}
    plugins: dict[str, dict[str, Any]] = {}


class ObjectiveRow(DocumentRow, frozen=True, kw_only=True):
    """A goal of a cycle, what it supports, and the key results that measure it."""

    title: Title
    cycle: Reference | None = None
    team: Reference | None = None
    owner: Reference | None = None
    contributors: tuple[Reference, ...] = ()
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
    initiatives: tuple[InitiativeRow, ...] = ()
    key_results: tuple[KeyResultRow, ...] = ()
    checkins: tuple[CheckInRow, ...] = ()


class TeamRow(DocumentRow, frozen=True, kw_only=True):
    """A team within a tree of teams; `rhythm` is of check-ins, `reviews` of KPI reviews."""

    title: Title
    parent: Reference | None = None
    lead: Reference | None = None
    colour: str = ""
    rhythm: Rhythm | None = None
    reviews: ReviewRhythm | None = None
    ignore: tuple[IgnoreRow, ...] = ()


class PersonRow(DocumentRow, frozen=True, kw_only=True):
    """Somebody who owns goals; membership of a team stands here alone."""

    title: Title
    team: Reference | None = None
    role: str = ""
    left: date | None = None


class CycleRow(DocumentRow, frozen=True, kw_only=True):
    """A stretch of time with goals, both days included; the body is the retrospective."""

    title: Title
    start: date
    end: date
    parent: Reference | None = None
    closed: date | None = None
    ignore: tuple[IgnoreRow, ...] = ()


class PageRow(DocumentRow, frozen=True, kw_only=True):
    """A text of its own."""

    title: Title


class TargetRow(TableRow, frozen=True, kw_only=True):
    """The value to reach by a day; without `by` it is every period's target."""

    value: float
    by: date | None = None


class ReviewRow(TableRow, frozen=True, kw_only=True):
    """Somebody looked at the KPI on a day and said what they found."""

    date: date
    author: Reference | None = None
    note: Annotated[str, Meta(description="Markdown.")] = ""


class BaselineRow(TableRow, frozen=True, kw_only=True):
    """The level that counts as normal since a day; `from` is the key result that brought it."""

    since: date
    value: float
    from_: GoalText | None = field(name="from", default=None)


class KpiRow(DocumentRow, frozen=True, kw_only=True):
    """A number watched for good, and the range in which nobody needs to act."""

    title: Title
    abbreviation: str = ""
    team: Reference | None = None
    owner: Reference | None = None
    unit: str = ""
    range: RangeRow | None = None
    warning: RangeRow | None = None
    cadence: Cadence = "monthly"
    aggregate: Aggregate = "last"
    rolling: Annotated[int, Meta(ge=2, description="Over how many periods.")] | None = None
    indicator: Indicator | None = None
    perspective: Perspective | None = None
    critical: bool = False
    target: TargetRow | None = None
    reviews: tuple[ReviewRow, ...] = ()
    baselines: tuple[BaselineRow, ...] = ()
    source: (
        Annotated[dict[str, Any], Meta(description="`use` names a source of the settings.")] | None
    ) = None
    formula: Annotated[str, Meta(min_length=1, description='"{lost} / {all} * 100"')] | None = None
    tags: tuple[Reference, ...] = ()
    ignore: tuple[IgnoreRow, ...] = ()

"""Rows of KPIs: their ranges, targets, baselines and where their values come from."""

from datetime import date
from typing import Annotated, Any

from msgspec import Meta, field

from okrsite.model.names import Aggregate, Cadence, Indicator, Perspective
from okrsite.pipeline.parse.rows.field_types import (
    DocumentRow,
    GoalText,
    IgnoreRow,
    RangeRow,
    Reference,
    TableRow,
    Title,
)


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
    team: Reference | None = None
    owner: Reference | None = None
    unit: str = ""
    range: RangeRow | None = None
    warning: RangeRow | None = None
    cadence: Cadence = "monthly"
    aggregate: Aggregate = "last"
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

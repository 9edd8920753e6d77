"""Words: the types of fields that many rows share."""

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from okrsite.model.names import Visibility

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


class IgnoreRow(TableRow, frozen=True, kw_only=True):
    """A rule that this document asks to be let off, and why."""

    rule: Reference
    reason: Reference


class RangeRow(TableRow, frozen=True, kw_only=True):
    """An interval with its bounds included; a missing bound is open."""

    min: float | None = None
    max: float | None = None

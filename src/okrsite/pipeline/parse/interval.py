"""Intervals: ranges with at least one bound, and which of two lies inside the other."""

from okrsite.model.measure import Range
from okrsite.pipeline.parse.context import ParseContext
from okrsite.pipeline.parse.rows.field_types import RangeRow
from okrsite.pipeline.toml.table import Table


def interval(context: ParseContext, row: RangeRow | None, table: Table, field: str) -> Range | None:
    """The range of a field; None where it was left out, or after a mistake in it."""
    if row is None:
        return None
    if row.min is None and row.max is None:
        if table.value[field] != {}:
            return None
        help_ = f"Write {field} = {{ min = ... }}, {{ max = ... }} or both."
        context.report("OKR022", table.at(field), f"'{field}' has neither min nor max", help_)
        return None
    if row.min is not None and row.max is not None and row.min > row.max:
        message = f"'{field}' is empty: min {row.min:g} is above max {row.max:g}"
        context.report("OKR022", table.at(field), message, "Exchange the two bounds.")
        return None
    return Range(row.min, row.max)


def lies_inside(inner: Range, outer: Range) -> bool:
    """Whether no value of the inner range is outside of the outer one."""
    return (outer.min is None or (inner.min is None or inner.min >= outer.min)) and (
        outer.max is None or (inner.max is None or inner.max <= outer.max)
    )

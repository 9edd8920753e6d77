"""Shapes: from a row of optional fields to exactly one of the measures."""

import re
from datetime import date
from itertools import compress
from typing import Any

import msgspec

from okrsite.model.measure import (
    Checkpoint,
    Custom,
    Guardrail,
    Measure,
    Metric,
    Milestone,
    Milestones,
    Relative,
)
from okrsite.pipeline.parse.context import ParseContext
from okrsite.pipeline.parse.fields import interval, is_new_id, old_ids, use_of
from okrsite.pipeline.parse.rows import CheckpointRow, KeyResultRow, MilestoneRow
from okrsite.pipeline.parse.zones import is_in_numbers, zones_of
from okrsite.pipeline.toml.exact_numbers import as_written
from okrsite.pipeline.toml.table import Table
from okrsite.pipeline.toml.type_descriptions import as_list

SHAPES = ("target", "change", "keep", "milestones", "zones", "score_by")
# The minus sign of typography is what word processors make of a hyphen.
_CHANGE = re.compile(r"([+\-\u2212]?)\s*([0-9]+(?:\.[0-9]+)?)\s*%", re.ASCII)
_TAKES_START = {"target", "change", "score_by"}
_TAKES_CURRENT = {"target", "change", "keep", "score_by"}
_TAKES_CHECKPOINTS = {"target", "change"}


def measure_of(context: ParseContext, row: KeyResultRow, table: Table) -> Measure | None:
    """The one measure that a key result has, or None after a mistake in its shape."""
    written = [shape for shape in SHAPES if shape in table.value]
    if len(written) != 1:
        if written or not any(table.has(shape) for shape in SHAPES):
            _wrong_shape(context, written, table)
        return None
    shape = written[0]
    _check_meaning(context, shape, table)
    match shape:
        case "target":
            return _metric(context, row, table)
        case "change":
            return _relative(context, row, table)
        case "keep":
            return _guardrail(context, row, table)
        case "milestones":
            return _milestones(context, row.milestones, table)
        case "zones" if row.zones is not None:
            return zones_of(context, row.zones, row.start, table)
        case "score_by":
            return _custom(context, row.score_by, table)
        case _:
            return None


def _wrong_shape(context: ParseContext, written: list[str], table: Table) -> None:
    if written:
        span = table.at_key(written[1])
        message = f"a key result has one shape, and this one has {as_list(written, 'and')}"
        help_ = "Keep one of them, or make two key results."
    else:
        span = table.span
        message = f"the key result has none of the shapes {as_list(SHAPES, 'and')}"
        help_ = "Say how it is measured, for example target = 4."
        if "kpi" in table.value:
            help_ += " To stay inside the KPI's own range, write keep = {}."
    context.report("OKR020", span, message, help_)


def _check_meaning(context: ParseContext, shape: str, table: Table) -> None:
    """Report a start, a current value or checkpoints beside a shape that has none."""
    has_zones = shape == "zones" and is_in_numbers(table)
    has_meaning = (
        shape in _TAKES_START or has_zones,
        shape in _TAKES_CURRENT or has_zones,
        shape in _TAKES_CHECKPOINTS,
    )
    fields = ("start", "current", "checkpoints")
    without = compress(fields, (not is_given for is_given in has_meaning))
    for field in without:
        if field in table.value:
            message = f"'{field}' says nothing beside '{shape}'"
            context.report("OKR030", table.at_key(field), message, "Take it out.")
    if "kpi" in table.value and "current" in table.value and shape in _TAKES_CURRENT:
        message = "'current' beside 'kpi': the KPI's own value counts"
        context.report("OKR026", table.at_key("current"), message, "Take one of the two out.")


def _metric(context: ParseContext, row: KeyResultRow, table: Table) -> Metric | None:
    if row.target is None:
        return None
    # Rounded as the arithmetic does before it compares.
    if row.start is not None and round(row.start, 9) == round(row.target, 9):
        message = f"start and target are both {as_written(row.target)}, so there is no way to go"
        help_ = "To hold a level, write keep = { min = ... } or { max = ... }."
        context.report("OKR021", table.at("target"), message, help_)
    return Metric(row.target, row.start, _checkpoints_of(context, row.checkpoints, table))


def _relative(context: ParseContext, row: KeyResultRow, table: Table) -> Relative | None:
    if row.change is None:
        return None
    found = _CHANGE.fullmatch(row.change.strip())
    if not found:
        message = f"'{row.change}' is not a change"
        help_ = 'Write it in percent of the start: change = "+25%" or "-10%".'
        context.report("OKR024", table.at("change"), message, help_)
        return None
    change = float(found[2]) / 100 * (1 if found[1] in {"", "+"} else -1)
    if round(change, 9) == 0:
        context.report("OKR021", table.at("change"), "a change of 0 % leaves no way to go")
    if row.start is not None and row.start <= 0:
        message = f"a relative change needs a start above 0, not {as_written(row.start)}"
        help_ = "Write target = ... instead of change."
        context.report("OKR024", table.at("start"), message, help_)
    return Relative(change, row.start, _checkpoints_of(context, row.checkpoints, table))


def _guardrail(context: ParseContext, row: KeyResultRow, table: Table) -> Guardrail | None:
    if table.value["keep"] == {} and row.kpi is not None:
        return Guardrail()
    keep = interval(context, row.keep, table, "keep")
    return Guardrail(keep) if keep else None


def _milestones(
    context: ParseContext, rows: tuple[MilestoneRow, ...] | None, table: Table
) -> Milestones | None:
    if rows is None:
        return None
    if table.value["milestones"] == []:
        help_ = 'Write milestones = [ { id = "...", title = "..." } ].'
        context.report("OKR020", table.at("milestones"), "there is no milestone to reach", help_)
    seen: set[str] = set()
    taken = {row.id.casefold() for row in rows}
    steps = [
        Milestone(
            id=row.id,
            title=context.title(item, row.title),
            weight=row.weight,
            done=row.done,
            due=row.due,
            aliases=old_ids(context, row.aliases, item, taken, "milestone"),
            span=item.span,
            places=item.places(),
        )
        for row, item in zip(rows, table.items("milestones"), strict=True)
        if is_new_id(context, row.id, item, seen, "milestone") and not item.is_broken
    ]
    return Milestones(tuple(steps)) if steps else None


def _custom(context: ParseContext, settings: dict[str, Any] | None, table: Table) -> Custom | None:
    if settings is None:
        return None
    rest = {key: value for key, value in settings.items() if key != "use"}
    use = use_of(context, settings, table, "score_by")
    return Custom(use, msgspec.json.encode(rest)) if use else None


def _checkpoints_of(
    context: ParseContext, rows: tuple[CheckpointRow, ...], table: Table
) -> tuple[Checkpoint, ...]:
    """The checkpoints; one that is not later than the one before it is left out.

    Whether they lie inside the key result's window is not known before its cycle is.
    """
    found: list[Checkpoint] = []
    for row, item in zip(rows, table.items("checkpoints"), strict=True):
        # `date.min` stands for a date that could not be read.
        if item.is_broken or row.by == date.min:
            continue
        if found and row.by <= found[-1].by:
            message = f"the checkpoint of {row.by} does not come after the one of {found[-1].by}"
            context.report("OKR034", item.at("by"), message, "Put them in order of their days.")
            continue
        found.append(Checkpoint(by=row.by, value=row.value, span=item.span, places=item.places()))
    return tuple(found)

"""Checkpoints: the values that a metric is expected to have on its way."""

from datetime import date

from okrsite.model.measure import Checkpoint
from okrsite.pipeline.parse.context import ParseContext
from okrsite.pipeline.parse.rows import CheckpointRow
from okrsite.pipeline.toml.table import Table


def checkpoints_of(
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

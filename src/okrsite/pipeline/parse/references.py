"""References: goals as authors write them, `objective` or `objective#key_result`."""

from okrsite.model.goals import GoalKey, GoalRef, Ignore
from okrsite.pipeline.parse.context import ParseContext
from okrsite.pipeline.parse.rows.field_types import IgnoreRow
from okrsite.pipeline.toml.table import BLANK, Table


def goal_of(context: ParseContext, text: str, table: Table, weight: float = 1) -> GoalRef | None:
    """A reference to a goal, or None after a mistake in how it is written."""
    if text == BLANK:
        return None
    objective, mark, key_result = text.strip().partition("#")
    if not objective or "#" in key_result or (mark and not key_result):
        help_ = "Write an objective's id, or objective#key_result."
        context.report("OKR019", table.span, f"'{text}' does not name a goal", help_)
        return None
    return GoalRef(
        goal=GoalKey(objective, key_result),
        weight=weight,
        span=table.span,
        places=places_of(table),
    )


def ignored(rows: tuple[IgnoreRow, ...], table: Table) -> tuple[Ignore, ...]:
    """The rules that a document asks to be let off."""
    return tuple(
        Ignore(rule=row.rule, reason=row.reason, span=item.span, places=item.places())
        for row, item in zip(rows, table.items("ignore"), strict=True)
        if not item.is_broken
    )


def places_of(table: Table) -> dict[str, tuple[int, int]]:
    """The places inside of an item, of which there are none when it is plain text."""
    return table.places() if isinstance(table.value, dict) else {}

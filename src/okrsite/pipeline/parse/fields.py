"""Fields: goals, ids, ranges and plugins as they are written in several kinds of tables."""

from typing import Any

from okrsite.model.goals import GoalRef, Ignore
from okrsite.model.measure import Range
from okrsite.model.position import Places
from okrsite.pipeline.parse.context import ParseContext
from okrsite.pipeline.parse.identity import fault_of_word, goal_key_of
from okrsite.pipeline.parse.rows import IgnoreRow, RangeRow
from okrsite.pipeline.toml.exact_numbers import as_written
from okrsite.pipeline.toml.table import BLANK, Table


def goal_of(context: ParseContext, text: str, table: Table, weight: float = 1) -> GoalRef | None:
    """A reference to a goal, or None after a mistake in how it is written."""
    # It was no text at all, which is reported already.
    if text == BLANK:
        return None
    goal = goal_key_of(text)
    if goal is None:
        help_ = "Write an objective's id, or objective#key_result."
        context.report("OKR019", table.span, f"'{text}' does not name a goal", help_)
        return None
    return GoalRef(goal=goal, weight=weight, span=table.span, places=places_of(table))


def ignores_of(rows: tuple[IgnoreRow, ...], table: Table) -> tuple[Ignore, ...]:
    """The rules that a document asks to be let off."""
    return tuple(
        Ignore(rule=row.rule, reason=row.reason, span=item.span, places=item.places())
        for row, item in zip(rows, table.items("ignore"), strict=True)
        if not item.is_broken
    )


def places_of(table: Table) -> Places:
    """The places inside of an item, of which there are none when it is plain text."""
    return table.places() if isinstance(table.value, dict) else Places()


def is_new_id(context: ParseContext, id_: str, table: Table, seen: set[str], what: str) -> bool:
    """Whether an id inside a document can be used and is not taken yet; reports why not."""
    # It was no text at all, which is reported already.
    if id_ == BLANK:
        return False
    if fault := fault_of_word(id_):
        context.report("OKR015", table.at("id"), f"the id '{id_}' {fault}")
        return False
    if id_.casefold() in seen:
        message = f"two {what}s have the id '{id_}'"
        context.report("OKR017", table.at("id"), message, "Give each an id of its own.")
        return False
    seen.add(id_.casefold())
    return True


def old_ids(
    context: ParseContext, aliases: tuple[str, ...], table: Table, seen: set[str], what: str
) -> tuple[str, ...]:
    """The aliases of a thing inside a document that no other there has; reports the others.

    `seen` holds the ids and the aliases that are taken.
    """
    kept = []
    for alias, item in zip(aliases, table.items("aliases"), strict=True):
        if fault := fault_of_word(alias):
            context.report("OKR015", item.span, f"the alias '{alias}' {fault}")
        elif alias.casefold() in seen:
            message = f"'{alias}' is the id or an alias of a {what} already"
            context.report("OKR017", item.span, message, "Take it out.")
        else:
            seen.add(alias.casefold())
            kept.append(alias)
    return tuple(kept)


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
        low, high = as_written(row.min), as_written(row.max)
        message = f"'{field}' is empty: min {low} is above max {high}"
        context.report("OKR022", table.at(field), message, "Exchange the two bounds.")
        return None
    return Range(row.min, row.max)


def lies_inside(inner: Range, outer: Range) -> bool:
    """Whether no value of the inner range is outside of the outer one."""
    return (outer.min is None or (inner.min is None or inner.min >= outer.min)) and (
        outer.max is None or (inner.max is None or inner.max <= outer.max)
    )


def use_of(context: ParseContext, settings: dict[str, Any], table: Table, field: str) -> str | None:
    """The plugin's or source's name in a table that is otherwise its own business."""
    if "use" not in table.value[field]:
        meant = "; it is called 'use' here" if "plugin" in table.value[field] else ""
        help_ = f'Write {field} = {{ use = "...", ... }}.'
        context.report("OKR012", table.at(field), f"'use' is missing{meant}", help_)
        return None
    use = settings.get("use")
    if not isinstance(use, str) or not use:
        message = "'use' must be text in quotes"
        context.report("OKR011", table.at(field, "use"), message, 'Write use = "...".')
        return None
    return use

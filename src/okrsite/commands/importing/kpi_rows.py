"""KPI rows: what one row says of a KPI."""

from __future__ import annotations

import re

from okrsite.commands.importing import values
from okrsite.commands.importing.cells import CellReader
from okrsite.commands.importing.facts import KpiFacts
from okrsite.commands.importing.row_facts import joined
from okrsite.commands.importing.tables import SourceRow
from okrsite.commands.importing.vocabulary import cadence_of

_LIMIT = re.compile(
    r"\s*(<=?|>=?|≤|≥|under|below|over|above|max\.?|min\.?|unter|über)\s*(.+)", re.IGNORECASE
)
_UPPER = ("<", "≤", "under", "below", "max", "unter")
_SPAN = re.compile(rf"\s*({values.NUMERAL})\s*\S{{0,3}}\s*(?:-|–|to|bis|\.\.)\s*(.+)")


def kpi_facts(row: SourceRow, reader: CellReader, notes: list[str]) -> KpiFacts:
    """A KPI, with an observation where its row has a value and its day."""
    get, number = reader.text, reader.number
    low, high = number(row, "kpi", "min"), number(row, "kpi", "max")
    target, current = number(row, "kpi", "target"), number(row, "kpi", "current")
    written = get(row, "kpi", "range")
    limits = _limits(written, reader.decimal)
    day = reader.day(row, "kpi", "date")
    rest = reader.unplaced(row, ("kpi",))
    if current and not day:
        rest.append(f"Value: {get(row, 'kpi', 'current')}")
        notes.append(f"{row.place}: the value of a KPI without a date is kept as text")
    if written and limits == (None, None):
        rest.append(f"Range: {written}")
    units = (found.unit for found in (target, current, low, high) if found)
    return KpiFacts(
        title=" ".join(get(row, "kpi", "title").split()),
        place=row.place,
        source_id=get(row, "kpi", "id"),
        owners=reader.people(row, "kpi"),
        text=joined(get(row, "kpi", "text"), *rest),
        team=get(row, "kpi", "team") or reader.context.team,
        unit=values.unit_of(get(row, "kpi", "unit")) or next(filter(None, units), ""),
        low=low.number if low else limits[0],
        high=high.number if high else limits[1],
        target=target.number if target else None,
        cadence=cadence_of(get(row, "kpi", "cadence")) or "",
        tags=values.texts(reader.cell(row, "kpi", "tags")),
        points=((day, current.number),) if day and current else (),
    )


def _limits(written: str, decimal: values.Decimal) -> tuple[float | None, float | None]:
    """Both ends of a range such as `< 5`, `≥ 95 %` or `3-5`; None where one is open."""
    if found := _LIMIT.fullmatch(written):
        limit = values.quantity(found[2], decimal)
        if limit:
            is_upper = found[1].lower().startswith(_UPPER)
            return (None, limit.number) if is_upper else (limit.number, None)
    if found := _SPAN.fullmatch(written):
        low, high = values.quantity(found[1], decimal), values.quantity(found[2], decimal)
        if low and high and low.number <= high.number:
            return low.number, high.number
    return None, None

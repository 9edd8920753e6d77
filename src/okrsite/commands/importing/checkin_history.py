"""Check-in history: the check-ins that a single cell holds, one after the other."""

from __future__ import annotations

import re
from typing import Any

from okrsite.commands.importing import values
from okrsite.commands.importing.facts import CheckInFacts, KeyResultFacts

# As Viva Goals writes it: `Checkin Date: 2025-03-10; User: Ada; Note: …; Status: On Track;
# Current Value: 25%; Activity Date: …;`, each such block after the one before.
_BEGINS = re.compile(r"\bCheck-?in Date\s*:", re.IGNORECASE)
_PART = re.compile(
    r"(?P<name>Check-?in Date|User|Note|Status|Current Value|Activity Date)\s*:\s*"
    r"(?P<said>.*?)\s*(?=;\s*(?:User|Note|Status|Current Value|Activity Date)\s*:|;?\s*,?\s*\Z)",
    re.IGNORECASE | re.DOTALL,
)


def checkins_in(
    cell: Any, result: KeyResultFacts | None, decimal: values.Decimal
) -> tuple[CheckInFacts, ...]:
    """The check-ins in a cell, the oldest first; values are of a key result, if any.

    A value in percent is a share of the way, unless the key result itself is in percent.
    """
    if not isinstance(cell, str):
        return ()
    starts = [found.start() for found in _BEGINS.finditer(cell)]
    blocks = (cell[at:end] for at, end in zip(starts, [*starts[1:], len(cell)], strict=True))
    found = (_checkin(block, result, decimal) for block in blocks)
    return tuple(sorted(filter(None, found), key=lambda said: said.day))


def _checkin(
    block: str, result: KeyResultFacts | None, decimal: values.Decimal
) -> CheckInFacts | None:
    said = {
        found["name"].lower().replace("-", ""): found["said"] for found in _PART.finditer(block)
    }
    day = values.day(said.get("checkin date"))
    if not day:
        return None
    status = said.get("status", "")
    note = "\n\n".join(filter(None, [said.get("note", ""), f"Status: {status}" if status else ""]))
    return CheckInFacts(
        day=day,
        author=next(iter(values.people(said.get("user"))), ""),
        value=_value(values.quantity(said.get("current value"), decimal), result),
        note=note,
    )


def _value(found: values.Quantity | None, result: KeyResultFacts | None) -> float | None:
    if found is None or result is None or result.target is None:
        return None
    if found.unit != "%" or result.unit == "%":
        return found.number
    start = result.start or 0
    return round(start + found.number / 100 * (result.target - start), 6)

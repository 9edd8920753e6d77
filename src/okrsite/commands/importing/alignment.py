"""Alignment: the goals that a cell says a row is aligned to, and with which weight."""

from __future__ import annotations

import re
from typing import Any

from okrsite.commands.importing import values

# As Viva Goals writes it: `Title(weight: 50%, Id: 2295704)`.
_ALIGNED = re.compile(
    r"\(\s*weight:\s*(?P<weight>[\d.]+)\s*%\s*,\s*Id:\s*(?P<id>[\w-]+)\s*\)", re.IGNORECASE
)


def parents_of(cell: Any) -> tuple[str, ...]:
    """The ids or the titles of the goals in a cell."""
    if isinstance(cell, str) and (ids := [found["id"] for found in _ALIGNED.finditer(cell)]):
        return tuple(ids)
    return values.texts(cell)


def weight_of(cell: Any) -> float | None:
    """The weight that a cell says beside its first goal; None where it says none."""
    found = _ALIGNED.search(cell) if isinstance(cell, str) else None
    return float(found["weight"]) if found and float(found["weight"]) > 0 else None

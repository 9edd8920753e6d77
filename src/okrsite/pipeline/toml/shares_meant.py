"""Shares meant: `7/10` and `7 out of 10` where a number on a scale belongs."""

from __future__ import annotations

import re

from okrsite.pipeline.toml.exact_numbers import as_written
from okrsite.pipeline.toml.meant import LONGEST, number_meant

# The fields whose scale is known by their name, where a line cannot be read as TOML.
SCALES = {"confidence": 10.0, "score": 1.0}

_SHARE = re.compile(r"(.+?)\s*(?:/|\bout of\b|\bof\b|\bvon\b|\bsur\b)\s*(.+)", re.IGNORECASE)


def share_meant(text: str, scale: float) -> str | None:
    """The number on a scale from 0 that a share such as `7/10` stands for; None for no share.

    `4/5` is 8 on a scale of 10, and what is more than the whole stands for nothing.
    """
    found = _SHARE.fullmatch(text.strip()[:LONGEST])
    if not found:
        return None
    part, whole = number_meant(found[1]), number_meant(found[2])
    if not part or not whole or not part.sure or not whole.sure or part.unit or whole.unit:
        return None
    if not 0 <= float(part.sure) <= float(whole.sure) or float(whole.sure) == 0:
        return None
    return as_written(round(float(part.sure) * scale / float(whole.sure), 4))

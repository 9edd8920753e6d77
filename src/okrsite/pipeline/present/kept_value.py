"""Kept value: what a cell keeps of a value that a function gave, so that it is the same later."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Final

import msgspec
from xxhash import xxh3_128_digest

from okrsite.pipeline.cells import Cell, Numbers, encoded
from okrsite.pipeline.present.frozen import frozen
from okrsite.pipeline.present.return_type import Decode

# What is larger is not kept, but worked out again when a page asks for it.
LARGEST: Final = 1_000_000


class IncomparableError(TypeError):
    """A value that cannot be compared with that of another build."""


def kept_in_cell(value: Any, decode: Decode | None, reads: Numbers) -> tuple[Any, Cell]:
    """A value as everybody gets it, and the cell that keeps it.

    A remembered one cannot differ from it: it is the decoded one, or encoded in the same way.
    Raises IncomparableError for one that has no digest.
    """
    try:
        row = encoded(value)
    except (TypeError, ValueError, OverflowError) as problem:
        kind = type(value).__name__
        raise IncomparableError(f"a value of the type '{kind}' has no digest") from problem
    digest = xxh3_128_digest(row)
    if decode is not None and len(row) <= LARGEST:
        with suppress(msgspec.DecodeError):
            again = frozen(decode(row))
            if again == value:
                # The value at hand shares its texts with the goals, and so takes less memory.
                shown = value if encoded(again) == row else again
                return shown, Cell(digest, reads, row)
    return value, Cell(digest, reads)

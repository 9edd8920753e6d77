"""Written settings: a table kept as JSON and places, decoded with every mistake at its place."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span, Written
from okrsite.pipeline.toml.decode import mistakes
from okrsite.pipeline.toml.positions import Step

T = TypeVar("T")


class _WrittenPositions(Struct, frozen=True):
    """Places by dotted path, below that of a field; a key counts as standing where its value does.

    What was left out stands where the field does.
    """

    written: Written
    within: str

    def at(self, *steps: Step) -> Span:
        path = ".".join(filter(None, (self.within, *map(str, steps))))
        return self.written.at(path if path in self.written.places else self.within)

    def at_key(self, *steps: Step) -> Span:
        return self.at(*steps)


def decode_written(
    written: Written, settings: bytes, row: type[T], within: str = ""
) -> tuple[T | None, tuple[Diagnostic, ...]]:
    """The JSON `settings` as a `row`, and all that is wrong with it; None with any mistake.

    `written` says where it stands, `within` in which field of it. Unknown keys are mistakes whether
    or not `row` forbids them.
    """
    value = msgspec.json.decode(settings)
    try:
        made: T | None = msgspec.convert(value, row)
        complaint = ""
    except msgspec.ValidationError as problem:
        made, complaint = None, str(problem)
    if made is not None and _has_known_keys(row, value):
        return made, ()
    # A type that is not known in detail has only msgspec's own words.
    return None, mistakes(value, row, _WrittenPositions(written, within)) or (
        error("OKR011", written.at(within), complaint),
    )


def _has_known_keys(row: Any, value: dict[str, Any]) -> bool:
    return value.keys() <= {field.encode_name for field in msgspec.structs.fields(row)}

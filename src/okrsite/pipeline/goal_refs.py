"""References to goals in what plugins ask for: found wherever a plugin's type has a `GoalRef`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import NoneType
from typing import Any, Final, get_args

import msgspec
from msgspec import Struct, inspect

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.goals import GoalRef
from okrsite.model.position import Written
from okrsite.pipeline.parse.identity import goal_key_of
from okrsite.pipeline.replacing import changed
from okrsite.pipeline.toml.positions import Step
from okrsite.pipeline.toml.type_checks import fitting, list_of
from okrsite.pipeline.toml.type_descriptions import describe_value

# In the place of a reference that is gone, on the way up to what can be without it.
GONE: Final = object()
_HELP = "Write an objective's id, or objective#key_result, in quotes."


def with_goal_refs(
    written: Written, value: dict[str, Any], row: type[Struct]
) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """Plain data in which each text that stands for a `GoalRef` of the type `row` is one.

    A text that names no goal is a finding at its place.
    """
    reader = _Reader(written)
    return reader.read(value, inspect.type_info(row), ()), tuple(reader.findings)


def map_goal_refs(value: Any, change: Callable[[GoalRef], GoalRef | None]) -> Any:
    """A value with every reference in it as `change` gives it; the same where nothing changes.

    Where it gives None, a field that may be None is None, a list is without the item, and anything
    else that cannot be without the reference is gone with it: then the result is `GONE`.
    """
    match value:
        case GoalRef():
            seen = change(value)
            return GONE if seen is None else seen
        case Struct():
            return _mapped_struct(value, change)
        case list() | tuple():
            items = [map_goal_refs(item, change) for item in value]
            kept = [item for item in items if item is not GONE]
            is_same = len(kept) == len(value) and all(map(_is_same, kept, value))
            return value if is_same else type(value)(kept)
        case Mapping():
            entries = {key: map_goal_refs(inner, change) for key, inner in value.items()}
            return {key: inner for key, inner in entries.items() if inner is not GONE}
        case _:
            return value


class _Reader:
    """Goes through plain data beside its type; `findings` grows on the way."""

    def __init__(self, written: Written) -> None:
        self.findings: list[Diagnostic] = []
        self._written = written

    def read(self, value: Any, kind: inspect.Type, steps: tuple[Step, ...]) -> Any:
        table = fitting(kind, inspect.StructType)
        if table and table.cls is GoalRef:
            is_text = isinstance(value, str) and fitting(kind, inspect.StrType)
            return value if is_text else self.goal(value, steps)
        match value:
            case dict() if table:
                types = {field.encode_name: field.type for field in table.fields}
                return {
                    key: self.read(inner, types[key], (*steps, key)) if key in types else inner
                    for key, inner in value.items()
                }
            case dict() if entries := fitting(kind, inspect.DictType):
                return {
                    key: self.read(inner, entries.value_type, (*steps, key))
                    for key, inner in value.items()
                }
            case list() if items := list_of(kind):
                type_ = items.item_type
                return [self.read(item, type_, (*steps, i)) for i, item in enumerate(value)]
            case _:
                return value

    def goal(self, value: Any, steps: tuple[Step, ...]) -> dict[str, Any]:
        """The reference that a text stands for; one that leads nowhere after a mistake."""
        path = ".".join(map(str, steps))
        span = self._written.at(path)
        key = goal_key_of(value) if isinstance(value, str) else None
        if key is None and isinstance(value, str):
            message = f"'{value}' does not name a goal"
            self.findings.append(error("OKR019", span, message, _HELP))
        elif key is None:
            message = f"'{path}' must be the id of a goal, not {describe_value(value)}"
            self.findings.append(error("OKR011", span, message, _HELP))
        goal = msgspec.to_builtins(key) if key else {"objective": ""}
        return {"goal": goal, "span": msgspec.to_builtins(span)}


def _mapped_struct(value: Struct, change: Callable[[GoalRef], GoalRef | None]) -> Any:
    fields = {name: map_goal_refs(getattr(value, name), change) for name in value.__struct_fields__}
    for name, inner in fields.items():
        if inner is GONE:
            if name not in _optional_fields(type(value)):
                return GONE
            fields[name] = None
    return changed(value, **fields)


@cache
def _optional_fields(kind: type[Struct]) -> frozenset[str]:
    """The fields that may be None."""
    fields = msgspec.structs.fields(kind)
    return frozenset(field.name for field in fields if NoneType in get_args(field.type))


def _is_same(first: object, second: object) -> bool:
    return first is second

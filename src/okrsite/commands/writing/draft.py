"""Draft: the text of a new file, from its fields."""

from collections.abc import Iterable, Mapping
from typing import Any

import tomli_w


def draft(front: Iterable[str], body: str = "") -> str:
    """A document from the lines of its front matter and its body."""
    lines = "\n".join(front)
    text = body.strip()
    return f"+++\n{lines}\n+++\n" + (f"{text}\n" if text else "")


def fields(values: Mapping[str, Any]) -> list[str]:
    """A TOML line for each value given; None, false, empty texts and lists are left out."""
    return [f"{name} = {toml(value)}" for name, value in values.items() if _is_given(value)]


def toml(value: Any) -> str:
    """A value as TOML in one line, tables and lists included."""
    match value:
        case Mapping():
            return "{ " + ", ".join(fields(value)) + " }"
        case list() | tuple():
            return "[" + ", ".join(map(toml, value)) + "]"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return tomli_w.dumps({"value": value}).removeprefix("value = ").rstrip("\n")


def _is_given(value: Any) -> bool:
    return value not in (None, "", (), [], {}) and value is not False

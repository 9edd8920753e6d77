"""The text of a new document: TOML front matter from its fields, and its body."""

from collections.abc import Iterable, Mapping
from typing import Any

import tomli_w


def document_text(front_matter: Iterable[str], body: str = "") -> str:
    """A document from the lines of its front matter and its body."""
    lines = "\n".join(front_matter)
    text = body.strip()
    return f"+++\n{lines}\n+++\n" + (f"{text}\n" if text else "")


def toml_lines(fields: Mapping[str, Any]) -> list[str]:
    """A TOML line for each field given; None, false, empty texts and lists are left out."""
    return [f"{name} = {toml_value(value)}" for name, value in fields.items() if _is_given(value)]


def toml_value(value: Any) -> str:
    """A value as TOML in one line, tables and lists included."""
    match value:
        case Mapping():
            return "{ " + ", ".join(toml_lines(value)) + " }"
        case list() | tuple():
            return "[" + ", ".join(map(toml_value, value)) + "]"
        # As people write it: 4, not 4.0. Beyond this size a float is no exact number of units.
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return tomli_w.dumps({"value": value}).removeprefix("value = ").rstrip("\n")


def _is_given(value: Any) -> bool:
    return value not in (None, "", (), [], {}) and value is not False

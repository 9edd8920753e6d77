"""The front matter of documents: written from fields, and changed in what somebody wrote."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import tomli_w

_MARK = "\ufeff"
_PARTS = re.compile(
    r"\A(\+\+\+[ \t]*\n)(.*?)(^\+\+\+[ \t]*(?:\n|\Z).*)\Z", re.DOTALL | re.MULTILINE
)


def document_text(front_matter: Iterable[str], body: str = "") -> str:
    """A document from the lines of its front matter and its body."""
    lines = "\n".join(front_matter)
    text = body.strip()
    return f"+++\n{lines}\n+++\n" + (f"{text}\n" if text else "")


def changed_settings(data: bytes, change: Callable[[str], str]) -> bytes:
    """The bytes of a document with its TOML changed; a mark, line ends and body stay.

    `change` gets and gives lines that end in a line feed. Raises `ValueError` where the document
    has no front matter.
    """
    text = data.decode()
    mark = _MARK if text.startswith(_MARK) else ""
    newline = "\r\n" if "\r\n" in text else "\n"
    found = _PARTS.match(text.removeprefix(_MARK).replace("\r\n", "\n"))
    if found is None:
        raise ValueError(text)
    opening, toml, rest = found.groups()
    return (mark + (opening + change(toml) + rest).replace("\n", newline)).encode()


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

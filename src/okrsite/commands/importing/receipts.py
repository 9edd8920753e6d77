"""Receipts: what was imported into a file, so that a second run knows what people changed since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Struct

from okrsite.commands.authoring.front_matter import toml_lines
from okrsite.commands.importing.vocabulary import plain

# So many of its hexadecimal digits tell two values of a field apart.
_DIGITS = 6


class ImportReceipt(Struct, frozen=True, rename={"source": "from"}):
    """Where a file's goal came from, kept in its `[extra] imported`.

    Attributes:
        id: The goal's id in its source, else its title and cycle.
        source: The tool it came from; empty for a file of no known tool.
        seen: A short digest of each field as it was imported.
        key_results: The same of each key result, by its id in the site.
    """

    id: str
    source: str = ""
    seen: str = ""
    key_results: dict[str, ImportReceipt] = {}

    def digests(self) -> dict[str, str]:
        """The digests by the fields."""
        return dict(part.split(":", 1) for part in self.seen.split() if ":" in part)


def receipt_in(extra: bytes) -> ImportReceipt | None:
    """The receipt in a document's `[extra]`; None where it has none that can be read."""
    try:
        imported = msgspec.json.decode(extra).get("imported")
        return msgspec.convert(imported, ImportReceipt) if isinstance(imported, dict) else None
    except (msgspec.DecodeError, msgspec.ValidationError, AttributeError):
        return None


def key_of(source_id: str, title: str, cycle: str | None) -> str:
    """The key of a goal: its id in the source, else its title and cycle."""
    return source_id or "|".join(filter(None, [plain(title), cycle]))


def seen(fields: Mapping[str, Any]) -> str:
    """The digests of fields as one text; an id of the site is no field of the source."""
    return " ".join(f"{name}:{digest(value)}" for name, value in fields.items() if name != "id")


def digest(value: Any) -> str:
    """A short digest of a value, the same however its numbers and texts are written."""
    return sha256(msgspec.json.encode(_plain(value), order="sorted")).hexdigest()[:_DIGITS]


def receipt_lines(receipt: ImportReceipt) -> list[str]:
    """A receipt as the last tables of a front matter."""
    lines = ["", "[extra.imported] # `okrsite import` reads it when it runs again"]
    lines += toml_lines({"id": receipt.id, "from": receipt.source, "seen": receipt.seen})
    if receipt.key_results:
        inner = {
            name: {"id": result.id, "seen": result.seen}
            for name, result in receipt.key_results.items()
        }
        lines += ["", "[extra.imported.key_results]", *toml_lines(inner)]
    return lines


def _plain(value: Any) -> Any:
    match value:
        case bool() | None:
            return value
        case int() | float():
            return float(value)
        case str():
            return "\n".join(line.rstrip() for line in value.strip().splitlines())
        case Mapping():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case date():
            return value.isoformat()
        case _:
            return str(value)

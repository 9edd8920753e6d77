"""Mapping: which column of a file is which field, as a mapping file says it."""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import msgspec
import tomli
from msgspec import Meta, Struct, field

from okrsite.commands.errors import CommandError
from okrsite.commands.importing.values import DayOrder, Decimal
from okrsite.pipeline.suggest import suggestion

Columns = str | tuple[str, ...]
_GOAL = (
    *("id", "title", "owner", "contributors", "text", "state"),
    *("date", "author", "note", "confidence", "history"),
)
FIELDS: dict[str, tuple[str, ...]] = {
    "objective": (
        *_GOAL,
        "cycle",
        "cycle_start",
        "cycle_end",
        "team",
        "parent",
        "type",
        "tags",
        "progress",
    ),
    "key_result": (
        *(
            *_GOAL,
            "objective",
            "metric",
            "start",
            "target",
            "current",
            "progress",
            "unit",
            "change",
        ),
        *("due", "weight"),
    ),
    "kpi": (*_GOAL, "team", "unit", "min", "max", "range", "target", "cadence", "current", "tags"),
    "checkin": ("parent", "date", "author", "current", "confidence", "note", "state"),
    "initiative": ("id", "title", "parent", "state", "owner", "text"),
}
_PRESETS = "presets"


class KindColumn(Struct, frozen=True, forbid_unknown_fields=True):
    """The column that says what a row is, and the words in it for each kind beside the usual."""

    column: str = ""
    objective: tuple[str, ...] = ()
    key_result: tuple[str, ...] = ()
    kpi: tuple[str, ...] = ()
    checkin: tuple[str, ...] = ()
    initiative: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()


class ColumnMapping(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Which columns have which fields.

    Attributes:
        source: The tool that the file is from; ids of two tools are never mixed up.
        sheet: The sheet of a workbook; all of them unless given.
        decimal: The sign before a fraction; what the numbers tell unless given.
        dates: Whether 03/04/2026 is in April; what the days tell unless given.
        rows: How a row's kind is known.
        objective: Columns by the objective's fields; a list has names of one column in several
            versions of a tool.
        key_result: As `objective`; `objective` is the column with its objective's id or title.
        kpi: As `objective`.
        checkin: As `objective`; `parent` is the goal that it is about.
        initiative: As `objective`; `parent` is the goal that it is for.
    """

    source: str = ""
    sheet: str = ""
    decimal: Decimal | None = None
    dates: DayOrder | None = None
    rows: KindColumn = KindColumn()
    objective: dict[str, Columns] = {}
    key_result: dict[str, Columns] = {}
    kpi: dict[str, Columns] = {}
    checkin: dict[str, Columns] = {}
    initiative: dict[str, Columns] = {}
    format: Annotated[int, Meta(ge=1, le=1)] = field(default=1)

    def columns(self, kind: str) -> dict[str, Columns]:
        """The columns of a kind by its fields."""
        return dict(getattr(self, kind))

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing of columns, so that they must be guessed."""
        return not any(getattr(self, kind) for kind in FIELDS)

    @cached_property
    def column_names(self) -> frozenset[str] | None:
        """Every column that it names, as they are compared; None where it names none."""
        named = [self.rows.column, *(c for kind in FIELDS for c in all_columns(self.columns(kind)))]
        found = frozenset(compared(name) for name in named if name)
        return found or None


def all_columns(columns: dict[str, Columns]) -> list[str]:
    """The names of columns in a section."""
    return [name for given in columns.values() for name in names_of_column(given)]


def names_of_column(given: Columns) -> tuple[str, ...]:
    """The names that a column may have."""
    return (given,) if isinstance(given, str) else given


def compared(name: str) -> str:
    """A column's name as it is compared."""
    return " ".join(name.casefold().split())


def read_mapping(path: Path) -> ColumnMapping:
    """The mapping in a file. Raises `CommandError` with the mistake in it."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandError(f"{path} cannot be read: {problem}") from None
    return _mapping(text, str(path))


def preset(name: str) -> ColumnMapping:
    """A mapping that ships. Raises `CommandError` for a name of none."""
    known = presets()
    if name not in known:
        near = suggestion(name, known)
        raise CommandError(f"there is no preset {name!r}{near}", f"There are {', '.join(known)}.")
    folder = files("okrsite.commands.importing") / _PRESETS
    return _mapping((folder / f"{name}.toml").read_text("utf-8"), name)


def presets() -> list[str]:
    """The names of the mappings that ship."""
    folder = files("okrsite.commands.importing") / _PRESETS
    if not folder.is_dir():
        return []
    return sorted(Path(file.name).stem for file in folder.iterdir() if file.name.endswith(".toml"))


def _mapping(text: str, name: str) -> ColumnMapping:
    try:
        data: dict[str, Any] = tomli.loads(text)
        mapping = msgspec.convert(data, ColumnMapping)
    except (tomli.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise CommandError(f"{name}: {problem}", "docs/importing.md has an example.") from None
    for kind, fields in FIELDS.items():
        for given in mapping.columns(kind):
            if given not in fields:
                near = suggestion(given, fields)
                message = f"{name}: [{kind}] has no field {given!r}{near}"
                raise CommandError(message, f"It has {', '.join(fields)}.")
    return mapping

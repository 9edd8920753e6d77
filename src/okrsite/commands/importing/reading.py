"""Reading: the files that are named, each as tables or as a text of Markdown."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

from msgspec import Struct

from okrsite.commands.errors import CommandError
from okrsite.commands.importing.mapping import ColumnMapping
from okrsite.commands.importing.nested import json_tables, yaml_tables
from okrsite.commands.importing.tables import SourceTable, table_of

_MOST_MEGABYTES = 50
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_MARKDOWN = (".md", ".markdown")
_READABLE = (".csv", ".tsv", *_WORKBOOKS, ".json", ".yaml", ".yml", *_MARKDOWN, ".txt")
_DELIMITERS = ",;\t|"


class SourceFile(Struct, frozen=True):
    """A file that was read: its tables, or its text where it is Markdown."""

    name: str
    path: Path
    tables: tuple[SourceTable, ...] = ()
    markdown: str = ""


def read_sources(paths: Iterable[Path], mapping: ColumnMapping) -> list[SourceFile]:
    """The files; of a folder all that can be read in it, by their names.

    Raises `CommandError` for a file that cannot be read, with the reason.
    """
    files = [(path, base) for given in paths for path, base in _files_of(given)]
    if not files:
        raise CommandError("there is no file to import", f"Known are {', '.join(_READABLE)}.")
    return [_read(path, str(path.relative_to(base)), mapping) for path, base in files]


def _files_of(given: Path) -> Iterator[tuple[Path, Path]]:
    if not given.is_dir():
        yield given, given.parent
        return
    for path in sorted(given.rglob("*")):
        inside = path.relative_to(given).parts
        hidden = any(part.startswith(".") for part in inside)
        if path.is_file() and path.suffix.lower() in _READABLE and not hidden:
            yield path, given.parent


def _read(path: Path, name: str, mapping: ColumnMapping) -> SourceFile:
    content = _bytes_of(path, name)
    match path.suffix.lower():
        case suffix if suffix in _WORKBOOKS:
            return SourceFile(name, path, _sheets(content, name, mapping))
        case ".json":
            return SourceFile(name, path, json_tables(content, name))
        case ".yaml" | ".yml":
            return SourceFile(name, path, yaml_tables(content, name))
        case ".csv" | ".tsv":
            table = _csv_table(decoded(content), name, mapping)
            return SourceFile(name, path, (table,) if table else ())
        case ".md" | ".markdown" | ".txt":
            return SourceFile(name, path, markdown=decoded(content))
        case suffix:
            raise CommandError(
                f"{name}: files that end in {suffix or 'nothing'} cannot be read",
                f"Known are {', '.join(_READABLE)}.",
            )


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, or else what Excel writes on Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_MEGABYTES * 1_000_000 + 1)
    except OSError as problem:
        raise CommandError(f"{name} cannot be read: {problem.strerror}") from None
    if len(content) > _MOST_MEGABYTES * 1_000_000:
        raise CommandError(f"{name} is larger than {_MOST_MEGABYTES} MB")
    return content


def _csv_table(text: str, name: str, mapping: ColumnMapping) -> SourceTable | None:
    first = text.lstrip().partition("\n")[0]
    # Excel may say the delimiter in a line of its own.
    if first.lower().startswith("sep=") and len(first) == 5:
        delimiter, text = first[4], text.lstrip().partition("\n")[2]
    else:
        delimiter = max(_DELIMITERS, key=lambda sign: _times(first, sign))
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    lines, before = [], 0
    try:
        for cells in reader:
            lines.append((f"{name}:{before + 1}", cells))
            before = reader.line_num
    except csv.Error as problem:
        raise CommandError(f"{name}:{reader.line_num}: this is not CSV: {problem}") from None
    return table_of(name, lines, mapping.column_names)


def _times(line: str, sign: str) -> int:
    """How often a sign stands in a line, outside of quotes."""
    return "".join(line.split('"')[::2]).count(sign)


def _sheets(content: bytes, name: str, mapping: ColumnMapping) -> tuple[SourceTable, ...]:
    from okrsite.answers.observations import AnswerError  # noqa: PLC0415 - as above
    from okrsite.answers.optional_import import extra  # noqa: PLC0415 - as above
    from okrsite.api import SourceError  # noqa: PLC0415 - with what is not always there

    try:
        with extra("sheets"):
            from okrsite.builtin.sources.sheet.book import (  # noqa: PLC0415 - not always there
                workbook_of,
            )
        book = workbook_of(content, name, _MOST_MEGABYTES)
        sheets = [mapping.sheet] if mapping.sheet else book.sheets
        found = (_sheet(f"{name}, {sheet}", book.table(sheet), mapping) for sheet in sheets)
        return tuple(filter(None, found))
    except (AnswerError, SourceError) as problem:
        raise CommandError(f"{name}: {problem}") from None


def _sheet(
    name: str, cells: Iterable[Iterable[object]], mapping: ColumnMapping
) -> SourceTable | None:
    lines = ((f"{name}, row {number}", list(row)) for number, row in enumerate(cells, 1))
    return table_of(name, lines, mapping.column_names)

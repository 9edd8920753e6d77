"""One table: rows of a source that has no others, as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from okrsite.answers.observations import AnswerError
from okrsite.answers.records.query import RECORDS
from okrsite.model.extensions import SourceRecord, TableFailure


def one_table(rows: Iterable[Mapping[str, Any]]) -> Iterator[SourceRecord | TableFailure]:
    """The rows as records of the table `records`; an AnswerError on the way is its failure."""
    try:
        for fields in rows:
            yield SourceRecord(fields)
    except AnswerError as reason:
        yield TableFailure(RECORDS, str(reason), reason.is_transient)


def rows_by_header(
    header: Iterable[Any], lines: Iterable[Iterable[Any]]
) -> Iterator[Mapping[str, Any]]:
    """Lines of cells as rows; columns without a name are left out, and empty cells hold nothing.

    Raises AnswerError where two columns have one name.
    """
    names = [str(name).strip() for name in header]
    named = [name.lower() for name in names if name]
    if twice := next((name for name in named if named.count(name) > 1), ""):
        raise AnswerError(f"{named.count(twice)} columns are called '{twice}'")
    for line in lines:
        # A line may be shorter than the header, and go on beyond it.
        cells = zip(names, line, strict=False)
        row = {name: None if cell == "" else cell for name, cell in cells if name}
        if any(cell is not None for cell in row.values()):
            yield row

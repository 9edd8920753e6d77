"""Statements of record queries: written out where they are short, and checked to read only."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from okrsite.answers.observations import AnswerError
from okrsite.answers.records.query import RecordQuery, form_mistakes
from okrsite.answers.records.short_form import WrittenForm, written_out
from okrsite.answers.statements.lexemes import StatementError, UnknownFunctionError
from okrsite.answers.statements.statement import Statement, checked
from okrsite.answers.statements.tree import tables_of
from okrsite.model.extensions import QueryMistake
from okrsite.model.names import Cadence


class RecordStatement(Struct, frozen=True):
    """A statement that was checked, and the names of the tables that it reads."""

    statement: Statement
    tables: frozenset[str]


def mistakes(query: RecordQuery) -> Iterator[QueryMistake]:
    """What keeps a query from being asked, each at its place in the field that it stands in."""
    found = list(form_mistakes(query))
    yield from found
    if found:
        return
    # What is wrong with it does not depend on the cadence.
    written = _written(query, "monthly", 1)
    try:
        checked(written.text, "duckdb", has_files=False)
    except StatementError as problem:
        field, start = _place(query, written, problem.start)
        # No setting of a source of records allows more functions.
        help_ = "" if isinstance(problem, UnknownFunctionError) else problem.help
        yield QueryMistake(problem.reason, help_, field, start)


def statement_of(query: RecordQuery, cadence: Cadence, year_starts: int) -> RecordStatement:
    """The statement of a query. Raises AnswerError where it does more than read tables."""
    if wrong := next(form_mistakes(query), None):
        raise AnswerError(f"it was not asked: {wrong.message}")
    written = _written(query, query.every or cadence, year_starts)
    try:
        statement = checked(written.text, "duckdb", has_files=False)
    except StatementError as problem:
        raise AnswerError(f"it was not asked: {problem.reason}") from None
    return RecordStatement(statement, tables_of(statement.text_to_parse(), "duckdb"))


def _written(query: RecordQuery, cadence: Cadence, year_starts: int) -> WrittenForm:
    return WrittenForm(query.query) if query.query else written_out(query, cadence, year_starts)


def _place(query: RecordQuery, written: WrittenForm, start: int) -> tuple[str, int]:
    """The field that a place in the statement belongs to, and the place in it."""
    if query.query:
        return "query", start
    within = start - written.condition_at
    if 0 <= within <= len(query.where):
        return "where", within
    return "", 0

"""Read only: whether a KPI's query may be sent to its source, for `check` and for `fetch` alike."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.answers.observations import AnswerError
from okrsite.answers.statements.dialects import Dialect, dialect_of, is_in_memory
from okrsite.answers.statements.lexemes import StatementError
from okrsite.answers.statements.statement import Statement, UnreadStatement, checked
from okrsite.api import QueryMistake, SourceError
from okrsite.builtin.sources.sql.settings import SqlQuery, SqlSettings

_UNKNOWN = "nobody here can read the SQL of"


def mistakes(query: SqlQuery, settings: SqlSettings) -> Iterator[QueryMistake]:
    """What keeps a query from being sent; `settings` are as they are written, variables and all."""
    if settings.parse == "off":
        return
    try:
        dialect = _dialect(settings)
    except SourceError as problem:
        yield _unknown(settings, str(problem))
        return
    try:
        _checked(query, settings, dialect)
    except StatementError as problem:
        yield QueryMistake(problem.reason, problem.help, "query", problem.start)


def statement_of(query: SqlQuery, settings: SqlSettings) -> Statement | UnreadStatement:
    """The statement of a query, checked unless the settings say that nobody can read it here.

    Raises AnswerError where it does more than read, and SourceError where its dialect is none that
    can be read.
    """
    if settings.parse == "off":
        return UnreadStatement(query.query)
    try:
        return _checked(query, settings, _dialect(settings))
    except StatementError as problem:
        raise AnswerError(f"it was not sent: {problem.reason}") from None


def _checked(query: SqlQuery, settings: SqlSettings, dialect: Dialect) -> Statement:
    functions = frozenset(settings.functions)
    return checked(query.query, dialect, functions, has_files=is_in_memory(settings.url))


def _dialect(settings: SqlSettings) -> Dialect:
    """The dialect that queries are read in; what an address says stands over the settings."""
    named = settings.url.partition(":")[0]
    found = dialect_of(settings.url)
    if found is None and settings.url.startswith("$") and settings.dialect:
        return settings.dialect
    if found is None:
        raise SourceError(f"{_UNKNOWN} {named}")
    return found


def _unknown(settings: SqlSettings, reason: str) -> QueryMistake:
    if settings.url.startswith("$"):
        message = "its address is a variable, so nobody looked whether its queries only read"
        help_ = 'Say which SQL it is: dialect = "postgres" for PostgreSQL.'
        return QueryMistake(message, help_, is_refusal=False)
    help_ = 'parse = "off" sends queries unread, to a role that is proved to be read-only.'
    return QueryMistake(reason, help_, "query")

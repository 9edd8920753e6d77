"""Tree: a statement as sqlglot parses it, in which every part must be one that a query may have."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, SqlglotError

from okrsite.answers.statements.dialects import Dialect
from okrsite.answers.statements.lexemes import StatementError

# It tells of what it cannot parse, which is a finding here and nothing to print beside it.
logging.getLogger("sqlglot").setLevel(logging.CRITICAL)

_READS = "A query is one SELECT, with or without WITH before it."
# Functions are told apart by their names in the statement itself; what is left are signs, clauses
# and names. What sqlglot learns to read one day is refused until it stands here.
_PARTS: tuple[type[exp.Expr], ...] = (
    *(exp.Func, exp.Binary, exp.Unary, exp.Predicate, exp.SubqueryPredicate),
    *(exp.Select, exp.SetOperation, exp.Subquery, exp.Values, exp.With, exp.CTE, exp.Table),
    *(exp.TableAlias, exp.Alias, exp.Aliases, exp.PivotAlias, exp.Pivot, exp.UnpivotColumns),
    *(exp.PivotAny, exp.TableFromRows, exp.Lateral, exp.UDTF, exp.TableSample, exp.Final),
    *(exp.Column, exp.Identifier, exp.Star, exp.Var, exp.Pseudocolumn, exp.TableColumn),
    *(exp.Literal, exp.Null, exp.Boolean, exp.Placeholder, exp.HexString, exp.BitString),
    *(exp.National, exp.Interval, exp.IntervalSpan, exp.TimeUnit, exp.DataType, exp.DataTypeParam),
    *(exp.PseudoType, exp.ObjectIdentifier, exp.Tuple, exp.Bracket, exp.Slice, exp.Lambda),
    *(exp.Between, exp.In, exp.Distinct, exp.Filter, exp.WithinGroup, exp.IgnoreNulls),
    *(exp.RespectNulls, exp.HavingMax, exp.Ordered, exp.AtTimeZone, exp.FromTimeZone, exp.AtIndex),
    *(exp.From, exp.Join, exp.Where, exp.PreWhere, exp.Group, exp.Cube, exp.Rollup),
    *(exp.GroupingSets, exp.Having, exp.Qualify, exp.Window, exp.WindowSpec, exp.Order, exp.Limit),
    *(exp.Offset, exp.Fetch, exp.LimitOptions, exp.Version, exp.Connect, exp.Prior, exp.WithFill),
    *(exp.ForIn, exp.Comprehension, exp.ColumnDef, exp.Schema, exp.ColumnPrefix, exp.ProjectionDef),
    *(exp.JSON, exp.JSONPath, exp.JSONPathPart, exp.FormatJson, exp.JSONKeyValue, exp.JSONValue),
    *(exp.JSONColumnDef, exp.JSONSchema, exp.JSONExtractQuote, exp.OnCondition),
    *(exp.Variadic, exp.PositionalColumn, exp.RecursiveWithSearch),
)
_NO_PARTS = (exp.DML, exp.DDL, exp.NextValueFor, exp.Parameter, exp.SessionParameter)
# Settings, file formats and locks, which some dialects take within a query, are no parts of a tree
# but fields of it.
_NO_FIELDS = ("hint", "hints", "into", "locks", "settings", "format", "options", "for_", "kind")
_FIELDS_OF = (exp.Select, exp.SetOperation, exp.Table, exp.Subquery)


def parsed(statement: str, dialect: Dialect) -> exp.Expr:
    """The tree of a statement. Raises StatementError for all but one query of known parts."""
    try:
        trees = sqlglot.parse(statement, read=dialect)
    except ParseError as problem:
        raise _unparsed(problem, statement) from None
    except (SqlglotError, RecursionError):
        raise StatementError("it cannot be read as SQL", 0, _READS) from None
    if len(trees) != 1 or trees[0] is None:
        raise StatementError("it is not one statement", 0, _READS)
    tree = trees[0]
    if not isinstance(tree.unnest(), exp.Select | exp.SetOperation | exp.Values):
        raise StatementError("a query only reads, and this does not", 0, _READS)
    for part in tree.walk():
        _check_part(part)
    return tree


def own_names(tree: exp.Expr) -> Iterator[int]:
    """Where a name with brackets behind it names a table and its columns: `with m (day, n) as`."""
    for alias in tree.find_all(exp.TableAlias):
        if isinstance(alias.this, exp.Identifier) and alias.args.get("columns"):
            yield alias.this.meta.get("start", -1)


def tables_of(statement: str, dialect: Dialect) -> frozenset[str]:
    """The names of the tables that a statement reads, without those that it makes by WITH."""
    tree = parsed(statement, dialect)
    made = {made.alias.lower() for made in tree.find_all(exp.CTE)}
    named = {table.name for table in tree.find_all(exp.Table) if table.name}
    return frozenset(name for name in named if name.lower() not in made)


def _check_part(part: exp.Expr) -> None:
    if isinstance(part, _NO_PARTS) or not isinstance(part, _PARTS):
        raise StatementError(f"{_called(part)} does not belong into a query", _start(part), _READS)
    if isinstance(part, _FIELDS_OF):
        for field in _NO_FIELDS:
            if part.args.get(field) and not isinstance(part, exp.SetOperation):
                said = field.strip("_").upper().removesuffix("S")
                message = f"{said} does not belong into a query that is sent from here"
                raise StatementError(message, _start(part), _READS)


def _called(part: exp.Expr) -> str:
    return type(part).__name__.upper()


def _start(part: exp.Expr) -> int:
    """Where a part stands, or the first part in it that knows."""
    starts = (inner.meta["start"] for inner in part.walk() if "start" in inner.meta)
    return min(starts, default=0)


def _unparsed(problem: ParseError, statement: str) -> StatementError:
    told = problem.errors[0] if problem.errors else {}
    line, column = told.get("line") or 1, told.get("col") or 1
    lines = statement.split("\n")
    start = sum(len(above) + 1 for above in lines[: line - 1]) + max(column - 1, 0)
    reason = str(told.get("description") or "").rstrip(".")
    message = "it cannot be read as SQL"
    if reason and "<class" not in reason:
        message = f"{message}: {reason[0].lower()}{reason[1:]}"
    return StatementError(message, min(start, len(statement)), _READS)

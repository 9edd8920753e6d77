"""Statement: a KPI's query, checked to be one statement that only reads before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from msgspec import Struct

from okrsite.answers.statements.data_files import READERS, check_files, refuse_files, refuse_stages
from okrsite.answers.statements.dialects import READ_FILES, Dialect
from okrsite.answers.statements.functions import harmless, words_before_brackets
from okrsite.answers.statements.lexemes import Lexeme, StatementError, UnknownFunctionError, lexemes
from okrsite.answers.statements.tree import own_names, parsed
from okrsite.pipeline.suggest import suggestion

# Each of these writes, defines or runs something, wherever a parser takes it for a mere name.
_NEVER = {
    *("alter", "create", "delete", "drop", "dumpfile", "exec", "execute", "grant", "insert"),
    *("into", "merge", "nextval", "outfile", "revoke", "truncate", "update"),
}
# Transact-SQL needs no semicolon between two statements, so these begin one anywhere.
_NEVER_IN_TSQL = {
    *("backup", "begin", "break", "bulk", "checkpoint", "close", "commit", "continue", "dbcc"),
    *("deallocate", "declare", "deny", "disk", "enable", "fetch", "goto", "if", "kill", "load"),
    *("open", "print", "raiserror", "readtext", "reconfigure", "restore", "return", "rollback"),
    *("save", "send", "set", "setuser", "shutdown", "throw", "updatetext", "use", "waitfor"),
    *("while", "writetext", "disable", "receive", "move", "get", "add"),
}
# By the dialect: what else has no place in a query. ClickHouse calls a function by its bare name in
# `select * apply(file)`.
_NEVER_IN: dict[str, set[str]] = {"tsql": _NEVER | _NEVER_IN_TSQL, "clickhouse": _NEVER | {"apply"}}
# The schema of a database's own functions, and BigQuery's prefix for those that give NULL.
_OWN_SCHEMAS = {"pg_catalog", "safe"}
_PARAMETERS = (":since", ":until")
# What stands for a parameter where the tree is read; it is as long, so that places stay true.
_AS_VALUE = "'2026'"
# Neither part of a cast nor of a word.
_ANY_PARAMETER = re.compile(r"(?<![:\w]):(since|until)\b")
_LONGEST = 20_000


class Statement(Struct, frozen=True):
    """A query that was checked, and its pieces."""

    query: str
    lexemes: tuple[Lexeme, ...]

    @property
    def parameters(self) -> frozenset[str]:
        """The names of its parameters."""
        return frozenset(piece.text[1:] for piece in self.lexemes if piece.kind == "parameter")

    def text(self, mark: str = ":", colon: str = ":") -> str:
        """What is sent: without comments and the last semicolon, each line in its place.

        `mark` begins a parameter, and every other colon is written as `colon`.
        """
        return self._joined(lambda name: mark + name, colon)

    def text_to_parse(self) -> str:
        """The same with values for its parameters, each piece in its place."""
        return self._joined(lambda _: _AS_VALUE, ":")

    def _joined(self, value: Callable[[str], str], colon: str) -> str:
        parts = []
        for before, piece in zip((None, *self.lexemes), self.lexemes, strict=False):
            is_parameter = piece.kind == "parameter"
            written = value(piece.text[1:]) if is_parameter else piece.text.replace(":", colon)
            parts += [_gap(self.query, before, piece), written]
        return "".join(parts)


class UnreadStatement(Struct, frozen=True):
    """A query that nobody checked, for a role that can only read."""

    query: str

    @property
    def parameters(self) -> frozenset[str]:
        """The names of its parameters."""
        return frozenset(_ANY_PARAMETER.findall(self.query))

    def text(self, mark: str = ":", colon: str = ":") -> str:
        """The query as it is, with other marks of its parameters and other colons in casts."""
        marked = _ANY_PARAMETER.sub(rf"{mark}\1", self.query)
        return marked.replace("::", colon * 2)


@lru_cache(maxsize=4096)
def checked(
    query: str, dialect: Dialect, functions: Collection[str] = frozenset(), *, has_files: bool
) -> Statement:
    """The statement of a query that only reads. Raises StatementError, with the place in it.

    `functions` are further ones that it may call; with `has_files` it may name files of
    `content/data/`.
    """
    if len(query) > _LONGEST:
        raise StatementError(f"the query is longer than {_LONGEST} characters")
    pieces = lexemes(query, dialect)
    if pieces[-1].text == ";":
        pieces.pop()
    statement = Statement(query, tuple(pieces))
    _check_parameters(pieces)
    _check_words(pieces, dialect)
    tree = parsed(statement.text_to_parse(), dialect)
    allowed = harmless(dialect) | {name.lower() for name in functions}
    _check_calls(pieces, allowed | (READERS if has_files else frozenset()), {*own_names(tree)})
    if has_files:
        check_files(tree, pieces)
    elif dialect in READ_FILES:
        refuse_files(tree)
    elif dialect == "snowflake":
        refuse_stages(tree)
    return statement


def _gap(query: str, before: Lexeme | None, piece: Lexeme) -> str:
    """What stands before a piece, with spaces for comments."""
    between = query[before.end if before else 0 : piece.start]
    return "".join("\n" if character == "\n" else " " for character in between)


def _check_parameters(pieces: Sequence[Lexeme]) -> None:
    for piece in pieces:
        if piece.kind == "parameter" and piece.text not in _PARAMETERS:
            near = suggestion(piece.text[1:], [name[1:] for name in _PARAMETERS])
            message = f"nothing is known as '{piece.text}', only :since and :until{near}"
            raise StatementError(message, piece.start)


def _check_words(pieces: Sequence[Lexeme], dialect: Dialect) -> None:
    """Raises StatementError for words that make something else of a query."""
    never = _NEVER_IN.get(dialect, _NEVER)
    for at, piece in enumerate(pieces):
        word = piece.text.lower() if piece.kind == "word" else ""
        is_call = at + 1 < len(pieces) and pieces[at + 1].text == "("
        if word in never and not (word == "truncate" and is_call):
            message = f"a query only reads, and has no place for {word.upper()}"
            raise StatementError(message, piece.start, "A column of this name stands in quotes.")
        if word == "using" and at + 1 < len(pieces) and pieces[at + 1].kind == "text":
            raise StatementError("a query runs no script", piece.start)


def _check_calls(
    pieces: Sequence[Lexeme], allowed: Collection[str], own_names: Collection[int]
) -> None:
    """Raises StatementError for a call of a function that is not known to be harmless."""
    for at, piece in enumerate(pieces[:-1]):
        if pieces[at + 1].text != "(" or not piece.word or piece.start in own_names:
            continue
        is_qualified = at > 0 and pieces[at - 1].text == "."
        if piece.kind == "word" and piece.word in words_before_brackets() and not is_qualified:
            continue
        name = _qualified(pieces, at)
        schema, _, short = name.rpartition(".")
        if name in allowed or (schema in _OWN_SCHEMAS and short in allowed):
            continue
        message = f"the function '{name}' is not known to read only"
        help_ = f'A maintainer allows it: functions = ["{name}"] in [sources.NAME].'
        raise UnknownFunctionError(message, piece.start, help_)


def _qualified(pieces: Sequence[Lexeme], at: int) -> str:
    """The name of a function with all that stands before it, in small letters."""
    name = pieces[at].word
    while at >= 2 and pieces[at - 1].text == ".":
        at -= 2
        name = f"{pieces[at].word}.{name}"
    return name

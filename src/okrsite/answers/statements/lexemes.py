"""Lexemes: the words, texts and signs of a statement, where every engine would see the same ones.

Engines differ in what begins and ends a text or a comment: backslashes, `#`, `$$`, nested comments.
A statement in which they could part ways is refused, so that what is checked here is what they run.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from msgspec import Struct

from okrsite.answers.statements.dialects import Dialect

LexemeKind = Literal["word", "name", "text", "number", "parameter", "sign"]


class Lexeme(Struct, frozen=True):
    """A piece of a statement; a `name` is one in quotes, `start` counts characters from 0."""

    kind: LexemeKind
    text: str
    start: int

    @property
    def end(self) -> int:
        """The place behind its last character."""
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """A word or a name in small letters, without quotes; empty for anything else."""
        match self.kind:
            case "word":
                return self.text.lower()
            case "name":
                return self.text[1:-1].lower()
            case _:
                return ""


class StatementError(Exception):
    """Why a statement is not sent, where in it, and what to do about it."""

    def __init__(self, reason: str, start: int = 0, help_: str = "") -> None:
        super().__init__(reason)
        self.reason, self.start, self.help = reason, start, help_


class UnknownFunctionError(StatementError):
    """A function that is not known to be harmless; whoever keeps a source may know better."""


_BACKTICKS = {"bigquery", "clickhouse", "databricks", "hive", "mysql", "spark", "sqlite"}
_BRACKETS = {"sqlite", "tsql"}
# Signs that begin a comment, a variable, a file or a text in some engine, and where they do not.
_SIGNS_OF = {
    "#": {"postgres", "redshift"},
    "@": {"postgres", "redshift", "duckdb"},
    "?": {"postgres", "redshift"},
    "{": {"duckdb"},
    "}": {"duckdb"},
}
_OPERATORS = re.compile(r"#>>?|@>|<@|@@|@\?|\?[|&]?")
_BLANK = re.compile(
    r"[ \t\n]+|--(?=[ \t\n]|\Z)[^\n]*|/\*(?![!+]|M!)(?:(?!/\*|\*/).)*\*/", re.DOTALL
)
_TEXT = re.compile(r"'(?:[^']|'')*'")
_NAME = re.compile(r'"(?:[^"]|"")*"|`[^`]*`')
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)")
_WORD = re.compile(r"[^\W\d]\w*")
_PARAMETER = re.compile(r"(?<![:\w\"'`)\]]):([A-Za-z_]\w*)")
_ESCAPED_QUOTE = re.compile(r"\\['\"`]")
_IN_NAMES = re.compile(r"['\"`\\;]|--|/\*")
_PLAIN = "+-*/%=<>!~|&^.,()[]:"
# Apostrophes of other scripts, which a database of another encoding may take for its own.
_APOSTROPHES = re.compile("[\u02b9\u02bc\u02c8\u2032\uff02\uff07\uff40]")
_ONE_STATEMENT = "A query is one statement; a semicolon may only end it."


def lexemes(statement: str, dialect: Dialect) -> list[Lexeme]:
    """The pieces of a statement, comments left out. Raises StatementError."""
    _refuse_characters(statement)
    found: list[Lexeme] = []
    at, end = 0, len(statement)
    while at < end:
        if blank := _BLANK.match(statement, at):
            at = blank.end()
            continue
        lexeme = _lexeme(statement, at, dialect)
        if found:
            _refuse_neighbours(found[-1], lexeme)
        found.append(lexeme)
        at = lexeme.end
    if not found:
        raise StatementError("the query is empty")
    return found


def _refuse_characters(statement: str) -> None:
    """Raises StatementError for characters that cannot be seen or that engines read differently."""
    for at, character in enumerate(statement):
        if character in "\n\t" or " " <= character <= "~":
            continue
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
            raise StatementError(f"it holds a character that cannot be seen: {character!a}", at)
    if found := _APOSTROPHES.search(statement):
        message = f"'{found[0]}' is not an apostrophe to all databases"
        raise StatementError(message, found.start(), "Write ' instead.")
    if "${" in statement:
        message = "'${' begins a variable, which Spark fills in even within a text"
        raise StatementError(message, statement.index("${"))
    if found := _ESCAPED_QUOTE.search(statement):
        message = "a backslash before a quote ends the text in one database and not in another"
        help_ = "Double a quote within a text (''); for LIKE take another sign: escape '!'."
        raise StatementError(message, found.start(), help_)


def _lexeme(statement: str, at: int, dialect: Dialect) -> Lexeme:
    match statement[at]:
        case "'":
            return _text(statement, at, dialect)
        case '"' | "`":
            return _name(statement, at, dialect, _NAME)
        case "[" if dialect in _BRACKETS:
            return _name(statement, at, dialect, _BRACKETED)
        case _:
            pass
    if found := _NUMBER.match(statement, at):
        return Lexeme("number", found[0], at)
    if found := _WORD.match(statement, at):
        return Lexeme("word", found[0], at)
    if found := _PARAMETER.match(statement, at):
        return Lexeme("parameter", found[0], at)
    return _sign(statement, at, dialect)


def _text(statement: str, at: int, dialect: Dialect) -> Lexeme:
    found = _TEXT.match(statement, at)
    if found is None:
        raise StatementError("a text is never closed", at, "It ends with another '.")
    if dialect == "bigquery" and "'''" in found[0]:
        raise StatementError("three quotes in a row begin another kind of text here", at)
    return Lexeme("text", found[0], at)


def _name(statement: str, at: int, dialect: Dialect, pattern: re.Pattern[str]) -> Lexeme:
    if statement[at] == "`" and dialect not in _BACKTICKS:
        raise StatementError("no name stands in backticks here", at, 'Write "name".')
    found = pattern.match(statement, at)
    if found is None:
        raise StatementError("a name in quotes is never closed", at)
    if _IN_NAMES.search(found[0], 1, len(found[0]) - 1):
        message = "a name holds a quote, a semicolon or a sign of comments"
        raise StatementError(message, at, "Databases read such names differently.")
    return Lexeme("name", found[0], at)


def _sign(statement: str, at: int, dialect: Dialect) -> Lexeme:
    sign = statement[at]
    if statement.startswith(("--", "/*", "*/"), at):
        raise StatementError(
            f"this comment is not one in all databases: {statement[at : at + 3]!r}",
            at,
            "Write a space behind --; /* ... */ holds no other one, nor begins with ! or +.",
        )
    if sign == ";":
        return _last_semicolon(statement, at)
    if sign in _SIGNS_OF and dialect in _SIGNS_OF[sign]:
        found = _OPERATORS.match(statement, at)
        if found or sign in "{}":
            return Lexeme("sign", found[0] if found else sign, at)
    if sign == "<" and statement.startswith("<@", at) and dialect in _SIGNS_OF["@"]:
        return Lexeme("sign", "<@", at)
    if sign in _PLAIN:
        return Lexeme("sign", "::" if statement.startswith("::", at) else sign, at)
    raise StatementError(f"'{sign}' means different things to databases", at)


def _last_semicolon(statement: str, at: int) -> Lexeme:
    rest = at + 1
    while blank := _BLANK.match(statement, rest):
        rest = blank.end()
    if rest < len(statement):
        raise StatementError("a second statement begins behind this semicolon", at, _ONE_STATEMENT)
    return Lexeme("sign", ";", at)


def _refuse_neighbours(left: Lexeme, right: Lexeme) -> None:
    """Raises StatementError where engines differ in what ends the one and begins the next."""
    if left.end != right.start:
        return
    if right.kind in {"text", "name"} and left.kind in {"word", "number"} and right.text[0] != "[":
        message = f"'{left.text}' stands directly before a quote, which changes what it means"
        raise StatementError(message, left.start, "Write a space between them.")
    if left.kind == "number" and right.kind == "word":
        message = f"'{left.text}{right.text}' is neither a number nor a name"
        raise StatementError(message, left.start)

"""TOML: values with their places, and every mistake of the text that can be told from the rest."""

import re
import unicodedata
from typing import Any, Final

import toml_rs
import tomli
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.source import Span
from okrsite.pipeline.mending import mended
from okrsite.pipeline.nesting import brackets_and_dots, too_deep
from okrsite.pipeline.numerals import checked, has_strange_number, normalised
from okrsite.pipeline.table import Table, Writing

LARGEST = 64 * 1024
MOST_MISTAKES = 20

# Editors, tomllib and the writers that keep comments read 1.0.0; what they cannot read again must
# not be accepted here.
VERSION: Final = "1.0.0"

# From here on a text is proved whole by a reader that cannot crash, since in a broken text two
# readers may disagree about where a string ends. toml-rs ends the process from 2,000 levels on.
DOUBTFUL = 1000


def read_toml(text: str, path: str, first_line: int = 1) -> Table:
    """Read a TOML text that begins on a line of its file; raises nothing.

    What is wrong stands in the table's findings; where the text could be read no further, the
    table is empty and not complete.
    """
    writing = Writing(path, text, first_line)
    findings: list[Diagnostic] = []
    document = _guarded(writing, findings)
    if document is None:
        return Table(writing, {}, {}, (first_line, 1), tuple(findings), is_complete=False)
    table = Table(writing, document.value, document.meta["nodes"], (first_line, 1))
    return _cleaned(table, findings)


def _cleaned(table: Table, findings: list[Diagnostic]) -> Table:
    """The table in NFC, without what was mended and without numbers that are none."""
    needs_nfc = _may_be_decomposed(table.writing.text)
    if needs_nfc or findings or has_strange_number(table.value):
        nodes = normalised(table.nodes) if needs_nfc else table.nodes
        table = replace(table, nodes=nodes)
        value = checked(table, findings, needs_nfc=needs_nfc)
        table = replace(table, value=value, is_flawed=bool(findings), findings=tuple(findings))
    return table


def _guarded(writing: Writing, findings: list[Diagnostic]) -> Any:
    if len(writing.text.encode()) > LARGEST:
        message = f"{len(writing.text.encode()) // 1024} KB of TOML are too much to read"
        help_ = "Keep it under 64 KB; long texts belong into the body or into check-in files."
        findings.append(error("OKR003", Span(writing.path, writing.first_line), message, help_))
        return None
    if (position := too_deep(writing.text)) is not None:
        message = "tables, lists or dotted keys are nested more than 100 deep"
        findings.append(error("OKR007", _span(writing, position), message, "Write it flatter."))
        return None
    return _load(writing, findings)


def _load(writing: Writing, findings: list[Diagnostic]) -> Any:
    """Load a text, and again without what is broken, until it is read or no mending helps."""
    text, last = writing.text, 0
    for _ in range(MOST_MISTAKES):
        try:
            if brackets_and_dots(text) > DOUBTFUL:
                tomli.loads(text)
            return toml_rs.load_with_metadata(text, toml_version=VERSION)
        except (toml_rs.TOMLDecodeError, tomli.TOMLDecodeError) as problem:
            line, column, reason = problem.lineno, problem.colno, _reason(problem)
        except (ValueError, RecursionError) as problem:
            findings.append(error("OKR006", Span(writing.path, writing.first_line), str(problem)))
            return None
        if line <= last:
            return None
        span = Span(writing.path, line + writing.first_line - 1, column)
        findings.append(error("OKR006", span, *_in_words(reason, text.split("\n")[line - 1])))
        text, last = mended(text, line, reason), line
        if text == "":
            return None
    return None


def _reason(problem: Any) -> str:
    """What the reader says, without the line it quotes."""
    return re.split(r"\n\s*\|\s+\^+\n", problem.msg)[-1].replace("\n", ", ")


def _in_words(reason: str, line: str) -> tuple[str, str]:
    for beginning, message, help_ in _WORDS:
        if reason.startswith(beginning):
            return message.format(reason=reason, line=line.strip()), help_
    return f"this is not TOML: {reason}", ""


_WORDS = (
    ("string values must be quoted", "text must stand in quotes", 'Write it as "...".'),
    ("duplicate key", "this is written twice", "Keep one of the two."),
    ("invalid date", "{reason}", "A date is year-month-day, like 2026-10-12."),
    ("invalid basic string", "the closing quote is missing", 'Text ends with " on its own line.'),
    ("key with no value", "a key without a value", 'Write key = "value".'),
    (
        "invalid unquoted key",
        "this key needs quotes, or is no key at all",
        "Keys are letters, digits, - and _; a key with anything else stands in quotes.",
    ),
    ("newlines are unsupported in inline tables", "{{ ... }} must stand on one line", ""),
)


def _span(writing: Writing, position: int) -> Span:
    before = writing.text[:position]
    column = position - before.rfind("\n")
    return Span(writing.path, writing.first_line + before.count("\n"), column)


def _may_be_decomposed(text: str) -> bool:
    return "\\u" in text or "\\U" in text or not unicodedata.is_normalized("NFC", text)

"""TOML: values with their places, and every mistake of the text that can be told from the rest."""

import re
import unicodedata
from typing import Any, Final, NamedTuple

import toml_rs
import tomli
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.pipeline.toml.error_messages import in_words
from okrsite.pipeline.toml.exact_numbers import checked, has_strange_number, normalised
from okrsite.pipeline.toml.nesting import brackets_and_dots, too_deep
from okrsite.pipeline.toml.positions import Writing
from okrsite.pipeline.toml.recovery import mended
from okrsite.pipeline.toml.table import BLANK, Table

LARGEST = 64 * 1024
MOST_MISTAKES = 20

# Editors, tomllib and the writers that keep comments read 1.0.0; what they cannot read again must
# not be accepted here.
VERSION: Final = "1.0.0"

# What stands for the values of broken lines must not be written by anybody.
_RESERVED = re.compile(rf"{BLANK}|\\u(?i:fdd0)|\\U0000(?i:fdd0)")

# toml-rs goes a level down for every bracket, dot and, in a broken text, equals sign, and ends the
# process after some thousands. From here on a reader that cannot crash must take the text for whole
# first: in a broken one two readers may disagree about where a string ends.
DOUBTFUL = 1000


def read_toml(text: str, path: str, first_line: int = 1) -> Table:
    """Read a TOML text that begins on a line of its file; raises nothing.

    What is wrong stands in the table's findings; where the text could be read no further, the
    table is empty and not complete.
    """
    writing = Writing(path, text, first_line)
    findings: list[Diagnostic] = []
    document, is_whole = _guarded(writing, findings)
    if document is None or not is_whole:
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


def _guarded(writing: Writing, findings: list[Diagnostic]) -> tuple[Any, bool]:
    if len(writing.text.encode()) > LARGEST:
        message = f"{len(writing.text.encode()) // 1024} KB of TOML are too much to read"
        help_ = "Keep it under 64 KB; long texts belong into the body or into check-in files."
        findings.append(error("OKR003", Span(writing.path, writing.first_line), message, help_))
        return None, False
    if found := _RESERVED.search(writing.text):
        message = "U+FDD0 is not a character of any text"
        findings.append(error("OKR002", _span(writing, found.start()), message, "Take it out."))
        return None, False
    if (position := too_deep(writing.text)) is not None:
        message = "tables, lists or dotted keys are nested more than 100 deep"
        findings.append(error("OKR007", _span(writing, position), message, "Write it flatter."))
        return None, False
    return _load(writing, findings)


def _load(writing: Writing, findings: list[Diagnostic]) -> tuple[Any, bool]:
    """Load a text, and again without what is broken, until it is read or no mending helps.

    Also tells whether everything stands where it was written: what follows a broken header does
    not. Where no mending helps, only the lines before are looked at, and what was cut in two there
    is no mistake.
    """
    text, is_whole, is_cut = writing.text, True, False
    mended_lines: set[int] = set()
    for _ in range(MOST_MISTAKES):
        problem = _attempt(text)
        if not isinstance(problem, _Problem):
            return problem, is_whole
        if problem.line in mended_lines or (not is_whole and problem.follows_from_header):
            return None, False
        line = text.split("\n")[problem.line - 1]
        better = mended(text, problem.line, is_duplicate=problem.reason.startswith("duplicate key"))
        if is_cut and (better is None or problem.is_of_the_cut):
            return None, False
        span = Span(writing.path, problem.line + writing.first_line - 1, problem.column)
        words = in_words(problem.reason, line[problem.column - 1 :])
        findings.append(error("OKR006", span, *words))
        mended_lines.add(problem.line)
        is_cut |= better is None
        is_whole &= not is_cut and not line.lstrip().startswith("[")
        text = "\n".join(text.split("\n")[: problem.line - 1]) if better is None else better
    return None, False


class _Problem(NamedTuple):
    """Why a text could not be read; the line counts within the text, the column in characters."""

    line: int
    column: int
    reason: str

    @property
    def is_of_the_cut(self) -> bool:
        return self.reason.startswith(("unclosed", "invalid multi-line"))

    @property
    def follows_from_header(self) -> bool:
        return self.reason.startswith(("duplicate key", "cannot extend"))


def _attempt(text: str) -> Any:
    try:
        if brackets_and_dots(text) + text.count("=") > DOUBTFUL:
            tomli.loads(text)
        return toml_rs.load_with_metadata(text, toml_version=VERSION)
    except toml_rs.TOMLDecodeError as problem:
        # Its attributes count in bytes as soon as a line before holds other than ASCII.
        place = re.search(r"at line (\d+), column (\d+)", problem.msg)
        line, column = map(int, place.groups()) if place else (1, 1)
        reason = re.split(r"\n\s*\|\s+\^+\n", problem.msg)[-1].replace("\n", ", ")
        return _Problem(min(line, text.count("\n") + 1), column, reason)
    except tomli.TOMLDecodeError as problem:
        return _Problem(problem.lineno, problem.colno, problem.msg)
    except (ValueError, RecursionError) as problem:
        return _Problem(1, 1, str(problem))


def _span(writing: Writing, position: int) -> Span:
    before = writing.text[:position]
    column = position - before.rfind("\n")
    return Span(writing.path, writing.first_line + before.count("\n"), column)


def _may_be_decomposed(text: str) -> bool:
    return "\\u" in text or "\\U" in text or not unicodedata.is_normalized("NFC", text)

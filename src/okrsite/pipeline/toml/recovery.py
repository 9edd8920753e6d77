"""Recovery: a TOML text read without its broken lines, so that one mistake hides no other."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import toml_rs
import tomli

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.edit import Edit, Replacement, replace_line
from okrsite.model.position import Span
from okrsite.pipeline.toml.mends import SETTING, VERSION, Mend, mend_of_line
from okrsite.pipeline.toml.nesting import brackets_and_dots
from okrsite.pipeline.toml.positions import TomlText
from okrsite.pipeline.toml.spaces import with_plain_spaces
from okrsite.pipeline.toml.structure import mend_of_structure
from okrsite.pipeline.toml.structure_mend import StructureMend
from okrsite.pipeline.toml.table import BLANK
from okrsite.pipeline.toml.unit_field import unit_edits

MOST_MISTAKES = 20

# toml-rs goes a level down for every bracket, dot and, in a broken text, equals sign, and ends the
# process after some thousands. From here on a reader that cannot crash must take the text for whole
# first: in a broken one two readers may disagree about where a string ends.
DOUBTFUL = 1000

_STRING = re.compile(r""""(?:[^"\\]|\\.)*"?|'[^']*'?|\#.*""")

_NO_NUMBER = (
    "this is neither a number nor a date",
    "A number is 4.5, a date 2026-10-12, and text stands in quotes.",
)
_WORDS = (
    ("string values must be quoted", "text must stand in quotes", 'Write it as "...".'),
    ("duplicate key", "this is written twice", "Keep one of the two."),
    ("invalid date", "", "A date is year-month-day, like 2026-10-12."),
    ("invalid float", *_NO_NUMBER),
    ("invalid integer", *_NO_NUMBER),
    (
        "invalid multi-line",
        "the closing quotes are missing",
        'Text of several lines ends with """.',
    ),
    ("invalid basic string", "the closing quote is missing", 'Text ends with " on its own line.'),
    (
        "key with no value",
        "this line is no key with a value",
        'Write key = "value"; text belongs below the line +++ that ends the settings.',
    ),
    (
        "invalid unquoted key",
        "this key needs quotes, or is no key at all",
        "Keys are letters, digits, - and _; a key with anything else stands in quotes.",
    ),
    (
        "newlines are unsupported in inline tables",
        "{ ... } must stand on one line",
        "Close it on the line where it begins.",
    ),
    (
        "unexpected key or value",
        "something stands behind the value",
        'A line ends with its value; a quote inside of text is written \\".',
    ),
)


def load_mended(source: TomlText, findings: list[Diagnostic]) -> tuple[Any, bool]:
    """Load a text, and again without what is broken, until it is read or no mending helps.

    Also tells whether everything stands where it was written: what follows a broken header does
    not. Where no mending helps, only the lines before are looked at, and what was cut in two there
    is no mistake.
    """
    text, is_whole, is_cut = source.text, True, False
    mended_lines: set[int] = set()
    for _ in range(MOST_MISTAKES):
        problem = _attempt(text)
        if not isinstance(problem, _Problem):
            return problem, is_whole
        if problem.line in mended_lines or (not is_whole and problem.follows_from_header):
            return None, False
        mend = mend_of_structure(text, problem.line, problem.column, problem.reason)
        # What was cut in two is open at its end, and nobody's mistake.
        if mend and not is_cut:
            findings.append(_structure_finding(source, mend))
            mended_lines.add(problem.line)
            if mend.reading is None:
                return None, False
            text = _with_lines(text, mend.reading)
            continue
        line = text.split("\n")[problem.line - 1]
        better = _mended(
            text, problem.line, is_duplicate=problem.reason.startswith("duplicate key")
        )
        if is_cut and (better is None or problem.is_of_the_cut):
            return None, False
        findings.append(_line_finding(source, problem, line))
        mended_lines.add(problem.line)
        is_cut |= better is None
        is_whole &= not is_cut and not line.lstrip().startswith("[")
        text = "\n".join(text.split("\n")[: problem.line - 1]) if better is None else better
    return None, False


def _with_lines(text: str, reading: dict[int, str]) -> str:
    lines = text.split("\n")
    for number, line in reading.items():
        lines[number - 1] = line
    return "\n".join(lines)


def _structure_finding(source: TomlText, mend: StructureMend) -> Diagnostic:
    below = source.first_line - 1
    edits = tuple(
        Replacement(
            Span(source.path, change.start[0] + below, change.start[1]),
            (change.end[0] + below, change.end[1]),
            change.text,
        )
        for change in mend.changes
    )
    span = Span(source.path, mend.line + below, mend.column)
    return error(mend.code, span, mend.message, mend.help, edits)


def _line_finding(source: TomlText, problem: _Problem, line: str) -> Diagnostic:
    """What is wrong with one line, made of what stands there if that can be told."""
    number = problem.line + source.first_line - 1
    mend = None if problem.reason.startswith("duplicate key") else mend_of_line(line)
    if mend is None:
        span = Span(source.path, number, problem.column)
        return error("OKR006", span, *_in_words(problem.reason, line[problem.column - 1 :]))
    span = Span(source.path, number, mend.column or problem.column)
    return error("OKR006", span, mend.message, mend.help, _line_edits(source, number, mend))


def _line_edits(source: TomlText, number: int, mend: Mend) -> tuple[Edit, ...]:
    if mend.line is None:
        return ()
    beside = unit_edits(source, number, mend.unit) if mend.unit else ()
    if beside is None:
        return ()
    written = source.lines[number - source.first_line]
    return (replace_line(source.path, number, written, mend.line), *beside)


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


def _mended(text: str, line: int, *, is_duplicate: bool) -> str | None:
    """The text with the value of a line, or else the line, taken out; None where none of it helps.

    Only a line that stands for itself is mended, since parts of a value of several lines hang
    together. A broken header becomes one of a table that nobody asks for.
    """
    lines = text.split("\n")
    broken = with_plain_spaces(lines[line - 1])
    if broken.lstrip().startswith("["):
        lines[line - 1] = f'["{BLANK}{line}"]'
        return "\n".join(lines)
    if not _stands_for_itself(broken):
        return None
    setting = None if is_duplicate else SETTING.match(broken)
    lines[line - 1] = f'{setting["key"]} = "{BLANK}"' if setting else ""
    return "\n".join(lines)


def _stands_for_itself(line: str) -> bool:
    if '"""' in line or "'''" in line:
        return False
    plain = _STRING.sub("", line)
    return all(plain.count(a) == plain.count(b) for a, b in ("[]", "{}"))


def _in_words(reason: str, written: str) -> tuple[str, str]:
    """What is wrong and how to mend it, from the reader's reason and the text from there on."""
    if reason.startswith("string values must be quoted") and written[:1] in tuple("0123456789+-"):
        return _NO_NUMBER
    for beginning, message, help_ in _WORDS:
        if reason.startswith(beginning):
            return message or reason, help_
    return f"this is not TOML: {reason}", ""

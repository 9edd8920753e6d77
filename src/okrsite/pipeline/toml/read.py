"""TOML: values with their places, and every mistake of the text that can be told from the rest."""

import re
import unicodedata
from typing import Any

from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.pipeline.toml.exact_numbers import clean_values, has_strange_number, normalised
from okrsite.pipeline.toml.nesting import too_deep
from okrsite.pipeline.toml.positions import TomlText
from okrsite.pipeline.toml.recovery import load_mended
from okrsite.pipeline.toml.table import BLANK, Table

LARGEST = 64 * 1024

# What may stand for an accent of its own, or for a control character.
_ESCAPE = re.compile(r"\\[uUxbfe]")

# What stands for the values of broken lines must not be written by anybody.
_RESERVED = re.compile(rf"{BLANK}|\\u(?i:fdd0)|\\U0000(?i:fdd0)")


def read_toml(text: str, path: str, first_line: int = 1) -> Table:
    """Read a TOML text that begins on a line of its file; raises nothing.

    What is wrong stands in the table's findings; where the text could be read no further, the
    table is empty and not complete.
    """
    source = TomlText(path, text, first_line)
    findings: list[Diagnostic] = []
    document, is_whole = _load_guarded(source, findings)
    if document is None or not is_whole:
        return Table(source, {}, {}, (first_line, 1), tuple(findings), is_complete=False)
    table = Table(source, document.value, document.meta["nodes"], (first_line, 1))
    return _clean(table, findings)


def _clean(table: Table, findings: list[Diagnostic]) -> Table:
    """The table in NFC, without what was mended and without numbers that are none."""
    needs_nfc = _may_be_decomposed(table.source.text)
    if needs_nfc or findings or has_strange_number(table.value):
        nodes = normalised(table.nodes) if needs_nfc else table.nodes
        table = replace(table, nodes=nodes)
        value = clean_values(table, findings, needs_nfc=needs_nfc)
        table = replace(table, value=value, is_flawed=bool(findings), findings=tuple(findings))
    return table


def _load_guarded(source: TomlText, findings: list[Diagnostic]) -> tuple[Any, bool]:
    if len(source.text.encode()) > LARGEST:
        message = f"{len(source.text.encode()) // 1024} KB of TOML are too much to read"
        help_ = "Keep it under 64 KB; long texts belong into the body or into check-in files."
        findings.append(error("OKR003", Span(source.path, source.first_line), message, help_))
        return None, False
    if found := _RESERVED.search(source.text):
        message = "U+FDD0 is not a character of any text"
        findings.append(error("OKR002", _span(source, found.start()), message, "Take it out."))
        return None, False
    if (position := too_deep(source.text)) is not None:
        message = "tables, lists or dotted keys are nested more than 100 deep"
        findings.append(error("OKR007", _span(source, position), message, "Write it flatter."))
        return None, False
    return load_mended(source, findings)


def _span(source: TomlText, position: int) -> Span:
    before = source.text[:position]
    column = position - before.rfind("\n")
    return Span(source.path, source.first_line + before.count("\n"), column)


def _may_be_decomposed(text: str) -> bool:
    return _ESCAPE.search(text) is not None or not unicodedata.is_normalized("NFC", text)

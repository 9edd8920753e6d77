"""Exact numbers: which ones a computer keeps exactly as they were written."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from math import isfinite
from typing import Any

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.pipeline.control_characters import control_finding, without_controls
from okrsite.pipeline.toml.positions import Step
from okrsite.pipeline.toml.table import BLANK, UNREADABLE, Table

# Beyond it not every whole number has a float of its own.
LARGEST_WHOLE = 2**53

_NUMERAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def as_written(number: float) -> str:
    """A number in plain digits, as somebody would write it: `1000000`, not `1e+06`."""
    return f"{Decimal(repr(round(number, 9))).normalize():f}"


def number_of(text: str) -> float | None:
    """The finite number that a text stands for, in plain decimal digits, or None.

    Stricter than `float`, which takes underscores, other scripts' digits, `nan` and `inf`. Minus
    zero is zero.
    """
    if not _NUMERAL.fullmatch(text):
        return None
    # Adding zero takes the sign from a zero.
    number = float(text) + 0.0
    return number if isfinite(number) else None


def clean_values(table: Table, findings: list[Diagnostic], *, needs_nfc: bool) -> dict[str, Any]:
    """The values of a whole text, in NFC if asked, with numbers that are no numbers taken out."""

    def clean(value: Any, steps: tuple[Step, ...]) -> Any:
        match value:
            case str():
                if value == BLANK:
                    return UNREADABLE
                if finding := control_finding(value, lambda: table.at(*steps)):
                    findings.append(finding)
                    return nfc(without_controls(value))
                return nfc(value)
            case dict():
                pairs = ((nfc(key), below) for key, below in value.items())
                return {key: clean(below, (*steps, key)) for key, below in pairs}
            case list():
                return [clean(below, (*steps, i)) for i, below in enumerate(value)]
            case bool():
                return value
            case int() | float() if reason := _fault(value):
                findings.append(error("OKR016", table.at(*steps), *reason))
                return UNREADABLE
            case _:
                return value

    def nfc(text: str) -> str:
        return unicodedata.normalize("NFC", text) if needs_nfc else text

    values: dict[str, Any] = clean(table.value, ())
    return values


def has_strange_number(values: dict[str, Any]) -> bool:
    """Whether any number of a whole text is one to be taken out; much faster than to do it."""
    waiting: list[Iterable[Any]] = [values.values()]
    while waiting:
        for value in waiting.pop():
            kind = value.__class__
            if kind is dict:
                waiting.append(value.values())
            elif kind is list:
                waiting.append(value)
            elif (kind is float or kind is int) and not -LARGEST_WHOLE <= value <= LARGEST_WHOLE:
                return True
    return False


def normalised(nodes: Any) -> Any:
    """The nodes of a text with their keys in NFC, as its values have them."""
    match nodes:
        case dict():
            keys = ((unicodedata.normalize("NFC", key), node) for key, node in nodes.items())
            return {key: normalised(node) for key, node in keys}
        case list():
            return [normalised(node) for node in nodes]
        case _:
            return nodes


def _fault(number: float) -> tuple[str, str] | None:
    if isinstance(number, int):
        if abs(number) <= LARGEST_WHOLE:
            return None
        return "this whole number is too large to be kept exactly", "Use a larger unit."
    if isfinite(number):
        return None
    help_ = "Leave the field out where nothing is known."
    return f"'{number}' is not a number to reckon with", help_

"""Corrections: how to write a value that is of the wrong type, made of the value itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct, inspect

from okrsite.pipeline.toml.exact_numbers import as_written, number_of
from okrsite.pipeline.toml.foreign_keys import people_help
from okrsite.pipeline.toml.meant import days_meant, number_meant, range_meant
from okrsite.pipeline.toml.periods_meant import help_for_no_day
from okrsite.pipeline.toml.shares_meant import share_meant
from okrsite.pipeline.toml.type_checks import (
    Numeric,
    accepts,
    alternatives,
    fitting,
    list_of,
)
from okrsite.pipeline.toml.type_descriptions import as_list, choices, value_like

_YES = frozenset({"yes", "y", "on", "true", "1", "ja", "oui", "si", "sì", "x"})
_NO = frozenset({"no", "n", "off", "false", "0", "nein", "non"})


class Correction(Struct, frozen=True):
    """What to do about a value.

    Attributes:
        help: What to do, in a sentence.
        text: The value as it was meant, in TOML; None where there is more than one answer.
        unit: The unit that stood in the value and belongs into a field of its own.
    """

    help: str
    text: str | None = None
    unit: str = ""


def correction(
    name: str,
    kind: inspect.Type,
    value: Any,
    near: str | None = None,
    beside: Mapping[str, Any] | None = None,
) -> Correction:
    """How to write a field instead of a value of another type.

    `near` is the word that was probably meant, where the field chooses from some; `beside` is what
    stands in the same table. No number and no day is made up: where nothing can be made of the
    value, the help only says what is wanted.
    """
    if near and isinstance(value, str):
        text = _quoted(near)
        # Case alone is no other word.
        return Correction(f"Write {name} = {text}", text if _is_same(near, value) else None)
    found = (
        _of_confidences(name, value, beside or {})
        or _of_list(name, kind, value)
        or _of_scalar(name, kind, value)
    )
    return found or Correction(_wanted(name, kind))


def _of_confidences(name: str, value: Any, beside: Mapping[str, Any]) -> Correction | None:
    """Confidences by key result, which stand beside their values."""
    if name != "confidence" or not isinstance(value, dict) or not value:
        return None
    values = beside.get("values")
    if not isinstance(values, dict) or any(isinstance(told, dict) for told in values.values()):
        values = {}
    parts = [f"{key} = {_told(values.get(key), value.get(key))}" for key in {**values, **value}]
    return Correction(f"Write it beside each value: values = {{ {', '.join(parts)} }}")


def _told(value: Any, confidence: Any) -> str:
    """What a check-in tells of one key result; None is nothing."""
    if confidence is None:
        return _toml(value)
    given = f"confidence = {_toml(confidence)}"
    return f"{{ {given} }}" if value is None else f"{{ value = {_toml(value)}, {given} }}"


def bounded(name: str, kind: inspect.Type, value: float) -> str:
    """What a number outside of its bounds may have been: 80 where a share is asked, 70 of 10."""
    if name == "weight" and value == 0:
        return "Take out what does not count; a KPI to keep an eye on goes into `watch`."
    for numeric in alternatives(kind):
        # Below 20 it is more likely a slip than a percentage.
        if isinstance(numeric, Numeric) and numeric.le in {1, 10} and 20 <= value <= 100:
            scaled = value * numeric.le / 100
            return f"Write {name} = {as_written(scaled)} where {as_written(value)} is per cent."
    return ""


def _of_list(name: str, kind: inspect.Type, value: Any) -> Correction | None:
    """Something alone where a list belongs, or a list where one thing belongs."""
    items = list_of(kind)
    if items and isinstance(value, dict) and fitting(items.item_type, inspect.StructType):
        return Correction(f"Write [[{name}]] with two brackets on each side")
    if items and isinstance(value, str) and value and accepts(items.item_type, value):
        parts = [part.strip() for part in value.split(",") if part.strip()]
        text = f"[{', '.join(map(_quoted, parts))}]"
        return Correction(f"Write {name} = {text}", text)
    if not items and isinstance(value, list) and value and accepts(kind, value[0]):
        text = _toml(value[0])
        if len(value) == 1:
            return Correction(f"Write {name} = {text}", text)
        together = people_help(value) if name == "owner" else None
        return Correction(together or f"Write the one that counts: {name} = {text}")
    return None


def _of_scalar(name: str, kind: inspect.Type, value: Any) -> Correction | None:
    # The one field that is a percentage in quotes; 0.25 is taken for a share, 25 for percent.
    if name == "change" and isinstance(value, int | float):
        return _change(value)
    if bounds := _bounds(name, kind, value):
        return bounds
    if isinstance(value, str):
        return _of_text(name, kind, value)
    if isinstance(value, datetime) and fitting(kind, inspect.DateType):
        return _sure(name, str(value.date()))
    if isinstance(value, int) and fitting(kind, inspect.DateType):
        return _day(name, str(value))
    if isinstance(value, int | float | date) and isinstance(alternatives(kind)[0], inspect.StrType):
        return _sure(name, _quoted(_toml(value)))
    return None


def _change(value: float) -> Correction:
    percent = value if abs(value) > 1 else 100 * value
    return Correction(f'Write change = "{percent:+.10g}%"')


def _of_text(name: str, kind: inspect.Type, value: str) -> Correction | None:
    """A number, a day or a yes that was put into quotes, or written as in a letter."""
    if any(isinstance(alternative, Numeric) for alternative in alternatives(kind)):
        return _number(name, kind, value)
    if fitting(kind, inspect.DateType):
        return _day(name, value)
    if fitting(kind, inspect.BoolType) and value.strip().casefold() in _YES | _NO:
        return _sure(name, "true" if value.strip().casefold() in _YES else "false")
    return None


def _day(name: str, written: str) -> Correction | None:
    days = days_meant(written)
    if len(days) == 1:
        return _sure(name, str(days[0]))
    if days:
        either = as_list((f"{name} = {day}" for day in days), "or")
        return Correction(f"Write {either}")
    help_ = help_for_no_day(written, f"{name} = ")
    return Correction(help_) if help_ else None


def _number(name: str, kind: inspect.Type, value: str) -> Correction | None:
    if accepts(kind, number_of(value)) and not value.startswith((".", "+")):
        return Correction(f"Write {name} = {value} without quotes", _without_zeros(value))
    scale = _scale(kind)
    if scale and (share := share_meant(value, scale)):
        return _sure(name, share)
    meant = number_meant(value)
    if meant is None:
        return None
    if len(meant.readings) > 1:
        either = " or ".join(f"{name} = {reading}" for reading in meant.readings)
        return Correction(f"Write {either}: the comma may part thousands or decimals")
    number = meant.readings[0]
    if meant.unit == "%" and scale:
        return Correction(f"Write {name} = {as_written(float(number) * scale / 100)}")
    if meant.unit and name in {"start", "target", "current"}:
        unit = f'unit = "{meant.unit}"'
        help_ = f"Write {name} = {number} and, in a line of its own, {unit}"
        return Correction(help_, meant.sure, meant.unit)
    is_sure = meant.sure is not None and not meant.unit and accepts(kind, float(number))
    return Correction(f"Write {name} = {number}", number if is_sure else None)


def _scale(kind: inspect.Type) -> float | None:
    """The upper bound of a number that is a share of it: 1 of a score, 10 of a confidence."""
    numeric = (n for n in alternatives(kind) if isinstance(n, Numeric))
    return next((n.le for n in numeric if n.le is not None), None)


def _without_zeros(value: str) -> str:
    meant = number_meant(value)
    return meant.sure if meant and meant.sure else value


def _bounds(name: str, kind: inspect.Type, value: Any) -> Correction | None:
    """A range that was written as a text or as one number."""
    row = fitting(kind, inspect.StructType)
    if row is None or [field.encode_name for field in row.fields] != ["min", "max"]:
        return None
    if isinstance(value, str) and (meant := range_meant(value)):
        return _sure(name, str(meant))
    if isinstance(value, str) and (number := number_meant(value)) and number.sure:
        value = number.sure
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and number_of(value) is None:
        return None
    help_ = (
        f"Write {name} = {{ min = {value} }} for {value} and more, or {{ max = {value} }} for less"
    )
    return Correction(help_)


def _sure(name: str, text: str) -> Correction:
    return Correction(f"Write {name} = {text}", text)


def _wanted(name: str, kind: inspect.Type) -> str:
    """What a field takes, where nothing can be made of what stands there."""
    first = alternatives(kind)[0]
    if words := choices(kind):
        return f"Choose one: {as_list((f'{name} = {_quoted(word)}' for word in words), 'or')}"
    match first:
        case inspect.IntType():
            return "Write a whole number alone, without quotes, units or words"
        case inspect.FloatType():
            return "Write the number alone, without quotes, units or words"
        case inspect.DateType():
            return "Write the day as year-month-day, without quotes"
        case inspect.BoolType():
            return f"Write {name} = true or {name} = false"
        case _:
            return f"Write {name} = {value_like(kind)}"


def _is_same(one: str, other: str) -> bool:
    return one.casefold() == other.strip().casefold()


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _toml(value: Any) -> str:
    match value:
        case str():
            return _quoted(value)
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)

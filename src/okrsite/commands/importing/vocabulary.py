"""Vocabulary: how other tools and documents call what the site knows, in several languages."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct, convert

_PUNCTUATION = re.compile(r"[\W_]+")


class GoalWords(Struct, frozen=True):
    """The words for kinds, fields, states, types and cadences, and the numbers of months."""

    kinds: dict[str, tuple[str, ...]]
    fields: dict[str, tuple[str, ...]]
    states: dict[str, tuple[str, ...]]
    types: dict[str, tuple[str, ...]]
    cadences: dict[str, tuple[str, ...]]
    months: dict[str, int]


@cache
def words() -> GoalWords:
    """The vocabulary that ships."""
    text = files("okrsite.commands.importing").joinpath("vocabulary.toml").read_text("utf-8")
    return convert(tomllib.loads(text), GoalWords)


def plain(text: str) -> str:
    """A text as it is compared: lower case, words parted by single spaces."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return _PUNCTUATION.sub(" ", apart.casefold()).strip()


def kind_of(text: str) -> str | None:
    """The kind of thing that a text names, a number behind it aside; None for other texts."""
    return _meaning(re.sub(r"\s*\d+$", "", plain(text)), _table("kinds"))


def field_of(text: str) -> str | None:
    """The field that a column's name tells; None for other names."""
    return _meaning(plain(text), _table("fields"))


def kind_and_field(header: str) -> tuple[str | None, str | None]:
    """The kind and the field that a column's name tells, such as `Objective Owner`."""
    # A column may be called by the day of its values: `Stand 01.11.`
    name = re.sub(r"(?<=\w)(?: \d+)+$", "", plain(re.sub(r"\(s\)|\(.*\)", "", header)))
    if field := _meaning(name, _table("fields")):
        return None, field
    if kind := _meaning(name, _table("kinds")):
        return kind, "title"
    # The longest first, so that `key result` is taken off before `result` could be.
    for said, kind in sorted(_table("kinds").items(), key=lambda item: -len(item[0])):
        rest = name.removeprefix(f"{said} ") if name.startswith(f"{said} ") else ""
        rest = rest or (name.removesuffix(f" {said}") if name.endswith(f" {said}") else "")
        if rest and (field := _meaning(rest, _table("fields"))):
            return kind, field
    return None, None


def state_of(text: str) -> str | None:
    """draft, paused, dropped, done or open; None for other words."""
    return _meaning(text.strip() if text.strip() == "✅" else plain(text), _table("states"))


def type_of(text: str) -> str | None:
    """An objective's type; None for other words."""
    return _meaning(plain(text), _table("types"))


def cadence_of(text: str) -> str | None:
    """A KPI's cadence; None for other words."""
    return _meaning(plain(text), _table("cadences"))


@cache
def _table(name: str) -> dict[str, str]:
    """Meanings by the words for them; the first that has a word keeps it."""
    meanings: dict[str, str] = {}
    for meaning, said in getattr(words(), name).items():
        for word in said:
            meanings.setdefault(plain(word) or word, meaning)
    return meanings


def _meaning(text: str, table: dict[str, str]) -> str | None:
    """What a table says of a text, or of its singular."""
    return table.get(text) or (table.get(text[:-1]) if text.endswith("s") else None)

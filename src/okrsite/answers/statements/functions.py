"""Functions that a query may call, by dialect: they reckon, and touch nothing outside of it.

A function that stands nowhere here is refused, since no list of the dangerous ones is ever whole:
engines read files, ask servers, sleep, write and change settings by functions. A maintainer allows
more with `functions` in `[sources.NAME]`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from okrsite.answers.statements.dialects import Dialect

_LISTS = Path(__file__).with_suffix(".toml")
# Dialects that have the functions of another one.
_LIKE: dict[Dialect, Dialect] = {
    "databricks": "spark",
    "hive": "spark",
    "presto": "trino",
    "redshift": "postgres",
}


@cache
def harmless(dialect: Dialect) -> frozenset[str]:
    """The names, in small letters, of the functions that a query of a dialect may call."""
    lists = _lists()
    kept = ("everywhere", dialect, _LIKE.get(dialect, dialect))
    return frozenset(name for key in kept for name in lists.get(key, ()))


def words_before_brackets() -> frozenset[str]:
    """Words before a bracket that open no call, such as `in` and `varchar`."""
    return _lists()["words"]


@cache
def _lists() -> dict[str, frozenset[str]]:
    read = tomllib.loads(_LISTS.read_text(encoding="utf-8"))
    return {key: frozenset(names.split()) for key, names in read.items()}

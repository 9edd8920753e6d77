"""Settings of plugins are told their mistakes as content is, long after their text was read."""

from datetime import date
from typing import Any

from msgspec import Struct

from okrsite.pipeline.settings import read_settings
from okrsite.pipeline.toml.written import decode_written


class Desk(Struct, frozen=True):
    """A desk as somebody may set it; it forbids nothing itself."""

    name: str
    opened: date | None = None
    counters: tuple[int, ...] = ()


class Odd(Struct, frozen=True):
    """A type that only msgspec knows."""

    pair: tuple[int, int]


def read(table: str, row: type = Desk) -> tuple[Any, list[str]]:
    settings, findings = read_settings(f"[plugins.desk]\n{table}".encode())
    assert findings == ()
    named = settings.plugins["desk"]
    made, mistakes = decode_written(named, named.settings, row)
    return made, [f"{mistake.span} {mistake.code} {mistake.message}" for mistake in mistakes]


def test_what_is_right_is_decoded() -> None:
    assert read('name = "Loans"\nopened = 2026-10-12\ncounters = [1, 2]') == (
        Desk("Loans", date(2026, 10, 12), (1, 2)),
        [],
    )


def test_every_mistake_stands_at_its_place() -> None:
    made, mistakes = read('nmae = "Loans"\ncounters = [1, "two"]\nopened = 5')
    assert made is None
    assert mistakes == [
        "okrsite.toml:2:8 OKR010 unknown key 'nmae'; did you mean 'name'?",
        "okrsite.toml:4:10 OKR011 'opened' must be a date like 2026-10-12, not the number 5",
        "okrsite.toml:3:16 OKR011 an item of 'counters' must be a whole number, not 'two'",
    ]


def test_what_is_missing_is_missed_at_the_table() -> None:
    assert read("") == (None, ["okrsite.toml:1:1 OKR012 'name' is missing"])


def test_a_type_that_only_msgspec_knows_still_has_its_mistakes_told() -> None:
    assert read("pair = [1, 2]", Odd) == (Odd((1, 2)), [])
    _, mistakes = read("pair = [1]", Odd)
    assert len(mistakes) == 1

"""Cells: a build that remembers gives what any build gives, and makes only what it must."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.pipeline.cells import ALL, NAMES, Cells, Memory


def sums(cells, numbers, made):
    """Each number with the one before it, and the sum of all."""
    known = cells.given("number", numbers)

    def with_last(_, name):
        made.append(name)
        return known[name] + known.get(str(int(name) - 1), 0)

    pairs = cells.table("pair", known, with_last, int)
    total = cells.table("total", ("",), lambda _, __: sum(pairs.values()), int)
    return dict(pairs.items()), total[""]


def remembered(cells):
    return msgspec.msgpack.decode(msgspec.msgpack.encode(cells.memory()), type=Memory)


NUMBERS = st.dictionaries(st.integers(0, 12).map(str), st.integers(0, 3), max_size=8)


@given(st.lists(NUMBERS, min_size=1, max_size=6))
def test_after_any_edits_the_tables_are_those_of_a_build_without_memory(edits) -> None:
    memory = None
    for numbers in edits:
        cells = Cells(memory, b"code")
        assert sums(cells, numbers, []) == sums(Cells(), numbers, [])
        memory = remembered(cells)


def test_only_what_looked_at_a_change_is_made_again() -> None:
    first = Cells()
    sums(first, {"1": 1, "2": 2, "3": 3, "7": 7}, [])
    made = []
    sums(Cells(remembered(first)), {"1": 1, "2": 5, "3": 3, "7": 7}, made)
    assert made == ["2", "3"]


def test_a_name_that_was_not_found_is_noticed_when_it_comes() -> None:
    first = Cells()
    sums(first, {"2": 2}, [])
    made = []
    assert sums(Cells(remembered(first)), {"1": 1, "2": 2}, made)[0]["2"] == 3
    assert made == ["1", "2"]


def test_a_cell_whose_value_stays_the_same_changes_nothing_behind_it() -> None:
    def parity(cells, numbers, made):
        known = cells.given("number", numbers)
        odd = cells.table("odd", known, lambda _, name: known[name] % 2, int)
        told = cells.table("told", known, lambda _, name: made.append(name) or odd[name], int)
        return dict(told.items())

    first = Cells()
    parity(first, {"a": 1, "b": 2}, [])
    made = []
    assert parity(Cells(remembered(first)), {"a": 3, "b": 3}, made) == {"a": 1, "b": 1}
    assert made == ["b"]


def test_with_another_stamp_everything_is_made_and_still_compared() -> None:
    first = Cells(stamp=b"monday")
    sums(first, {"1": 1, "2": 2}, [])
    first.numbered([("pair", "1"), ("pair", ALL)])
    made = []
    cells = Cells(remembered(first), b"tuesday")
    sums(cells, {"1": 1, "2": 2}, made)
    assert made == ["1", "2"]
    assert not cells.changed


def test_a_value_is_decoded_only_when_somebody_asks() -> None:
    first = Cells()
    sums(first, {"1": 1, "2": 2}, [])
    memory = remembered(first)
    broken = {
        name: msgspec.structs.replace(cell, row=b"\xc1")
        for name, cell in memory.tables["pair"].items()
    }
    memory = msgspec.structs.replace(memory, tables={**memory.tables, "pair": broken})
    cells = Cells(memory)
    known = cells.given("number", {"1": 1, "2": 2})
    pairs = cells.table("pair", known, lambda _, name: known[name], int)
    assert list(pairs) == ["1", "2"]
    with pytest.raises(msgspec.DecodeError):
        pairs["1"]


def test_a_table_notes_every_way_to_look_at_it() -> None:
    cells = Cells()
    table = cells.given("day", {"a": date(2026, 1, 1)})
    looks = [
        (lambda: table["a"], "a"),
        (lambda: table.get("b"), "b"),
        (lambda: "c" in table, "c"),
        (lambda: len(table), NAMES),
        (lambda: list(table), NAMES),
        (lambda: table.keys() & {"a"}, "a"),
        (lambda: list(table.values()), ALL),
        (lambda: dict(table.items()), ALL),
    ]
    for look, name in looks:
        with cells.recorder.looking() as reads:
            look()
        assert ("day", name) in reads

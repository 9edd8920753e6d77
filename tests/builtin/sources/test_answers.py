"""Answers that would become wrong numbers, and are failures instead."""

import json

import pytest

from okrsite.builtin.sources.command import SOURCE as COMMAND
from okrsite.builtin.sources.http import SOURCE as HTTP
from okrsite.builtin.sources.sql import SOURCE as SQL

from .conftest import answer


@pytest.mark.parametrize(
    ("cadence", "aggregate", "is_taken"),
    [
        ("monthly", "sum", False),
        ("weekly", "sum", False),
        ("daily", "sum", True),
        ("monthly", "last", True),
        ("monthly", "average", True),
    ],
)
def test_a_value_without_a_day_is_not_added_up_each_day_anew(
    asked, cadence, aggregate, is_taken
) -> None:
    found = asked(SQL)({"query": "select 18721"}, cadence=cadence, aggregate=aggregate)
    if is_taken:
        assert found == {"2026-10-31": 18721}
    else:
        assert 'aggregate = "sum" adds up those of all days' in found


def test_with_its_day_it_may_be_added_up(asked) -> None:
    query = {"query": "select :until::date, 18721"}
    assert asked(SQL)(query, aggregate="sum") == {"2026-10-31": 18721}


def test_every_source_tells_so(asked, served) -> None:
    served.routes["/n"] = answer("7")
    web = asked(HTTP, url=served.url, allow_private=True)
    program = asked(COMMAND, command=["echo", "7"])
    for found in (web({"url": "n", "format": "number"}, aggregate="sum"),
                  web({"url": "n"}, aggregate="sum"),
                  program({}, aggregate="sum")):  # fmt: skip
        assert 'aggregate = "sum"' in found


@pytest.mark.parametrize("cell", ["2026", "'2026'", "2026.0", "2025::decimal(9, 2)", "1990"])
def test_a_year_is_no_day_of_a_monthly_kpi(asked, cell) -> None:
    said = asked(SQL)({"query": f"select {cell} as day, 1 as value"})
    assert "is a whole year, and the KPI's cadence is monthly" in said


def test_a_year_is_one_of_a_yearly_kpi(asked) -> None:
    found = asked(SQL)({"query": "select 2025 as year, 1 as value"}, cadence="yearly")
    assert found == {"2025-12-31": 1}


@pytest.mark.parametrize(
    ("total", "rows", "is_whole"),
    [(950, 100, False), (26, 25, False), (100, 100, True), (950, 7, True), (None, 100, True)],
)
def test_fewer_rows_than_the_answer_speaks_of_are_no_answer(
    asked, served, total, rows, is_whole
) -> None:
    table = [{"day": f"2025-01-{n % 28 + 1:02}", "n": n % 28} for n in range(rows)]
    served.routes["/rows"] = answer(json.dumps({"rows": table, "meta": {"total": total}}))
    web = asked(HTTP, url=served.url, allow_private=True)
    query = {"url": "rows", "rows": "rows", "date": "day", "value": "n"}
    found = web(query)
    assert isinstance(found, dict) is is_whole
    assert is_whole or f"has {rows} rows of the {total} that it speaks of" in found
    assert isinstance(web({**query, "one_page": True}), dict)

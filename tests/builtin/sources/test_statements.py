"""The statements that are sent and those that never are, by dialect; one of each a line."""

import sqlite3

import duckdb
import pytest

from okrsite.answers.statements.lexemes import StatementError
from okrsite.answers.statements.statement import checked
from okrsite.builtin.sources.sql import SOURCE

from .conftest import statements

# Those of the promise, with 60 statements of each kind at least, and others with the common ones.
PROMISED = ("clickhouse", "duckdb", "mysql", "postgres", "spark", "sqlite", "trino")
DIALECTS = (*PROMISED, "bigquery", "oracle", "snowflake", "tsql")
# BigQuery and ClickHouse want ALL or DISTINCT said, and BigQuery doubles no quotes.
UNKNOWN_TO = {
    "bigquery": ("union select", "except select", "intersect select", "it''s"),
    "clickhouse": ("union select",),
}


def refusal(statement: str, dialect: str) -> str:
    """Why a statement is not sent; empty where it is."""
    try:
        checked(statement, dialect, has_files=dialect == "duckdb")
    except StatementError as error:
        return error.reason
    return ""


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_statement_that_does_more_than_read_is_refused(dialect: str) -> None:
    passing = [line for line in statements("bad", dialect) if not refusal(line, dialect)]
    assert passing == []


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_query_of_an_analyst_is_sent(dialect: str) -> None:
    wanted = [
        line
        for line in statements("good", dialect)
        if not any(part in line for part in UNKNOWN_TO.get(dialect, ()))
    ]
    assert {line: why for line in wanted if (why := refusal(line, dialect))} == {}


@pytest.mark.parametrize("dialect", PROMISED)
def test_there_are_sixty_of_each(dialect: str) -> None:
    assert len({*statements("good", dialect)}) >= 60
    assert len({*statements("bad", dialect)}) >= 60


@pytest.mark.parametrize(
    ("statement", "start"),
    [
        ("select 1; drop table t", 8),
        ("select day,\n  pg_sleep(5) from t", 14),
        ("select 1 into x", 9),
        ("select 'a' || E'b'", 14),
        ("select 1 # x", 9),
        ("select 1 from t for share", 7),
        ("select value from t where day > :sinc", 32),
        ("select (1", 8),
    ],
)
def test_the_place_of_what_is_refused_is_known(statement: str, start: int) -> None:
    with pytest.raises(StatementError) as refused:
        checked(statement, "postgres", has_files=False)
    assert refused.value.start == start


def test_what_is_sent_is_the_query_without_comments_each_line_in_its_place() -> None:
    query = "select 1, -- first\n  ':since' /* a\n b */, :since::date ;\n-- last"
    assert checked(query, "postgres", has_files=False).text(colon="\\:") == (
        "select 1,         \n  '\\:since'     \n     , :since\\:\\:date"
    )


@pytest.mark.parametrize("name", ["net", "Net", "finance.net"])
def test_a_maintainer_allows_a_function_by_its_whole_name(name: str) -> None:
    query = f"select {name.upper()}(1)"
    assert checked(query, "postgres", frozenset([name]), has_files=False)
    for other in ("other.net", "net2"):
        with pytest.raises(StatementError, match="not known to read only"):
            checked(f"select {other}(1)", "postgres", frozenset([name]), has_files=False)


def test_a_name_of_ones_own_makes_no_function_of_that_name_harmless() -> None:
    good = "with sums (pg_sleep) as (select 1) select pg_sleep from sums"
    assert checked(good, "postgres", has_files=False)
    with pytest.raises(StatementError, match="pg_sleep"):
        checked(
            "with pg_sleep (x) as (select 1) select pg_sleep(5) from pg_sleep",
            "postgres",
            has_files=False,
        )


def test_a_long_statement_is_read_in_time_that_grows_with_it() -> None:
    query = "select " + " + ".join(["(1)"] * 2_000)
    assert refusal(query, "postgres") == ""
    assert "longer than" in refusal("select '" + "x" * 20_000 + "'", "postgres")
    assert refusal("select " + "(" * 9_000 + "1" + ")" * 9_000, "postgres")


def test_nothing_that_is_refused_reaches_sqlite(asked, data, monkeypatch) -> None:
    sqlite3.connect(data / "crm.db").close()
    seen: list[str] = []
    connect = sqlite3.connect

    def traced(*arguments, **options):
        database = connect(*arguments, **options)
        database.set_trace_callback(seen.append)
        return database

    monkeypatch.setattr(sqlite3, "connect", traced)
    found = batch(asked(SOURCE, url="sqlite:///crm.db"), "sqlite")
    assert [answer for answer in found if "it was not sent: " not in answer] == []
    assert "select 4242" in seen
    assert {*seen} & {*statements("bad", "sqlite")} == set()


@pytest.mark.parametrize("url", ["", "duckdb:///sales.duckdb", "duckdb:///:memory:"])
def test_nothing_that_is_refused_reaches_duckdb(asked, data, url) -> None:
    duckdb.connect(str(data / "sales.duckdb")).close()
    (data / "x.csv").write_text("day,value\n2026-10-01,1\n")
    before = {path: path.read_bytes() for path in data.rglob("*")}
    found = batch(asked(SOURCE, url=url), "duckdb")
    assert [answer for answer in found if "it was not sent: " not in answer] == []
    assert {path: path.read_bytes() for path in data.rglob("*")} == before


def batch(source, dialect):
    """What is answered to every bad statement of a dialect; a good one at the end is answered."""
    queries = {f"kpi-{n}": {"query": line} for n, line in enumerate(statements("bad", dialect))}
    found = source.batch({**queries, "last": {"query": "select 4242"}})
    assert found.pop("last") == {"2026-10-31": 4242}
    return found.values()

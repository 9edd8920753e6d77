from datetime import date

import duckdb
import pytest

from okrsite.api import SourceError
from okrsite.builtin.sources.sql import SOURCE

UNTIL = date(2026, 10, 31)
CHURN = "month,lost,customers\n2026-08,6,100\n2026-09,,100\n2026-10,4,80\n2026-11,1,80\n"


@pytest.fixture
def duck(asked, data):
    (data / "churn.csv").write_text(CHURN)
    return asked(SOURCE)


def test_a_query_over_a_file_gives_values_by_day(duck) -> None:
    query = "select month, 100.0 * lost / customers from 'churn.csv' order by month"
    assert duck({"query": query}) == {"2026-08-31": 6, "2026-10-31": 5}


def test_columns_are_told_by_their_names(duck) -> None:
    query = "select customers, lost as VALUE, month from 'churn.csv' where lost > 3"
    assert duck({"query": query}) == {"2026-08-31": 6, "2026-10-31": 4}


def test_since_and_until_are_bound(duck) -> None:
    query = "select :until::date, :since::date - date '2026-10-01' + 7"
    assert duck({"query": query}, since=UNTIL.replace(day=1)) == {"2026-10-31": 7}


@pytest.mark.parametrize("day", ["sent", "sent::date"])
def test_a_moment_falls_on_its_day_where_the_company_is(duck, day) -> None:
    duck.context["timezone"] = "Europe/Berlin"
    query = f"select {day}, 1 from (select timestamptz '2026-10-01 22:30+00' as sent)"
    assert duck({"query": query}) == {"2026-10-02": 1}


def test_a_single_value_is_of_the_last_day(duck) -> None:
    assert duck({"query": "select count(*) from 'churn.csv'"}) == {"2026-10-31": 4}


def test_parquet_and_folders_are_read_too(duck, data) -> None:
    (data / "sales").mkdir()
    for month in (8, 9):
        select = f"select date '2026-0{month}-01' as day, {month}::decimal(9, 2) as value"
        duckdb.sql(f"copy ({select}) to '{data}/sales/{month}.parquet'")
    query = "select * from read_parquet('sales/*.parquet')"
    assert duck({"query": query}) == {"2026-08-01": 8, "2026-09-01": 9}


def test_what_ended_before_or_starts_after_is_left_out(duck) -> None:
    query = "select month, lost from 'churn.csv'"
    assert duck({"query": query}, since=UNTIL) == {"2026-10-31": 4}


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("select month, lost from 'churn.csv' where lost is null", "every value is missing"),
        ("select avg(lost) from 'churn.csv' where lost > 99", "every value is missing"),
        ("select 'nan'::double", "every value is missing"),
        ("select 1e308 * 10", "every value is missing|range"),
        ("select month, lost from 'churn.csv' where lost > 99", "the answer is empty"),
        ("select lost from 'churn.csv'", "4 values and no column with their days"),
        ("select * from 'churn.csv'", "of 3 columns it is not clear"),
        ("select '2026-10-01', unnest([1, 2])", "2026-10-01 has two values: 1 and 2"),
        ("select 'soon', 1", "row 1: 'soon' is not a day"),
        ("select '2026-10', 'many'", "row 1: 'many' is not a number"),
        ("select true", "row 1: True is not a number"),
        ("select null, 1", "row 1: the value 1 has no day"),
        ("select month, lost from 'chrn.csv'", "chrn.csv"),
        ("selec 1", "it was not sent: it cannot be read as SQL: invalid expression"),
        ("", "the query is empty"),
        ("select 1; select 2", "it was not sent: a second statement begins"),
        ("select :unknown", "nothing is known as ':unknown'"),
    ],
)
def test_what_is_no_answer_says_why(duck, query, reason) -> None:
    said = duck({"query": query})
    assert isinstance(said, str), said
    assert any(name in said for name in reason.split("|")), said


def test_no_new_rows_are_an_answer_where_only_new_ones_are_wanted(duck) -> None:
    query = "select month, lost from 'churn.csv' where lost > 99"
    assert duck({"query": query}, since=UNTIL) == {}


def test_a_failing_query_stops_no_other(duck) -> None:
    good = {"query": "select 1"}
    found = duck.batch({"a": good, "b": {"query": "select nothing"}, "c": good})
    assert [isinstance(result, str) for result in found.values()] == [False, True, False]


@pytest.fixture
def outside(tmp_path):
    (tmp_path / "secret.csv").write_text("day,value\n2026-10-01,4242\n")
    return tmp_path


@pytest.mark.parametrize(
    "query",
    [
        "from '{outside}/secret.csv'",
        "from '../../../secret.csv'",
        "from read_csv('{data}/../../../secret.csv')",
        "from read_text('{outside}/secret.csv')",
        "select 'a', content from read_text('/etc/passwd')",
        "from glob('/*')",
        "from 'http://127.0.0.1:1/x.csv'",
        "from 's3://bucket/x.csv'",
        "from read_csv('/proc/self/environ')",
        "from query('copy (select 1) to ''out.csv''')",
        "from UNTIL",
        "from duck",
        "from sqlite_scan('x.db', 't')",
    ],
)
@pytest.mark.usefixtures("unread")
def test_nothing_outside_of_the_folder_is_read(duck, data, outside, query) -> None:
    said = duck({"query": query.format(outside=outside, data=data)})
    assert isinstance(said, str), said
    assert "4242" not in said


@pytest.mark.parametrize(
    "statement",
    [
        "copy (select 1) to 'out.csv'",
        "create table t as select 1",
        "attach 'out.db'",
        "export database 'out'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set threads = 64",
        "reset lock_configuration",
        "pragma enable_profiling",
        "call pragma_version()",
        "checkpoint",
        "drop table t",
        "explain analyze copy (select 1) to 'out.csv'",
        "prepare p as select 1",
        "begin",
    ],
)
def test_only_what_reads_is_run(duck, data, statement) -> None:
    before = sorted(data.iterdir())
    assert duck({"query": statement}).startswith("it was not sent: ")
    assert sorted(data.iterdir()) == before


@pytest.mark.parametrize("statement", ["create table t as select 1", "attach 'out.db'", "load icu"])
@pytest.mark.usefixtures("unread")
def test_duckdb_itself_is_asked_what_a_statement_does(duck, data, statement) -> None:
    assert duck({"query": statement}) == "a query is one statement that reads"
    assert list(data.iterdir()) == [data / "churn.csv"]


@pytest.mark.usefixtures("unread")
def test_nothing_of_the_process_is_seen(duck, monkeypatch) -> None:
    monkeypatch.setenv("CANARY", "c4n4ry")
    assert isinstance(duck({"query": "select getenv('CANARY')"}), str)


def test_time_is_limited(asked) -> None:
    query = "select count(*) from range(1e7::bigint) a, range(1e7::bigint) b where a.range <> 1"
    said = asked(SOURCE, seconds=0.2)({"query": query})
    assert said == "the query took longer than 0.2 seconds"


def test_memory_is_limited_and_nothing_is_spilt(asked, data) -> None:
    query = "select max(len(x)) from (select string_agg(range::varchar) x from range(30000000))"
    source = asked(SOURCE)
    source.context["memory"] = "100MB"
    assert "Out of Memory" in source({"query": query})
    assert list(data.iterdir()) == []


def test_one_text_takes_no_more_memory_than_its_settings_allow(asked) -> None:
    source = asked(SOURCE)
    source.context["memory"] = "100MB"
    said = source({"query": "select length(repeat('x', 3500000000))"})
    assert isinstance(said, str), said
    assert "alloc" in said


def test_rows_are_limited(asked) -> None:
    query = "select date '2020-01-01' + range::int, range from range(12)"
    assert "more than 11 rows" in asked(SOURCE, max_rows=11)({"query": query})
    assert len(asked(SOURCE, max_rows=12)({"query": query})) == 12


def test_a_site_without_data_is_told_so(asked, data) -> None:
    data.rmdir()
    with pytest.raises(SourceError, match="no folder content/data/"):
        asked(SOURCE)({"query": "select 1"})


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("a/up", "/proc"),
        (".hidden/up", "/"),
        ("a/file.csv", "/etc/passwd"),
        ("up", "."),
        (".x", "x"),
    ],
)
@pytest.mark.parametrize("url", ["", "duckdb:///sales.duckdb", "sqlite:///crm.db"])
@pytest.mark.usefixtures("unread")
def test_where_a_link_stands_nothing_is_asked(asked, data, url, link, target) -> None:
    path = data / link
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(target)
    attack = {"query": "select 'a', content from read_text('a/up/../proc/self/environ')"}
    with pytest.raises(SourceError, match=f"'content/data/{link}' is a link"):
        asked(SOURCE, url=url)(attack)


@pytest.mark.parametrize(
    "query",
    [
        "select 'a', content from read_text('/etc/passwd')",
        "select 'a', content from read_text('../../okrsite.toml')",
        "from 'x.csv'",
        "from glob('*')",
        "from leak",
        "select 1 from duckdb_settings() where set_config('threads', '9', false) is null",
        "from 'https://127.0.0.1:1/x.csv'",
    ],
)
@pytest.mark.usefixtures("unread")
def test_a_database_by_its_address_reads_itself_alone(asked, data, query) -> None:
    (data / "x.csv").write_text("day,value\n2026-10-01,4242\n")
    (data.parents[1] / "okrsite.toml").write_text("4242")
    with duckdb.connect(str(data / "sales.duckdb")) as database:
        database.execute("create table t as select date '2026-10-01' as day, 7 as value")
        database.execute("create view leak as select 'a', content from read_text('/etc/passwd')")
    source = asked(SOURCE, url="duckdb:///sales.duckdb")
    said = source({"query": query})
    assert isinstance(said, str), said
    assert "4242" not in said
    assert source({"query": "from t"}) == {"2026-10-01": 7}


@pytest.mark.parametrize("url", ["duckdb:///none.duckdb", "duckdb:///x.duckdb?threads=9"])
def test_an_address_without_a_file_or_with_options_is_refused(asked, url) -> None:
    with pytest.raises(SourceError, match=r"no DuckDB file|has options"):
        asked(SOURCE, url=url)({"query": "select 1"})

import sqlite3

import pytest

from okrsite.api import SourceError
from okrsite.builtin.sources.sql import SOURCE


@pytest.fixture
def crm(asked, data):
    with sqlite3.connect(data / "crm.db") as database:
        database.executescript(
            """
            create table churn (month text, value real);
            insert into churn values ('2026-08', 6), ('2026-09', null), ('2026-10', 4.5);
            """
        )
    database.close()
    return asked(SOURCE, url="sqlite:///crm.db")


def test_a_file_of_the_site_is_asked(crm) -> None:
    found = crm({"query": "select month, value from churn where month >= :since"})
    assert found == {"2026-08-31": 6, "2026-10-31": 4.5}


def test_a_colon_in_a_text_is_no_parameter(crm) -> None:
    assert crm({"query": "select count(*) from churn where month <> '12:30'"}) == {"2026-10-31": 3}


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("insert into churn values ('2026-11', 1)", "not authorized"),
        ("delete from churn", "not authorized"),
        ("drop table churn", "not authorized"),
        ("attach '{outside}' as other", "not authorized"),
        ("pragma writable_schema = on", "not authorized"),
        ("create temp table t (x)", "not authorized"),
        ("vacuum into 'copy.db'", "authorization denied"),
        ("select 1; delete from churn", "one statement at a time"),
        ("select load_extension('x')", "not authorized"),
        ("select nope", "no such column: nope"),
        ("select hex(randomblob(100000000))", "too big"),
    ],
)
@pytest.mark.usefixtures("unread")
def test_nothing_but_reading_is_possible(crm, data, query, reason) -> None:
    before = (data / "crm.db").read_bytes()
    said = crm({"query": query.format(outside=data / "new.db")})
    assert reason in said
    assert (data / "crm.db").read_bytes() == before
    assert [path.name for path in data.iterdir()] == ["crm.db"]


def test_a_statement_ends_at_its_time_and_the_next_one_has_its_own(crm) -> None:
    crm.settings["seconds"] = 1
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select max(x) from n"
    found = crm.batch({"a": {"query": endless}, "b": {"query": "select count(*) from churn"}})
    assert found == {
        "a": "the query took longer than 1 seconds (seconds in its settings)",
        "b": {"2026-10-31": 3},
    }


def test_rows_are_limited(crm) -> None:
    crm.settings["max_rows"] = 2
    assert "more than 2 rows" in crm({"query": "select month, value from churn"})


@pytest.mark.parametrize("url", ["sqlite:///nothing.db", "sqlite://", "sqlite:///../content"])
def test_no_file_is_made(asked, data, url) -> None:
    with pytest.raises(SourceError, match="there is no SQLite file"):
        asked(SOURCE, url=url)({"query": "select 1"})
    assert list(data.iterdir()) == []


def test_a_file_that_is_no_database_is_said(asked, data) -> None:
    (data / "x.db").write_text("month,value\n" * 100)
    assert "not a database" in asked(SOURCE, url="sqlite:///x.db")({"query": "select 1 from t"})


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("no address", "its url is no address of SQLAlchemy"),
        ("trino://reader:canary42@host/x", "no installed package has the dialect 'trino'"),
        (
            "mysql+aiomysql://reader:canary42@host/x",
            "aiomysql is not installed: pip install pymysql",
        ),
        ("sqlite+nothing:///x", "there is no SQLite file"),
    ],
)
def test_what_cannot_be_asked_says_why_and_no_secret(asked, url, reason) -> None:
    with pytest.raises(SourceError) as raised:
        asked(SOURCE, url=url)({"query": "select 1"})
    assert reason in str(raised.value)
    assert "canary42" not in str(raised.value)

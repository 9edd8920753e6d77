from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from okrsite.answers.records.statements import RecordStatement, mistakes
from okrsite.answers.statements.statement import UnreadStatement
from okrsite.api import DeclaredTable, RecordQuery, SourceRecord, TableFailure

DEALS = (
    {"id": 1, "closed": "2026-08-03T10:00:00Z", "amount": 100, "owner": {"name": "ada"}},
    {"id": 2, "closed": "2026-08-31T23:30:00Z", "amount": 50.5, "owner": {"name": "linus"}},
    {"id": 3, "closed": "2026-10-05T10:00:00Z", "amount": 10, "owner": {"name": "ada"}},
    {"id": 4, "closed": None, "amount": 999, "owner": None},
    {"id": 5, "closed": "2026-11-02T10:00:00Z", "amount": 7, "owner": {"name": "ada"}},
)


def test_records_are_counted_by_the_periods_that_are_over(records) -> None:
    found = records(*DEALS)({"count": True, "by": "closed"})
    assert found == {"2026-08-31": 2, "2026-09-30": 0, "2026-10-31": 1}


def test_a_moment_counts_on_its_day_where_the_company_is(records) -> None:
    asked = records(*DEALS)
    asked.context["timezone"] = "Europe/Berlin"
    found = asked({"count": True, "by": "closed"})
    assert found == {"2026-08-31": 1, "2026-09-30": 1, "2026-10-31": 1}


@pytest.mark.parametrize(
    ("short", "found"),
    [
        ({"sum": "amount"}, {"2026-08-31": 150.5, "2026-10-31": 10}),
        ({"average": "amount"}, {"2026-08-31": 75.25, "2026-10-31": 10}),
        ({"median": "amount"}, {"2026-08-31": 75.25, "2026-10-31": 10}),
        ({"min": "amount"}, {"2026-08-31": 50.5, "2026-10-31": 10}),
        ({"max": "amount"}, {"2026-08-31": 100, "2026-10-31": 10}),
        ({"distinct": "owner.name"}, {"2026-08-31": 2, "2026-10-31": 1}),
        ({"count": True, "where": "amount > 60"}, {"2026-08-31": 1}),
        ({"count": True, "where": "owner.name = 'linus' -- his"}, {"2026-08-31": 1}),
    ],
)
def test_the_short_form_says_what_a_period_is_worth(records, short, found) -> None:
    said = records(*DEALS)({**short, "by": "closed"})
    assert {day: value for day, value in said.items() if value} == found


def test_days_and_the_companys_own_quarters_are_periods_too(records) -> None:
    asked = records(*DEALS)
    every_day = asked({"sum": "amount", "by": "closed", "every": "daily"})
    assert every_day == {"2026-08-03": 100, "2026-08-31": 50.5, "2026-10-05": 10, "2026-11-02": 7}
    quarters = asked({"count": True, "by": "closed"}, cadence="quarterly", year_starts=2)
    assert quarters == {"2026-10-31": 3}


def test_without_a_day_the_value_is_of_the_last_one_that_is_asked_for(records) -> None:
    found = records(*DEALS)({"count": True, "where": "closed is null"})
    assert found == {"2026-11-20": 1}


@pytest.mark.parametrize(
    "moment",
    [
        "2026-10-05T22:30:00.000-0100",
        "2026-10-05 23:30:00",
        "2026-10-05",
        "20261005",
        "2026-10",
        1791243000,
        1791243000.5,
        1791243000123,
        datetime(2026, 10, 5, 23, 30, tzinfo=UTC),
        date(2026, 10, 5),
    ],
)
def test_a_day_is_understood_however_it_is_written(records, moment) -> None:
    assert records({"at": moment})({"count": True, "by": "at"}) == {"2026-10-31": 1}


def test_one_loading_answers_all_kpis(records) -> None:
    asked = records(*DEALS)
    found = asked.batch(
        {
            "count": {"count": True, "by": "closed"},
            "sum": {
                "query": "select last_day(closed::date) as date, sum(amount) as value "
                "from records where closed is not null group by all"
            },
        }
    )
    assert found["count"]["2026-10-31"] == 1
    assert found["sum"] == {"2026-08-31": 150.5, "2026-10-31": 10}
    (wanted,) = asked.wanted
    assert wanted.tables == {"records"}


def test_queries_with_other_fields_of_the_source_want_other_records(records) -> None:
    class Project(RecordQuery, frozen=True, kw_only=True):
        project: str = ""

    asked = records(*DEALS)
    one = {"count": True, "project": "a"}
    asked.batch(
        {"a": one, "b": {**one, "by": "closed"}, "c": {**one, "project": "c"}}, query=Project
    )
    assert [wanted.query.project for wanted in asked.wanted] == ["a", "c"]


def test_tables_of_a_source_are_joined(records) -> None:
    asked = records(
        SourceRecord({"id": 1, "plan": "pro"}, "customers"),
        SourceRecord({"customer": 1, "day": "2026-10-02", "n": 3}, "seats"),
        SourceRecord({"customer": 2, "day": "2026-10-02", "n": 4}, "seats"),
    )
    query = """
        with paying as (select id from customers where plan = 'pro')
        select last_day(day::date) as date, sum(n) as value from seats
        join paying on customer = paying.id group by 1
    """
    assert asked({"query": query}) == {"2026-10-31": 3}
    assert asked.wanted[0].tables == {"customers", "seats"}


def test_a_period_begins_before_the_first_day_that_is_wanted(records) -> None:
    asked = records(*DEALS)
    found = asked({"count": True, "by": "closed"}, since=date(2026, 10, 17))
    assert found == {"2026-10-31": 1}
    assert asked.wanted[0].since == date(2026, 10, 1)


def test_no_records_are_no_zeros(records) -> None:
    none = records()
    assert none({"count": True, "by": "at"}, since=date(2026, 10, 1)) == {}
    assert "no record came for the table 'records'" in none({"count": True, "by": "at"})
    declared = records(DeclaredTable("records", ("at",)))
    assert declared({"count": True, "by": "at"}, since=date(2026, 9, 1)) == {}


def test_a_table_that_is_there_and_empty_has_no_answer_yet(records) -> None:
    asked = records(DeclaredTable("records", key=()))
    assert asked({"count": True, "by": "at"}, since=date(2026, 10, 1)) == {}
    joined = records({"id": 1}, DeclaredTable("refunds", ("order",)))
    query = 'select count(*) from records where id::text not in (select "order" from refunds)'
    assert joined({"query": query}) == {"2026-11-20": 1}


def test_what_was_not_asked_for_is_not_counted_as_zero(records) -> None:
    asked = records({"at": "2026-10-05"}, DeclaredTable("records", since=date(2026, 8, 15)))
    found = asked({"count": True, "by": "at"}, since=date(2026, 1, 1))
    assert found == {"2026-09-30": 0, "2026-10-31": 1}


def test_the_periods_of_a_query_decide_what_is_wanted(records) -> None:
    asked = records({"at": "2026-02-05"})
    asked({"count": True, "by": "at", "every": "yearly"}, since=date(2026, 10, 17))
    assert asked.wanted[0].since == date(2026, 1, 1)


def test_of_records_with_one_key_the_last_counts(records) -> None:
    asked = records(
        DeclaredTable("records", key=("id",)),
        {"id": 1, "n": 1},
        {"id": 2, "n": 10},
        {"id": 1, "n": 2},
    )
    assert asked({"sum": "n"}) == {"2026-11-20": 12}


def test_a_table_that_cannot_be_had_fails_its_kpis_alone(records) -> None:
    asked = records({"n": 1}, TableFailure("orders", "it is being rebuilt", is_transient=True))
    found = asked.batch({"a": {"sum": "n"}, "b": {"sum": "n", "table": "orders"}})
    assert found == {"a": {"2026-11-20": 1}, "b": "it is being rebuilt"}


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ((1, None, 2), "BIGINT"),
        ((1, 2.5), "DOUBLE"),
        ((Decimal("1.5"), None), "DOUBLE"),
        ((1, "two"), "VARCHAR"),
        ((True, False), "BOOLEAN"),
        ((None, None), "VARCHAR"),
        ((["a"], []), "VARCHAR[]"),
        (({"a": 1}, {"b": "c"}), "STRUCT(a BIGINT, b VARCHAR)"),
        (({"a": 1}, {"A": 1}), "JSON"),
        (({"a": 1}, "a"), "JSON"),
        (({}, None), "JSON"),
        (({str(number): 1 for number in range(200)}, None), "JSON"),
    ],
)
def test_a_column_has_the_type_of_all_its_values(records, values, kind) -> None:
    asked = records(*({"cell": value} for value in values))
    found = asked({"query": f"select count(*) from records where typeof(cell) = '{kind}'"})
    assert found == {"2026-11-20": 2 if len(values) == 2 else 3}


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({}, "nothing says what the value is"),
        ({"count": True, "sum": "amount"}, "`count` and `sum` are two values"),
        ({"query": "select 1", "count": True}, "`count` would say more"),
        ({"count": True, "every": "daily"}, "`every` needs the field with a record's day"),
        ({"query": "select 1, 2; drop table records"}, "a second statement begins"),
        ({"query": "from read_csv('/etc/passwd')"}, "'read_csv' is not known to read only"),
        ({"query": "select 1 from '/etc/passwd'"}, "is a file"),
        ({"count": True, "table": "/etc/passwd"}, "is a file"),
        ({"count": True, "where": "1 = 1); drop table records; --"}, "a second statement"),
        ({"count": True, "where": "id in (select getenv('HOME'))"}, "'getenv' is not known"),
        ({"sum": "owner"}, "onversion"),
        ({"sum": "nothing"}, "nothing"),
        ({"count": True, "by": "owner"}, "onversion"),
        ({"count": True, "table": "recrds"}, "did you mean 'records'?"),
    ],
)
def test_what_is_not_asked_or_not_understood_says_why(records, query, reason) -> None:
    said = records(*DEALS)(query)
    assert isinstance(said, str), said
    assert reason in said


def test_fields_that_differ_in_case_alone_make_no_table(records) -> None:
    said = records({"id": 1, "ID": 2})({"count": True})
    assert said == "records of 'records' have fields that differ in case alone: id"


def test_nothing_is_left_of_the_records(records, tmp_path) -> None:
    records(*DEALS)({"count": True})
    assert list(tmp_path.iterdir()) == []


BAD = Path(__file__).parents[1] / "builtin" / "sources" / "statements" / "bad"


@pytest.mark.parametrize("file", ["everywhere.sql", "duckdb.sql"])
def test_no_statement_that_does_more_than_read_is_asked_of_records(file) -> None:
    lines = (BAD / file).read_text("utf-8").splitlines()
    assert len(lines) > 20
    assert [line for line in lines if not list(mistakes(RecordQuery(query=line)))] == []
    # A single word is the name of a column there.
    conditions = [f"id in ({line})" for line in lines if " " in line]
    asked = [RecordQuery(count=True, where=condition) for condition in conditions]
    assert [query.where for query in asked if not list(mistakes(query))] == []


@pytest.mark.parametrize(
    "query",
    [
        "select content from read_text('{folder}/secret.txt')",
        "select * from read_csv('{folder}/secret.txt')",
        "select * from read_json('http://127.0.0.1:1/x.json')",
        "select * from glob('{folder}/*')",
        "attach '{folder}/other.duckdb' as other",
        "copy records to '{folder}/out.csv'",
        "drop table records",
        "set memory_limit = '90GB'",
        "install httpfs",
        "select getenv('HOME')",
    ],
)
def test_what_lies_beneath_the_check_of_its_text_holds_too(
    records, tmp_path, monkeypatch, query
) -> None:
    (tmp_path / "secret.txt").write_text("2026-10-01,4242\n")

    def unread(written, *_):
        return RecordStatement(UnreadStatement(written.query), frozenset({"records"}))

    monkeypatch.setattr("okrsite.answers.records.fetch.statement_of", unread)
    said = records(*DEALS)({"query": query.replace("{folder}", str(tmp_path))})
    assert isinstance(said, str), said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret.txt"]

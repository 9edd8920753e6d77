"""A real PostgreSQL server, private to these tests."""

import os
import re
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest

from okrsite.api import SourceError
from okrsite.builtin.sources.sql import SOURCE
from okrsite.pipeline.sourcing.interpolation import interpolate

from .conftest import program, run

PASSWORD = "c4nary+pass/word"
QUOTED = "c4nary%2Bpass%2Fword"
TABLES = f"""
create role reader login password '{PASSWORD}';
create table churn (day date, value numeric);
create table moments (at timestamptz, value double precision);
grant all on churn, moments to reader;
grant all on schema public to reader;
insert into churn values ('2026-08-31', 6.25), ('2026-09-30', null), ('2026-10-31', 'NaN'),
  ('2026-10-15', 4.5);
insert into moments values ('2026-10-01 22:30+00', 1);
create function meddle() returns int language sql volatile as
  'insert into churn values (now(), 1); select 1';
create table figures as select 4.5 as value;
create table clerks (x int);
create function raised() returns int language sql security definer as 'select 1';
revoke execute on function raised from public;
create role looker login password '{PASSWORD}';
create role lone login password '{PASSWORD}' connection limit 1;
grant select on churn to lone;
create role clerk login password '{PASSWORD}';
create role member login password '{PASSWORD}';
create role caller login password '{PASSWORD}';
grant select on figures to looker;
grant select, insert on clerks to clerk;
grant pg_read_server_files to member;
grant execute on function raised to caller;
"""


@pytest.fixture(scope="module")
def server():
    """Makes a cluster that only its own socket leads to; yields the socket's folder."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    initdb, control = program("initdb", *folders), program("pg_ctl", *folders)
    psql = program("psql", *folders)
    # Not below pytest's own folder, which other users may not enter; the server refuses root.
    home = Path(tempfile.mkdtemp(prefix="pg"))
    user = {"user": "postgres"} if os.getuid() == 0 else {}
    if user:
        shutil.chown(home, "postgres")
    secret = home / "password"
    secret.write_text("superuser's")
    secret.chmod(0o644)
    cluster = home / "cluster"
    run(initdb, "-D", cluster, "-U", "postgres", "--auth=scram-sha-256", f"--pwfile={secret}",
        "--no-sync", **user)  # fmt: skip
    options = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off"
    options += " -c log_statement=all -c log_line_prefix= "
    run(control, "-D", cluster, "-l", home / "log", "-w", "-o", options, "start", **user)
    try:
        environment = {"PGPASSWORD": "superuser's", "PATH": os.environ["PATH"]}
        run(psql, "-h", home, "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-c", TABLES,
            env=environment)  # fmt: skip
        yield home
    finally:
        run(control, "-D", cluster, "-m", "immediate", "-w", "stop", **user)
        shutil.rmtree(home)


@pytest.fixture
def postgres(asked, server):
    """Asks one after the other, so that each finds what the one before left."""
    url = f"postgresql://reader:{QUOTED}@/postgres?host={server}"
    return asked(SOURCE, url=url, connections=1)


def test_values_by_day_are_read(postgres) -> None:
    found = postgres({"query": "select day, value from churn order by day"})
    assert found == {"2026-08-31": 6.25, "2026-10-15": 4.5}


def test_a_password_is_given_as_it_is(asked, server) -> None:
    written = f"postgresql://reader:${{PASSWORD}}@/postgres?host={server}"
    database = asked(SOURCE, url=interpolate(written, {"PASSWORD": PASSWORD}))
    assert database({"query": "select 4.5"}) == {"2026-10-31": 4.5}


def test_since_and_until_are_bound_beside_casts(postgres) -> None:
    query = "select day, value::float8 from churn where day between :since and :until"
    assert postgres({"query": query}, since=date(2026, 10, 1)) == {"2026-10-15": 4.5}


def test_a_moment_falls_on_its_day_where_the_company_is(postgres) -> None:
    postgres.context["timezone"] = "Europe/Berlin"
    assert postgres({"query": "select at, value from moments"}) == {"2026-10-02": 1}
    assert postgres({"query": "select at::date, value from moments"}) == {"2026-10-02": 1}


COUNT = {"query": "select count(*) from churn"}


@pytest.mark.parametrize(
    "statement",
    [
        "insert into churn values (now(), 1)",
        "insert into churn values (now(), 1) returning 1",
        "with gone as (delete from churn returning value) select count(*) from gone",
        "select meddle()",
        "drop table churn",
        "create temp table t (x int)",
        "select 1; delete from churn",
        "select 1; commit; begin read write; delete from churn",
        "commit",
        "rollback",
        "set default_transaction_read_only = off",
        "set transaction read write",
        "select set_config('transaction_read_only', 'off', false)",
        "select set_config('transaction_read_only', 'off', true)",
        "select count(set_config('default_transaction_read_only', 'off', false)) - 1 + meddle()",
        "copy churn to stdout",
        "listen x",
        "select nextval('nothing')",
    ],
)
@pytest.mark.usefixtures("unread")
def test_nothing_can_be_written_in_any_way(postgres, statement) -> None:
    meddle = {"query": "select meddle()"}
    queries = {"a": {"query": statement}, "b": meddle, "c": {"query": "delete from churn"}}
    found = postgres.batch({**queries, "count": COUNT})
    assert all(isinstance(found[name], str) for name in queries), found
    assert found["count"] == {"2026-10-31": 4}


@pytest.mark.usefixtures("unread")
def test_what_a_reading_transaction_lets_pass_is_taken_back(postgres) -> None:
    objects = {"query": "select count(*) from pg_largeobject_metadata"}
    found = postgres.batch({"a": {"query": "select lo_create(0)::int * 0"}, "count": objects})
    assert found["count"] == {"2026-10-31": 0}


@pytest.mark.usefixtures("unread")
def test_settings_of_the_session_cannot_be_changed_for_the_next_query(postgres) -> None:
    change = "select set_config('default_transaction_read_only', 'off', false)::text = 'on'"
    postgres.settings["seconds"] = 1
    longer = "select length(set_config('statement_timeout', '0', false))"
    sleep = "select length(pg_sleep(60)::text)"
    asked = {"a": {"query": change}, "b": {"query": longer}, "c": {"query": sleep}}
    found = postgres.batch({**asked, "d": {"query": "select meddle()"}})
    assert found["c"] == "the query took longer than 1 seconds (seconds in its settings)"
    assert "read-only transaction" in found["d"]


@pytest.mark.usefixtures("unread")
def test_a_statement_ends_at_its_time_and_the_others_have_theirs(postgres) -> None:
    postgres.settings["seconds"] = 1
    sleep = {"query": "select length(pg_sleep(60)::text)"}
    found = postgres.batch({"a": sleep, "count": COUNT})
    assert found == {
        "a": "the query took longer than 1 seconds (seconds in its settings)",
        "count": {"2026-10-31": 4},
    }


def test_a_mistake_is_said_in_the_database_s_own_words(postgres) -> None:
    assert postgres({"query": "select vaule from churn"}) == 'column "vaule" does not exist'


def test_rows_are_taken_as_they_come_and_no_more_than_allowed(postgres) -> None:
    postgres.settings["max_rows"] = 10
    query = "select date '2026-01-01', x from generate_series(1, 100000) x"
    assert "more than 10 rows" in postgres({"query": query})


def test_a_wrong_password_is_told_and_never_shown(asked, server) -> None:
    source = asked(SOURCE, url=f"postgresql://reader:c4nary99@/postgres?host={server}")
    with pytest.raises(SourceError, match="password authentication failed") as raised:
        source({"query": "select 1"})
    assert "c4nary99" not in str(raised.value)


def test_a_database_that_is_away_may_come_back(asked, tmp_path) -> None:
    source = asked(SOURCE, url=f"postgresql://reader:c4nary99@/postgres?host={tmp_path}")
    with pytest.raises(SourceError, match="cannot be reached") as raised:
        source({"query": "select 1"})
    assert raised.value.is_transient
    assert "c4nary99" not in str(raised.value)


def test_a_parameter_is_cast_in_either_way_and_a_text_may_hold_its_name(postgres) -> None:
    query = "select :until::date, length(':since') + (cast(:until as date) - :until::date)"
    assert postgres({"query": query}) == {"2026-10-31": 6}


def test_an_unknown_parameter_is_told_with_those_that_are_known(postgres) -> None:
    said = postgres({"query": "select day, value from churn where day > :sinc"})
    assert said.startswith("it was not sent: nothing is known as ':sinc', only :since and :until")
    assert said.endswith("did you mean 'since'?")


def test_a_statement_that_writes_is_told_that_only_reading_is_allowed(postgres) -> None:
    said = postgres({"query": "delete from churn"})
    assert said == "it was not sent: a query only reads, and has no place for DELETE"


def test_nothing_that_is_refused_is_ever_sent(postgres, server, refused) -> None:
    asked = {f"kpi-{n}": {"query": query} for n, query in enumerate(refused("postgres"))}
    begin = len((server / "log").read_bytes())
    found = postgres.batch({**asked, "last": {"query": "select 4242"}})
    assert found.pop("last") == {"2026-10-31": 4242}
    assert [answer for answer in found.values() if "it was not sent: " not in answer] == []
    log = (server / "log").read_bytes()[begin:].decode(errors="replace")
    assert "select 4242" in log
    # Each statement stands behind its cursor's declaration, or alone.
    sent = {line.partition(" FOR ")[2] or line for line in log.splitlines()}
    assert sent & {query["query"].strip() for query in asked.values()} == set()
    assert not any(name in log for name in ("pg_sleep", "pg_read_file", "delete from"))


def test_a_role_that_only_selects_is_believed_with_parse_off(asked, server) -> None:
    source = asked(SOURCE, url=f"postgresql://looker:{QUOTED}@/postgres?host={server}", parse="off")
    assert source({"query": "select sum(value) from figures"}) == {"2026-10-31": 4.5}


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        ("reader", "it may create in the schema public"),
        ("clerk", "it may change the table clerks"),
        ("member", "it is a member of pg_read_server_files"),
        ("caller", "it may call raised"),
    ],
)
def test_a_role_that_may_do_more_is_refused_with_parse_off(asked, server, role, reason) -> None:
    source = asked(SOURCE, url=f"postgresql://{role}:{QUOTED}@/postgres?host={server}", parse="off")
    with pytest.raises(SourceError, match=re.escape(reason)):
        source({"query": "select 1"})


def over(link, role="reader"):
    return f"postgresql://{role}:{QUOTED}@127.0.0.1:{link.port}/postgres"


def numbers(count):
    """So many KPIs, each with another question."""
    return {f"kpi-{n}": {"query": f"select count(*) + {n} from churn"} for n in range(count)}


def test_each_further_kpi_costs_one_round_trip(asked, server, linked) -> None:
    link = linked(server / ".s.PGSQL.5432")
    source = asked(SOURCE, url=over(link), connections=1)
    trips = []
    for count in (10, 30):
        link.forget()
        found = source.batch(numbers(count), since=date(2026, 10, 1))
        assert found == {f"kpi-{n}": {"2026-10-31": 4 + n} for n in range(count)}
        trips.append(link.round_trips)
    assert trips[1] - trips[0] == 20


def test_kpis_that_ask_the_same_are_asked_for_once(asked, server, linked) -> None:
    link = linked(server / ".s.PGSQL.5432")
    source = asked(SOURCE, url=over(link), connections=1)
    trips = []
    for count in (1, 50):
        link.forget()
        queries = {f"kpi-{n}": COUNT for n in range(count)}
        assert source.batch(queries) == {name: {"2026-10-31": 4} for name in queries}
        trips.append(link.round_trips)
    assert trips[0] == trips[1]


@pytest.mark.usefixtures("unread")
def test_as_many_are_asked_at_a_time_as_there_may_be_connections(asked, server, linked) -> None:
    link = linked(server / ".s.PGSQL.5432")
    source = asked(SOURCE, url=over(link), connections=3)
    queries = {f"kpi-{n}": {"query": f"select {n} + length(pg_sleep(0.2)::text)"} for n in range(9)}
    assert source.batch(queries) == {f"kpi-{n}": {"2026-10-31": n} for n in range(9)}
    assert link.together == link.connections == 3


def test_a_role_that_may_connect_once_answers_all(asked, server) -> None:
    url = f"postgresql://lone:{QUOTED}@/postgres?host={server}"
    found = asked(SOURCE, url=url, connections=4).batch(numbers(20))
    assert found == {f"kpi-{n}": {"2026-10-31": 4 + n} for n in range(20)}


def test_a_wrong_password_is_tried_once(asked, server, linked) -> None:
    link = linked(server / ".s.PGSQL.5432")
    with pytest.raises(SourceError, match="password authentication failed"):
        asked(SOURCE, url=over(link).replace("c4nary", "no"), connections=4).batch(numbers(9))
    assert link.connections == 1


@pytest.mark.usefixtures("unread")
def test_a_connection_that_is_lost_costs_one_kpi_a_second_try(asked, server) -> None:
    source = asked(SOURCE, url=f"postgresql://postgres:superuser%27s@/postgres?host={server}",
                   connections=1)  # fmt: skip
    end = {"query": "select case when pg_terminate_backend(pg_backend_pid()) then 1 end"}
    found = source.batch({"a": COUNT, "b": end, "c": COUNT, **numbers(3)})
    assert isinstance(found["b"], str)
    assert source.transient == {"b"}
    assert [found["a"], found["c"], found["kpi-2"]] == [
        {"2026-10-31": 4},
        {"2026-10-31": 4},
        {"2026-10-31": 6},
    ]


def test_percent_signs_arrive_as_they_are(postgres) -> None:
    query = "select day, 7 % 4 from churn where '10%s' like '10%' and day = '2026-08-31'"
    assert postgres({"query": query}) == {"2026-08-31": 3}
    assert postgres({"query": f"{query} and day < :until"}) == {"2026-08-31": 3}

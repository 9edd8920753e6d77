"""A real MariaDB server, private to these tests."""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from okrsite.api import SourceError
from okrsite.builtin.sources.sql import SOURCE

from .conftest import program, run

TABLES = """
create database sales;
use sales;
create table churn (day date, value decimal(10, 2));
insert into churn values ('2026-08-31', 6.25), ('2026-10-31', 4.5);
create sequence s;
create user writer identified by 'w';
grant all on *.* to writer;
create user reader identified by 'r';
grant select on sales.* to reader;
create user ruled identified by 'x';
create role boss;
grant boss to ruled;
grant select on sales.* to ruled;
set global general_log_file = '{log}';
set global general_log = on;
"""


@pytest.fixture(scope="module")
def server():
    """Starts a server that only its own socket leads to; yields its folder."""
    install, daemon = program("mariadb-install-db"), program("mariadbd", "/usr/sbin")
    client = program("mariadb")
    home = Path(tempfile.mkdtemp(prefix="maria"))
    user = ["--user=root"] if os.getuid() == 0 else []
    run(install, "--no-defaults", f"--datadir={home}/data", "--skip-test-db",
        "--auth-root-authentication-method=normal", *user)  # fmt: skip
    command = [daemon, "--no-defaults", f"--datadir={home}/data", f"--socket={home}/socket",
               f"--pid-file={home}/pid", "--skip-networking", "--innodb-buffer-pool-size=16M",
               "--innodb-flush-log-at-trx-commit=0", "--secure-file-priv=", *user]  # fmt: skip
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        while not (home / "socket").exists() and process.poll() is None:
            time.sleep(0.05)
        run(client, "--no-defaults", f"--socket={home}/socket", "-u", "root", "-e",
            TABLES.format(log=home / "log"))  # fmt: skip
        yield home
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(home)


@pytest.fixture
def mariadb(asked, server):
    """Asks it with a role that may do everything, one after the other."""
    return asked(SOURCE, url=address(server, "writer:w"), connections=1)


def address(server, login):
    return f"mariadb://{login}@localhost/sales?unix_socket={server}/socket"


def test_values_by_day_are_read(mariadb) -> None:
    query = "select day, value from churn where day between :since and :until"
    assert mariadb({"query": query}) == {"2026-08-31": 6.25, "2026-10-31": 4.5}


def test_percent_signs_and_colons_of_texts_arrive_as_they_are(mariadb) -> None:
    query = "select date_format(day, '%Y-%m'), length('10%:since') from churn"
    assert mariadb({"query": query}) == {"2026-08-31": 9, "2026-10-31": 9}


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize(
    "statement",
    [
        "insert into churn values ('2026-09-30', 1)",
        "update churn set value = 0",
        "delete from churn",
        "truncate table churn",
        "drop table churn",
        "create table x (a int)",
        "create table x as select 1",
        "alter table churn add column x int",
        "create database x",
        "rename table churn to x",
        "replace into churn values ('2026-09-30', 1)",
        "select 1; drop table churn",
        "grant all on *.* to reader",
        "create user x",
        "create function f() returns int return 1",
    ],
)
def test_beneath_the_check_a_session_writes_nothing(mariadb, statement) -> None:
    found = mariadb.batch(
        {"a": {"query": statement}, "b": {"query": "select sum(value) from churn"}}
    )
    assert isinstance(found["a"], str), found
    assert found["b"] == {"2026-10-31": 10.75}


@pytest.mark.usefixtures("unread")
def test_a_statement_ends_at_its_time(mariadb) -> None:
    mariadb.settings["seconds"] = 1
    said = mariadb({"query": "select sum(sleep(60)) from churn"})
    assert said == "the query took longer than 1 seconds (seconds in its settings)"


def test_nothing_that_is_refused_is_ever_sent(mariadb, server, refused) -> None:
    asked = {f"kpi-{n}": {"query": query} for n, query in enumerate(refused("mysql"))}
    begin = len((server / "log").read_bytes())
    found = mariadb.batch({**asked, "last": {"query": "select 4242"}})
    assert found.pop("last") == {"2026-10-31": 4242}
    assert [answer for answer in found.values() if "it was not sent: " not in answer] == []
    log = (server / "log").read_bytes()[begin:].decode(errors="replace")
    sent = [line.partition(" Query\t")[2].strip() for line in log.splitlines()]
    assert "select 4242" in sent
    assert {*sent} & {query["query"].strip() for query in asked.values()} == set()


def test_a_role_that_only_selects_is_believed_with_parse_off(asked, server) -> None:
    source = asked(SOURCE, url=address(server, "reader:r"), parse="off")
    assert source({"query": "select day, value from churn where @a is null"}) == {
        "2026-08-31": 6.25,
        "2026-10-31": 4.5,
    }


@pytest.mark.parametrize(("login", "reason"), [("writer:w", "ALL PRIVILEGES"), ("ruled:x", "boss")])
def test_a_role_that_may_do_more_is_refused_with_parse_off(asked, server, login, reason) -> None:
    source = asked(SOURCE, url=address(server, login), parse="off")
    with pytest.raises(SourceError, match=reason):
        source({"query": "select 1"})


def test_each_further_kpi_costs_one_round_trip(asked, server, linked) -> None:
    link = linked(server / "socket")
    source = asked(SOURCE, url=f"mariadb://reader:r@127.0.0.1:{link.port}/sales", connections=1)
    trips = []
    for count in (10, 30):
        link.forget()
        queries = {f"kpi-{n}": {"query": f"select {n}"} for n in range(count)}
        assert source.batch(queries) == {f"kpi-{n}": {"2026-10-31": n} for n in range(count)}
        trips.append(link.round_trips)
    assert trips[1] - trips[0] == 20

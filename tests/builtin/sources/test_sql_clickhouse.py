"""ClickHouse: its client and its engine, both of the index, in a clean environment."""

import subprocess
import urllib.request
from pathlib import Path

import pytest

from .conftest import statements
from .environments import ROOT, environment

pytestmark = pytest.mark.slow

CHURN = (
    "create table churn (date Date, value Float64) engine = MergeTree order by date",
    "insert into churn values ('2026-09-30', 4.5), ('2026-10-31', 4.1)",
)
# Asks every statement as it is, to see what holds beneath the check of its text.
UNREAD = """
import sys
from datetime import date
from okrsite.answers.statements.statement import UnreadStatement
from okrsite.api import Failure, Kpi, Request, SourceContext, Span
from okrsite.builtin.sources.sql import engine
from okrsite.builtin.sources.sql.settings import SqlQuery, SqlSettings

engine.statement_of = lambda query, _: UnreadStatement(query.query)
for number, line in enumerate(sys.stdin.read().splitlines()):
    kpi = Kpi(span=Span("kpi.md"), id=f"kpi-{number}", title="KPI")
    request = Request(kpi, SqlQuery(query=line), None, date(2026, 11, 20))
    settings = SqlSettings(url=sys.argv[1], seconds=5)
    found = list(engine.fetch((request,), settings, SourceContext("/", 30)))
    print("failed" if isinstance(found[0], Failure) else "answered")
"""


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    packages = (f"{ROOT}[sql]", "clickhouse-connect", "chdb-core")
    return environment(tmp_path_factory.mktemp("clickhouse") / "env", *packages)


@pytest.fixture
def server(programs):
    """The address of a server that has a table of churn."""
    script = Path(__file__).with_name("clickhouse_server.py")
    with subprocess.Popen([programs / "python", script], stdout=subprocess.PIPE, text=True) as run:
        try:
            address = f"127.0.0.1:{int(run.stdout.readline())}"
            for statement in CHURN:
                say(address, statement)
            yield address
        finally:
            run.kill()


def say(address, statement):
    """What the server answers to a statement of its owner, whatever a session was set to."""
    request = urllib.request.Request(f"http://{address}/", statement.encode())
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read().decode()


def test_values_are_fetched_and_a_statement_ends_at_its_time(programs, server, tmp_path) -> None:
    (tmp_path / "content/kpis").mkdir(parents=True)
    (tmp_path / "okrsite.toml").write_text(
        '[site]\ntitle = "ClickHouse"\n[sources.events]\nplugin = "sql"\nseconds = 2\n'
        f'url = "clickhousedb://reader@{server}/default"\n'
    )
    queries = {
        "churn": "select toLastDayOfMonth(date) as date, max(value) as value from churn "
        "where date between :since and :until group by all order by date",
        "endless": "select sum(cityHash64(number)) from numbers(1000000000000)",
        "writing": "insert into churn values ('2026-01-01', 1)",
    }
    for name, query in queries.items():
        text = f'+++\ntitle = "{name}"\n[source]\nuse = "events"\nquery = "{query}"\n+++\n'
        (tmp_path / f"content/kpis/{name}.md").write_text(text)
    done = subprocess.run(
        [programs / "okrsite", "fetch", "--today", "2026-11-20"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "endless: failed: the query took longer than 2 seconds" in done.stdout, done
    assert "writing: failed" in done.stdout
    assert (tmp_path / "content/kpis/churn.csv").read_text() == (
        "date,value\n2026-09-30,4.5\n2026-10-31,4.1\n"
    )


def test_no_statement_writes_even_if_nobody_reads_it(programs, server) -> None:
    # What reads files and addresses is kept from it by the check and the role alone.
    asked = [line for line in statements("bad", "clickhouse") if not line.startswith("select")]
    assert len(asked) > 20
    url = f"clickhousedb://reader@{server}/default"
    done = subprocess.run(
        [programs / "python", "-c", UNREAD, url],
        timeout=200,
        input="\n".join(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout.splitlines()
    assert len(said) == len(asked), done.stderr
    assert say(server, "select count(), sum(value) from churn") == "2\t8.6\n"
    assert say(server, "show tables") == "churn\n"

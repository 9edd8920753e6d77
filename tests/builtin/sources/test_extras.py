"""What is not installed is asked for by name, and nothing is imported before it is needed."""

import json
import subprocess
import sys

import pytest

SCRIPT = """
import json, sys
from datetime import date
import msgspec
from okrsite.api import Kpi, Request, SourceContext, SourceError, Span
from okrsite.builtin.sources import SOURCES

LIBRARIES = ["duckdb", "sqlalchemy", "psycopg", "httpx2", "jmespath", "python_calamine"]
imported = [name for name in [*LIBRARIES, "ssl", "subprocess"] if name in sys.modules]
for name in LIBRARIES if len(sys.argv) == 1 else sys.argv[1:]:
    sys.modules[name] = None
ASKED = {
    "http": ({"url": "http://x.invalid"}, {}),
    "prometheus": ({"url": "http://x.invalid"}, {"query": "1"}),
    "sheet": ({}, {"file": "x.csv"}),
    "sql": ({"url": "postgresql://x.invalid/x"} if sys.argv[1:] else {}, {"query": "select 1"}),
}
said = {}
for kind in SOURCES:
    if kind.name not in ASKED or (sys.argv[1:] and kind.name != "sql"):
        continue
    settings, query = ASKED[kind.name]
    kpi = Kpi(span=Span("x"), id="x", title="x")
    request = Request(kpi, msgspec.convert(query, kind.query), None, date(2026, 1, 1))
    try:
        given = msgspec.convert(settings, kind.settings)
        list(kind.fetch((request,), given, SourceContext("/", 9)))
    except SourceError as problem:
        said[kind.name] = str(problem)
print(json.dumps([imported, said]))
"""


def told(*missing):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *missing], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def without_extras():
    return told()


def test_nothing_is_imported_before_it_is_needed(without_extras) -> None:
    assert without_extras[0] == []


def test_each_source_says_what_to_install(without_extras) -> None:
    assert without_extras[1] == {
        "http": "httpx2 is not installed: pip install 'okrsite[http]'",
        "prometheus": "httpx2 is not installed: pip install 'okrsite[http]'",
        "sheet": "python_calamine is not installed: pip install 'okrsite[sheets]'",
        "sql": "duckdb is not installed: pip install 'okrsite[sql]'",
    }


def test_the_driver_of_postgresql_is_an_extra_of_its_own() -> None:
    said = told("psycopg")[1]
    assert said == {"sql": "psycopg is not installed: pip install 'okrsite[postgresql]'"}


NO_PARSER = """
import sys
sys.modules["sqlglot"] = None
from okrsite.builtin.sources.sql import SOURCE
print(*SOURCE.check(SOURCE.query(query="drop table t"), SOURCE.settings()))
try:
    SOURCE.fetch((), SOURCE.settings(), None)
except Exception as problem:
    print(problem)
"""


def test_without_its_parser_check_warns_and_fetch_sends_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NO_PARSER], capture_output=True, text=True, check=True
    )
    warned, refused = done.stdout.splitlines()
    assert "sqlglot is not installed, so nobody looked whether its queries only read" in warned
    assert "is_refusal=False" in warned
    assert refused == "sqlglot is not installed: pip install 'okrsite[sql]'"


NO_TABLES = """
import sys
from datetime import date
import msgspec
from okrsite.api import Kpi, Request, SourceContext, Span
from okrsite.builtin.sources import SOURCES
for name in sys.argv[1:]:
    sys.modules[name] = None
ASKED = {
    "command": ({"command": ["true"]}, {}),
    "http": ({"url": "http://x.invalid"}, {"url": "x"}),
    "sheet": ({}, {"file": "x.csv"}),
}
def told(kind, settings, query):
    kpi = Kpi(span=Span("x"), id="x", title="x")
    request = Request(kpi, msgspec.convert(query, kind.query), None, date(2026, 1, 1))
    given = msgspec.convert(settings, kind.settings)
    try:
        list(kind.fetch((request,), given, SourceContext("/", 9)))
    except Exception as problem:
        print(kind.name, problem)
for kind in SOURCES:
    if kind.name in ASKED:
        settings, query = ASKED[kind.name]
        told(kind, settings, {**query, "count": True})
        if kind.name == "http":
            oauth = {"grant": "signed", "private_key": "x"}
            told(kind, {**settings, "oauth": oauth}, {"value": "x"})
"""


def tables_without(*missing):
    done = subprocess.run(
        [sys.executable, "-c", NO_TABLES, *missing], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_what_records_and_tokens_need_is_asked_for_by_name() -> None:
    assert tables_without("duckdb", "jwt") == [
        "command duckdb is not installed: pip install 'okrsite[sql]'",
        "http duckdb is not installed: pip install 'okrsite[sql]'",
        "http jwt is not installed: pip install 'okrsite[http]'",
        "sheet duckdb is not installed: pip install 'okrsite[sql]'",
    ]


def test_all_that_a_table_over_http_needs_is_named_at_once() -> None:
    said = tables_without("duckdb", "httpx2")
    assert "http httpx2 is not installed: pip install 'okrsite[http,sql]'" in said
    assert "http httpx2 is not installed: pip install 'okrsite[http]'" in said

"""The documented addresses of large engines, by the dialects that are installed here, if any."""

import re
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import exc
from sqlalchemy.pool import NullPool

from okrsite.api import SourceError
from okrsite.builtin.sources.sql import SOURCE

PAGE = (Path(__file__).parents[3] / "docs/sources.md").read_text()
ROWS = re.findall(r"^\| (.+?) \| `(.+?)` \| `(\w+://.+?)`", PAGE, re.MULTILINE)
ADDRESSES = {engine: address.replace("${", "secret-{") for engine, _, address in ROWS}
DIALECTS = {
    "Trino": "trino",
    "Spark (Thrift server)": "hive",
    "ClickHouse": "clickhousedb",
    "Databricks": "databricks",
    "BigQuery": "bigquery",
    "Snowflake": "snowflake",
}


def test_each_engine_of_the_page_is_known_here() -> None:
    assert {name: url.partition(":")[0] for name, url in ADDRESSES.items()} == DIALECTS


@pytest.mark.parametrize("engine", DIALECTS)
def test_an_installed_dialect_takes_the_address_and_the_days(engine: str) -> None:
    dialect = dialect_of(engine)
    assert dialect.name.startswith(DIALECTS[engine])
    asked = sqlalchemy.text("select day, value from t where day between :since and :until")
    statement = str(asked.compile(dialect=dialect))
    assert ":since" not in statement or dialect.paramstyle == "named"
    days = asked.bindparams(since=date(2026, 1, 1), until=date(2026, 2, 1))
    assert set(days.compile(dialect=dialect).params) == {"since", "until"}


@pytest.mark.parametrize("engine", DIALECTS)
def test_without_its_package_a_dialect_is_named(asked, engine: str) -> None:
    try:
        sqlalchemy.make_url(ADDRESSES[engine]).get_dialect()
    except exc.NoSuchModuleError:
        source = asked(SOURCE, url=ADDRESSES[engine])
        with pytest.raises(SourceError, match=f"the dialect '{DIALECTS[engine]}'"):
            source({"query": "select 1"})
    else:
        pytest.skip("it is installed")


def dialect_of(engine: str) -> sqlalchemy.Dialect:
    """The dialect of an engine that nobody connects to, or skip where it is not installed."""
    url = sqlalchemy.make_url(ADDRESSES[engine])
    try:
        if engine == "BigQuery":  # an engine of it looks for credentials at once
            return url.get_dialect()()
        return sqlalchemy.create_engine(url, poolclass=NullPool).dialect
    except (exc.NoSuchModuleError, ModuleNotFoundError) as missing:
        pytest.skip(str(missing))

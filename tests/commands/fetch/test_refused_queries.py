"""Queries that do more than read are refused at their place, before any source starts."""

import pytest

CHURN = {"content/data/churn.csv": "month,lost\n2026-10,4\n"}


@pytest.fixture
def files(office):
    """An office with DuckDB over its files."""
    office.place("files", 'plugin = "sql"')
    office.write(CHURN)
    return office


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ('query = "drop table churn"', "5:10"),
        ("query = '''select month,\n  getenv('HOME')'''", "6:3"),
        ('query = """\nselect month,\n\n  lost + getenv(\'X\') from \'churn.csv\'\n"""', "8:10"),
        ('query = "select 1;\\ndelete from churn"', "5:18"),
        ('query = "select 1\\n;\\n\\nselect 2"', "5:20"),
    ],
)
def test_check_and_fetch_name_the_place_in_the_query(files, query, place) -> None:
    files.kpi("churn", "files", query)
    found = files.run("check")
    assert f"content/kpis/churn.md:{place}: OKR627 " in found.stdout
    (result,) = files.fetch().results
    assert f"churn.md:{place}: OKR627 " in result.outcomes[0].update.failure
    assert result.attempts == 0
    assert files.series("churn") is None


def test_a_good_query_beside_a_bad_one_is_asked(files) -> None:
    files.kpi("churn", "files", "query = \"from 'churn.csv'\"")
    files.kpi("env", "files", "query = \"select getenv('HOME')\"")
    files.fetch()
    assert files.series("churn") == "date,value\n2026-10-31,4\n"


@pytest.mark.parametrize("link", ["up", ".up", "sales/.hidden/up", "#up", "a/up"])
@pytest.mark.parametrize("target", ["/proc", "churn.csv", "nowhere"])
def test_a_link_below_the_data_is_found_and_keeps_every_source_from_starting(
    files, link, target
) -> None:
    path = files.root / "content/data" / link
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)
    files.kpi("churn", "files", "query = \"from 'churn.csv'\"")
    found = files.run("check")
    assert f"content/data/{link}:1:1: OKR045 " in found.stdout
    (result,) = files.fetch().results
    assert f"'content/data/{link}' is a link" in result.error
    assert result.attempts == 0


def test_the_folder_of_the_data_is_no_link_either(files, tmp_path) -> None:
    (files.root / "content/data").rename(tmp_path / "elsewhere")
    (files.root / "content/data").symlink_to(tmp_path / "elsewhere")
    files.kpi("churn", "files", "query = \"from 'churn.csv'\"")
    assert "content/data:1:1: OKR045 " in files.run("check").stdout
    assert "is a link" in files.fetch().results[0].error


def test_an_address_that_is_a_variable_is_told_once_for_its_source(files) -> None:
    files.place("warehouse", 'plugin = "sql"\nurl = "${WAREHOUSE}"')
    for name in ("a", "b"):
        files.kpi(name, "warehouse", 'query = "select 1"')
    found = files.run("check")
    said = found.stdout
    assert said.count("OKR628") == 1
    assert 'dialect = "postgres"' in said


def test_with_its_dialect_the_queries_of_such_a_source_are_read(files) -> None:
    files.place("warehouse", 'plugin = "sql"\nurl = "${WAREHOUSE}"\ndialect = "postgres"')
    files.kpi("a", "warehouse", 'query = "select pg_sleep(5)"')
    assert "a.md:5:17: OKR627 the function 'pg_sleep'" in files.run("check").stdout

"""APIs by configurations of dlt, with the real one in an environment of its own."""

import json
import subprocess
from functools import partial

import pytest

from okrsite.api import SourceError
from okrsite.builtin.sources.dlt import SOURCE

from .conftest import answer
from .environments import ROOT, environment

SETTINGS = """
[site]
title = "Dlt"
[sources.shop]
plugin = "dlt"
timeout = 120
keep = true
watermarks = {{ orders = "at" }}
client = {{ base_url = "{url}", auth = {{ type = "bearer", token = "${{SHOP_TOKEN}}" }} }}
resource_defaults = {{ endpoint = {{ paginator = "single_page" }} }}
[[sources.shop.resources]]
name = "orders"
primary_key = "id"
endpoint = {{ path = "orders", params = {{ from = "{{since}}" }} }}
[[sources.shop.resources]]
name = "broken"
endpoint = {{ path = "broken" }}
"""
KPIS = {
    "revenue": 'table = "orders"\nsum = "amount"\nby = "at"',
    "broken": 'table = "broken"\ncount = true',
}
ORDERS = [
    {"id": 1, "at": "2026-09-03T10:00:00Z", "amount": 100},
    {"id": 1, "at": "2026-09-03T10:00:00Z", "amount": 120},
    {"id": 2, "at": "2026-10-20T10:00:00Z", "amount": 50},
]


def test_without_dlt_its_installation_is_told(asked) -> None:
    pytest.importorskip("duckdb")
    try:
        import dlt  # noqa: F401
    except ModuleNotFoundError:
        source = asked(SOURCE, client={"base_url": "https://shop.example"}, resources=["orders"])
        with pytest.raises(SourceError, match=r"pip install 'okrsite\[dlt\]'"):
            source({"table": "orders", "count": True})


@pytest.mark.slow
def test_resources_of_an_api_are_tables_and_nobody_else_is_told(served, tmp_path) -> None:
    programs = environment(tmp_path / "dlt", f"{ROOT}[dlt]")
    served.routes["/orders"] = answer(json.dumps(ORDERS), content_type="application/json")
    served.routes["/broken"] = answer("no", status=404)
    site = tmp_path / "site"
    (site / "content/kpis").mkdir(parents=True)
    (site / "okrsite.toml").write_text(SETTINGS.format(url=served.url))
    for name, asking in KPIS.items():
        text = f'+++\ntitle = "{name}"\n[source]\nuse = "shop"\n{asking}\n+++\n'
        (site / f"content/kpis/{name}.md").write_text(text)
    fetched = partial(
        subprocess.run,
        [programs / "okrsite", "fetch", "--today", "2026-11-20"],
        cwd=site,
        env={"SHOP_TOKEN": "t0ken-of-shop", "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    done = fetched()
    assert done.returncode == 3, done.stderr
    assert (site / "content/kpis/revenue.csv").read_text() == (
        "date,value\n2026-09-30,120\n2026-10-31,50\n"
    )
    assert "broken: failed: 404 Client Error" in done.stdout
    orders = next(headers for path, headers in served.seen if path.startswith("/orders"))
    assert orders["authorization"] == "Bearer t0ken-of-shop"
    assert "/orders?from=1970-01-01" in [path for path, _ in served.seen]
    assert not (tmp_path / ".dlt").exists()
    # What came is kept, and newer orders alone are asked for.
    served.routes["/orders"] = answer("[]", content_type="application/json")
    assert "0 changed" in fetched().stdout
    assert [path for path, _ in served.seen if path.startswith("/orders")][-1] == (
        "/orders?from=2026-10-19"
    )

"""The recipe for dbt MetricFlow, as its page has it, with the real one in a clean environment."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from .environments import ROOT, environment

pytestmark = pytest.mark.slow

PAGE = (ROOT / "docs/sources.md").read_text()
PACKAGES = ("dbt-metricflow==0.13.0", "dbt-core<1.11", "dbt-duckdb<1.11")
WAREHOUSE = {
    "profiles/profiles.yml": """
warehouse:
  target: prod
  outputs: {prod: {type: duckdb, path: orders.duckdb, threads: 1}}
""",
    "warehouse/dbt_project.yml": 'name: warehouse\nversion: "1.0"\nprofile: warehouse\n',
    "warehouse/seeds/raw_orders.csv": (
        "id,ordered_at,amount\n1,2026-09-03,100\n2,2026-09-20,50\n3,2026-10-05,7.5\n4,2026-11-02,3\n"
    ),
    "warehouse/models/orders.sql": (
        "select id, cast(ordered_at as timestamp) as ordered_at, amount "
        "from {{ ref('raw_orders') }}"
    ),
    "warehouse/models/time_spine.sql": (
        "select cast(range as date) as date_day "
        "from range(timestamp '2026-01-01', timestamp '2027-01-01', interval 1 day)"
    ),
    "warehouse/models/schema.yml": """
models:
  - name: time_spine
    time_spine: {standard_granularity_column: date_day}
    columns: [{name: date_day, granularity: day}]
semantic_models:
  - name: orders
    model: ref('orders')
    defaults: {agg_time_dimension: ordered_at}
    entities: [{name: order, type: primary, expr: id}]
    dimensions: [{name: ordered_at, type: time, type_params: {time_granularity: day}}]
    measures: [{name: amount, agg: sum}]
metrics:
  - {name: revenue, label: Revenue, type: simple, type_params: {measure: amount}}
""",
}


def test_a_metric_has_a_value_for_each_month_that_is_over(tmp_path) -> None:
    programs = environment(tmp_path / "dbt", *PACKAGES)
    script, settings, asking = recipe()
    site = tmp_path / "site"
    files = {
        **WAREHOUSE,
        "tools/metricflow": script.replace("/opt/dbt/bin", str(programs)),
        "okrsite.toml": f'[site]\ntitle = "Site"\n{settings}',
        "content/kpis/revenue.md": (f'+++\ntitle = "Revenue"\ncadence = "monthly"\n{asking}+++\n'),
    }
    for name, text in files.items():
        Path(site, name).parent.mkdir(parents=True, exist_ok=True)
        Path(site, name).write_text(text)
    (site / "tools/metricflow").chmod(0o755)
    environ = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "WAREHOUSE_PASSWORD": "none"}
    run(
        [programs / "dbt", "build", "--profiles-dir", "../profiles"],
        cwd=site / "warehouse",
        env={**environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"},
    )
    okrsite = [sys.executable, "-m", "okrsite"]
    run([*okrsite, "fetch", "--today", "2026-11-20"], cwd=site, env=environ)
    assert (site / "content/kpis/revenue.csv").read_text() == (
        "date,value\n2026-09-30,150\n2026-10-31,7.5\n"
    )


def recipe():
    """The script, the settings and the question of the page."""
    part = PAGE[PAGE.index("**dbt MetricFlow**") :]
    return re.findall(r"```(?:sh|toml)\n(.*?)```", part, re.DOTALL)[:3]


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr

"""A real Thrift server of Spark, asked by `okrsite fetch` in a clean environment."""

import os
import subprocess
import time

import pytest

from .conftest import free_port, program
from .environments import ROOT, environment

pytestmark = pytest.mark.slow

SERVER = "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2"
KPIS = {
    "churn": "select date '2026-10-31' as day, 4.5 as value where '2026-10-31' <= :until",
    "wrong": "select nothing from nowhere",
    "endless": "select sum(a.id * b.id) from range(9000000) a cross join range(9000000) b",
    "refused": "select java_method('java.lang.System', 'exit', 1)",
}


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """Starts a server of its own; yields its port and its log."""
    program("java")
    home = tmp_path_factory.mktemp("spark")
    programs = environment(home / "env", "pyspark==4.0.1")
    port, log = free_port(), home / "log"
    options = {
        "spark.ui.enabled": "false",
        "spark.sql.warehouse.dir": home / "warehouse",
        "spark.driver.extraJavaOptions": f"-Dderby.system.home={home}",
    }
    command = [
        *(programs / "spark-submit", "--master", "local[2]", "--driver-memory", "900m"),
        *(part for pair in options.items() for part in ("--conf", "=".join(map(str, pair)))),
        *("--class", SERVER, "spark-internal", "--hiveconf", f"hive.server2.thrift.port={port}"),
        *("--hiveconf", "hive.server2.thrift.bind.host=127.0.0.1"),
    ]
    with log.open("wb") as printed:
        server = subprocess.Popen(
            command,
            stdout=printed,
            stderr=subprocess.STDOUT,
            cwd=home,
            # Spark finds its home by the first Python there is.
            env={
                **os.environ,
                "PATH": f"{programs}:{os.environ['PATH']}",
                "SPARK_LOCAL_IP": "127.0.0.1",
            },
        )
    try:
        while b"HiveThriftServer2 started" not in log.read_bytes():
            assert server.poll() is None, log.read_text()
            time.sleep(0.2)
        yield port, log
    finally:
        server.terminate()
        server.wait()


def test_spark_is_asked_and_a_statement_is_cancelled_at_its_time(lake, tmp_path) -> None:
    port, log = lake
    programs = environment(tmp_path / "env", f"{ROOT}[sql]", "pyhive[hive-pure-sasl]")
    site = tmp_path / "site"
    (site / "content/kpis").mkdir(parents=True)
    (site / "okrsite.toml").write_text(
        '[site]\ntitle = "Spark"\n[sources.lake]\nplugin = "sql"\nseconds = 30\ntimeout = 200\n'
        f'url = "hive://reader@127.0.0.1:{port}/default"\n'
    )
    for name, query in KPIS.items():
        text = f'+++\ntitle = "{name}"\n[source]\nuse = "lake"\nquery = "{query}"\n+++\n'
        (site / f"content/kpis/{name}.md").write_text(text)
    done = subprocess.run(
        [programs / "okrsite", "fetch", "--today", "2026-11-20"],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout
    assert (site / "content/kpis/churn.csv").is_file(), said + done.stderr
    assert (site / "content/kpis/churn.csv").read_text() == "date,value\n2026-10-31,4.5\n"
    assert "endless: failed: the query took longer than 30 seconds" in said
    assert "wrong: failed: Error running query: [TABLE_OR_VIEW_NOT_FOUND]" in said
    assert "OKR627 the function 'java_method' is not known to read only" in said
    assert b"SPARK_JOB_CANCELLED" in log.read_bytes()

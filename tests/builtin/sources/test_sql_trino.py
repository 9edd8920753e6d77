"""Trino's own client in a clean environment, at a server that speaks its protocol and no more."""

import json
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from .environments import ROOT, environment

pytestmark = pytest.mark.slow


class Trino(ThreadingHTTPServer):
    """Answers every statement with one row, but for those that are endless."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.statements, self.cancelled = [], []


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        statement = self.rfile.read(int(self.headers["content-length"])).decode()
        self.server.statements.append(statement)
        if "endless" in statement or "version()" in statement:
            kind = "endless" if "endless" in statement else "version"
            return self._say({"nextUri": f"{self.server.url}/v1/statement/{kind}/1"}, "RUNNING")
        return self._say({"nextUri": f"{self.server.url}/v1/statement/row/1"}, "RUNNING")

    def do_GET(self):
        if "endless" in self.path:
            return self._say({"nextUri": f"{self.server.url}{self.path}"}, "RUNNING")
        names, row = [("date", "varchar"), ("value", "double")], ["2026-10-31", 4.5]
        if "version" in self.path:
            names, row = [("version", "varchar")], ["480"]
        length = [{"kind": "LONG", "value": 10}]
        columns = [
            {"name": name, "type": kind, "typeSignature": {"rawType": kind, "arguments": length}}
            for name, kind in names
        ]
        return self._say({"columns": columns, "data": [row]}, "FINISHED")

    def do_DELETE(self):
        self.server.cancelled.append(self.path)
        self.send_response(204)
        self.end_headers()

    def _say(self, message, state):
        base = {"id": "1", "infoUri": self.server.url, "stats": {"state": state}}
        body = json.dumps({**base, **message}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def trino():
    server = Trino()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_statement_is_cancelled_at_its_time(trino, tmp_path) -> None:
    programs = environment(tmp_path / "env", f"{ROOT}[sql]", "trino[sqlalchemy]")
    site = tmp_path / "site"
    (site / "content/kpis").mkdir(parents=True)
    (site / "okrsite.toml").write_text(
        '[site]\ntitle = "Trino"\n[sources.lake]\nplugin = "sql"\nseconds = 2\n'
        f'url = "trino://reader@127.0.0.1:{trino.server_port}/hive/sales"\n'
    )
    for name in ("churn", "endless"):
        query = f"select date, value from {name} where date <= :until"
        text = f'+++\ntitle = "{name}"\n[source]\nuse = "lake"\nquery = "{query}"\n+++\n'
        (site / f"content/kpis/{name}.md").write_text(text)
    done = subprocess.run(
        [programs / "okrsite", "fetch", "--today", "2026-11-20"],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "endless: failed: the query took longer than 2 seconds" in done.stdout, done
    assert [path for path in trino.cancelled if "endless" in path] != []
    assert (site / "content/kpis/churn.csv").read_text() == "date,value\n2026-10-31,4.5\n"

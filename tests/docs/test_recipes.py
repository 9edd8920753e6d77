"""The recipes of the sources' page find what they promise in answers like those of the real APIs.

The settings and queries are read from the page; only the server is another, and variables are
filled in. The answers have the shape that each API documents, as far as it matters here.
"""

from __future__ import annotations

import json
import re
import threading
import tomllib
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from okrsite.api import Kpi, Observation, Request, SourceContext, Span
from okrsite.builtin.sources import SOURCES

PAGE = (Path(__file__).parents[2] / "docs/sources.md").read_text()
BLOCKS = [tomllib.loads(text) for text in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)]
PLACES = {name: place for block in BLOCKS for name, place in block.get("sources", {}).items()}
QUERIES = [block["source"] for block in BLOCKS if "source" in block]
KINDS = {source.name: source for source in SOURCES}
DAY = date(2026, 10, 31)


class Asked(NamedTuple):
    """What the server was asked."""

    path: str
    parameters: dict[str, str]
    headers: dict[str, str]
    body: Any = None


class Said(NamedTuple):
    """What it answers."""

    body: Any
    headers: dict[str, str] = {}
    status: int = 200


Answer = Callable[[Asked, str], Said]


class Api(ThreadingHTTPServer):
    """A server that answers as an API does, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.answer = answer
        self.asked: list[Asked] = []


class Handler(BaseHTTPRequestHandler):
    server: Api

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        parameters = {name: found[-1] for name, found in parse_qs(parts.query).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        sent = self.rfile.read(int(headers.get("content-length", 0)))
        asked = Asked(parts.path, parameters, headers, json.loads(sent) if sent else None)
        self.server.asked.append(asked)
        said = self.server.answer(asked, self.server.url)
        body = said.body if isinstance(said.body, bytes) else json.dumps(said.body).encode()
        self.send_response(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def served() -> Iterator[Callable[[Answer], Api]]:
    running: list[Api] = []

    def serve(answer: Answer) -> Api:
        api = Api(answer)
        running.append(api)
        threading.Thread(target=api.serve_forever, args=(0.02,), daemon=True).start()
        return api

    yield serve
    for api in running:
        api.shutdown()
        api.server_close()


def found(
    api: Api, source: str, *, nth: int = 0, query_of: str = "", cache: str = ""
) -> dict[date, float]:
    """What the page's recipe finds at a server that stands in for the real one."""
    place = dict(PLACES[source])
    lookback = place.pop("lookback", 0)
    kind = KINDS[place.pop("plugin")]
    query = dict([query for query in QUERIES if query["use"] == (query_of or source)][nth])
    del query["use"]
    if "url" in place:
        place["url"] = api.url + urlsplit(place["url"]).path
    else:
        place["hosts"] = [*place["hosts"], urlsplit(api.url).netloc]
        parts = urlsplit(query["url"])
        query["url"] = f"{api.url}{parts.path}?{parts.query}"
    text = json.dumps({**place, "allow_private": True}).replace("${", "value-of-{")
    settings = msgspec.convert(json.loads(text), kind.settings)
    kpi = Kpi(span=Span("kpi.md"), id="kpi", title="KPI")
    request = Request(kpi, msgspec.convert(query, kind.query), date(2026, 9, 1), DAY)
    context = SourceContext("/", 20, cache_dir=cache, cache_key=b"k", lookback=lookback)
    every = list(kind.fetch((request,), settings, context))
    assert all(isinstance(observation, Observation) for observation in every), every
    return {observation.day: observation.value for observation in every}


def test_kept_tickets_are_asked_for_since_their_last_change(served, tmp_path) -> None:
    def answer(asked: Asked, _: str) -> Said:
        since = asked.parameters["updated_since"]
        days = [f"2026-10-{day}T10:00:00Z" for day in (10, 20, 30)]
        tickets = [{"id": day, "created_at": day, "updated_at": day} for day in days]
        return Said({"tickets": [row for row in tickets if row["updated_at"] > since]})

    api = served(answer)
    # The running month is not over yet.
    assert found(api, "support", cache=str(tmp_path)) == {date(2026, 9, 30): 0}
    assert found(api, "support", cache=str(tmp_path)) == {date(2026, 9, 30): 0}
    assert [asked.parameters["updated_since"] for asked in api.asked] == [
        "2026-09-01",
        "2026-09-30",
    ]


def test_github_counts_open_bugs(served) -> None:
    item = {"number": 7, "state": "open", "labels": [{"name": "bug"}]}
    api = served(lambda *_: Said({"total_count": 42, "incomplete_results": False, "items": [item]}))
    assert found(api, "github") == {DAY: 42}
    (asked,) = api.asked
    assert asked.path == "/search/issues"
    assert asked.parameters["q"] == "repo:acme/shop is:issue is:open label:bug"
    assert asked.headers["authorization"] == "Bearer value-of-{GITHUB_TOKEN}"
    assert asked.headers["accept"] == "application/vnd.github+json"
    assert asked.headers["x-github-api-version"] == "2022-11-28"


def test_github_lists_are_followed_by_their_links(served) -> None:
    def answer(asked: Asked, url: str) -> Said:
        page = int(asked.parameters.get("page", "1"))
        # The real addresses of further pages name the repository by its number.
        further = f"{url}/repositories/99/contributors?per_page=100&page="
        links = [f'<{further}{page - 1}>; rel="prev"', f'<{further}1>; rel="first"']
        if page < 3:
            links = [f'<{further}{page + 1}>; rel="next"', f'<{further}3>; rel="last"']
        people = [{"login": f"p{n}", "contributions": 1} for n in range(100 if page < 3 else 30)]
        return Said(people, {"link": ", ".join(links)})

    api = served(answer)
    assert found(api, "github", nth=1) == {DAY: 230}
    assert len(api.asked) == 3
    assert all(request.headers["authorization"].startswith("Bearer ") for request in api.asked)


def test_gitlab_counts_open_bugs(served) -> None:
    counts = {"all": 20, "closed": 5, "opened": 15}
    api = served(lambda *_: Said({"statistics": {"counts": counts}}))
    assert found(api, "gitlab") == {DAY: 15}
    (asked,) = api.asked
    assert asked.path == "/api/v4/projects/42/issues_statistics"
    assert asked.parameters == {"labels": "bug"}
    assert asked.headers["private-token"] == "value-of-{GITLAB_TOKEN}"


def test_jira_counts_over_all_pages(served) -> None:
    def answer(asked: Asked, _: str) -> Said:
        first = "nextPageToken" not in asked.parameters
        issues = [{"id": str(n), "key": f"SHOP-{n}"} for n in range(100 if first else 17)]
        page = {"issues": issues, "isLast": not first}
        return Said(page | ({"nextPageToken": "Ch0j=+/&"} if first else {}))

    api = served(answer)
    assert found(api, "jira") == {DAY: 117}
    first, second = api.asked
    assert first.path == second.path == "/rest/api/3/search/jql"
    assert first.parameters["jql"] == "project=SHOP AND type=Bug AND resolution=Unresolved"
    assert second.parameters == {**first.parameters, "nextPageToken": "Ch0j=+/&"}
    basic = b64encode(b"kpis@acme.example:value-of-{JIRA_TOKEN}").decode()
    assert second.headers["authorization"] == f"Basic {basic}"


def test_google_sheets_redirects_to_a_table(served) -> None:
    def answer(asked: Asked, url: str) -> Said:
        if asked.path.startswith("/spreadsheets/"):
            return Said(b"", {"location": f"{url}/pub/abc/export?output=csv"}, 307)
        table = b"Day,Customers,Churn\r\n2026-09-30,400,4.5\r\n2026-10-31,410,\r\n"
        return Said(table, {"content-type": "text/csv"})

    api = served(answer)
    assert found(api, "google-sheets") == {date(2026, 9, 30): 4.5}
    assert api.asked[0].path == "/spreadsheets/d/e/2PACX-abc/pub"
    assert api.asked[0].parameters == {"gid": "0", "single": "true", "output": "csv"}


def test_grafana_counts_its_alerts(served) -> None:
    alert = {
        "labels": {"alertname": "High"},
        "annotations": {},
        "status": {"state": "active", "silencedBy": [], "inhibitedBy": []},
        "startsAt": "2026-10-30T10:00:00.000Z",
        "fingerprint": "a1b2",
    }
    api = served(lambda *_: Said([alert] * 3))
    assert found(api, "grafana-alerts") == {DAY: 3}
    (asked,) = api.asked
    assert asked.path == "/api/alertmanager/grafana/api/v2/alerts"
    assert asked.headers["authorization"] == "Bearer value-of-{GRAFANA_TOKEN}"


@pytest.mark.parametrize("source", ["metrics", "grafana"])
def test_prometheus_is_asked_directly_and_behind_grafana(served, source) -> None:
    def answer(asked: Asked, _: str) -> Said:
        second = float(asked.parameters.get("time", "1793577600"))
        if asked.parameters["query"] == "time()":
            return Said(
                {
                    "status": "success",
                    "data": {"resultType": "scalar", "result": [second, "1793577600"]},
                }
            )
        start, end = (int(asked.parameters[name]) for name in ("start", "end"))
        step = int(asked.parameters["step"])
        points = [[moment, "99.5"] for moment in range(start, end + 1, step)]
        return Said(
            {
                "status": "success",
                "data": {"resultType": "matrix", "result": [{"metric": {}, "values": points}]},
            }
        )

    api = served(answer)
    assert found(api, source, query_of="metrics")
    base = urlsplit(PLACES[source]["url"]).path
    assert all(request.path.startswith(f"{base}/api/v1/query") for request in api.asked)
    assert all(request.headers["authorization"].startswith("Bearer ") for request in api.asked)


def test_every_recipe_over_http_is_proved_here() -> None:
    over_http = {
        name for name, place in PLACES.items() if place["plugin"] in {"http", "prometheus"}
    }
    proved = {
        "cube",
        "github",
        "gitlab",
        "jira",
        "google-sheets",
        "grafana-alerts",
        "metrics",
        "grafana",
        "support",
    }
    # The desk of the page's beginning is proved among the systems.
    assert over_http - {"intranet", "desk"} == proved


def test_cube_gives_a_measure_by_month(served) -> None:
    rows = [
        {
            "orders.created_at.month": f"2026-{month}-01T00:00:00.000",
            "orders.created_at": f"2026-{month}-01T00:00:00.000",
            "orders.revenue": value,
        }
        for month, value in (("09", "1200.5"), ("10", "900"))
    ]
    api = served(lambda *_: Said({"data": rows, "annotation": {}, "dbType": "postgres"}))
    assert found(api, "cube") == {date(2026, 9, 30): 1200.5, DAY: 900}
    (asked,) = api.asked
    assert asked.path == "/cubejs-api/v1/load"
    assert asked.headers["authorization"] == "value-of-{CUBE_TOKEN}"
    assert asked.body["query"]["timeDimensions"] == [
        {
            "dimension": "orders.created_at",
            "granularity": "month",
            "dateRange": ["2026-09-01", "2026-10-31"],
        }
    ]


MF = """#!/bin/sh
echo "$@" > "$(dirname "$0")/asked"
echo "Success - query completed"
eval "table=\\${$#}"
{
  echo metric_time__month,revenue
  echo 2026-09-01 00:00:00,1200.5
  echo 2026-10-01 00:00:00,900.0
} > "$table"
"""


def test_metricflow_gives_a_metric_by_month(tmp_path) -> None:
    script = next(text for text in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) if "mf" in text)
    for path, text in {
        "mf": MF,
        "tools/metricflow": script.replace("/opt/dbt/bin", str(tmp_path)),
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
        (tmp_path / path).chmod(0o755)
    (tmp_path / "warehouse").mkdir()
    place = dict(PLACES["metricflow"])
    kind = KINDS[place.pop("plugin")]
    query = next(dict(query) for query in QUERIES if query["use"] == "metricflow")
    del query["use"]
    kpi = Kpi(span=Span("kpi.md"), id="kpi", title="KPI")
    request = Request(kpi, msgspec.convert(query, kind.query), date(2026, 9, 1), DAY)
    settings = msgspec.convert(place, kind.settings)
    every = list(kind.fetch((request,), settings, SourceContext(f"{tmp_path}/content/data", 20)))
    assert [(found.day, found.value) for found in every] == [
        (date(2026, 9, 30), 1200.5),
        (DAY, 900),
    ]
    asked = (tmp_path / "asked").read_text()
    assert "--metrics revenue" in asked
    assert "--start-time 2026-09-01 --end-time 2026-10-31" in asked

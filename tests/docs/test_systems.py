"""The recipes for systems find what they promise in answers of the shape that each documents.

Settings and queries are read from the pages; only the server is another, and variables are filled
in. Every server refuses what it was not asked for in the way that the system wants.
"""

from __future__ import annotations

import json
import re
import tomllib
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from okrsite.api import Failure, Kpi, Observation, Request, SourceContext, Span
from okrsite.builtin.sources.http import SOURCE

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "systems.md").read_text()
RECORDS = (DOCS / "sources.md").read_text()
BLOCKS = [
    tomllib.loads(text) for text in re.findall(r"```toml\n(.*?)```", PAGE + RECORDS, re.DOTALL)
]
PLACES = {name: place for block in BLOCKS for name, place in block.get("sources", {}).items()}
QUERIES = [block["source"] for block in BLOCKS if "source" in block]
OURS = {
    name
    for block in map(tomllib.loads, re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))
    for name in block.get("sources", {})
}
DAY, SINCE = date(2026, 10, 31), date(2026, 9, 1)
SEPTEMBER = date(2026, 9, 30)
START, START_MS = 1788220800, 1788220800000


class Sent(NamedTuple):
    """A request as a server got it."""

    method: str
    path: str
    parameters: dict[str, str]
    headers: dict[str, str]
    body: Any


# What a server answers: a body, and a Link header if there is one.
Answer = Callable[[Sent, str], Any]


class Linked(NamedTuple):
    """A body with a Link header."""

    body: Any
    link: str


def pages(rows: list[Any], sent: Sent, name: str, size: int) -> tuple[list[Any], int | None]:
    """A page of rows from the number in a parameter on, and the number of the next one."""
    first = int(sent.parameters.get(name, 0))
    following = first + size
    return rows[first:following], following if following < len(rows) else None


def moments(count: int, form: str = "2026-09-{:02}T10:00:00Z") -> list[str]:
    """So many moments of September."""
    return [form.format(1 + number % 28) for number in range(count)]


def stripe(sent: Sent, _: str) -> Any:
    assert (sent.path, sent.parameters["created[gte]"]) == ("/v1/charges", str(START))
    charges = [
        {"id": f"ch_{n}", "created": START + n, "amount": 1050, "paid": n % 2 == 0}
        for n in range(250)
    ]
    after = sent.parameters.get("starting_after", "ch_-1")
    first = int(after.removeprefix("ch_")) + 1
    return {"object": "list", "data": charges[first : first + 100], "has_more": first < 200}


def hubspot(sent: Sent, _: str) -> Any:
    assert (sent.method, sent.path) == ("POST", "/crm/v3/objects/deals/search")
    assert sent.body["filterGroups"][0]["filters"][1]["value"] == START_MS
    first = int(sent.body.get("after", 0))
    deal = {"id": "1", "properties": {"amount": "10.5", "closedate": "2026-09-09T00:00:00Z"}}
    paging = {"paging": {"next": {"after": str(first + 100)}}} if first < 100 else {}
    return {"total": 140, "results": [deal] * (100 if first == 0 else 40), **paging}


def salesforce(sent: Sent, _: str) -> Any:
    base = "/services/data/v62.0/query"
    if sent.path == f"{base}/01g-2000":
        return {"done": True, "records": [{"CreatedDate": "2026-09-02T10:00:00.000+0000"}]}
    assert sent.path == base
    assert sent.parameters["q"].endswith("WHERE CreatedDate>=2026-09-01T00:00:00Z")
    rows = [{"CreatedDate": day} for day in moments(7, "2026-09-{:02}T10:00:00.000+0000")]
    return {"done": False, "nextRecordsUrl": f"{base}/01g-2000", "records": rows}


def zendesk(sent: Sent, _: str) -> Any:
    login = b64encode(b"kpis@acme.example/token:value-of-ZENDESK_TOKEN").decode()
    assert sent.headers["authorization"] == f"Basic {login}"
    is_last = "cursor" in sent.parameters
    ticket = {"created_at": "2026-09-02T10:00:00Z", "status": "open"}
    rows = [{**ticket, "id": 1}, {**ticket, "id": 2}]
    if is_last:
        rows = [{**ticket, "id": 2}, {**ticket, "id": 3, "status": "deleted"}]
    return {"tickets": rows, "after_cursor": "MTU3", "end_of_stream": is_last}


def intercom(sent: Sent, _: str) -> Any:
    assert sent.headers["intercom-version"] == "2.14"
    assert sent.body["query"] == {"field": "created_at", "operator": ">", "value": START}
    is_first = "starting_after" not in sent.body["pagination"]
    page = {"type": "pages", "per_page": 150}
    following = {"next": {"per_page": 150, "starting_after": "WzE2"}} if is_first else {}
    rows = [{"created_at": START + 60 * n} for n in range(150 if is_first else 3)]
    return {"conversations": rows, "pages": {**page, **following}, "total_count": 153}


def jira(sent: Sent, _: str) -> Any:
    asked = "project=SHOP AND type=Bug AND created>=2026-09-01"
    assert (sent.path, sent.parameters["jql"]) == ("/rest/api/3/search/jql", asked)
    is_first = "nextPageToken" not in sent.parameters
    bugs = [
        {"key": f"SHOP-{n}", "fields": {"created": day, "priority": {"name": "High"}}}
        for n, day in enumerate(moments(100 if is_first else 8, "2026-09-{:02}T10:00:00.000+0200"))
    ]
    return {"issues": bugs, "isLast": not is_first} | ({"nextPageToken": "Ch0"} if is_first else {})


def graphql(field: str, rows: list[Any], sent: Sent) -> Any:
    is_first = "after" not in sent.body["variables"]
    nodes = rows[:100] if is_first else rows[100:]
    page = {"hasNextPage": is_first, "endCursor": "Y3Vyc29y"}
    return {"data": {field: {"nodes": nodes, "pageInfo": page}}}


def github(sent: Sent, _: str) -> Any:
    assert (sent.method, sent.path) == ("POST", "/graphql")
    assert sent.body["variables"]["q"] == "repo:acme/shop is:pr merged:>=2026-09-01"
    found = graphql("search", [{"mergedAt": day, "additions": 3} for day in moments(110)], sent)
    found["data"]["search"]["issueCount"] = 110
    return found


def github_of_many(sent: Sent, _: str) -> Any:
    """A search that finds more than GitHub gives."""
    found = github(sent, "")
    found["data"]["search"]["issueCount"] = 1350
    return found


def gitlab(sent: Sent, url: str) -> Any:
    assert sent.parameters["updated_after"] == "2026-09-01"
    opened, merged = "2026-09-02T10:00:00.000Z", "2026-09-02T{}:00:00.000Z"
    if "page" in sent.parameters:
        return Linked([{"created_at": opened, "merged_at": merged.format(22)}], "")
    further = (
        f"{url}/api/v4/projects/42/merge_requests?state=merged&updated_after=2026-09-01&page=2"
    )
    rows = [{"created_at": opened, "merged_at": merged.format(12)}] * 100
    return Linked(rows, f'<{further}>; rel="next", <{further}>; rel="last"')


def linear(sent: Sent, _: str) -> Any:
    assert sent.headers["authorization"] == "value-of-LINEAR_KEY"
    assert sent.body["variables"]["since"] == "2026-09-01T00:00:00Z"
    issue = {"estimate": 2, "team": {"key": "ENG"}}
    rows = [{**issue, "completedAt": day} for day in moments(130)]
    return graphql("issues", [*rows, {**issue, "completedAt": None}], sent)


def analytics(sent: Sent, _: str) -> Any:
    assert sent.path == "/v1beta/properties/123456:runReport"
    assert sent.headers["authorization"] == "Bearer tok-123456"
    assert sent.body["dateRanges"] == [{"startDate": "2026-09-01", "endDate": "2026-10-31"}]
    rows = [
        {"dimensionValues": [{"value": f"202609{day:02}"}], "metricValues": [{"value": "120"}]}
        for day in range(1, 31)
    ]
    return {"rows": rows, "rowCount": 30, "kind": "analyticsData#runReport"}


def search_console(sent: Sent, _: str) -> Any:
    assert sent.path == "/webmasters/v3/sites/sc-domain:acme.example/searchAnalytics/query"
    rows = [
        {"keys": [f"2026-09-{day:02}"], "clicks": 5.0, "impressions": 90.0, "ctr": 0.05}
        for day in range(1, 31)
    ]
    return {"rows": rows, "responseAggregationType": "byProperty"}


def mixpanel(sent: Sent, _: str) -> Any:
    assert (sent.parameters["from_date"], sent.parameters["to_date"]) == (
        "2026-09-01",
        "2026-10-31",
    )
    assert sent.parameters["event"] == '["Sign up"]'
    events = (
        {"event": "Sign up", "properties": {"time": START + n, "distinct_id": f"p{n % 5}"}}
        for n in range(20)
    )
    return "".join(json.dumps(event) + "\n" for event in events).encode()


def amplitude(sent: Sent, _: str) -> Any:
    assert (sent.parameters["start"], sent.parameters["end"]) == ("20260901", "20261031")
    days = [f"2026-09-{day:02}" for day in range(1, 31)]
    return {"data": {"series": [[7] * 30], "seriesMeta": ["All"], "xValues": days}}


def pendo(sent: Sent, _: str) -> Any:
    assert sent.headers["x-pendo-integration-key"] == "value-of-PENDO_KEY"
    series = sent.body["request"]["pipeline"][0]["source"]["timeSeries"]
    assert (series["first"], series["last"]) == (START_MS, 1793491200000)
    rows = [{"visitorId": f"v{n % 9}", "day": START_MS + n, "minutes": 3} for n in range(40)]
    return {"startTime": START_MS, "results": rows}


def typeform(sent: Sent, _: str) -> Any:
    assert sent.parameters["since"] == "2026-09-01T00:00:00Z"
    rows = [
        {
            "token": f"t{n}",
            "submitted_at": "2026-09-09T10:00:00Z",
            "answers": [
                {"field": {"ref": "why", "type": "long_text"}, "text": "good"},
                {"field": {"ref": "nps", "type": "opinion_scale"}, "number": score},
            ],
        }
        for n, score in enumerate([10] * 6 + [9] + [8] + [3, 0])
    ]
    items = [] if "before" in sent.parameters else rows
    return {"total_items": len(items), "page_count": 1, "items": items}


def personio(sent: Sent, url: str) -> Any:
    assert sent.headers["authorization"] == "Bearer tok-123456"
    rows, following = pages([{"id": "1", "status": "ACTIVE"}] * 80, sent, "cursor", 50)
    link = {"next": {"href": f"{url}/v2/persons?limit=50&cursor={following}"}} if following else {}
    return {"_data": rows, "_meta": {"links": link}}


def datadog(sent: Sent, _: str) -> Any:
    assert sent.headers["dd-api-key"] == "value-of-DATADOG_KEY"
    query = "avg:trace.http.request{service:shop}.rollup(avg,86400)"
    assert (sent.parameters["query"], sent.parameters["from"]) == (query, str(START))
    points = [[float(START_MS + 86_400_000 * day), 0.25 + 0.5 * (day % 2)] for day in range(30)]
    return {"status": "ok", "series": [{"pointlist": points, "scope": "service:shop"}]}


def sentry(sent: Sent, url: str) -> Any:
    assert sent.parameters["query"] == "firstSeen:>=2026-09-01"
    number = int(sent.parameters.get("cursor", "0:0:0").split(":")[1])
    rows = [{"firstSeen": day, "level": "error"} for day in moments(100 if number == 0 else 4)]
    further = f"{url}/api/0/organizations/acme/issues/?query=firstSeen:>=2026-09-01"
    results = str(number == 0).lower()
    link = f'<{further}&cursor=0:{number + 1}:0>; rel="next"; results="{results}"; cursor="0:1:0"'
    return Linked(rows, link)


def servicenow(sent: Sent, _: str) -> Any:
    assert sent.parameters["sysparm_query"] == "opened_at>=2026-09-01^ORDERBYsys_id"
    assert sent.parameters["sysparm_limit"] == "1000"
    incidents = [
        {"sys_id": str(n), "opened_at": "2026-09-02 10:00:00", "priority": str(1 + n % 2)}
        for n in range(1500)
    ]
    return {"result": pages(incidents, sent, "sysparm_offset", 1000)[0]}


def metabase(sent: Sent, _: str) -> Any:
    assert (sent.method, sent.path) == ("POST", "/api/card/7/query/json")
    assert sent.headers["x-api-key"] == "value-of-METABASE_KEY"
    return [{"Created At: Month": "2026-09-01T00:00:00Z", "Count": 17}]


def looker(sent: Sent, _: str) -> Any:
    assert sent.path == "/api/4.0/looks/12/run/json"
    assert sent.headers["authorization"] == "Bearer tok-123456"
    return [{"orders.created_month": "2026-09", "orders.count": 17}]


def desk(sent: Sent, url: str) -> Any:
    if sent.path == "/api/customers":
        return [{"id": 1, "plan": "pro"}, {"id": 2, "plan": "free"}]
    assert (sent.path, sent.parameters["created_since"]) == ("/api/tickets", "2026-09-01")
    ticket = {
        "created_at": "2026-09-02T10:00:00Z",
        "customer": 1,
        "channel": "email",
        "owner": {"team": "berlin"},
        "hours_to_first_answer": 4,
    }
    if "page" in sent.parameters:
        return {"tickets": [{**ticket, "hours_to_first_answer": 6}], "links": {"next": None}}
    further = f"{url}/api/tickets?created_since=2026-09-01&page=2"
    return {"tickets": [ticket, {**ticket, "channel": "chat"}], "links": {"next": further}}


SYSTEMS: dict[str, tuple[Answer, dict[date, float]]] = {
    "stripe": (stripe, {SEPTEMBER: 1312.5}),
    "hubspot": (hubspot, {SEPTEMBER: 1470}),
    "salesforce": (salesforce, {SEPTEMBER: 8}),
    "zendesk": (zendesk, {SEPTEMBER: 2}),
    "intercom": (intercom, {SEPTEMBER: 153}),
    "jira-bugs": (jira, {SEPTEMBER: 108}),
    "github-merged": (github, {SEPTEMBER: 110}),
    "gitlab-merged": (gitlab, {SEPTEMBER: 2}),
    "linear": (linear, {SEPTEMBER: 260}),
    "analytics": (analytics, {SEPTEMBER: 3600}),
    "search-console": (search_console, {SEPTEMBER: 150}),
    "mixpanel": (mixpanel, {SEPTEMBER: 5}),
    "amplitude": (amplitude, {SEPTEMBER: 7}),
    "pendo": (pendo, {SEPTEMBER: 9}),
    "typeform": (typeform, {SEPTEMBER: 50}),
    "personio": (personio, {DAY: 80}),
    "datadog": (datadog, {SEPTEMBER: 0.5}),
    "sentry": (sentry, {SEPTEMBER: 104}),
    "servicenow": (servicenow, {SEPTEMBER: 750}),
    "metabase": (metabase, {SEPTEMBER: 17}),
    "looker": (looker, {SEPTEMBER: 17}),
    "desk": (desk, {SEPTEMBER: 5}),
}


class Server(ThreadingHTTPServer):
    """A server of one system, which gives tokens at /token and remembers what went wrong."""

    daemon_threads = True

    def __init__(self, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.answer = answer
        self.faults: list[str] = []


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        text = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        if parts.path.endswith("/token"):
            assert "grant_type=" in text
            self._say(b'{"access_token": "tok-123456", "token_type": "Bearer"}', "")
            return
        parameters = {name: found[-1] for name, found in parse_qs(parts.query).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = json.loads(text) if text else None
        try:
            said = self.server.answer(
                Sent(self.command, parts.path, parameters, headers, body), self.server.url
            )
        except (AssertionError, KeyError) as fault:
            self.server.faults.append(repr(fault))
            raise
        answered, link = said if isinstance(said, Linked) else (said, "")
        self._say(answered if isinstance(answered, bytes) else json.dumps(answered).encode(), link)

    do_POST = do_GET  # noqa: N815 - the name that http.server calls

    def _say(self, body: bytes, link: str) -> None:
        self.send_response(200)
        if link:
            self.send_header("link", link)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], Server]]:
    running: list[Server] = []

    def start(answer: Answer) -> Server:
        server = Server(answer)
        running.append(server)
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return server

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


@cache
def private_key() -> str:
    """A key as a service account has one, in PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def settings_of(name: str, server: Server) -> Any:
    """A recipe's settings, at a server that stands in for the real one."""
    common = {"plugin", "timeout"}
    place = {key: value for key, value in PLACES[name].items() if key not in common}
    place["url"] = server.url + urlsplit(place["url"]).path
    if "token_url" in (oauth := place.get("oauth", {})):
        place["oauth"] = {**oauth, "token_url": f"{server.url}/token"}
    file = {"client_email": "k@acme", "private_key": private_key()}
    filled = {"GOOGLE_KEY": json.dumps({**file, "token_uri": f"{server.url}/token"})}

    def variable(found: re.Match[str]) -> str:
        return json.dumps(filled.get(found[1], f"value-of-{found[1]}"))[1:-1]

    text = json.dumps({**place, "allow_private": True, "requests_per_minute": 0}, default=str)
    written = json.loads(re.sub(r"\$\{(\w+)\}", variable, text))
    settings = msgspec.convert(written, SOURCE.settings)
    assert list(SOURCE.check_settings(settings)) == []
    return settings


def answers_of(name: str, server: Server, written: dict[str, Any]) -> list[Observation | Failure]:
    """What a KPI's recipe is answered there."""
    query = msgspec.convert(
        {key: held for key, held in written.items() if key != "use"}, SOURCE.query
    )
    settings = settings_of(name, server)
    assert list(SOURCE.check(query, settings)) == []
    kpi = Kpi(span=Span("kpi.md"), id="kpi", title="KPI", cadence="monthly")
    request = Request(kpi, query, SINCE, DAY)
    answers = list(SOURCE.fetch((request,), settings, SourceContext("/", 30)))
    assert server.faults == []
    return answers


def found(name: str, server: Server, written: dict[str, Any]) -> dict[date, float]:
    """What a KPI's recipe finds there."""
    answers = answers_of(name, server, written)
    assert all(isinstance(answer, Observation) for answer in answers), answers
    return {answer.day: answer.value for answer in answers}


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_recipe_finds_what_it_promises(name, serve) -> None:
    answer, expected = SYSTEMS[name]
    written = next(query for query in QUERIES if query["use"] == name)
    assert found(name, serve(answer), written) == expected


def test_pull_requests_that_a_search_of_github_leaves_out_are_no_smaller_number(serve) -> None:
    written = next(query for query in QUERIES if query["use"] == "github-merged")
    (failure,) = answers_of("github-merged", serve(github_of_many), written)
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("merged: the server gave 110 of 1350 rows (total)")


def test_tables_are_joined_as_the_page_shows(serve) -> None:
    written = [query for query in QUERIES if query["use"] == "desk"][1]
    assert found("desk", serve(desk), written) == {SEPTEMBER: 3}


def test_every_system_of_the_page_is_proved_here() -> None:
    assert SYSTEMS.keys() - {"desk"} == OURS
    assert len(OURS) == 21

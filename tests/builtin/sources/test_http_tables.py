import json
from datetime import date
from time import monotonic
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from okrsite.api import RecordQuery
from okrsite.builtin.sources.http import SOURCE
from okrsite.builtin.sources.http.settings import HttpQuery, HttpSettings
from okrsite.builtin.sources.web.pace import Pace

from .conftest import answer

DEALS = [{"id": n, "at": f"2026-{8 + n % 3:02}-05", "amount": n} for n in range(1, 8)]
COUNT = {"table": "deals", "count": True}


@pytest.fixture
def tables(asked, served):
    """A source whose server runs here: `tables(deals={"url": "deals"}, token="...")`."""

    def make(settings=None, **tables):
        return asked(
            SOURCE, url=served.url + "/api", allow_private=True, tables=tables, **settings or {}
        )

    return make


def in_pages(page_of, size=3):
    """A route that gives deals from a number on, and what `page_of` says beside them."""

    def say(handler):
        parts = urlsplit(handler.path)
        sent = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        sent |= json.loads(handler.body) if handler.body.startswith("{") else {}
        if not handler.body.startswith("{"):
            sent |= {name: values[-1] for name, values in parse_qs(handler.body).items()}
        first, beside, headers = page_of(sent, handler.server.url)
        content = json.dumps({"deals": DEALS[first : first + size], **beside}).encode()
        handler.send_response(200)
        for name, value in {"content-length": len(content), **headers}.items():
            handler.send_header(name, str(value))
        handler.end_headers()
        handler.wfile.write(content)

    return say


def by_link(sent, url):
    first = int(sent.get("from", 0))
    further = f'<{url}/api/deals?from={first + 3}>; rel="next"'
    return first, {}, {"link": further} if first < 6 else {}


def by_next(sent, url):
    first = int(sent.get("from", 0))
    return first, {"next": f"{url}/api/deals?from={first + 3}" if first < 6 else None}, {}


def by_cursor(sent, _):
    first = int(sent.get("cursor") or 0)
    return first, {"meta": {"cursor": str(first + 3) if first < 6 else ""}}, {}


def by_last_row(sent, _):
    first = int(sent.get("after", 0))
    return first, {"has_more": first < 6}, {}


def by_offset(sent, _):
    return int(sent.get("skip", 0)), {}, {}


def by_number(sent, _):
    return 3 * (int(sent.get("page", 1)) - 1), {}, {}


@pytest.mark.parametrize(
    ("page_of", "pages"),
    [
        (by_link, {"links": True}),
        (by_next, {"next": "next"}),
        (by_cursor, {"cursor": "meta.cursor", "parameter": "cursor"}),
        (by_last_row, {"cursor": "deals[-1].id", "parameter": "after", "more": "has_more"}),
        (by_offset, {"offset": True, "parameter": "skip", "size": 3}),
        (by_number, {"page": True, "parameter": "page", "size": 3, "size_parameter": "n"}),
    ],
)
def test_pages_are_followed_to_the_last(tables, served, page_of, pages) -> None:
    served.routes["/api/deals"] = in_pages(page_of)
    source = tables(deals={"url": "deals", "rows": "deals", "pages": pages})
    assert source(COUNT) == {"2026-10-31": 7}
    assert len(served.seen) == 3


@pytest.mark.parametrize("kind", ["body", "form"])
@pytest.mark.parametrize(
    ("page_of", "pages"),
    [
        (by_cursor, {"cursor": "meta.cursor", "parameter": "cursor"}),
        (by_offset, {"offset": True, "parameter": "skip", "size": 3}),
        (by_number, {"page": True, "parameter": "page", "size": 3}),
    ],
)
def test_pages_of_a_post_are_turned_in_its_body(tables, served, page_of, pages, kind) -> None:
    served.routes["/api/deals"] = in_pages(page_of)
    table = {"url": "deals", kind: {"type": "won"}, "rows": "deals", "pages": pages}
    assert tables(deals=table)(COUNT) == {"2026-10-31": 7}
    assert len(served.seen) == 3
    assert all("type" in body for body in served.bodies)


def test_graphql_is_a_post_whose_cursor_is_a_variable(tables, served) -> None:
    def say(handler):
        sent = json.loads(handler.body)
        first = sent["variables"].get("after") or 0
        page = {"nodes": DEALS[first : first + 4], "pageInfo": {"endCursor": first + 4}}
        page["pageInfo"]["hasNextPage"] = first == 0
        body = json.dumps({"data": {"deals": page}}).encode()
        handler.send_response(200)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    served.routes["/api/graphql"] = say
    query = "query($after: Int, $since: Date!) { deals(after: $after) { nodes { id at } } }"
    source = tables(
        deals={
            "url": "graphql",
            "body": {"query": query, "variables": {"since": "{since}"}},
            "rows": "data.deals.nodes",
            "pages": {
                "cursor": "data.deals.pageInfo.endCursor",
                "parameter": "variables.after",
                "more": "data.deals.pageInfo.hasNextPage",
            },
        }
    )
    found = source({**COUNT, "by": "at"}, since=date(2026, 9, 15))
    assert found == {"2026-09-30": 3}
    first, second = (json.loads(body) for body in served.bodies)
    assert first == {"query": query, "variables": {"since": "2026-09-01"}}
    assert second["variables"] == {"since": "2026-09-01", "after": 4}


def test_errors_of_graphql_are_told_though_the_status_is_good(tables, served) -> None:
    served.routes["/api/graphql"] = answer('{"data": null, "errors": [{"message": "no field x"}]}')
    source = tables(deals={"url": "graphql", "body": {"query": "{ x }"}, "rows": "data.x"})
    assert source(COUNT) == "deals: the server answered with errors: no field x"


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ({"url": "deals?limit=3"}, "exactly the 3 rows that its request allows"),
        ({"url": "deals", "body": {"rowLimit": 3}}, "exactly the 3 rows that its request allows"),
        ({"url": "deals", "body": {"limit": 3}}, "exactly the 3 rows that its request allows"),
        ({"url": "deals", "pages": {"next": "nxt"}}, "`pages` (nxt) finds nothing"),
        (
            {"url": "deals?limit=3", "pages": {"cursor": "cur", "parameter": "cursor"}},
            "`pages` (cur) finds nothing|exactly the 3 rows",
        ),
    ],
)
def test_a_full_page_without_a_next_one_is_refused(tables, served, table, reason) -> None:
    page_of = by_next if "nxt" in str(table) else by_offset
    served.routes["/api/deals"] = in_pages(page_of)
    said = tables(deals={"rows": "deals", **table})(COUNT)
    assert any(word in said for word in reason.split("|")), said
    one_page = tables(deals={"rows": "deals", **table, "one_page": True})
    assert one_page(COUNT) == {"2026-10-31": 3}


def test_fewer_rows_than_the_server_counts_are_refused(tables, served) -> None:
    table = {"rows": "deals", "total": "count", "pages": {"cursor": "cur", "parameter": "cursor"}}
    served.routes["/api/deals"] = in_pages(lambda *_: (0, {"count": 7}, {}), size=3)
    assert "gave 3 of 7 rows (total)" in tables(deals={"url": "deals", **table})(COUNT)
    served.routes["/api/deals"] = in_pages(lambda *_: (0, {"count": 7}, {}), size=7)
    assert tables(deals={"url": "deals", **table})(COUNT) == {"2026-10-31": 7}
    served.routes["/api/deals"] = in_pages(lambda *_: (0, {"count": "7"}, {}), size=7)
    assert "`total` (count) leads to no whole number" in tables(deals={"url": "deals", **table})(
        COUNT
    )


def test_an_empty_body_is_a_post_too(tables, served) -> None:
    served.routes["/api/card/7/query/json"] = answer('[{"id": 1}]')
    source = tables(cards={"url": "card/7/query/json", "body": {}})
    assert source({"table": "cards", "count": True}) == {"2026-10-31": 1}
    assert served.bodies == ["{}"]


def test_pages_that_never_end_are_given_up(tables, served) -> None:
    served.routes["/api/deals"] = in_pages(lambda *_: (0, {"next": "/api/deals"}, {}))
    source = tables(deals={"url": "deals", "rows": "deals", "pages": {"next": "next"}})
    assert "names itself" in source(COUNT)
    served.routes["/api/deals"] = in_pages(lambda sent, _: (0, {}, {}))
    pages = {"page": True, "parameter": "p", "size": 3}
    table = {"url": "deals", "rows": "deals", "pages": pages, "max_pages": 4}
    assert "more than 4 pages" in tables(deals=table)(COUNT)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("{since}", "2026-09-01"),
        ("{since:%d.%m.%Y}", "01.09.2026"),
        ("{since:%Y-%m-%dT%H:%M:%S%z}", "2026-09-01T00:00:00+0200"),
        ("{since:epoch}", 1788213600),
        ("at {since:epoch_ms}", "at 1788213600000"),
        ("{until:%Y%m%d}", "20261031"),
        ("{after}", "2026-11-01"),
    ],
)
def test_days_are_sent_in_any_form(tables, served, written, sent) -> None:
    served.routes["/api/deals"] = answer("[]")
    source = tables(deals={"url": f"deals?at={written}", "body": {"days": [written]}})
    source.context["timezone"] = "Europe/Berlin"
    source(COUNT, since=date(2026, 9, 12))
    assert json.loads(served.bodies[0]) == {"days": [sent]}
    (values,) = parse_qs(urlsplit(served.seen[0][0]).query).values()
    assert values == [str(sent)]


def test_a_kpi_gives_parameters_that_the_settings_name(tables, served) -> None:
    served.routes["/api/teams/a%20b%3Fx/deals"] = answer('[{"id": 1}]')
    table = {
        "url": "teams/{team}/deals",
        "body": {"variables": {"team": "{team}"}},
        "parameters": ["team"],
    }
    source = tables(deals=table)
    assert source({**COUNT, "parameters": {"team": "a b?x"}}) == {"2026-10-31": 1}
    assert json.loads(served.bodies[0]) == {"variables": {"team": "a b?x"}}
    assert source(COUNT) == "deals: it needs the parameter 'team'"
    assert "an encoded slash" in source({**COUNT, "parameters": {"team": "../../admin"}})


def test_all_kpis_of_a_table_ask_its_server_once(tables, served) -> None:
    served.routes["/api/deals"] = answer(json.dumps(DEALS))
    served.routes["/api/never"] = answer("[]")
    source = tables(deals={"url": "deals"}, never={"url": "never"})
    found = source.batch(
        {
            "count": COUNT,
            "sum": {"table": "deals", "sum": "amount", "by": "at"},
            "sql": {"query": "select max(amount) from deals"},
        }
    )
    assert found["count"] == {"2026-10-31": 7}
    assert found["sum"] == {"2026-08-31": 9, "2026-09-30": 12}
    assert found["sql"] == {"2026-10-31": 7}
    assert [path for path, _ in served.seen] == ["/api/deals"]


@pytest.mark.parametrize(
    ("table", "body"),
    [
        ({"format": "csv"}, "id,day\n1,2026-10-01\n2,\n"),
        ({"format": "jsonl"}, '{"id": 1, "day": "2026-10-01"}\n\n{"id": 2, "day": null}\n'),
        (
            {"columns": {"id": "x", "day": "keys(y)"}},
            '{"x": [1, 2], "y": {"2026-10-01": 0, "": 1}}',
        ),
        ({"rows": "[*].{id: [0], day: [1]}"}, '[[1, "2026-10-01"], [2, null]]'),
        ({"key": ["id"]}, '[{"id": 1, "day": ""}, {"id": 1, "day": "2026-10-01"}, {"id": 2}]'),
    ],
)
def test_an_answer_is_read_in_its_form(tables, served, table, body) -> None:
    served.routes["/api/deals"] = answer(body)
    source = tables(deals={"url": "deals", **table})
    assert source({**COUNT, "where": "day = '2026-10-01'"}) == {"2026-10-31": 1}
    assert source(COUNT) == {"2026-10-31": 2}


def test_records_at_an_address_of_the_kpi_are_asked_too(tables, served) -> None:
    served.routes["/api/deals"] = answer(json.dumps({"deals": DEALS}))
    found = tables()({"url": "deals", "rows": "deals", "count": True, "by": "at"})
    assert found == {"2026-08-31": 2, "2026-09-30": 3}


def test_what_a_server_says_in_a_400_is_told_without_the_secrets(tables, served) -> None:
    said = '{"error": "bad filter near s3cr3t-t0ken", "key": "Basic cGF0Om11Y2gtc2VjcmV0"}'
    served.routes["/api/deals"] = answer(said, status=400, content_type="application/json")
    settings = {"token": "s3cr3t-t0ken", "headers": {"x-key": "cGF0Om11Y2gtc2VjcmV0"}}
    reason = tables(settings, deals={"url": "deals"})(COUNT)
    assert (
        'answered 400 Bad Request: {"error": "bad filter near ***", "key": "Basic ***"}' in reason
    )
    served.routes["/api/deals"] = answer("<html>no</html>", status=404, content_type="text/html")
    assert tables(settings, deals={"url": "deals"})(COUNT).endswith("answered 404 Not Found")


def test_a_post_is_led_to_no_other_address(tables, served) -> None:
    served.routes["/api/deals"] = answer("", status=307, location="/api/other")
    reason = tables(deals={"url": "deals", "body": {"a": 1}})(COUNT)
    assert "redirects a POST" in reason
    assert len(served.seen) == 1


def test_a_server_that_says_when_is_asked_again_then(tables, served) -> None:
    replies = [answer("", status=429, retry_after="1"), answer('[{"id": 1}]')]

    def say(handler):
        replies.pop(0)(handler)

    served.routes["/api/deals"] = say
    assert tables(deals={"url": "deals"})(COUNT) == {"2026-10-31": 1}
    assert len(served.seen) == 2
    served.routes["/api/deals"] = answer("", status=429, retry_after="600")
    source = tables(deals={"url": "deals"})
    assert "answered 429 and wants to be left alone for 600 s" in source(COUNT)
    assert source.transient == {"churn"}


def test_a_server_that_does_not_say_when_is_asked_again_a_little_later(
    tables, served, monkeypatch
) -> None:
    waited = []
    monkeypatch.setattr("okrsite.builtin.sources.web.pace.sleep", waited.append)
    replies = [answer("", status=429), answer("", status=429), answer('[{"id": 1}]')]

    def say(handler):
        replies.pop(0)(handler)

    served.routes["/api/deals"] = say
    assert tables(deals={"url": "deals"})(COUNT) == {"2026-10-31": 1}
    assert waited == [1, 2]
    served.routes["/api/deals"] = answer("", status=429)
    assert "answered 429 Too Many Requests" in tables(deals={"url": "deals"})(COUNT)
    assert waited == [1, 2, 1, 2, 4]


def test_requests_keep_their_distance(tables, served) -> None:
    for name in "abc":
        served.routes[f"/api/{name}"] = answer('[{"id": 1}]')
    source = tables({"requests_per_minute": 240}, **{name: {"url": name} for name in "abc"})
    begun = monotonic()
    source({"query": "select count(*) from a, b, c"})
    assert monotonic() - begun >= 0.5
    slow = tables({"requests_per_minute": 1}, **{name: {"url": name} for name in "abc"})
    assert "requests_per_minute leave no time" in slow({"query": "select count(*) from a, b, c"})
    # Another attempt would come no further.
    assert slow.transient == set()


def test_pages_that_take_longer_than_the_source_has_are_told_before_it_is_ended(
    tables, served, monkeypatch
) -> None:
    # Its time is over when the second page has come.
    monkeypatch.setattr(Pace, "is_late", property(lambda _: len(served.seen) == 2))
    served.routes["/api/deals"] = in_pages(by_next)
    source = tables(deals={"url": "deals", "rows": "deals", "pages": {"next": "next"}})
    assert "6 rows took all the time that there is; give the source a longer" in source(COUNT)
    assert source.transient == set()


@pytest.mark.parametrize(("seconds", "is_late"), [(60, False), (-1, True)])
def test_no_time_is_left_after_the_moment_that_was_given(seconds, is_late) -> None:
    assert Pace(0, monotonic() + seconds).is_late is is_late


def test_any_scheme_of_authorization_is_a_header(tables, served) -> None:
    served.routes["/api/deals"] = answer("[{}]")
    tables({"headers": {"Authorization": "Klaviyo-API-Key abc"}}, deals={"url": "deals"})(COUNT)
    assert served.seen[0][1]["authorization"] == "Klaviyo-API-Key abc"


@pytest.mark.parametrize(
    ("settings", "field", "message"),
    [
        ({"pages": {}}, "pages", "pages follow each other in one of these ways"),
        ({"pages": {"links": True, "next": "n"}}, "pages", "in one of these ways"),
        ({"pages": {"cursor": "c"}}, "pages", "`cursor` needs the `parameter`"),
        ({"pages": {"page": True, "parameter": "p"}}, "pages", "`page` needs the `size`"),
        ({"body": {"a": 1}, "pages": {"links": True}}, "pages", "a POST is sent to one address"),
        ({"body": {"a": 1}, "form": {"a": "1"}}, "form", "a `body` or a `form`"),
        ({"rows": "a", "columns": {"a": "b"}}, "columns", "by `rows` or by `columns`"),
        ({"format": "csv", "rows": "a"}, "format", "the format is csv"),
        ({"format": "csv", "total": "n"}, "format", "the format is csv"),
        ({"rows": "data[*"}, "rows", "`rows` is no JMESPath: data[*"),
        ({"columns": {"day": "x["}}, "columns.day", "is no JMESPath: x["),
        ({"pages": {"next": "meta."}}, "pages.next", "is no JMESPath: meta."),
        ({"url": "../admin"}, "url", "it leads upwards"),
        ({"url": "deals?q={who}"}, "url", "nothing is known as '{who}'"),
        (
            {"body": {"query": "{ x(id: {team}) }"}, "parameters": ["team"]},
            "body",
            "'{team}' is only a part of a text",
        ),
    ],
)
def test_a_table_that_cannot_work_is_told_at_its_setting(settings, field, message) -> None:
    written = {"url": "https://acme.example/api", "tables": {"deals": settings}}
    found = list(SOURCE.check_settings(msgspec.convert(written, HttpSettings)))
    assert [(mistake.field, message in mistake.message) for mistake in found] == [
        (f"tables.deals.{field}", True)
    ]


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ({"url": "x", "rows": "a b"}, "rows", "`rows` is no JMESPath: a b"),
        ({"table": "deal"}, "table", "no table 'deal'; did you mean 'deals'?"),
        ({"parameters": {"tem": "x"}}, "parameters.tem", "lets no KPI say 'tem'; did you mean"),
        ({"parameters": {"team": "a\nb"}}, "parameters.team", "holds a control character"),
        ({"value": "x"}, "value", "`value` is of a value that stands in an answer"),
        ({"where": "getenv('A') = ''"}, "where", "the function 'getenv' is not known"),
        ({"url": "../x"}, "url", "this address may not be asked"),
    ],
)
def test_a_query_of_records_is_checked_before_anything_is_sent(query, field, message) -> None:
    tables = {"deals": {"url": "deals/{team}", "parameters": ["team"]}}
    settings = msgspec.convert({"url": "https://acme.example", "tables": tables}, HttpSettings)
    table = {} if "url" in query else {"table": "deals"}
    asked = msgspec.convert({**table, "count": True, **query}, HttpQuery)
    found = list(SOURCE.check(asked, settings))
    assert [(mistake.field, message in mistake.message) for mistake in found] == [(field, True)]


def test_an_expression_that_is_none_is_told_before_anything_is_sent() -> None:
    settings = msgspec.convert({"url": "https://acme.example"}, HttpSettings)

    def told(**query):
        asked = msgspec.convert({"url": "x", **query}, HttpQuery)
        return [(mistake.field, mistake.message) for mistake in SOURCE.check(asked, settings)]

    assert told(value="data[*") == [("value", "`value` is no JMESPath: data[*")]
    assert told(value="data[*].n", date="data[*") == [("date", "`date` is no JMESPath: data[*")]
    # Of CSV they are headers.
    assert told(format="csv", value="Churn (in %)", date="Day [UTC]") == []


def test_a_query_of_an_answer_has_no_part_in_records() -> None:
    assert issubclass(HttpQuery, RecordQuery)
    assert not HttpQuery(url="x", value="y").is_of_records


def test_kpis_with_other_parameters_ask_a_table_without_them_once(asked, served) -> None:
    served.routes["/api/teams"] = answer(json.dumps([{"team": "a"}, {"team": "b"}]))
    served.routes["/api/deals"] = lambda handler: answer(
        json.dumps([{"team": handler.path[-1], "amount": 5 if handler.path[-1] == "a" else 7}])
    )(handler)
    source = asked(
        SOURCE,
        url=served.url + "/api",
        allow_private=True,
        tables={
            "teams": {"url": "teams"},
            "deals": {"url": "deals?team={team}", "parameters": ["team"]},
        },
    )
    query = "select sum(amount) from deals join teams using (team)"
    found = source.batch(
        {
            "a": {"query": query, "parameters": {"team": "a"}},
            "b": {"query": query, "parameters": {"team": "b"}},
            "again": {"query": "select min(amount) from deals", "parameters": {"team": "b"}},
        }
    )
    assert found == {"a": {"2026-10-31": 5}, "b": {"2026-10-31": 7}, "again": {"2026-10-31": 7}}
    assert sorted(path for path, _ in served.seen) == [
        "/api/deals?team=a",
        "/api/deals?team=b",
        "/api/teams",
    ]

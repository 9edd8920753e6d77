"""A real Prometheus server that scrapes itself, with months of history put into it."""

import json
import subprocess
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from urllib.error import URLError
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import msgspec
import pytest

from okrsite.api import Kpi, Request, SourceError, Span
from okrsite.builtin.sources.prometheus import SOURCE
from okrsite.builtin.sources.prometheus.sample_times import end_of, sample_ranges, sample_times

from .conftest import answer, free_port, program, run

# History that lies behind whenever the tests are run: a day's number is its ordinal in the year,
# and a hundred orders come each day.
FIRST, DAYS = date(2024, 1, 1), 300
CONFIG = """
global: {scrape_interval: 200ms, scrape_timeout: 200ms}
scrape_configs:
  - job_name: itself
    static_configs: [{targets: ["127.0.0.1:%d"]}]
"""


def history():
    """In the format that Prometheus takes history in: a sample every six hours, in UTC."""
    yield "# TYPE day gauge"
    for hour in range(0, DAYS * 24, 6):
        at = int((datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hour, seconds=-1)).timestamp())
        yield f'day{{host="a"}} {hour / 24:g} {at}'
    yield "# TYPE orders counter"
    for hour in range(0, DAYS * 24, 6):
        at = int((datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hour)).timestamp())
        for shop in ("north", "south"):
            yield f'orders_total{{shop="{shop}"}} {hour * 50 / 24:g} {at}'
    yield "# EOF"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server that runs, has its history, and has scraped itself."""
    prometheus, promtool = program("prometheus"), program("promtool")
    home = tmp_path_factory.mktemp("prometheus")
    port = free_port()
    (home / "config.yml").write_text(CONFIG % port)
    (home / "history").write_text("\n".join(history()) + "\n")
    run(promtool, "tsdb", "create-blocks-from", "--max-block-duration=9000h", "openmetrics",
        home / "history", home / "data")  # fmt: skip
    command = [prometheus, f"--config.file={home}/config.yml", f"--storage.tsdb.path={home}/data",
               "--storage.tsdb.retention.time=100y", f"--web.listen-address=127.0.0.1:{port}",
               "--log.level=error"]  # fmt: skip
    with (home / "log").open("wb") as log, subprocess.Popen(command, stderr=log) as process:
        url = f"http://127.0.0.1:{port}"
        try:
            await_true(lambda: process.poll() is not None or _found(f"{url}/-/ready"))
            assert process.poll() is None, (home / "log").read_text()
            yield url
        finally:
            process.kill()


def await_true(holds):
    """It takes its time until a server is ready, and until it has scraped."""
    for _ in range(1200):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("Prometheus did not get that far")


def _found(url):
    try:
        with urlopen(url) as reply:
            return reply.read()
    except (URLError, OSError):
        return b""


@pytest.fixture
def prometheus(asked, server):
    source = asked(SOURCE, url=server, allow_private=True)

    def ask(query, **request):
        query = query if isinstance(query, dict) else {"query": query}
        return source(query, **{"until": date(2024, 3, 31), **request})

    ask.source = source
    return ask


LAST_WEEK = {"since": date(2024, 3, 25), "until": date(2024, 3, 28), "cadence": "daily"}


def test_each_day_has_the_value_at_its_end(prometheus) -> None:
    found = prometheus("day", **LAST_WEEK)
    assert found == {"2024-03-25": 85, "2024-03-26": 86, "2024-03-27": 87, "2024-03-28": 88}


def test_each_month_has_the_value_at_its_end(prometheus) -> None:
    found = prometheus("max(day)", since=date(2024, 1, 1))
    assert found == {"2024-01-31": 31, "2024-02-29": 60, "2024-03-31": 91}


def test_sums_are_by_period_and_leave_out_the_running_one(prometheus) -> None:
    found = prometheus(
        "sum(increase(orders_total[30d]))", since=date(2024, 2, 1), until=date(2024, 3, 20),
        aggregate="sum",
    )  # fmt: skip
    assert found == {"2024-02-29": pytest.approx(3000)}


def test_the_running_period_is_looked_at_where_the_newest_value_counts(prometheus) -> None:
    found = prometheus("day", since=date(2024, 2, 1), until=date(2024, 3, 20))
    assert found == {"2024-02-29": 60, "2024-03-20": 80}


def test_a_query_may_look_more_often_than_the_cadence(prometheus) -> None:
    query = {"query": "sum(increase(orders_total[1d]))", "every": "daily"}
    found = prometheus(query, since=date(2024, 3, 1), until=date(2024, 3, 5), aggregate="sum")
    assert found == {f"2024-03-0{day}": pytest.approx(100) for day in range(1, 6)}


@pytest.mark.parametrize("cadence", ["weekly", "quarterly", "yearly"])
def test_every_cadence_has_its_step(prometheus, cadence) -> None:
    found = prometheus("day", since=date(2024, 1, 1), aggregate="sum", cadence=cadence)
    ends = {
        "weekly": [date(2024, 1, 7) + timedelta(weeks=week) for week in range(13)],
        "quarterly": [date(2024, 3, 31)],
        "yearly": [],
    }[cadence]
    assert found == {day.isoformat(): day.timetuple().tm_yday for day in ends}


def test_days_end_where_the_company_is_also_when_clocks_change(prometheus) -> None:
    prometheus.source.context["timezone"] = "Europe/Berlin"
    hour = "hour(vector(time()))"
    found = prometheus(hour, since=date(2024, 3, 29), until=date(2024, 4, 1), cadence="daily")
    assert found == {"2024-03-29": 23, "2024-03-30": 23, "2024-03-31": 22, "2024-04-01": 22}


def test_all_there_is_goes_back_to_where_history_begins(prometheus) -> None:
    found = prometheus("day", cadence="daily")
    assert len(found) == 92
    assert found["2024-03-31"] == 91


def test_an_instant_query_gives_one_value_of_the_last_day(prometheus) -> None:
    assert prometheus({"query": "day", "instant": True}) == {"2024-03-31": 91}
    assert prometheus({"query": "42", "instant": True}) == {"2024-03-31": 42}


def test_what_is_scraped_now_is_found_now(prometheus) -> None:
    """The end of today lies ahead, where nothing is found: it is now that is looked at."""
    url = prometheus.source.settings["url"]
    await_true(lambda: b'"itself"' in _found(f"{url}/api/v1/query?query=up"))
    now = datetime.fromtimestamp(
        float(json.loads(_found(f"{url}/api/v1/query?query=time()"))["data"]["result"][1]), tz=UTC
    )
    today = now.date()
    assert prometheus({"query": "sum(up)", "instant": True}, until=today) == {today.isoformat(): 1}
    assert prometheus("sum(up)", since=today, until=today, cadence="daily") == {
        today.isoformat(): 1
    }
    assert prometheus("up", since=today, until=today, cadence="daily", aggregate="sum") == {}


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("orders_total", "the expression gives 2 series, and one is needed"),
        ("day / (day - day)", "every value is missing"),
        ("sqrt(-day - 1)", "every value is missing"),
        ("nothing_of_that_name", "the expression gives no series at the end of any period"),
        ("day[5m", "Prometheus says: "),
        ("day[5m]", "Prometheus says: "),
        ("", "Prometheus says: "),
        ('"text"', "Prometheus says: "),
    ],
)
def test_what_is_no_answer_says_why(prometheus, query, reason) -> None:
    assert reason in prometheus(query)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("nothing_of_that_name", "the expression gives no series"),
        ("orders_total", "the expression gives 2 series"),
        ('"text"', "the expression gives a string, not numbers"),
        ("day[1d]", "2024-03-31 has two values"),
        ("day - day + (0 / 0)", "every value is missing"),
    ],
)
def test_an_instant_without_a_number_is_a_failure(prometheus, query, reason) -> None:
    assert reason in prometheus({"query": query, "instant": True})


def test_a_failing_expression_stops_no_other(prometheus) -> None:
    queries = {"a": {"query": "day[", "instant": True}, "b": {"query": "1", "instant": True}}
    found = prometheus.source.batch(queries)
    assert isinstance(found["a"], str)
    assert found["b"] == {"2026-10-31": 1}


# What only a server that behaves badly shows


@contextmanager
def seen_by(served, **replies):
    for name, data in replies.items():
        served.routes[f"/prom/api/v1/{name}"] = answer(json.dumps(data))
    yield served.seen


def said(kind, result):
    return {"status": "success", "data": {"resultType": kind, "result": result}}


NOW = said("scalar", [2_000_000_000, "2000000000"])


def test_a_token_or_password_is_sent(asked, served) -> None:
    with seen_by(served, query=NOW) as seen:
        settings = {"url": f"{served.url}/prom/", "allow_private": True}
        asked(SOURCE, **settings, token="c4nary")({"query": "1", "instant": True})
        asked(SOURCE, **settings, user="ada", password="x")({"query": "1", "instant": True})
    assert [headers["authorization"] for _, headers in seen] == ["Bearer c4nary"] * 2 + [
        "Basic YWRhOng="
    ] * 2


@pytest.mark.parametrize("status", [401, 403, 404, 503])
def test_a_server_that_refuses_fails_the_source(asked, served, status) -> None:
    served.routes["/api/v1/query"] = answer("c4nary", status=status)
    source = asked(SOURCE, url=served.url, allow_private=True, token="c4nary")
    with pytest.raises(SourceError, match=f"answered {status}") as raised:
        source({"query": "1"})
    assert raised.value.is_transient == (status == 503)
    assert "c4nary" not in str(raised.value)


@pytest.mark.parametrize(
    "body",
    ["", "<html>", "[]", "{}", '{"status": "success"}', '{"status": "success", "data": {}}',
     json.dumps(said("scalar", [])), json.dumps(said("scalar", ["x", "y"])),
     json.dumps(said("vector", [{}])), json.dumps(said("vector", 4)),
     json.dumps(said("matrix", [{"values": [[1]]}])), "[" * 100_000],
)  # fmt: skip
def test_what_no_prometheus_says_is_not_believed(asked, served, body) -> None:
    served.routes["/api/v1/query"] = answer(body)
    source = asked(SOURCE, url=served.url, allow_private=True)
    with pytest.raises(SourceError, match="not one of Prometheus"):
        source({"query": "1"})


# Moments


def request(since, until, **kpi):
    kpi = Kpi(span=Span("x"), id="x", title="x", **kpi)
    return Request(kpi, None, since, until)


def test_as_few_questions_are_asked_as_steps_are_equal() -> None:
    zone = "Europe/Berlin"
    year = request(date(2024, 1, 1), date(2024, 12, 31))
    now = end_of(date(2030, 1, 1), zone)
    daily = list(sample_ranges(sample_times(year, "daily", now, zone)))
    assert sum(len(run.times) for run in daily) == 366
    assert len(daily) <= 5
    for point in daily:
        for one, other in zip(point.times, point.times[1:], strict=False):
            assert other.second - one.second == point.step


def test_each_moment_is_the_last_one_of_its_day() -> None:
    zone = "America/St_Johns"
    looks = sample_times(request(date(2024, 1, 1), date(2024, 12, 31)), "daily", 2**40, zone)
    for look in looks:
        last = datetime.fromtimestamp(look.second - 1, tz=ZoneInfo(zone))
        assert (last.date(), last.hour, last.minute) == (look.day, 23, 59)


def test_settings_are_strict() -> None:
    with pytest.raises(msgspec.ValidationError, match="url"):
        msgspec.convert({}, SOURCE.settings)
    with pytest.raises(msgspec.ValidationError, match="tokn"):
        msgspec.convert({"url": "x", "tokn": "y"}, SOURCE.settings)

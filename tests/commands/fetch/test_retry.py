"""A KPI whose trouble may pass is asked again, and nobody else is."""

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from okrsite.effects.fetch import runner


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    """Nobody waits here for what passes."""
    monkeypatch.setattr(runner, "_PAUSE", 0.01)


class Busy(BaseHTTPRequestHandler):
    """Answers 503 as often as `busy` says of an address, and then well."""

    busy: Counter[str]
    asked: Counter[str]

    def do_GET(self):
        self.asked[self.path] += 1
        is_busy = self.asked[self.path] <= self.busy[self.path]
        self.send_response(503 if is_busy else 200)
        self.send_header("content-length", "3")
        self.end_headers()
        self.wfile.write(b"4.5")

    def log_message(self, *_):
        """Says nothing."""


@pytest.fixture
def server(office):
    """A server, and KPIs that ask it for numbers."""
    handler = type("Handler", (Busy,), {"busy": Counter(), "asked": Counter()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    office.place("web", f'plugin = "http"\nurl = "{url}"\nallow_private = true')
    for name in ("nps", "csat", "churn"):
        office.kpi(name, "web", f'url = "{name}"\nformat = "number"')
    yield handler
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_busy_address_is_asked_until_it_answers_and_the_others_once(office, server) -> None:
    server.busy["/csat"] = 2
    (result,) = office.fetch().results
    assert [outcome.update.failure for outcome in result.outcomes] == ["", "", ""]
    assert server.asked == {"/nps": 1, "/csat": 3, "/churn": 1}
    assert office.series("csat") == office.series("nps") == "date,value\n2026-11-20,4.5\n"


def test_an_address_that_stays_busy_fails_alone_after_three_times(office, server) -> None:
    server.busy["/csat"] = 9
    (result,) = office.fetch().results
    failures = {outcome.kpi.id: outcome.update.failure for outcome in result.outcomes}
    assert "503 Service Unavailable" in failures.pop("csat")
    assert failures == {"nps": "", "churn": ""}
    assert server.asked == {"/nps": 1, "/csat": 3, "/churn": 1}
    assert office.series("nps") == "date,value\n2026-11-20,4.5\n"
    assert office.series("csat") is None


def test_a_failure_that_does_not_pass_is_not_asked_about_again(office) -> None:
    office.source("desk")
    office.kpi("once", "desk", 'do = "flickers"\nvalue = 1')
    office.kpi("thrice", "desk", 'do = "flickers"\nvalue = 3')
    office.kpi("never", "desk", 'do = "fails"')
    (result,) = office.fetch().results
    failures = {outcome.kpi.id: outcome.update.failure for outcome in result.outcomes}
    assert failures == {"once": "", "thrice": "", "never": "no such column"}
    assert (office.notes / "attempts-once").read_text() == "x"
    assert (office.notes / "attempts-thrice").read_text() == "xxx"
    assert result.attempts == 3


def test_a_source_that_breaks_when_it_is_asked_again_keeps_what_it_gave(office) -> None:
    office.source("desk")
    office.kpi("steady", "desk")
    office.kpi("shaky", "desk", 'do = "collapses"')
    (result,) = office.fetch().results
    failures = {outcome.kpi.id: outcome.update.failure for outcome in result.outcomes}
    assert failures == {"steady": "", "shaky": "the door is shut"}
    assert office.series("steady") == "date,value\n2026-11-10,4.5\n"
    assert result.error == ""

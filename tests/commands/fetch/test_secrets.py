"""A secret reaches its source and nothing else: no file, no word, no error, no page."""

import json
import threading
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import quote, quote_plus

import pytest

SECRET = 'hunter2-€/+ "käse"\'\\&=x'
LEAKS = ("leaks", "leaks_as_error", "leaks_as_bug", "leaks_as_crash")


def forms(secret):
    """The secret as anybody might come upon it."""
    texts = {
        secret,
        quote(secret),
        quote(secret, safe=""),
        quote_plus(secret),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        repr(secret)[1:-1],
        secret.replace("&", "&amp;").replace('"', "&#34;").replace("'", "&#39;"),
        b64encode(secret.encode()).decode().rstrip("="),
        b64encode(b"ada:" + secret.encode()).decode().rstrip("="),
        # Whatever else was done to it, this much of it would be told.
        "hunter2",
    }
    return {text.encode() for text in texts}


def assert_silent(where, data):
    found = [form for form in forms(SECRET) if form in data]
    assert not found, (where, found)


@pytest.fixture(scope="module")
def leaky(offices):
    office = offices()
    for act in LEAKS:
        office.source(act.replace("_", "-"), 'key = "${CANARY_KEY}"')
        office.kpi(f"kpi-{act.replace('_', '-')}", act.replace("_", "-"), f'do = "{act}"')
    return office


@pytest.mark.parametrize(
    ("command", "ends"),
    [
        (("fetch", "-v"), 3),
        (("fetch", "--dry-run"), 3),
        (("plugins", "doctor"), 3),
        (("check", "--format", "json"), 0),
        (("build",), 0),
        (("build", "--audience", "confidential", "--output", "open"), 0),
        (("export", "--format", "json"), 0),
        (("status",), 0),
    ],
    ids=lambda value: value if isinstance(value, int) else " ".join(value),
)
def test_no_command_and_no_file_tells_a_secret(leaky, command, ends) -> None:
    done = leaky.run(*command, CANARY_KEY=SECRET, OKRSITE_DEBUG="1")
    assert done.returncode == ends, done.stdout + done.stderr
    assert_silent(command, done.stdout.encode() + done.stderr.encode())
    for path in leaky.root.rglob("*"):
        assert_silent(path, path.read_bytes() if path.is_file() else b"")
        assert_silent(path, str(path).encode())


def test_the_source_itself_was_told_the_secret_and_not_by_its_arguments(leaky) -> None:
    leaky.run("fetch", "--only", "leaks", CANARY_KEY=SECRET)
    assert (leaky.notes / "heard").read_text() == str(len(SECRET))
    arguments = (leaky.notes / "argv").read_bytes()
    assert b"okrsite.effects.fetch.worker" in arguments
    assert_silent("argv", arguments)


def test_reasons_are_still_of_use(leaky) -> None:
    done = leaky.run("fetch", CANARY_KEY=SECRET)
    assert "leaks-as-error: failed: cannot reach https://ada:[secret]@db.example/" in done.stdout
    assert "kpi-leaks: failed: told '[secret]'" in done.stdout


def test_without_the_scrubbing_the_canary_would_sing(leaky, monkeypatch) -> None:
    monkeypatch.setenv("CANARY_KEY", SECRET)
    monkeypatch.setattr("okrsite.effects.fetch.result.scrubber", lambda _: str)
    reasons = [result.error for result in leaky.fetch(dry_run=True).results]
    assert any("hunter2" in reason for reason in reasons)


MARKS = "@/:?#%&"


class Echo(BaseHTTPRequestHandler):
    """Notes what it is asked, and refuses."""

    seen: list[tuple[str, str]]

    def do_GET(self):
        self.seen.append((self.path, self.headers.get("authorization", "")))
        self.send_error(404)

    def log_message(self, *_):
        """Says nothing."""


@pytest.fixture
def echo():
    handler = type("Handler", (Echo,), {"seen": []})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server.server_port, handler.seen
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.slow
@pytest.mark.parametrize("mark", MARKS)
def test_a_secret_in_an_address_chooses_no_host_and_no_part_of_it_is_told(
    office, echo, mark, monkeypatch
) -> None:
    port, seen = echo
    secret = f"pre{mark}TAILCANARY{mark}x"
    monkeypatch.setenv("CANARY_KEY", secret)
    here = f"127.0.0.1:{port}"
    office.place("sql", f'plugin = "sql"\nurl = "postgresql://ada:${{CANARY_KEY}}@{here}/shop"')
    office.kpi("of-sql", "sql", "query = 'select 1'")
    for name, url in {
        "login": f"http://ada:${{CANARY_KEY}}@{here}/a",
        "path": f"http://{here}/${{CANARY_KEY}}/a",
        "query": f"http://{here}/a?key=${{CANARY_KEY}}",
    }.items():
        office.place(name, f'plugin = "http"\nallow_private = true\nurl = "{url}"')
        office.kpi(f"of-{name}", name)
    for name, url in {
        "whole": "${CANARY_URL}",
        "metrics": f"http://ada:${{CANARY_KEY}}@{here}",
    }.items():
        plugin = "sql" if name == "whole" else "prometheus"
        office.place(name, f'plugin = "{plugin}"\nurl = "{url}"')
        office.kpi(f"of-{name}", name, "query = 'select 1'")
    # Who writes an address by hand and forgets to encode the password chooses another host.
    monkeypatch.setenv("CANARY_URL", f"postgresql://ada:{secret}@{here}/shop")
    done = office.run("fetch", "-v")
    assert done.returncode == 3
    assert len(seen) >= 3
    if mark != "/":
        assert any(path == f"/{quote(secret, safe='&')}/a" for path, _ in seen)
    assert any(path == f"/a?key={quote(secret, safe='')}" for path, _ in seen)
    told = {"output": done.stdout.encode() + done.stderr.encode()}
    office.run("build", "--audience", "confidential")
    told |= {str(path): path.read_bytes() for path in office.root.rglob("*") if path.is_file()}
    assert any("of-sql.source.toml" in path for path in told)
    found = [where for where, data in told.items() if b"tailcanary" in data.lower()]
    assert not found, (found, done.stdout)
    assert "not found" not in done.stdout
    assert f"{here}" in done.stdout


def test_a_kpi_may_be_called_as_a_variable_says(offices) -> None:
    office = offices()
    office.source("region", 'key = "${REGION}"')
    office.kpi("sales-eu", "region")
    done = office.run("fetch", REGION="eu")
    assert done.returncode == 0, done.stdout
    assert "sales-eu: 2026-11-10 new" in done.stdout
    assert (office.root / "content/kpis/sales-eu.csv").read_text().endswith("2026-11-10,4.5\n")

"""Sources asked as `fetch` asks them: settings and queries as an editor types them."""

import shutil
import socket
import subprocess
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import pytest

from okrsite.answers.statements.statement import UnreadStatement
from okrsite.api import Failure, Kpi, Request, SourceContext, Span

from .slow_link import SlowLink

UNTIL = date(2026, 10, 31)


class Asked:
    """Asks a source about KPIs and gives back what it finds, in a form that reads well."""

    def __init__(self, source, folder, **settings):
        self.source = source
        self.folder = folder
        self.settings = settings
        self.context = {"seconds": 20}
        self.transient = set()

    def batch(self, queries, *, since=None, until=UNTIL, **kpi):
        """What is found for several KPIs: by id, its values by day, or the reason of a failure."""
        requests = tuple(
            Request(
                Kpi(span=Span(f"content/kpis/{name}.md"), id=name, title=name, **kpi),
                msgspec.convert(query, self.source.query),
                since,
                until,
            )
            for name, query in queries.items()
        )
        settings = msgspec.convert(self.settings, self.source.settings)
        context = SourceContext(data=str(self.folder), **self.context)
        found = {name: {} for name in queries}
        for answer in self.source.fetch(requests, settings, context):
            if isinstance(answer, Failure):
                found[answer.kpi] = answer.reason
                self.transient |= {answer.kpi} if answer.is_transient else set()
            else:
                found[answer.kpi][answer.day.isoformat()] = answer.value
        return found

    def __call__(self, query, **request):
        """What is found for one KPI."""
        return self.batch({"churn": query}, **request)["churn"]


@pytest.fixture
def data(tmp_path):
    """The folder content/data/ of a site."""
    folder = tmp_path / "site" / "content" / "data"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def asked(data):
    """Makes something that asks a source: `asked(SOURCE, **settings)`."""
    return lambda source, **settings: Asked(source, data, **settings)


@pytest.fixture
def unread(monkeypatch):
    """Sends every query as it is, to see what holds beneath the check of its text."""
    for module in ("embedded", "engine", "pipelined"):
        monkeypatch.setattr(
            f"okrsite.builtin.sources.sql.{module}.statement_of",
            lambda query, _: UnreadStatement(query.query),
        )


def statements(kind, dialect):
    """The good or the bad statements of a dialect, one a line, those of all dialects first."""
    folder = Path(__file__).with_name("statements") / kind
    return [
        line
        for name in ("everywhere", dialect)
        for line in (folder / f"{name}.sql").read_text(encoding="utf-8").splitlines()
    ]


@pytest.fixture
def refused():
    """The statements of a dialect that are never sent."""
    return lambda dialect: statements("bad", dialect)


def answer(body, *, status=200, **headers):
    """A route that answers orderly."""
    content = body if isinstance(body, bytes) else body.encode()

    def say(handler):
        handler.send_response(status)
        for name, value in {"content-length": len(content), **headers}.items():
            handler.send_header(name.replace("_", "-"), str(value))
        handler.end_headers()
        handler.wfile.write(content)

    return say


class Served(ThreadingHTTPServer):
    """A real server on this machine, whose routes may behave as badly as they like."""

    daemon_threads = True
    block_on_close = False

    def __init__(self):
        self.routes = {}
        self.seen = []
        self.bodies = []
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address):
        """Whoever asked may hang up as soon as it has heard enough."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        self.body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        self.server.bodies.append(self.body)
        self.server.routes[self.path.partition("?")[0]](self)

    do_POST = do_GET  # noqa: N815 - the name that http.server calls

    def log_message(self, *_):
        pass


@pytest.fixture
def served():
    """A server: `served.routes["/path"] = answer("...")`; what it was asked is in `served.seen`."""
    server = Served()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def linked():
    """Makes links to a server's socket: `linked("/path/socket").port` leads there."""
    links = []

    def link(socket):
        links.append(SlowLink(socket))
        return links[-1]

    yield link
    for opened in links:
        opened.close()


@pytest.fixture
def names(monkeypatch):
    """Names of hosts and where they lead; other names lead where they always do."""
    known = {}
    ask = socket.getaddrinfo

    def look_up(host, port, *args, **kwargs):
        if host not in known:
            return ask(host, port, *args, **kwargs)
        found = known[host]() if callable(known[host]) else known[host]
        family = [socket.AF_INET6 if ":" in address else socket.AF_INET for address in found]
        return [
            (kind, socket.SOCK_STREAM, 6, "", (each, port))
            for kind, each in zip(family, found, strict=True)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def program(name, *folders):
    """The full path of a program, or skip where it is not installed."""
    path = ":".join(["/usr/local/bin:/usr/bin:/bin", *map(str, folders)])
    return shutil.which(name, path=path) or pytest.skip(f"{name} is not installed")


def free_port():
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(*command, **options):
    """Runs a program to its end, which must be good."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stderr or done.stdout
    return done.stdout

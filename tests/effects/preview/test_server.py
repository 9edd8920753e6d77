"""The preview server shows a snapshot, to this machine only, and survives what it is sent."""

import asyncio
import http.client
import mimetypes
import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn

from okrsite.effects.preview.live_state import LiveState, Snapshot
from okrsite.effects.preview.server import preview_app
from okrsite.model.diagnostic import error
from okrsite.model.position import Span

PAGE = b"<!doctype html><html><head><title>t</title></head><body><h1>Home</h1></body></html>"


def failing() -> bytes:
    message = "the chart has no paper"
    raise RuntimeError(message)


class Preview:
    """A real server on a free port, that shows what the test hands it."""

    def __init__(self) -> None:
        self.next: Snapshot | Exception = Snapshot(
            {"index.html": lambda: PAGE, "style.css": lambda: b"a{}", "broken.html": failing}
        )
        self.state = LiveState(self._build_snapshot)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        config = uvicorn.Config(
            preview_app(self.state), log_level="critical", timeout_graceful_shutdown=1
        )
        self.server = uvicorn.Server(config)
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run)

    async def _build_snapshot(self) -> Snapshot:
        if isinstance(self.next, Exception):
            raise self.next
        return self.next

    def _run(self) -> None:
        self.loop.run_until_complete(self.server.serve([self.socket]))

    def refresh(self) -> None:
        asyncio.run_coroutine_threadsafe(self.state.refresh(), self.loop).result(10)

    def get(self, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        found = answer.status, answer.read(), dict(answer.getheaders())
        connection.close()
        return found

    def listen(self) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", "/_okrsite/events")
        return connection


@pytest.fixture
def server() -> Iterator[Preview]:
    running = Preview()
    running.thread.start()
    while not running.server.started:
        threading.Event().wait(0.01)
    running.refresh()
    yield running
    running.server.should_exit = True
    running.thread.join(10)
    running.loop.close()
    running.socket.close()


def test_a_page_is_shown_with_the_script_that_reloads_it(server: Preview) -> None:
    status, body, headers = server.get("/")
    assert status == 200
    assert b"<h1>Home</h1>" in body
    assert b"/_okrsite/live.js" in body
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/style.css", "/nothing", "/_okrsite/live.js"])
def test_a_page_of_another_site_cannot_load_ours_as_a_script(server: Preview, path: str) -> None:
    assert server.get(path)[2]["cross-origin-resource-policy"] == "same-origin"


def test_what_is_withheld_is_counted_and_not_said(server: Preview) -> None:
    wrong = error("OKR101", Span("content/objectives/merger.md", 4, 12), "The merger", "Mend it.")
    server.next = Snapshot(withheld=(wrong, wrong))
    server.refresh()
    _, body, _ = server.get("/")
    assert b"<h1>Home</h1>" in body
    assert b"2 mistakes are about what this audience does not see" in body
    assert b"merger" not in body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/nothing.png", "text/html; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/files/logo.svg", "image/svg+xml"),
        ("/files/team.PNG", "image/png"),
        ("/files/archive.zip", "application/octet-stream"),
        ("/files/page.xhtml", "application/octet-stream"),
    ],
)
def test_files_have_our_types_whatever_the_system_says(
    server: Preview, monkeypatch: pytest.MonkeyPatch, path: str, kind: str
) -> None:
    for ending in ("html", "png", "css", "svg", "zip", "xhtml"):
        monkeypatch.setitem(mimetypes.types_map, f".{ending}", "application/xhtml+xml")
    names = ("files/logo.svg", "files/team.PNG", "files/archive.zip", "files/page.xhtml")
    server.next = Snapshot(
        {"index.html": lambda: PAGE, "style.css": lambda: b"a{}", **dict.fromkeys(names, bytes)}
    )
    server.refresh()
    headers = server.get(path)[2]
    assert headers["content-type"] == kind
    assert headers["x-content-type-options"] == "nosniff"


def test_what_is_not_html_is_shown_as_it_is(server: Preview) -> None:
    assert server.get("/style.css")[:2] == (200, b"a{}")


@pytest.mark.parametrize(
    "path",
    ["/nothing.html", "/../okrsite.toml", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/x", "//etc/passwd"],
)
def test_a_path_that_is_not_of_the_site_is_not_found(server: Preview, path: str) -> None:
    assert server.get(path)[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_a_request_that_is_addressed_to_another_host_is_refused(server: Preview, host: str) -> None:
    assert server.get("/", Host=host)[0] == 400


def test_another_site_may_not_listen(server: Preview) -> None:
    status, _, _ = server.get("/_okrsite/events", Origin="https://evil.example")
    assert status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed_by_a_request(server: Preview, method: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request(method, "/")
    assert connection.getresponse().status == 405
    connection.close()


def test_errors_are_laid_over_the_last_good_page(server: Preview) -> None:
    wrong = error("OKR101", Span("content/a.md", 4, 12), "supports unknown <objective>", "Mend it.")
    server.next = Snapshot(findings=(wrong,))
    server.refresh()
    _, body, _ = server.get("/")
    assert b"<h1>Home</h1>" in body
    assert b"content/a.md:4:12" in body
    assert b"supports unknown &lt;objective&gt;" in body


def test_a_rehearsal_that_fails_is_told_and_the_next_good_one_clears_it(server: Preview) -> None:
    good = server.next
    server.next = RuntimeError("merger")
    server.refresh()
    body = server.get("/")[1]
    assert b"The site cannot be made; the terminal tells why" in body
    assert b"merger" not in body
    server.next = good
    server.refresh()
    assert b"cannot be made" not in server.get("/")[1]


def test_a_page_that_cannot_be_made_does_not_end_the_preview(server: Preview) -> None:
    status, body, _ = server.get("/broken.html")
    assert status == 500
    assert b"the chart has no paper" in body
    assert server.get("/")[0] == 200


def test_a_save_is_told_to_every_listener(server: Preview) -> None:
    connections = [server.listen() for _ in range(3)]
    listeners = [connection.getresponse() for connection in connections]
    first = [
        listener.readline() + listener.readline() + listener.readline() for listener in listeners
    ]
    server.refresh()
    second = [
        listener.readline() + listener.readline() + listener.readline() for listener in listeners
    ]
    for before, after in zip(first, second, strict=True):
        assert before.startswith(b"event: version\ndata: ")
        assert after.startswith(b"event: version\ndata: ")
        assert before != after
    for connection in (*listeners, *connections):
        connection.close()


def test_bytes_that_are_no_request_do_not_end_the_preview(server: Preview) -> None:
    with socket.create_connection(("127.0.0.1", server.port), 5) as raw:
        raw.sendall(b"\x00\xff\xfe not http at all\r\n\r\n" * 10)
        raw.recv(1000)
    assert server.get("/")[0] == 200

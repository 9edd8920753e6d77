"""A server that answers what was recorded, for sources that ask over HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from msgspec import Struct


class Answer(Struct, frozen=True):
    """What a recorded server says to one request."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = {}


class Asked(Struct, frozen=True):
    """A request that a recorded server got; `path` with its query, headers in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class Recorded(Struct, frozen=True):
    """A server that runs on this machine: its address, and the requests it got so far."""

    url: str
    asked: list[Asked]


@contextmanager
def recorded(answers: Mapping[str, str | Answer | Sequence[Answer]]) -> Iterator[Recorded]:
    """A server that answers what was recorded, by path with or without its query; else 404.

    Of a sequence each request gets the next, and from the last on that one.

        with recorded({"/api/loans": '{"total": 12}'}) as server:
            found = ask(SOURCE, {"loans": {}}, settings={"url": server.url})
    """
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            before = sum(_plain(request.path) == _plain(self.path) for request in asked)
            asked.append(Asked(self.command, self.path, headers, body))
            self.say(_chosen(answers, self.path, before))

        def say(self, answer: Answer) -> None:
            content = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

        do_GET = do_POST = do_PUT = answer  # noqa: N815 - the names that http.server calls

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Recorded(f"http://127.0.0.1:{server.server_port}", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _chosen(
    answers: Mapping[str, str | Answer | Sequence[Answer]], path: str, before: int
) -> Answer:
    chosen = answers.get(path, answers.get(_plain(path)))
    match chosen:
        case None:
            return Answer("nothing was recorded for this path", 404)
        case str():
            return Answer(chosen)
        case Answer():
            return chosen
        case _:
            return chosen[min(before, len(chosen) - 1)]


def _plain(path: str) -> str:
    return path.partition("?")[0]

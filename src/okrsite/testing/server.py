"""A server that answers what was recorded, for sources that ask over HTTP."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TypeAlias

from msgspec import Struct


class Answer(Struct, frozen=True):
    """What a recorded server says to one request."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = {}


Answers: TypeAlias = Mapping[str, str | Answer | Sequence[Answer]]


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


class _RecordingServer(ThreadingHTTPServer):
    """Answers what was recorded, and keeps what it was asked and what went wrong in it."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = answers
        self.asked: list[Asked] = []
        self.errors: list[Exception] = []

    def handle_error(self, *_: object) -> None:
        """Keep what went wrong; a client that went away is none of the server's mistakes."""
        problem = sys.exception()
        if isinstance(problem, Exception) and not isinstance(problem, ConnectionError):
            self.errors.append(problem)


class _Handler(BaseHTTPRequestHandler):
    server: _RecordingServer

    def answer(self) -> None:
        asked, answers = self.server.asked, self.server.answers
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        before = sum(_plain(request.path) == _plain(self.path) for request in asked)
        asked.append(Asked(self.command, self.path, headers, body))
        chosen = _chosen(answers, self.path, before)
        if chosen is None:
            known = ", ".join(answers) or "nothing"
            self.say(Answer(status=404), f"{self.path} is not recorded, only {known}")
        else:
            self.say(chosen)

    def say(self, answer: Answer, reason: str | None = None) -> None:
        content = answer.body.encode() if isinstance(answer.body, str) else answer.body
        self.send_response(answer.status, reason)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    do_GET = do_POST = do_PUT = answer  # noqa: N815 - the names that http.server calls


@contextmanager
def recorded(answers: Answers) -> Iterator[Recorded]:
    """A server that answers what was recorded, by path with or without its query; else 404.

    Of a sequence each request gets the next, and from the last on that one. What goes wrong in the
    server itself is raised at the end of the `with`. Raises TypeError for an answer that is none.

        with recorded({"/api/loans": '{"total": 12}'}) as server:
            found = ask(SOURCE, {"loans": {}}, settings={"url": server.url})
    """
    _refuse_others(answers)
    server = _RecordingServer(answers)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Recorded(f"http://127.0.0.1:{server.server_port}", server.asked)
    except Exception as failure:
        # The client knows no more than that no answer came.
        if server.errors:
            raise server.errors[0] from failure
        raise
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    if server.errors:
        raise server.errors[0]


def _chosen(answers: Answers, path: str, before: int) -> Answer | None:
    chosen = answers.get(path, answers.get(_plain(path)))
    match chosen:
        case None | Answer():
            return chosen
        case str():
            return Answer(chosen)
        case _:
            return chosen[min(before, len(chosen) - 1)]


def _refuse_others(answers: Mapping[str, object]) -> None:
    """Raise TypeError for what no client could be answered with."""
    for path, answer in answers.items():
        several = answer if isinstance(answer, list | tuple) and answer else (answer,)
        is_text = isinstance(answer, str)
        for given in several:
            body = given.body if isinstance(given, Answer) else None
            if not is_text and not isinstance(body, str | bytes):
                message = f"{path} has {given!r}, not text, an Answer or several of these"
                raise TypeError(f"{message}; json.dumps() makes text of data")


def _plain(path: str) -> str:
    return path.partition("?")[0]

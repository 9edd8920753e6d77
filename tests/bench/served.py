"""Served: a running preview, and how long it takes to show a save."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.programs import ENVIRONMENT, Site

PATIENCE = 900.0


@contextmanager
def serving(site: Site, goal: str) -> Iterator[str]:
    """A running preview; gives the address of the page of a goal, once that is served."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    page = f"http://127.0.0.1:{port}/{site.page(goal)}".removesuffix("index.html")
    with subprocess.Popen(
        site.serve(port),
        cwd=site.folder,
        env={**os.environ, **ENVIRONMENT},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            wait_for(page, "Why it matters")
            # What the first page sets going has come to an end then.
            time.sleep(1)
            yield page
        finally:
            process.terminate()


def wait_for(page: str, words: str) -> float:
    """The seconds until a page says some words."""
    began = time.perf_counter()
    while time.perf_counter() - began < PATIENCE:
        try:
            with urllib.request.urlopen(page, timeout=PATIENCE) as answer:
                if words in answer.read().decode():
                    return time.perf_counter() - began
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.005)
    raise TimeoutError(page)

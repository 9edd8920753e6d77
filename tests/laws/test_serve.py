"""What `okrsite serve` shows after any saves is what a clean build shows."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from okrsite.effects.preview.overlay import HEAD

if TYPE_CHECKING:
    from conftest import Clean, Company, Edit, Tree

    Companies = Callable[[], Company]
    Draw = Callable[[st.DataObject], Edit]

PATIENCE = 60.0
# Files of a published site alone.
UNSERVED = ".okrsite-site"


@contextmanager
def serving(company: Company) -> Iterator[http.client.HTTPConnection]:
    """A running preview of a company."""
    command = [sys.executable, "-m", "okrsite", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=company.root, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", process.stderr.readline())
        assert found
        connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=PATIENCE)
        try:
            yield connection
        finally:
            connection.close()
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=PATIENCE)


def served(connection: http.client.HTTPConnection, path: str) -> bytes | None:
    """A page as it is served, without what a preview adds; None where there is none."""
    # A server closes a connection that a slow build keeps waiting.
    connection.request("GET", f"/{quote(path)}", headers={"Connection": "close"})
    answer = connection.getresponse()
    body = answer.read().replace(HEAD, b"")
    return body if answer.status == 200 else None


def eventually_shows(connection: http.client.HTTPConnection, site: Mapping[str, bytes]) -> None:
    """Wait until every page is served as it stands in a site."""
    waiting, end = dict(site), time.monotonic() + PATIENCE
    while waiting and time.monotonic() < end:
        waiting = {
            path: content
            for path, content in waiting.items()
            if served(connection, path) != content
        }
        time.sleep(0.05)
    assert not waiting
    # What was right at first may have been so before the save was noticed.
    assert {path: served(connection, path) for path in site} == site


def walk(company: Company, clean: Clean, draw: Draw, data: st.DataObject, steps: int) -> None:
    """Some saves; after each what a clean build publishes is served, and nothing else."""
    with serving(company) as connection:
        eventually_shows(connection, pages(clean(company)[1]))
        shown = pages(clean(company)[1])
        for _ in range(steps):
            company.write(draw(data))
            new = pages(clean(company)[1])
            if not new:
                continue
            eventually_shows(connection, new)
            assert not [path for path in shown.keys() - new.keys() if served(connection, path)]
            shown = new


def pages(site: Tree) -> Tree:
    """The files of a site that a preview serves."""
    return {path: content for path, content in site.items() if path != UNSERVED}


law = settings(
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@settings(law, max_examples=1)
@given(data=st.data())
def test_after_any_saves_the_preview_shows_a_clean_build(
    company_of: Companies, clean: Clean, edit: Draw, data: st.DataObject
) -> None:
    walk(company_of(), clean, edit, data, 4)


@pytest.mark.slow
@settings(law, max_examples=20)
@given(data=st.data())
def test_after_many_saves_the_preview_shows_a_clean_build(
    company_of: Companies, clean: Clean, edit: Draw, data: st.DataObject
) -> None:
    walk(company_of(), clean, edit, data, 8)

"""Promise 3: a reader never sees half a site, however often it is published."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from okrsite.builtin.example import objective_text

if TYPE_CHECKING:
    from conftest import Company

    Place = Callable[[Company], AbstractContextManager[str]]

# Reads pages again and again, from the disk or from a web server, and tells what it saw.
READER = r"""
import re, sys
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen
root, done, enough = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
wanted, pages = int(sys.argv[4]), sys.argv[5:]

def read(page):
    if not root.startswith("http:"):
        return Path(root, page).read_bytes()
    with urlopen(root + page, timeout=10) as answer:
        return answer.read()

print("ready", flush=True)
reads = missing = torn = 0
while not done.exists():
    if reads > wanted:
        enough.touch()
    for page in pages:
        reads += 1
        try:
            text = read(page)
        except HTTPException:
            torn += 1
            continue
        except OSError:
            missing += 1
            continue
        if not text.rstrip().endswith(b"</html>"):
            torn += 1
        for asset in re.findall(rb'(?:href|src)="[^"]*?(assets/[^"]+)"', text):
            try:
                read(asset.decode())
            except (HTTPException, OSError):
                missing += 1
print(reads, missing, torn)
"""

# A server of the standard library, which knows nothing of publications; it tells its port.
SERVER = r"""
import functools, http.server, sys

class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *said):
        pass

handler = functools.partial(Quiet, directory=sys.argv[1])
with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
    print(server.server_port, flush=True)
    server.serve_forever()
"""


@contextmanager
def disk(company: Company) -> Iterator[str]:
    """Where the site is read as files."""
    yield str(company.site)


@contextmanager
def server(company: Company) -> Iterator[str]:
    """Where a web server shows the site, until this ends."""
    command = [sys.executable, "-c", SERVER, str(company.site)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        try:
            assert serving.stdout
            yield f"http://127.0.0.1:{int(serving.stdout.readline())}/"
        finally:
            serving.kill()


@contextmanager
def readers(
    company: Company, root: str, pages: list[str], wanted: int
) -> Iterator[tuple[list[list[int]], list[Path]]]:
    """Two processes that read the site until this ends; then what each saw.

    Each makes a file of its own once it has read more than is wanted.
    """
    done = company.site.with_name("site.done")
    enough = [company.site.with_name(f"site.enough.{number}") for number in range(2)]
    reading = [
        subprocess.Popen(
            [sys.executable, "-c", READER, root, str(done), str(path), str(wanted), *pages],
            stdout=subprocess.PIPE,
            text=True,
        )
        for path in enough
    ]
    seen: list[list[int]] = []
    try:
        for process in reading:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
        yield seen, enough
    finally:
        done.touch()
        seen += [
            [int(number) for number in process.communicate()[0].split()] for process in reading
        ]


def publish_under_load(company: Company, place: Place, times: int) -> None:
    goals = {f"content/objectives/g{n}.md": objective_text(f"Goal {n}") for n in range(20)}
    company.write(goals)
    company.build()
    pages = ["index.html", "objectives.html", *(f"objectives/g{n}.html" for n in range(20))]
    wanted = times * len(pages)
    with place(company) as root, readers(company, root, pages, wanted) as (seen, enough):
        # However fast it is published and slow read, both go on together for long enough.
        for turn in count():
            if turn >= times and all(path.exists() for path in enough):
                break
            company.write(
                {
                    f"content/objectives/g{turn % 20}.md": objective_text(f"Goal of turn {turn}"),
                    f"content/objectives/extra{turn % 3}.md": objective_text(f"Extra {turn}"),
                    f"content/objectives/extra{(turn + 1) % 3}.md": None,
                    "themes/default/static/style.css": f"body {{ --turn: {turn} }}",
                }
            )
            assert company.build().written > 0
    for reads, missing, torn in seen:
        assert (missing, torn) == (0, 0), f"{missing} missing, {torn} torn of {reads}"
        assert reads > wanted


@pytest.mark.parametrize("place", [disk, server])
def test_twenty_publications_under_load_lose_no_page_and_tear_none(
    company: Company, place: Place
) -> None:
    publish_under_load(company, place, 20)


@pytest.mark.slow
@pytest.mark.parametrize("place", [disk, server])
def test_a_hundred_publications_under_load_lose_no_page_and_tear_none(
    company: Company, place: Place
) -> None:
    publish_under_load(company, place, 100)


def test_a_page_loaded_before_the_publication_still_finds_its_assets(company: Company) -> None:
    company.build()
    page = (company.site / "index.html").read_text()
    assets = re.findall(r'(?:href|src)="(assets/[^"]+)"', page)
    assert assets
    company.write({"themes/default/static/style.css": "body { color: #123 }"})
    company.build()
    assert all((company.site / asset).is_file() for asset in assets)
    assert (company.site / "index.html").read_text() != page

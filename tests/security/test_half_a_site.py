"""Promise 3: a reader never sees half a site, however often it is published."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from okrsite.builtin.example import objective

if TYPE_CHECKING:
    from conftest import Company

# Reads pages by their paths, again and again, as a web server does, and tells what it saw.
READER = r"""
import re, sys
from pathlib import Path
site, pages = Path(sys.argv[1]), sys.argv[2:]
print("ready", flush=True)
reads = missing = torn = 0
while not Path(sys.argv[1] + ".done").exists():
    for page in pages:
        reads += 1
        try:
            text = (site / page).read_bytes()
        except OSError:
            missing += 1
            continue
        if not text.rstrip().endswith(b"</html>"):
            torn += 1
        for asset in re.findall(rb'(?:href|src)="[^"]*?(assets/[^"]+)"', text):
            try:
                (site / asset.decode()).read_bytes()
            except OSError:
                missing += 1
print(reads, missing, torn)
"""


@contextmanager
def readers(company: Company, pages: list[str]) -> Iterator[list[list[int]]]:
    """Two processes that read the site until this ends; then what each saw."""
    command = [sys.executable, "-c", READER, str(company.site), *pages]
    reading = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    seen: list[list[int]] = []
    try:
        for each in reading:
            assert each.stdout
            assert each.stdout.readline() == "ready\n"
        yield seen
    finally:
        company.site.with_name("site.done").touch()
        seen += [[int(number) for number in each.communicate()[0].split()] for each in reading]


def publish_under_load(company: Company, times: int) -> None:
    goals = {f"content/objectives/g{n}.md": objective(f"Goal {n}") for n in range(20)}
    company.write(goals)
    company.build()
    pages = ["index.html", "objectives.html", *(f"objectives/g{n}.html" for n in range(20))]
    with readers(company, pages) as seen:
        for turn in range(times):
            company.write(
                {
                    f"content/objectives/g{turn % 20}.md": objective(f"Goal of turn {turn}"),
                    f"content/objectives/extra{turn % 3}.md": objective(f"Extra {turn}"),
                    f"content/objectives/extra{(turn + 1) % 3}.md": None,
                    "themes/default/static/style.css": f"body {{ --turn: {turn} }}",
                }
            )
            assert company.build().written > 0
    for reads, missing, torn in seen:
        assert (missing, torn) == (0, 0), f"{missing} missing, {torn} torn of {reads}"
        assert reads > times * len(pages)


def test_twenty_publications_under_load_lose_no_page_and_tear_none(company: Company) -> None:
    publish_under_load(company, 20)


@pytest.mark.slow
def test_a_hundred_publications_under_load_lose_no_page_and_tear_none(company: Company) -> None:
    publish_under_load(company, 100)


def test_a_page_loaded_before_the_publication_still_finds_its_assets(company: Company) -> None:
    company.build()
    page = (company.site / "index.html").read_text()
    assets = re.findall(r'(?:href|src)="(assets/[^"]+)"', page)
    assert assets
    company.write({"themes/default/static/style.css": "body { color: #123 }"})
    company.build()
    assert all((company.site / asset).is_file() for asset in assets)
    assert (company.site / "index.html").read_text() != page

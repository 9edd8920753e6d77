"""Every page stays light however large the company is, and however it crowds in one place."""

import gzip
import re
import subprocess
import sys
from collections.abc import Iterator
from os.path import normpath
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MEASURED = 'kpi = "k1"\nstart = 5\ntarget = 1\n'
HTML = 300_000  # bytes of one page
FIRST_LOAD = 100_000  # bytes of one page and all it loads at once, compressed
LOADED = re.compile(r'<(?:script|img|link rel="(?:stylesheet|icon)")[^>]*? (?:src|href)="([^"#]+)"')
SETTINGS = """
[site]
title = "Crowded"
mission = "Everything everywhere at once."
base_url = "https://goals.example"

[build]
today = 2026-11-20
"""


def crowded(number: int) -> Iterator[tuple[str, str]]:
    """A company in which one cycle, team, owner, tag and goal has nearly everything.

    For each ten goals there are one KPI, one person, five check-ins and a team in a while.
    """
    yield "okrsite.toml", SETTINGS
    yield "content/cycles/q4.md", document("Fourth quarter", "start = 2026-10-01\nend = 2026-12-31")
    yield "content/teams/all.md", document("Everybody")
    for team in range(number // 100):
        yield f"content/teams/t{team}.md", document(f"Team {team}", 'parent = "all"')
    for person in range(number // 10):
        yield f"content/people/p{person}.md", document(f"Person {person}", 'team = "all"')
    for kpi in range(number // 10):
        fields = 'team = "all"\nowner = "p0"\nunit = "%"\nrange = { max = 5 }\ntags = ["crowd"]'
        yield f"content/kpis/k{kpi}.md", document(f"KPI {kpi} that everybody watches", fields)
        values = "".join(f"2026-{month:02}-28,{kpi % 7 + month / 10}\n" for month in range(1, 11))
        yield f"content/kpis/k{kpi}.csv", f"date,value\n{values}"
    for goal in range(number):
        yield f"content/objectives/g{goal}.md", document(f"Goal {goal} of very many", goal_of(goal))


def goal_of(number: int) -> str:
    """The fields of a goal; the first one is served by half of all, and has many key results."""
    supports = f'supports = ["g{0 if number % 2 else number // 8}"]' if number else ""
    results = "".join(
        f'\n[[key_results]]\nid = "r{result}"\ntitle = "Result {result} of goal {number}"\n'
        + (f"start = 0\ntarget = 10\ncurrent = {(number + result) % 11}\n" if result else MEASURED)
        for result in range(3 if number else 60)
    )
    told = "" if number % 2 else '\n[[checkins]]\ndate = 2026-11-16\nnote = "It goes on."\n'
    shared = 'cycle = "q4"\nteam = "all"\nowner = "p0"\ntags = ["crowd"]\nwatch = ["k0"]'
    return f"{shared}\n{supports}\n{results}{told}"


def document(title: str, fields: str = "") -> str:
    return f'+++\ntitle = "{title}"\n{fields}\n+++\nWhy this matters to everybody here.\n'


def weights(site: Path) -> Iterator[tuple[str, int, int]]:
    """For each page its path, its bytes, and the compressed bytes of all it loads at once."""
    packed: dict[str, int] = {}
    for file in sorted(site.rglob("*.html")):
        html = file.read_bytes()
        path = file.relative_to(site).as_posix()
        loaded = {normpath(f"{path}/../{text}") for text in LOADED.findall(html.decode())}
        for asset in loaded - set(packed):
            packed[asset] = len(gzip.compress((site / asset.lstrip("/")).read_bytes(), 6))
        assert path == "404.html" or loaded
        yield path, len(html), len(gzip.compress(html, 6)) + sum(packed[asset] for asset in loaded)


def heavy(site: Path) -> dict[str, tuple[int, int]]:
    """The pages that weigh more than they may, with their weights."""
    found = {path: (html, load) for path, html, load in weights(site)}
    assert found
    return {path: each for path, each in found.items() if each[0] > HTML or each[1] > FIRST_LOAD}


def test_no_page_of_the_example_is_heavy(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "okrsite", "build", "--output", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert heavy(tmp_path) == {}


@pytest.mark.parametrize(
    "number", [600, pytest.param(10_000, marks=pytest.mark.slow)], ids=["many", "very many"]
)
def test_no_page_of_a_crowded_company_is_heavy(tmp_path: Path, number: int) -> None:
    for path, text in crowded(number):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    command = [sys.executable, "-m", "okrsite", "build"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    assert heavy(tmp_path / "site") == {}

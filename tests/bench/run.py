"""Run: what a site of many goals costs okrsite, beside what plain pages cost other programs."""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from corpus import make, make_plain

PATIENCE = 600


class Cost(NamedTuple):
    """Seconds of processor time, of a process and its children, those by the clock, megabytes.

    The megabytes are the most that one of the processes held at once.
    """

    cpu: float
    wall: float
    held: float


class Site(NamedTuple):
    """A site to be built: where, by which command, what to delete before, what to edit."""

    folder: Path
    command: list[str]
    made: tuple[str, ...]
    edited: Path


def okrsite(folder: Path, goals: int, kpis: int = 0) -> Site:
    """The goals as okrsite builds them, and KPIs with five years of daily values."""
    command = [sys.executable, "-m", "okrsite", "build", "-q", "--today", "2025-11-15"]
    return Site(folder, command, ("site", ".okrsite"), make(folder, goals, kpis))


def mkdocs(folder: Path, goals: int) -> Site:
    """The same words by MkDocs with its own theme, without search."""
    edited = make_plain(folder / "docs", goals, lambda _: "")
    settings = "site_name: Corpus\ntheme: mkdocs\nplugins: []\nnav: [index.md]\n"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return Site(folder, [_program("mkdocs"), "build", "-q"], ("site",), edited)


def pelican(folder: Path, goals: int) -> Site:
    """The same words by Pelican with its simple theme, without feeds."""
    edited = make_plain(
        folder / "content", goals, lambda title: f"Title: {title}\nDate: 2025-01-01\n\n"
    )
    settings = "SITENAME = 'Corpus'\nTHEME = 'simple'\nFEED_ALL_ATOM = CATEGORY_FEED_ATOM = None\n"
    (folder / "pelicanconf.py").write_text(settings, encoding="utf-8")
    command = [_program("pelican"), "content", "-s", "pelicanconf.py", "-q"]
    return Site(folder, command, ("output", "cache"), edited)


PEERS: dict[str, Callable[[Path, int], Site]] = {"mkdocs": mkdocs, "pelican": pelican}


def main() -> None:
    """Measure all that was asked for, one after the other, and print it."""
    given = _arguments()
    makers = {"okrsite": okrsite, **{name: PEERS[name] for name in given.peers}}
    with tempfile.TemporaryDirectory() as work:
        sites = {name: make_(Path(work, name), given.goals) for name, make_ in makers.items()}
        if given.kpis:
            sites["with kpis"] = okrsite(Path(work, "kpis"), given.goals, given.kpis)
        costs = {name: _phases(site, given.runs) for name, site in sites.items()}
        _print(costs)
        saved = median(_saves(sites["okrsite"], given.runs))
        sys.stdout.write(f"\nfrom save to page over HTTP (okrsite serve): {saved:.2f} s\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--goals", type=int, default=1000)
    parser.add_argument("--kpis", type=int, default=0)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peers", nargs="*", default=[], choices=PEERS)
    return parser.parse_args()


def _phases(site: Site, runs: int) -> dict[str, Cost]:
    """The median cost of a cold build, of one where nothing changed, and of one after an edit."""
    return {
        "cold": _middle([_built(site, _forget) for _ in range(runs)]),
        "no change": _middle([_built(site, lambda _: None) for _ in range(runs)]),
        "one edit": _middle([_built(site, _edit) for _ in range(runs)]),
    }


def _middle(costs: list[Cost]) -> Cost:
    return Cost(*(median(figures) for figures in zip(*costs, strict=True)))


def _built(site: Site, prepare: Callable[[Site], object]) -> Cost:
    prepare(site)
    began = time.perf_counter()
    process = subprocess.Popen(
        site.command, cwd=site.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    if status:
        raise SystemExit(f"{' '.join(site.command)} failed in {site.folder}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def _forget(site: Site) -> None:
    for name in site.made:
        shutil.rmtree(site.folder / name, ignore_errors=True)


def _edit(site: Site) -> str:
    mark = f"edited{time.monotonic_ns()}"
    with site.edited.open("a", encoding="utf-8") as file:
        file.write(f"\n{mark}\n")
    return mark


def _saves(site: Site, runs: int) -> list[float]:
    """Seconds from a save until the edited page tells of it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = [sys.executable, "-m", "okrsite", "-q", "serve", "--port", str(port)]
    page = f"http://127.0.0.1:{port}/objectives/{site.edited.stem}.html"
    with subprocess.Popen(server, cwd=site.folder, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(page, "Why it matters")
            return [_wait_for(page, _edit(site)) for _ in range(runs)]
        finally:
            process.terminate()


def _wait_for(page: str, words: str) -> float:
    began = time.perf_counter()
    while time.perf_counter() - began < PATIENCE:
        try:
            with urllib.request.urlopen(page, timeout=PATIENCE) as answer:
                if words in answer.read().decode():
                    return time.perf_counter() - began
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.02)
    raise TimeoutError(page)


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit(f"{name} is not installed; README.md tells how")
    return found


def _print(costs: dict[str, dict[str, Cost]]) -> None:
    own = costs["okrsite"]
    sys.stdout.write(f"{'':10}{'':12}{'cpu s':>8}{'wall s':>8}{'MB':>8}{'cpu, of okrsite':>17}\n")
    for name, phases in costs.items():
        for phase, cost in phases.items():
            ratio = cost.cpu / own[phase].cpu
            spent = f"{cost.cpu:8.2f}{cost.wall:8.2f}{cost.held:8.0f}"
            sys.stdout.write(f"{name:10}{phase:12}{spent}{ratio:17.2f}\n")


if __name__ == "__main__":
    main()

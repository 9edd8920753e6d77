"""Measure: what a command costs, with every process that it starts."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench.programs import ENVIRONMENT

# To look at the memory of a process stops it for a moment.
LOOK_EVERY = 0.1


class Cost(NamedTuple):
    """Seconds of processor time and of the clock, and the most megabytes held at once.

    All of the whole process tree; pages of memory that processes share count once.
    """

    cpu: float
    wall: float
    held: float = 0.0


def cost_of(command: list[str], folder: Path) -> Cost:
    """Run a command to its end."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **ENVIRONMENT},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    held, look_at = 0.0, began + LOOK_EVERY
    while True:
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        if time.perf_counter() > look_at:
            held, look_at = max(held, _held(process.pid)), time.perf_counter() + LOOK_EVERY
        time.sleep(0.002)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    with process:
        said = process.stderr.read().decode() if process.stderr else ""
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed in {folder}:\n{said}")
    return Cost(used.ru_utime + used.ru_stime, wall, max(held, used.ru_maxrss / 1024))


def middle(costs: list[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(median(figures) for figures in zip(*costs, strict=True)))


def busy_seconds() -> float:
    """Seconds of processor time that the machine has spent, whoever asked for it."""
    try:
        first = Path("/proc/stat").read_text().splitlines()[0]
    except OSError:
        return 0.0
    user, nice, system, _, _, *interrupts = map(int, first.split()[1:9])
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")


def _held(process: int) -> float:
    """The megabytes of a process and of those below it; 0 where the system does not tell."""
    total, waiting = 0, [process]
    while waiting:
        folder = Path(f"/proc/{waiting.pop()}")
        try:
            total += _shares(folder / "smaps_rollup")
            for children in folder.glob("task/*/children"):
                waiting += map(int, children.read_text().split())
        except OSError:
            continue
    return total / 1024


def _shares(rollup: Path) -> int:
    """The kilobytes of a process, those that it shares with others in equal parts."""
    lines = rollup.read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)

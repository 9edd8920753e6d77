"""Results: the figures of a run as tables, on the terminal and in the documentation."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.chart import growth
from tests.bench.measure import Cost
from tests.bench.phases import PHASES
from tests.bench.programs import hugo_program

from okrsite import __version__

ROOT = Path(__file__).parents[2]
PAGE, CHART = ROOT / "docs/performance.md", ROOT / "docs/pictures/performance.svg"
BEGIN, END = "<!-- measured -->\n", "<!-- end of measured -->\n"
# By program and phase.
Costs = Mapping[str, Mapping[str, Cost]]

DRAWN = {
    "okrsite, cold": ("okrsite", "cold"),
    # It does the same whatever was edited.
    "Hugo, any build": ("hugo", "cold"),
    "okrsite, a goal edited": ("okrsite", "goal"),
    "okrsite, nothing changed": ("okrsite", "same"),
}


def table(goals: int, costs: Costs) -> str:
    """What each phase costs at one size, as Markdown, with the ratios of okrsite to Hugo."""
    names = list(costs)
    heads = [f"{goals:,} goals"]
    for name in names:
        heads += [f"{name}: CPU s", "wall s", "MB"]
    if "hugo" in costs:
        heads += ["CPU, of Hugo's", "wall, of Hugo's"]
    rows = [heads, ["---", *["--:"] * (len(heads) - 1)]]
    rows += [
        _row(phase, [costs[name][phase] for name in names])
        for phase in PHASES
        if all(phase in costs[name] for name in names)
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(phase: str, costs: Sequence[Cost]) -> list[str]:
    cells = [f"{phase}: {PHASES[phase]}"]
    for cost in costs:
        held = f"{cost.held:.0f}" if cost.held else ""
        cells += [_seconds(cost.cpu), _seconds(cost.wall), held]
    if len(costs) > 1:
        own, other = costs
        cells += [_ratio(own.cpu, other.cpu), _ratio(own.wall, other.wall)]
    return cells


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds else ""


def _ratio(own: float, other: float) -> str:
    return f"{own / other:.2f}" if own and other else ""


def write_page(results: Mapping[int, Costs], busy: float) -> None:
    """Put the figures of a run into the documentation, and its chart beside it."""
    text = PAGE.read_text("utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    tables = "\n".join(table(goals, costs) for goals, costs in results.items())
    PAGE.write_text(f"{before}{BEGIN}{_machine(busy)}\n{tables}{END}{after}", encoding="utf-8")
    CHART.write_text(chart(results), encoding="utf-8")


def chart(results: Mapping[int, Costs]) -> str:
    """The chart of what was measured, by the number of goals."""
    lines = {
        name: [(goals, costs[program][phase].cpu) for goals, costs in results.items()]
        for name, (program, phase) in DRAWN.items()
        if all(program in costs for costs in results.values())
    }
    return growth(lines, "Seconds of processor time of a build over the number of goals")


def _machine(busy: float) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    hugo = f", Hugo {_said(str(hugo_program()), 'version').split('-')[0].split('v')[-1]}"
    commit = _said("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD")
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with okrsite {__version__} at `{commit}`"
        f"{hugo if hugo_program() else ''}, Python {platform.python_version()} on "
        f"{platform.system()}; {_processor()}, {os.cpu_count()} cores, {memory:.0f} GB. "
        f"Other processes used {busy:.0%} of the machine meanwhile.\n"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    named = (line.partition(": ")[2] for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

"""Promise 5: however many fetch at once, no observation is lost and none is doubled."""

import subprocess
import sys

import pytest

from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown

# Processes that put day after day into one file, as a fetch does, without asking anybody.
WRITERS = """
import os
import sys
from datetime import date, timedelta
from pathlib import Path
from okrsite.effects.fetch import locked_folder
from okrsite.model.period import period_of
from okrsite.pipeline.sourcing import DayRange, merge

root, count, times = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
running = period_of(date(2026, 1, 1), "daily")
children = []
for number in range(count):
    child = os.fork()
    if not child:
        break
    children.append(child)
else:
    sys.exit(any(os.waitpid(child, 0)[1] for child in children))
for turn in range(times):
    day = date(2020, 1, 1) + timedelta(days=number + 100 * turn)
    with locked_folder(root, "content/kpis") as held:
        known = held.read("shared.csv")
        merged = merge("shared.csv", known, {day: float(number)}, running, date(2026, 1, 1))
        assert merged.new == DayRange(1, day, day), merged
        assert held.write([{"shared.csv": merged.data}]) == [None]
"""


@pytest.mark.parametrize("count", [2, 8, 32])
def test_writers_of_one_file_lose_nothing(tmp_path, count) -> None:
    folder = tmp_path / "content/kpis"
    folder.mkdir(parents=True)
    times = 64 // count
    together([[sys.executable, "-c", WRITERS, str(tmp_path), str(count), str(times)]], tmp_path)
    document = parse("content/kpis/shared.csv", (folder / "shared.csv").read_bytes(), Markdown())
    assert document.findings == ()
    assert len(document.entity.points) == count * times
    assert [path.name for path in folder.iterdir()] == ["shared.csv"]


def test_two_fetches_at_once_do_what_one_does(offices) -> None:
    fetches_at_once(offices, 2)


@pytest.mark.slow
@pytest.mark.parametrize("count", [8, 32])
def test_many_fetches_at_once_do_what_one_does(offices, count) -> None:
    fetches_at_once(offices, count)


def fetches_at_once(offices, count) -> None:
    crowd, alone = offices(), offices()
    for office in (crowd, alone):
        for number in range(4):
            office.source(f"source-{number}")
            office.kpi(f"kpi-{number}", f"source-{number}", 'do = "old_and_new"')
    fetch = [sys.executable, "-m", "okrsite", "fetch"]
    together([fetch] * count, crowd.root)
    alone.fetch()
    assert crowd.tree() == alone.tree()


def together(commands, folder) -> None:
    """Run commands all at once; each must succeed."""
    running = [
        subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for command in commands
    ]
    for process in running:
        said, _ = process.communicate()
        assert process.returncode == 0, said

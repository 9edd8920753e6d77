"""Phases: the moments in which somebody waits for a site."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from tests.bench.measure import Cost, cost_of, middle
from tests.bench.programs import TODAY, Site, add_checkin, edit_goal, mark
from tests.bench.served import serving, wait_for

MOST_RUNS = 5
# The number of the first save; what an edit before said must not be taken for it.
SAVES = 100
PHASES = {
    "cold": "nothing is there yet",
    "same": "nothing changed",
    "goal": "a goal was edited",
    "value": "a KPI has a new value",
    "check-in": "a goal has a new check-in",
    "day": "a day has passed",
    "cache": "the site is gone, a cache was put back",
    "save": "from a save to the page over HTTP",
}


class Ground(NamedTuple):
    """A site with the objective and the KPI that are edited, from the middle of the corpus.

    `text` and `kpi_text` are the documents as they are written first: every edit begins there.
    """

    site: Site
    goal: str
    kpi: str
    text: str
    kpi_text: str

    def build(self, day: date = TODAY) -> Cost:
        """Build it as of a day."""
        return cost_of(self.site.build(day), self.site.folder)

    def build_edited(self, goal: str) -> Cost:
        """Build it, and see that the page of a goal is another."""
        page = self.site.output / self.site.page(goal)
        before = page.read_bytes()
        cost = self.build()
        if page.read_bytes() == before:
            raise SystemExit(f"{self.site.name}: the edit of {goal} is not on {page}")
        return cost


def measured(
    site: Site, goals: int, seconds: float, wanted: Collection[str] = PHASES
) -> Iterator[tuple[str, Cost]]:
    """What each phase costs: the median of up to five runs, fewer where those take too long.

    The first is always a cold build, since the others need a site.
    """
    ground = _ground(site, goals)
    for phase, way in WAYS.items():
        if phase == "cold" or phase in wanted:
            yield phase, middle(list(_runs(partial(way, ground), seconds)))
    if "save" in wanted:
        with serving(site, ground.goal) as page:
            yield "save", middle(list(_runs(partial(_saved, ground, page), seconds)))


def _ground(site: Site, goals: int) -> Ground:
    # Of every ten goals one is a KPI, and of every four one is of the last quarter.
    first = goals // 40 * 20
    goal, kpi = f"g{first + 3}", f"g{first + 9}"
    texts = (site.document(name).read_text("utf-8") for name in (goal, kpi))
    return Ground(site, goal, kpi, *texts)


def _cold(ground: Ground, _: int) -> Cost:
    for folder in (ground.site.output, ground.site.cache):
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
    return ground.build()


def _same(ground: Ground, _: int) -> Cost:
    return ground.build()


def _goal(ground: Ground, number: int) -> Cost:
    edit_goal(ground.site.document(ground.goal), ground.text, number)
    return ground.build_edited(ground.goal)


def _value(ground: Ground, number: int) -> Cost:
    ground.site.add_value(ground.site.document(ground.kpi), ground.kpi_text, number)
    return ground.build_edited(ground.kpi)


def _checkin(ground: Ground, number: int) -> Cost:
    add_checkin(ground.site.document(ground.goal), ground.text, number)
    return ground.build_edited(ground.goal)


def _day(ground: Ground, number: int) -> Cost:
    return ground.build(TODAY + timedelta(days=number + 1))


def _cache(ground: Ground, _: int) -> Cost:
    """Leave only the cache; every file is another with the same content, as in CI."""
    site = ground.site
    aside = site.folder.with_name("aside")
    if site.cache:
        site.cache.rename(aside)
    shutil.rmtree(site.folder)
    site.write()
    if site.cache:
        aside.rename(site.cache)
    return ground.build()


WAYS: dict[str, Callable[[Ground, int], Cost]] = {
    "cold": _cold,
    "same": _same,
    "goal": _goal,
    "value": _value,
    "check-in": _checkin,
    "day": _day,
    "cache": _cache,
}


def _runs(way: Callable[[int], Cost], seconds: float) -> Iterator[Cost]:
    end = time.monotonic() + seconds
    for number in range(MOST_RUNS):
        yield way(number)
        if time.monotonic() > end:
            return


def _saved(ground: Ground, page: str, run: int) -> Cost:
    """The seconds until a page tells of a save; what the server spends on it is not told."""
    edit_goal(ground.site.document(ground.goal), ground.text, SAVES + run)
    return Cost(0.0, wait_for(page, mark(SAVES + run)))

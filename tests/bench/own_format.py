"""Own format: the goals of a corpus as okrsite reads them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.bench.corpus import CYCLES, CheckIn, Goal, goals_of, is_kpi, teams_of

SETTINGS = '[site]\ntitle = "Corpus"\nbase_url = "https://goals.example/"\n'


def make(folder: Path, goals: int, seed: int = 0, *, is_daily: bool = False) -> Path:
    """Write a site for okrsite; gives its folder."""
    write(folder / "okrsite.toml", SETTINGS)
    content = folder / "content"
    for cycle in CYCLES:
        lines = [f"title = {quoted(cycle.title)}", f"start = {cycle.start}", f"end = {cycle.end}"]
        write(content / f"cycles/{cycle.id}.md", front(lines))
    for team, above in teams_of(goals):
        lines = [f"title = {quoted(f'Team {team}')}"]
        lines += [f"parent = {quoted(above)}"] if above else []
        write(content / f"teams/{team}.md", front(lines))
    for goal in goals_of(goals, seed, is_daily=is_daily):
        if goal.is_kpi:
            write(content / f"kpis/{goal.id}.csv", observations(goal))
        write(document(folder, goal.id), text_of(goal, is_daily=is_daily))
    return folder


def document(folder: Path, goal: str) -> Path:
    """Where the goal of an id is written."""
    kind = "kpis" if is_kpi(int(goal[1:])) else "objectives"
    return folder / f"content/{kind}/{goal}.md"


def text_of(goal: Goal, *, is_daily: bool = False) -> str:
    """A goal as a document."""
    lines = [
        f"title = {quoted(goal.title)}",
        f"owner = {quoted(goal.owner)}",
        f"team = {quoted(goal.team)}",
        f"tags = {json.dumps(goal.tags)}",
    ]
    own = _kpi(is_daily=is_daily) if goal.is_kpi else _objective(goal)
    return front([*lines, *own]) + "\n" + _linked(goal.text)


def observations(goal: Goal) -> str:
    """The observations of a KPI as its CSV file."""
    rows = (f"{day},{value}\n" for day, value in goal.observations)
    return "date,value\n" + "".join(rows)


def checkin(told: CheckIn) -> str:
    """A check-in within the document of its objective."""
    return (
        f"\n[[checkins]]\ndate = {told.day}\nconfidence = {told.confidence}\n"
        f"note = {quoted(told.note)}\n"
    )


def _kpi(*, is_daily: bool) -> list[str]:
    cadence = "daily" if is_daily else "monthly"
    return [f'cadence = "{cadence}"', 'unit = "%"', "range = { min = 30, max = 95 }"]


def _objective(goal: Goal) -> list[str]:
    lines = [f"cycle = {quoted(goal.cycle)}"]
    lines += [f"supports = [{quoted(goal.parent)}]"] if goal.parent else []
    for result in goal.key_results:
        lines += ["", "[[key_results]]"]
        lines += [f"{name} = {json.dumps(value)}" for name, value in result._asdict().items()]
    return lines + [checkin(told).rstrip() for told in goal.checkins]


def _linked(text: str) -> str:
    """A text whose addresses of goals are as okrsite writes them."""
    before, *parts = text.split("{goal:g")
    for part in parts:
        number, _, rest = part.partition("}")
        kind = "kpi" if is_kpi(int(number)) else "goal"
        before += f"{kind}:g{number}{rest}"
    return before


def front(lines: list[str]) -> str:
    """Lines of TOML as the head of a document."""
    return "+++\n" + "\n".join(lines) + "\n+++\n"


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text)


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

"""Hugo format: the goals of a corpus as the templates in `hugo/` read them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from tests.bench.corpus import CheckIn, Goal, goals_of, teams_of
from tests.bench.own_format import front, quoted, write

TEMPLATES = Path(__file__).with_name("hugo")


def make(folder: Path, goals: int, seed: int = 0, *, is_daily: bool = False) -> Path:
    """Write the same goals for Hugo; gives the folder."""
    shutil.copytree(TEMPLATES, folder, dirs_exist_ok=True)
    for team, above in teams_of(goals):
        lines = [f"title = {quoted(f'Team {team}')}", f"above = {quoted(above)}"]
        write(folder / f"content/team/{team}/_index.md", front(lines))
    for goal in goals_of(goals, seed, is_daily=is_daily):
        write(document(folder, goal.id), text_of(goal))
    return folder


def document(folder: Path, goal: str) -> Path:
    """Where the goal of an id is written."""
    return folder / f"content/goals/{goal}.md"


def text_of(goal: Goal) -> str:
    """A goal as a document; its figures are parameters of the page."""
    lines = [
        f"title = {quoted(goal.title)}",
        f"owner = {quoted(goal.owner)}",
        f"team = {quoted(goal.team)}",
        f"cycle = {quoted(goal.cycle)}",
        f"kind = {quoted('kpi' if goal.is_kpi else 'objective')}",
        f"above = {quoted(goal.parent)}",
        f"tags = {json.dumps(goal.tags)}",
    ]
    for day, value in goal.observations:
        lines += ["[[observations]]", f"date = {day}", f"value = {value}"]
    for result in goal.key_results:
        lines.append("[[key_results]]")
        lines += [f"{name} = {json.dumps(value)}" for name, value in result._asdict().items()]
    lines += [checkin(told).strip() for told in goal.checkins]
    return front(lines) + "\n" + re.sub(r"\{goal:(g\d+)\}", r"/goals/\1/", goal.text)


def checkin(told: CheckIn) -> str:
    """A check-in within the document of its objective."""
    return (
        f"\n[[checkins]]\ndate = {told.day}\nconfidence = {told.confidence}\n"
        f"note = {quoted(told.note)}\n"
    )

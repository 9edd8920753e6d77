"""The example company on other days than its own: what is wrong with the text never changes."""

import re
from datetime import date
from pathlib import Path

import pytest

from okrsite.commands.goals import read_goals
from okrsite.commands.site import read_site, theme_of
from okrsite.commands.workspace import open_workspace
from okrsite.model.diagnostic import Diagnostic

ROOT = Path(__file__).parents[2]
DAYS = [
    *(date(2026, month, 15) for month in range(1, 13)),
    date(2026, 10, 7),
    date(2026, 12, 31),
    *(date(2027, month, 15) for month in range(1, 7)),
    date(2027, 6, 30),
]
# What is dated later than the day itself is told until that day comes.
STILL_TO_COME = {"OKR076", "OKR126", "OKR219"}


def is_to_come(finding: Diagnostic, day: date) -> bool:
    """Whether a finding only says that something is dated later than the day."""
    told = re.search(r"\d{4}-\d{2}-\d{2}", finding.message)
    is_later = told is not None and date.fromisoformat(told[0]) > day
    return finding.code in STILL_TO_COME and is_later


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_on_no_day_has_the_example_an_error_or_a_warning(day: date) -> None:
    goals = read_goals(open_workspace(ROOT, day), "confidential")
    assert [
        str(finding)
        for finding in goals.findings
        if finding.severity in {"error", "warning"} and not is_to_come(finding, day)
    ] == []


@pytest.mark.slow
@pytest.mark.parametrize("day", [date(2026, 1, 15), date(2027, 6, 30)], ids=str)
def test_its_pages_can_be_made_on_other_days_too(day: date) -> None:
    workspace = open_workspace(ROOT, day)
    goals = read_goals(workspace, "internal")
    _, made = read_site(workspace, goals, theme_of(workspace))
    assert [
        str(finding) for finding in made.findings if finding.severity in {"error", "warning"}
    ] == []

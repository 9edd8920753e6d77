"""While a file is broken, every command leaves out the same goals and says so by its exit code."""

import json
from shutil import rmtree

import pytest

OBJECTIVE = """
+++
title = "Nobody waits {where}"
cycle = "2026-q4"
team = "support"
owner = {owner}

[[key_results]]
id = "calls"
title = "Calls answered"
start = 0
target = 10
unit = "calls"

[[checkins]]
date = 2026-11-02
values = {{ calls = {calls} }}
+++
Why.
"""


@pytest.fixture
def broken(site, write):
    """A site of two objectives, one of which has an owner without quotes."""
    rmtree(site / "content/objectives")
    good = OBJECTIVE.format(where="on the phone", owner='"Ana"', calls=9)
    write("content/objectives/good.md", good.lstrip())
    torn = OBJECTIVE.format(where="for a letter", owner="Ana", calls=1)
    write("content/objectives/torn.md", torn.lstrip())
    return site


def test_the_same_goals_are_counted_in_the_site_in_status_and_in_the_export(
    okrsite, broken
) -> None:
    built = okrsite("build", "--keep-going", "--output", "public")
    home = (broken / "public/index.html").read_text("utf-8")
    status, export = okrsite("status"), okrsite("export")
    goals = json.loads(export.out)["objectives"]
    assert [goal["id"] for goal in goals] == ["good"]
    assert [goal["progress"] for goal in goals] == [0.9]
    assert "90%" in home
    assert "torn.html" not in home
    assert "goals of the cycle  90%" in status.out
    assert "1 of 1 objectives" in status.out
    assert (built.exit, status.exit, export.exit) == (1, 1, 1)
    assert "left out; `okrsite check` shows them" in status.err
    assert "left out; `okrsite check` shows them" in export.err

"""Where cycles and objectives stand is said once, for rules, pages and the arithmetic alike."""

from datetime import date

import pytest

from okrsite.model.people import Cycle
from okrsite.model.position import Span
from okrsite.model.standing import (
    has_ended,
    has_kpi,
    has_started,
    is_company_objective,
    is_confirmable,
    is_open,
    open_objectives,
    running_objectives,
    supporters,
    unclosed_objectives,
)

Q4 = "title = 'Q4'\nstart = 2026-10-01\nend = 2026-12-31\n"
Q1 = "title = 'Q1'\nstart = 2027-01-01\nend = 2027-03-31\n"
GOAL = "title = 'Grow'\ncycle = 'q4'\n"
RESULT = "[[key_results]]\nid = 'kr'\ntitle = 'NRR'\nstart = 1\ntarget = 2\n"
CHURN = "title = 'Churn'\ncadence = 'monthly'\n"


@pytest.mark.parametrize(
    ("today", "closed", "started", "open_", "ended"),
    [
        (date(2026, 9, 30), None, False, True, False),
        (date(2026, 10, 1), None, True, True, False),
        (date(2026, 12, 31), None, True, True, False),
        (date(2027, 1, 1), None, True, True, True),
        (date(2026, 12, 20), date(2026, 12, 20), True, False, True),
        (date(2026, 12, 19), date(2026, 12, 20), True, True, False),
    ],
)
def test_a_cycle_ends_with_its_last_day_and_is_open_until_it_is_closed(
    today, closed, started, open_, ended
) -> None:
    days = date(2026, 10, 1), date(2026, 12, 31)
    cycle = Cycle(span=Span(""), id="q4", title="Q4", start=days[0], end=days[1], closed=closed)
    assert has_started(cycle, today) is started
    assert is_open(cycle, today) is open_
    assert has_ended(cycle, today) is ended


def test_drafts_and_closed_cycles_are_out_and_the_next_quarter_is_not_running(sited) -> None:
    files = {
        "cycles/q3.md": "title = 'Q3'\nstart = 2026-07-01\nend = 2026-09-30\nclosed = 2026-10-05\n",
        "cycles/q4.md": Q4,
        "cycles/q1.md": Q1,
        "objectives/past.md": "title = 'Past'\ncycle = 'q3'\n",
        "objectives/now.md": GOAL,
        "objectives/draft.md": GOAL + "state = 'draft'\n",
        "objectives/next.md": "title = 'Next'\ncycle = 'q1'\n",
    }
    scored = sited(files).scored
    assert [goal.id for goal in open_objectives(scored)] == ["next", "now"]
    assert [goal.id for goal in unclosed_objectives(scored.forest)] == ["next", "now"]
    assert [goal.id for goal in running_objectives(scored)] == ["now"]


def test_who_supports_a_goal_or_its_key_result_is_named_once(sited) -> None:
    files = {
        "cycles/q4.md": Q4,
        "objectives/top.md": GOAL + RESULT,
        "objectives/a.md": GOAL + "supports = ['top#kr']\n",
        "objectives/b.md": GOAL + "supports = ['top', 'top#kr']\n",
    }
    forest = sited(files).forest
    assert supporters(forest, forest.objectives["top"]) == ("b", "a")
    assert supporters(forest, forest.objectives["a"]) == ()


def test_a_kpi_confirms_its_goal_and_what_that_goal_supports(sited) -> None:
    files = {
        "cycles/q4.md": Q4,
        "kpis/churn.md": CHURN,
        "objectives/top.md": GOAL,
        "objectives/watched.md": GOAL + "supports = ['top']\nwatch = ['churn']\n",
        "objectives/alone.md": GOAL + RESULT,
        "objectives/measured.md": GOAL + RESULT + "kpi = 'churn'\n",
    }
    forest = sited(files).forest
    assert {id_ for id_, goal in forest.objectives.items() if has_kpi(goal)} == {
        "watched",
        "measured",
    }
    assert {id_ for id_ in forest.objectives if is_confirmable(forest, id_)} == {
        "top",
        "watched",
        "measured",
    }


def test_only_goals_of_a_root_team_are_the_companys(sited) -> None:
    files = {
        "cycles/q4.md": Q4,
        "teams/company.md": "title = 'Company'\n",
        "teams/sales.md": "title = 'Sales'\nparent = 'company'\n",
        "objectives/ours.md": GOAL + "team = 'company'\n",
        "objectives/theirs.md": GOAL + "team = 'sales'\n",
        "objectives/nobodys.md": GOAL,
    }
    forest = sited(files).forest
    found = [g.id for g in forest.objectives.values() if is_company_objective(forest, g)]
    assert found == ["ours"]

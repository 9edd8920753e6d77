"""An outlook says how far a goal will be on its last day, if it goes on as until now."""

from datetime import date

import pytest

from okrsite.model.goal_score import Forecast, KeyResultScore, Window
from okrsite.pipeline.compute.outlook import Outlook, objective_outlook, result_outlook

WINDOW = Window(date(2026, 10, 1), date(2026, 12, 31))


def result(start=40.0, target=15.0, value=26.0, low=22.0, high=30.0, status="off_track"):
    forecast = Forecast(WINDOW.end, value, low, high, 5)
    return KeyResultScore(
        id="a",
        objective="o",
        window=WINDOW,
        start=start,
        target=target,
        status=status,
        forecast=forecast,
    )


def test_a_falling_value_is_a_share_of_its_way_with_its_ends_in_order() -> None:
    assert result_outlook(result()) == Outlook(0.56, 0.4, 0.72)
    assert not result_outlook(result()).reaches


@pytest.mark.parametrize(("value", "reaches"), [(15.0, True), (12.0, True), (15.1, False)])
def test_a_target_is_reached_on_it_and_beyond_it(value, reaches) -> None:
    assert result_outlook(result(value=value)).reaches is reaches


def test_what_is_done_stays_done_whatever_its_line_says() -> None:
    assert result_outlook(result(status="done")).reaches


def test_without_a_way_nothing_is_said() -> None:
    assert result_outlook(result(start=None)) is None
    assert result_outlook(result(start=15.0)) is None


GOAL = """
title = "{id}"
cycle = "q4"
{more}
[[key_results]]
id = "a"
title = "A"
start = 0
target = 100
[[checkins]]
date = 2026-10-21
values = {{ a = 20 }}
[[checkins]]
date = 2026-11-10
values = {{ a = 40 }}
"""


def outlook(scored, id_):
    def of_child(child):
        return outlook(scored, child)

    return objective_outlook(scored.forest.objectives[id_], scored.objectives[id_], of_child)


def test_a_goal_is_rolled_up_as_its_progress_is(sited) -> None:
    scored = sited(
        {
            "objectives/whole.md": "title = 'Whole'\ncycle = 'q4'\nrollup = 'children'",
            "objectives/half.md": GOAL.format(id="half", more="supports = ['whole']"),
            "objectives/silent.md": "title = 'S'\ncycle = 'q4'\nsupports = ['whole']",
        }
    ).scored
    # 1 % a day: 91 on the last of 92 days.
    assert outlook(scored, "half").share == pytest.approx(0.91)
    assert outlook(scored, "whole") == outlook(scored, "half")
    assert outlook(scored, "silent") is None

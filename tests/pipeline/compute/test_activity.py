"""What changed is told from the files alone: newest first, nothing of tomorrow."""

from datetime import date

import pytest

from okrsite.pipeline.compute.activity import recent

KPI = "title = 'Churn'\nunit = '%'\nrange = { max = 5 }"


def happened(site, since=date(2026, 10, 1)):
    return [
        (happening.what, happening.day.isoformat(), happening.name)
        for happening in recent(site.scored, since)
    ]


def values(*months):
    days = ("2026-08-31", "2026-09-30", "2026-10-31")
    rows = [f"{day},{value}" for day, value in zip(days, months, strict=True)]
    return "\n".join(["date,value", *rows])


@pytest.mark.parametrize(
    ("months", "what"),
    [((4, 4, 6), ["left"]), ((6, 6, 4), ["entered"]), ((4, 6, 6), []), ((4, 4, 5), [])],
)
def test_a_kpi_that_crossed_its_range_in_its_newest_period_is_told(sited, months, what) -> None:
    site = sited({"kpis/churn.md": KPI, "kpis/churn.csv": values(*months)})
    assert [name for name, _, _ in happened(site)] == what


def test_every_crossing_since_the_day_is_told_and_none_before_it(sited) -> None:
    site = sited({"kpis/churn.md": KPI, "kpis/churn.csv": values(4, 6, 7)})
    assert happened(site) == []
    assert happened(site, since=date(2026, 9, 1)) == [("left", "2026-09-30", "")]
    site = sited({"kpis/churn.md": KPI, "kpis/churn.csv": values(4, 6, 3)})
    told = [name for name, _, _ in happened(site, since=date(2026, 9, 1))]
    assert told == ["entered", "left"]


def test_the_first_value_of_all_left_no_range(sited) -> None:
    first = "date,value\n2026-10-31,9"
    site = sited({"kpis/churn.md": KPI, "kpis/churn.csv": first})
    assert happened(site) == []


def test_milestones_baselines_and_closed_cycles_come_newest_first(sited) -> None:
    site = sited(
        {
            "cycles/q3.md": """
                title = "Third quarter"
                start = 2026-07-01
                end = 2026-09-30
                closed = 2026-10-08
            """,
            "kpis/churn.md": KPI + "\n[[baselines]]\nsince = 2026-10-20\nvalue = 4",
            "objectives/o.md": """
                title = "Onboard well"
                cycle = "q4"
                [[key_results]]
                id = "programme"
                title = "It runs"
                milestones = [
                  { id = "a", title = "Curriculum", done = 2026-10-09 },
                  { id = "b", title = "Class", done = 2026-12-24 },
                ]
            """,
        }
    )
    assert happened(site) == [
        ("baseline", "2026-10-20", ""),
        ("milestone", "2026-10-09", "Curriculum"),
        ("closed", "2026-10-08", ""),
    ]
    assert happened(site, since=date(2026, 10, 15)) == [("baseline", "2026-10-20", "")]


def test_of_each_goal_the_newest_check_in_is_told_and_none_of_tomorrow(sited) -> None:
    site = sited(
        {
            "objectives/o.md": """
                title = "Onboard well"
                cycle = "q4"
                [[checkins]]
                date = 2026-11-02
                author = "ada"
                [[checkins]]
                date = 2026-11-09
                author = "linus"
                confidence = 6
                [[checkins]]
                date = 2026-11-23
                author = "tomorrow"
            """
        }
    )
    assert happened(site) == [("checkin", "2026-11-09", "linus")]

"""A KPI's page tells its value, its range, its history and where it stands in the loop."""

from datetime import date

import pytest


@pytest.fixture(scope="module")
def view(company):
    return company.view("kpis/churn.html")


def test_the_value_stands_beside_its_day_and_its_source(view) -> None:
    assert (view.value, view.as_of, view.source) == (
        "6.1%",
        "as of October 31, 2026",
        "Written by hand",
    )


def test_range_warning_target_and_baseline_are_said_in_words(view) -> None:
    assert view.range == "at most 5%"
    assert view.warning == "at most 4.5%"
    assert view.target == "3% by December 31, 2027: not reached"
    assert view.baseline == "4.2%"


def test_the_change_is_judged_by_the_side_of_the_range_and_not_by_its_sign(view) -> None:
    assert view.change.sentence == "From 8% in September 2026 to 6.1% in October 2026: −1.9 points"
    assert (view.change.tone, view.change.verdict) == ("good", "better")


def test_the_loop_is_named_and_leads_to_the_key_result_that_acts(view) -> None:
    assert view.loop.word == "Acting"
    assert view.loop_by.href == "../objectives/retain.html#kr-churn"
    assert [row.outcome for row in view.attacks] == ["open"]


def test_it_says_since_when_who_acts_and_what_comes_next(company) -> None:
    lead = company.view("kpis/churn.html").lead
    assert lead.text.replace("\N{NO-BREAK SPACE}", " ") == (
        "Out of range in every period. "
        "Ada works on it with “Churn falls” from October 1, 2026 to December 31, 2026. "
        "Next review due by December 5, 2026."
    )
    assert [part.href for part in lead.parts if part.href] == [
        "../people/ada.html",
        "../objectives/retain.html#kr-churn",
        "#reviews",
    ]


@pytest.mark.parametrize(
    ("values", "more", "told"),
    [
        ((4, 6), "", "Out of range since October 2026. Nobody acts on it. Next: set a goal"),
        ((6, 4), "", "In range since October 2026. Nobody needs to act."),
        (
            (4, 4),
            "warning = { max = 3 }",
            "In range in every period. Nobody needs to act. Next: look",
        ),
        ((), "", "It has no value yet."),
    ],
)
def test_its_sentences_follow_its_values(shown, values, more, told) -> None:
    days = ("2026-09-30", "2026-10-31")
    rows = "".join(f"{day},{value}\n" for day, value in zip(days, values, strict=False))
    files = {"kpis/k.md": f"title = 'K'\nrange = {{ max = 5 }}\n{more}"}
    site = shown({**files, "kpis/k.csv": f"date,value\n{rows}"} if rows else files)
    assert site.view("kpis/k.html").lead.text.startswith(told)


def test_each_part_of_a_formula_says_how_much_it_moved_it(shown) -> None:
    files = {
        "kpis/rate.md": "title = 'Rate'\nformula = '{lost} / {all} * 100'\nunit = '%'",
        "kpis/lost.md": "title = 'Lost'",
        "kpis/lost.csv": "date,value\n2026-09-30,10\n2026-10-31,20\n",
        "kpis/all.md": "title = 'All'",
        "kpis/all.csv": "date,value\n2026-09-30,100\n2026-10-31,200\n",
    }
    moved = [row.moved for row in shown(files).view("kpis/rate.html").tree]
    assert moved == ["+7.5 points", "−7.5 points"]


def test_the_table_behind_the_chart_has_the_newest_period_first(view) -> None:
    newest = next(view.history.rows)
    assert (str(newest.period.start), newest.value, newest.is_outside) == ("2026-10-01", 6.1, True)
    assert len(view.history) == len(view.chart.lines[0]) == 3


def test_reviews_are_told_with_the_day_of_the_next(view) -> None:
    assert [review.day for review in view.reviews] == ["November 5, 2026"]


def test_a_kpi_without_values_has_no_chart_and_says_so(company) -> None:
    view = company.view("kpis/nps.html")
    assert (view.value, view.chart, len(view.history)) == ("not measured", None, 0)
    assert view.health.word == "No data"
    assert [goal.text for goal in view.watched_by] == ["Retain customers"]


def test_a_computed_kpi_shows_its_formula_and_leads_to_its_operands(shown) -> None:
    files = {
        "kpis/rate.md": "title = 'Rate'\nformula = '{lost} / {all} * 100'\nunit = '%'",
        "kpis/lost.md": "title = 'Lost'",
        "kpis/all.md": "title = 'All'",
    }
    view = shown(files).view("kpis/rate.html")
    assert view.formula == "{lost} / {all} * 100"
    assert [row.link.href for row in view.tree] == ["../kpis/lost.html", "../kpis/all.html"]
    assert view.source == "Computed from other KPIs"


def test_what_a_source_is_asked_is_never_shown(shown) -> None:
    kpi = "title = 'A'\n[source]\nuse = 'warehouse'\nquery = 'select salary from secrets'"
    html = shown({"kpis/a.md": kpi}).html("kpis/a.html")
    assert "Fetched from warehouse" in html
    assert "salary" not in html


def test_the_board_begins_with_what_is_the_matter(company) -> None:
    board = company.view("kpis.html")
    assert [group.heading.text for group in board.groups] == ["Out of range", "No data"]
    assert [card.link.text for card in board.groups[0].cards] == ["Customer churn"]


def test_the_board_can_be_seen_by_team_and_only_the_critical(company) -> None:
    by_team = company.view("kpis/by/team.html")
    assert [group.heading.text for group in by_team.groups] == ["Customer success"]
    critical = company.view("kpis/by/critical.html")
    assert [card.link.text for group in critical.groups for card in group.cards] == [
        "Customer churn"
    ]


def test_every_small_line_of_the_board_shows_the_same_year(shown) -> None:
    files = {
        "kpis/old.md": "title = 'Old'\ntarget = { value = 3 }",
        "kpis/old.csv": "date,value\n2020-01-31,1\n2026-09-30,4\n2026-10-31,2\n",
        "kpis/new.md": "title = 'New'\ncadence = 'weekly'",
        "kpis/new.csv": "date,value\n2026-11-06,1\n2026-11-13,2\n",
    }
    board = shown(files).view("kpis.html")
    assert board.window == "Each small line: November 20, 2025 – November 20, 2026"
    sparks = [card.spark for group in board.groups for card in group.cards]
    assert {spark.window for spark in sparks} == {(date(2025, 11, 20), date(2026, 11, 20))}
    assert [(len(spark.points), spark.target) for spark in sparks] == [(2, None), (2, 3)]
    assert 'class="target"' in sparks[1].__html__()


def test_changes_are_sorted_by_what_is_better_and_not_by_their_sign(shown) -> None:
    points = "date,value\n2026-09-30,4\n2026-10-31,{}\n"
    files = {
        "kpis/up.md": "title = 'Up is worse'\nrange = { max = 9 }",
        "kpis/up.csv": points.format(6),
        "kpis/down.md": "title = 'Down is better'\nrange = { max = 9 }",
        "kpis/down.csv": points.format(2),
        "kpis/open.md": "title = 'Neither'",
        "kpis/open.csv": points.format(8),
    }
    rows = shown(files).view("kpis/by/table.html").rows
    ordered = sorted(rows, key=lambda row: float(row.change), reverse=True)
    assert [row.kpi.link.text for row in ordered] == ["Down is better", "Neither", "Up is worse"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("scorecard.html", "kpis/by/scorecard.html"),
        ("focus.html", "kpis/by/focus.html"),
        ("kpis/by/perspective.html", "../../kpis/by/scorecard.html"),
    ],
)
def test_old_addresses_lead_to_the_views(company, old, new) -> None:
    assert company.view(old).target.href == new


def test_a_computed_value_is_explained_by_the_period_it_is_judged_in(shown) -> None:
    rows = "date,value\n2026-10-31,100\n2026-11-05,90\n"
    site = shown(
        {
            "kpis/sum.md": "title = 'Sum'\naggregate = 'sum'",
            "kpis/sum.csv": rows,
            "kpis/half.md": "title = 'Half'\nformula = '{sum} / 2'",
        }
    )
    view = site.view("kpis/half.html")
    assert view.value == "50"
    assert [step.text for step in view.how if "2026" in step.text] == [
        "50 in October 2026, from 1 observation"
    ]


def test_a_kpi_that_nobody_reviewed_is_not_called_years_late(shown) -> None:
    files = {
        "teams/company.md": "title = 'Company'\nreviews = 'monthly'",
        "kpis/old.md": "title = 'Old'\nteam = 'company'",
        "kpis/old.csv": "date,value\n2020-01-31,1\n2026-10-31,2\n",
    }
    view = shown(files).view("kpis/old.html")
    assert (view.review_due, view.reviews) == ("", ())


@pytest.mark.parametrize(
    ("unit", "before", "after", "text"),
    [
        ("%", 2, 3, "+1 point"),
        ("%", 8, 8.1, "+0.1 points"),
        ("%", 99.96, 99.95, "−0.01 points"),
        ("EUR", 80, 84.5, "+5.6%"),
        ("h", -2, 1.5, "+3.5 h"),
    ],
)
def test_a_change_is_told_in_points_of_a_kpi_in_per_cent_and_else_in_per_cent(
    shown, unit, before, after, text
) -> None:
    kpi = f"""
        title = "Margin"
        unit = "{unit}"
        range = {{ min = 2 }}
        cadence = "monthly"
    """
    points = f"date,value\n2026-09-30,{before}\n2026-10-31,{after}\n"
    told = shown({"kpis/margin.md": kpi, "kpis/margin.csv": points}).view("kpis/margin.html")
    assert told.change.text.replace("\N{NO-BREAK SPACE}", " ") == text


def test_a_change_below_the_kpis_noise_is_told_without_a_verdict(shown) -> None:
    kpi = """
        title = "Margin"
        unit = "%"
        range = { min = 2 }
        cadence = "monthly"
    """
    days = ["2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31"]
    rows = [f"{day},{value}" for day, value in zip(days, (10, 12, 9, 12, 10, 11), strict=True)]
    points = "\n".join(["date,value", *rows])
    told = shown({"kpis/margin.md": kpi, "kpis/margin.csv": points}).view("kpis/margin.html")
    assert (told.change.text, told.change.verdict, told.change.tone) == ("+1 point", "", "quiet")


def test_a_quarterly_sum_follows_the_companys_own_year(shown) -> None:
    site = shown(
        {
            "kpis/revenue.md": "title = 'Revenue'\nunit = 'EUR'\nrange = { min = 290 }\n"
            "cadence = 'quarterly'\naggregate = 'sum'",
            "kpis/revenue.csv": "date,value\n2026-05-31,100\n2026-06-30,100\n2026-07-31,100\n"
            "2026-08-31,50\n2026-09-30,50\n2026-10-31,200\n",
        },
        settings="[calendar]\nyear_starts = 2",
    )
    view = site.view("kpis/revenue.html")
    assert (view.value, view.health.word) == ("€300", "In range")
    assert "Q3 FY27" in view.change.sentence
    assert '<th scope="row">Q3 FY27</th>' in site.html("kpis/revenue.html")


def test_a_rolling_kpi_says_over_how_many_periods(shown) -> None:
    fields = "cadence = 'quarterly'\naggregate = 'sum'\nrolling = 4"
    site = shown({"kpis/left.md": f"title = 'Staff turnover'\n{fields}"})
    assert site.view("kpis/left.html").kicker[:2] == ("Quarterly", "a rolling sum (periods: 4)")

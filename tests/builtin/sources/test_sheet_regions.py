from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from okrsite.builtin.sources.sheet import SOURCE


@pytest.fixture
def plan(asked, data):
    """A source over a workbook as people draw them."""
    book = Workbook()
    down = book.active
    down.title = "Down"
    for row in (
        ["Month", "Churn", "Plan"],
        [date(2026, 8, 31), 6, 1],
        [date(2026, 9, 30), 5, 2],
        [None, 11, 3],
        ["Total", 99, 99],
    ):
        down.append(row)
    across = book.create_sheet("Across")
    for row in (
        ["Plan of the team"],
        [None, None, "Aug 2026", "Sep 2026", "Okt 2026", "Dez. 2026"],
        ["Money"],
        ["Revenue", None, 10, 20, None, 40],
        ["Costs", None, 1, 2, 3, 4],
    ):
        across.append(row)
    merged = book.create_sheet("Merged")
    for row in (
        ["Quarter", "Team", "Deals"],
        ["Q1 26", "berlin", 3],
        [None, "paris", 4],
        ["Q2 26", "berlin", 5],
        [None, "paris", 6],
    ):
        merged.append(row)
    merged.merge_cells("A2:A3")
    merged.merge_cells("A4:A5")
    words = book.create_sheet("Words")
    for row in (["Day", "Rate"], ["31.08.2026", "4.5 %"], ["30.09.2026", "0.9%"]):
        words.append(row)
    book.defined_names["Actuals"] = DefinedName("Actuals", attr_text="Down!$A$1:$B$3")
    book.save(data / "plan.xlsx")
    return asked(SOURCE)


@pytest.mark.parametrize(
    "part",
    [
        {"range": "A1:B3"},
        {"range": "Down!A1:C3"},
        {"range": "actuals"},
        {"until_blank": True},
        {"range": "A1:C4", "until_blank": True},
    ],
)
def test_rows_are_read_to_where_the_days_end(plan, part) -> None:
    found = plan({"file": "plan.xlsx", "date": "Month", "value": "Churn", **part})
    assert found == {"2026-08-31": 6, "2026-09-30": 5}


def test_without_an_end_a_total_below_is_no_day(plan) -> None:
    assert "has no day" in plan({"file": "plan.xlsx", "date": "Month", "value": "Churn"})


def test_months_may_stand_across(plan) -> None:
    query = {"file": "plan.xlsx", "sheet": "Across", "across": True}
    months = {"date_format": "%b %Y", "language": "de"}
    found = plan({**query, **months, "value": "Revenue"}, until=date(2026, 12, 31))
    assert found == {"2026-08-31": 10, "2026-09-30": 20, "2026-12-31": 40}
    cut = plan({**query, **months, "value": "costs", "range": "A2:D5"})
    assert cut == {"2026-08-31": 1, "2026-09-30": 2}


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"sheet": "Across", "across": True, "value": "Profit"}, "there is no column 'Profit'"),
        ({"sheet": "Across", "across": True, "value": "Costs"}, "no row has days"),
        ({"range": "A1"}, "'A1' is no range of cells, such as B3:M40"),
        ({"range": "B3:A1"}, "ends before it begins"),
        ({"range": "Actual"}, "'Actual' is no range"),
        ({"sheet": "Words", "value": "Rate", "date_format": "%b", "language": "xx"}, "'xx'"),
    ],
)
def test_what_cannot_be_found_says_why(plan, query, reason) -> None:
    said = plan({"file": "plan.xlsx", "date": "Day" if "date_format" in query else "", **query})
    assert reason in said


def test_days_have_the_format_that_is_said_and_percent_its_sign(plan) -> None:
    query = {"file": "plan.xlsx", "sheet": "Words", "date": "Day", "value": "Rate"}
    found = plan({**query, "date_format": "%d.%m.%Y"}, unit="%")
    assert found == {"2026-08-31": 4.5, "2026-09-30": 0.9}
    assert "'31.08.2026' is not a day" in plan(query, unit="%")
    assert "'4.5 %' is not a number" in plan({**query, "date_format": "%d.%m.%Y"})


def test_a_merged_day_stands_for_all_rows_beside_it(plan) -> None:
    query = {"file": "plan.xlsx", "sheet": "Merged", "merged": True}
    found = plan.batch(
        {
            "teams": {**query, "distinct": "Team", "where": "Quarter = 'Q1 26'"},
            "berlin": {**query, "sum": "Deals", "where": "Team = 'berlin'"},
            "all": {**query, "query": "select sum(Deals) from records where Quarter is not null"},
        }
    )
    assert found == {
        "teams": {"2026-10-31": 2},
        "berlin": {"2026-10-31": 8},
        "all": {"2026-10-31": 18},
    }
    first = {**query, "date": "Quarter", "value": "Deals", "range": "A1:C2"}
    assert "'Q1 26' is not a day" in plan(first)


def test_rows_are_asked_as_records_with_their_days(plan) -> None:
    query = {"file": "plan.xlsx", "range": "A1:C3", "sum": "Churn", "by": "Month"}
    plan.context["timezone"] = "America/New_York"
    assert plan(query) == {"2026-08-31": 6, "2026-09-30": 5}
    (mistake,) = SOURCE.check(
        SOURCE.query(file="plan.xlsx", count=True, where="getenv('A') = ''"), SOURCE.settings()
    )
    assert mistake.field == "where"

"""Days that are still to come, and cycles that share days."""

import pytest

from okrsite.builtin.example import (
    CHECKIN,
    CYCLE,
    KPI,
    OBJECTIVE,
    POINTS,
    SERIES,
    SUMMER,
    cycle_text,
    kpi_text,
    objective_text,
)


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


def test_a_row_in_the_future_is_told_at_its_line_and_with_how_many_follow(findings_of) -> None:
    rows = "date,value,note\n2026-10-31,4.8,\n\n2027-11-15,4.2,late\n2027-12-15,4,\n"
    (finding,) = [f for f in findings_of({SERIES: rows}) if f.code == "OKR076"]
    assert str(finding.span) == f"{SERIES}:4:1"
    assert finding.message == (
        "a value is dated 2027-11-15, which is still to come; 1 more row is so, too"
    )


def test_a_year_of_two_digits_is_long_ago(findings_of) -> None:
    rows = POINTS.replace("2026-07-31", "0026-07-31")
    (finding,) = [f for f in findings_of({SERIES: rows}) if f.code == "OKR076"]
    assert (finding.span.line, finding.help) == (2, "Correct the year.")


def test_a_row_of_today_is_no_row_of_the_future(findings_of) -> None:
    assert "OKR076" not in codes(findings_of({SERIES: POINTS + "2026-11-20,4.2\n"}))


def test_a_review_and_a_closing_in_the_future_are_told(findings_of) -> None:
    closed = cycle_text("Q4 2026", "2026-10-01", "2026-12-31", "closed = 2027-01-05")
    found = findings_of({KPI: kpi_text(reviewed="2027-11-02"), CYCLE: closed})
    assert codes(found).count("OKR126") == 2
    assert "OKR127" not in codes(found)


def test_a_checkin_of_next_year_is_one_finding(findings_of) -> None:
    text = objective_text(checkins=CHECKIN.replace("2026-11-16", "2027-11-16"))
    found = [f.code for f in findings_of({OBJECTIVE: text}) if f.severity != "signal"]
    assert found == ["OKR218"]


@pytest.mark.parametrize(
    ("start", "end", "is_told"),
    [
        ("2026-07-01", "2026-09-30", False),
        ("2026-07-01", "2026-10-01", True),
        ("2026-01-01", "2026-12-31", False),
        ("2026-09-01", "2026-11-30", True),
        ("2026-10-01", "2026-10-31", False),
    ],
)
def test_only_cycles_of_about_one_length_are_in_each_others_way(
    findings_of, start, end, is_told
) -> None:
    other = cycle_text("Other", start, end, "closed = 2026-11-19" if end < "2026-11" else "")
    assert ("OKR128" in codes(findings_of({SUMMER: other}))) is is_told


QUARTERLY = {KPI: kpi_text(fields='unit = "%"\nrange = { max = 5 }\ncadence = "quarterly"')}


@pytest.mark.parametrize(
    ("name", "start", "end", "month"),
    [
        ("fy27-q4", "2025-11-01", "2026-01-31", "year_starts = 2 "),
        ("FY27-h2", "2025-10-01", "2026-03-31", "year_starts = 4 "),
        ("fy26-q1", "2025-01-01", "2025-03-31", None),
        ("2026-q1x", "2025-11-01", "2026-01-31", None),
    ],
)
def test_a_fiscal_cycle_tells_in_which_month_the_year_begins(
    findings_of, name, start, end, month
) -> None:
    cycle = {f"content/cycles/{name}.md": cycle_text("A part", start, end)}
    found = [f for f in findings_of(QUARTERLY | cycle) if f.code == "OKR133"]
    assert [month in finding.help for finding in found] == ([True] if month else [])
    assert "OKR133" not in codes(findings_of(cycle))

"""Values in another unit than their KPI's, and those that only look so."""

import pytest

from okrsite.builtin.example import KPI, SERIES, kpi_text


def found(findings_of, code, fields, values):
    days = ("2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31")
    rows = "".join(f"{day},{value}\n" for day, value in zip(days, values, strict=False))
    site = {KPI: kpi_text(fields=f'{fields}\ncadence = "monthly"'), SERIES: f"date,value\n{rows}"}
    return [finding.help for finding in findings_of(site) if finding.code == code]


@pytest.mark.parametrize(
    ("range_", "values", "mend"),
    [
        ("{ min = 99 }", (0.9991, 0.9993, 0.9995), "0.9995 as 99.95"),
        ("{ max = 5 }", (0.078, 0.048), "0.048 as 4.8"),
        ("{ min = 40, max = 60 }", (0.5, 0.55), "0.55 as 55"),
    ],
)
def test_shares_of_1_in_percent_are_told_with_the_value_that_was_meant(
    findings_of, range_, values, mend
) -> None:
    (help_,) = found(findings_of, "OKR309", f'unit = "%"\nrange = {range_}', values)
    assert mend in help_


@pytest.mark.parametrize(
    ("fields", "values"),
    [
        ('unit = "%"\nrange = { max = 5 }', (0.4, 1.1, 0.9)),
        ('unit = "%"\nrange = { max = 1 }', (0.4, 0.5)),
        ('unit = "%"\nrange = { min = 99 }', (99.1, 0.9)),
        ('unit = "%"\nrange = { min = 20 }', (0, 0)),
        ('unit = "ratio"\nrange = { min = 99 }', (0.99, 0.98)),
    ],
)
def test_small_percentages_are_left_alone(findings_of, fields, values) -> None:
    assert found(findings_of, "OKR309", fields, values) == []


@pytest.mark.parametrize(
    "values", [(8.1, 800, 8), (8.1, 0.08, 8), (8.1, 8, 790), (0.08, 8.1, 8), (1900, 19, 2000)]
)
def test_a_value_a_hundredfold_off_its_neighbours_is_told(findings_of, values) -> None:
    assert len(found(findings_of, "OKR310", 'unit = "h"\nrange = { max = 5 }', values)) == 1


@pytest.mark.parametrize("values", [(8, 80, 8), (8, 800), (1, 30, 100, 3000), (0, 100, 0)])
def test_a_jump_that_is_not_by_a_hundred_is_none(findings_of, values) -> None:
    assert found(findings_of, "OKR310", 'unit = "h"\nrange = { max = 5 }', values) == []


@pytest.mark.parametrize(
    ("aggregate", "values", "is_told"),
    [
        ("sum", (110, 260, 390, 540, 120, 250, 410, 530), True),
        ("sum", (110, 260, 390, 540, 600, 700, 800, 1500), False),
        ("sum", (110, 260, 250, 540, 120, 250, 410, 530), False),
        ("sum", (400, 410, 420, 430, 400, 420, 430, 440), False),
        ("last", (110, 260, 390, 540, 120, 250, 410, 530), False),
        ("average", (110, 260, 390, 540, 120, 250, 410, 530), False),
    ],
)
def test_running_totals_that_are_added_up_are_told(findings_of, aggregate, values, is_told) -> None:
    days = [f"2026-{month}-{day}" for month in ("09", "10") for day in ("07", "14", "21", "28")]
    rows = "".join(f"{day},{value}\n" for day, value in zip(days, values, strict=True))
    fields = f'cadence = "monthly"\naggregate = "{aggregate}"'
    site = {KPI: kpi_text(fields=fields), SERIES: f"date,value\n{rows}"}
    assert ("OKR311" in {finding.code for finding in findings_of(site)}) is is_told

"""KPIs: their ranges, targets, baselines and sources, and what cannot be meant."""

from datetime import date

import pytest

from okrsite.model.kpis import Kpi, KpiTarget
from okrsite.model.measure import Range

WHOLE = """\
title = "Customer churn"
team = "customer-success"
unit = "%"
range = { max = 5 }
warning = { max = 4.5 }
cadence = "monthly"
aggregate = "last"
indicator = "lagging"
perspective = "customer"
critical = true
tags = ["retention"]
aliases = ["churn-rate"]
target = { value = 3, by = 2027-12-31 }
reviews = [ { date = 2026-10-05, author = "ada", note = "Seasonal; *range* stands." } ]
ignore = [ { rule = "OKR301", reason = "agreed" } ]

[[baselines]]
since = 2026-01-01
value = 4.2
from = "keep-customers#churn"

[source]
use = "warehouse"
on_failure = "warn"
query = "select 1"
since = 2026-01-01
"""


def test_a_kpi_with_everything_is_read(read) -> None:
    document = read("kpi", WHOLE)
    assert document.findings == ()
    kpi = document.entity
    assert isinstance(kpi, Kpi)
    assert (kpi.range, kpi.warning) == (Range(max=5), Range(max=4.5))
    assert isinstance(kpi.target, KpiTarget)
    assert (kpi.target.value, kpi.target.by) == (3, date(2027, 12, 31))
    assert kpi.reviews[0].note.text == "Seasonal; range stands."
    assert str(kpi.baselines[0].from_) == "keep-customers#churn"
    assert str(kpi.ignore[0].at("rule")) == "content/kpis/churn.md:16:21"
    assert kpi.source
    assert (kpi.source.use, kpi.source.on_failure) == ("warehouse", "warn")
    assert kpi.source.settings == b'{"query":"select 1","since":"2026-01-01"}'
    assert str(kpi.at("source")) == "content/kpis/churn.md:23:1"
    assert str(kpi.at("range.max")) == "content/kpis/churn.md:5:17"


def test_a_formula_is_read(read) -> None:
    kpi = read("kpi", 'title = "R"\nformula = "{lost} / {all} * 100"').entity
    assert isinstance(kpi, Kpi)
    assert kpi.formula
    assert kpi.formula.operands == ("lost", "all")


@pytest.mark.parametrize(
    ("fields", "finding"),
    [
        ("range = {}", "3:9 OKR022 'range' has neither min nor max"),
        ("range = { min = 2, max = 1 }", "3:9 OKR022 'range' is empty: min 2 is above max 1"),
        ("range = { most = 2 }", "3:11 OKR010 unknown key 'most'"),
        ("warning = { max = 2 }", "3:11 OKR023 'warning' without a 'range'"),
        (
            "warning = { max = 6 }\nrange = { max = 5 }",
            "3:11 OKR023 'warning' reaches beyond 'range'",
        ),
        (
            "warning = { min = 1 }\nrange = { min = 2, max = 5 }",
            "3:11 OKR023 'warning' reaches beyond 'range'",
        ),
        ("target = 3", "3:10 OKR011 'target' must be a table of value and by, not the number 3"),
        ("target = { by = 2026-01-01 }", "3:10 OKR012 'value' is missing"),
        (
            'cadence = "montly"',
            (
                "3:11 OKR011 'cadence' must be one of daily, monthly, quarterly, weekly, yearly, "
                "not 'montly'; did you mean 'monthly'?"
            ),
        ),
        ("critical = 1", "3:12 OKR011 'critical' must be true or false, not the number 1"),
        ("[source]\nquery = 1", "3:1 OKR012 'use' is missing"),
        (
            '[source]\nuse = "x"\non_failure = "skip"',
            "5:14 OKR011 'on_failure' must be one of error, warn",
        ),
        (
            'formula = "{a}"\nsource = { use = "x" }',
            (
                "3:11 OKR031 a KPI is fetched or computed, and this one has both "
                "'source' and 'formula'"
            ),
        ),
        (
            "baselines = [ { since = 2026-01-01, value = 1 }, { since = 2026-01-01, value = 2 } ]",
            "3:60 OKR017 two baselines begin on 2026-01-01",
        ),
        (
            'baselines = [ { since = 2026-01-01, value = 1, from = "#x" } ]',
            "3:55 OKR019 '#x' does not name a goal",
        ),
        (
            "rolling = 12",
            "3:1 OKR033 'rolling' says nothing beside the aggregate 'last'",
        ),
        (
            'rolling = 12\nformula = "{a}"',
            "3:1 OKR033 'rolling' says nothing beside 'formula'",
        ),
        ('aliases = ["churn"]', "3:12 OKR017 'churn' is its id or an alias already"),
        ('aliases = ["a", "A"]', "3:17 OKR017 'A' is its id or an alias already"),
        (
            'aliases = ["../a"]',
            "3:12 OKR015 the alias '../a' begins with a dot",
        ),
    ],
)
def test_what_cannot_be_meant_is_a_finding(found, fields, finding) -> None:
    assert found("kpi", f'title = "K"\n{fields}') == [finding]


def test_a_mistake_in_a_formula_is_found_inside_its_text(found) -> None:
    (finding,) = found("kpi", 'title = "K"\nformula = "{a} + "')
    assert finding.startswith("3:18 OKR150 ")


def test_a_warning_may_touch_the_range_and_leave_a_side_open(found) -> None:
    assert found("kpi", 'title = "K"\nrange = { min = 1, max = 5 }\nwarning = { max = 5 }') == []

"""Units: a key result that a KPI measures has the unit of that KPI."""

import pytest

RESULT = "title = 'G'\ncycle = 'q4'\n[[key_results]]\nid = 'kr'\ntitle = 'R'\nkpi = 'k'\n"


@pytest.mark.parametrize(
    ("fields", "kpi", "help_"),
    [
        (
            "start = 24\ntarget = 4\nunit = 'h'",
            "min",
            "Write start = 1440, target = 240, and take `unit` out: it is that of the KPI.",
        ),
        ("target = 4\nunit = 'hours'", "h", "Take `unit` out: it is that of the KPI."),
        (
            "target = 0.9\nunit = 'EUR'",
            "%",
            "Write its numbers in %, and take `unit` out: it is that of the KPI.",
        ),
        ("keep = { max = 4 }\nunit = 'h'", "min", "Take `unit` out: it is that of the KPI."),
    ],
)
def test_another_unit_than_the_kpis_is_an_error_with_the_numbers_that_mend_it(
    typed, fields, kpi, help_
) -> None:
    files = {"objectives/g.md": RESULT + fields, "kpis/k.md": f"title = 'K'\nunit = '{kpi}'"}
    forest, (finding,) = typed.resolved(files)
    assert (finding.code, finding.severity, finding.help) == ("OKR104", "error", help_)
    assert forest.objectives["g"].key_results[0].kpi is None


@pytest.mark.parametrize(("own", "kpi"), [("%", "%"), ("", "min"), ("h", ""), ("H ", "h")])
def test_the_same_unit_or_none_is_no_mistake(typed, own, kpi) -> None:
    files = {
        "objectives/g.md": f"{RESULT}target = 4\nunit = '{own}'",
        "kpis/k.md": f"title = 'K'\nunit = '{kpi}'",
    }
    assert typed.resolved(files)[1] == []

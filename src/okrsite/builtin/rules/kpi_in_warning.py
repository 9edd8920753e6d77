"""OKR504: a KPI is still in range, and close to leaving it."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.business import instruments
from okrsite.builtin.example import KPI, kpi_text
from okrsite.builtin.ranges import beyond
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs in their warning zone."""
    for each, score in instruments(scored):
        if score.health == "warning" and score.value is not None:
            yield Finding(
                each.at("warning"),
                f"the KPI '{each.title}' is close to the end of its range: "
                f"{beyond(each, score.value)}",
                "Look into the reason now, while nobody has to act.",
                about(each),
                {"title": each.title, "value": score.value},
            )


def _warning(most: str) -> str:
    ranges = f"range = {{ max = 5 }}\nwarning = {{ max = {most} }}"
    return kpi_text(fields=f'unit = "%"\n{ranges}\ncadence = "monthly"')


RULE = Rule(
    code="OKR504",
    name="kpi-in-warning",
    severity="signal",
    title="A KPI is close to leaving its range",
    why="""
A range says when to act; the warning zone inside it says when to look. Looking is cheap, and it is
the only thing that comes before acting.
""",
    bad={KPI: _warning("4.5")},
    good={KPI: _warning("4.9")},
    check=check,
)

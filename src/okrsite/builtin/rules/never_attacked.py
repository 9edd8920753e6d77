"""OKR503: a KPI has long been out of range, and nobody set a goal for it."""

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Finding, Kpi, KpiScore, Periods, Rule, Scored
from okrsite.builtin.business import instruments
from okrsite.builtin.example import kpi_text
from okrsite.builtin.subjects import about


class Parameters(Struct, frozen=True):
    """How many periods in a row a KPI may be out of range before it counts as never attacked."""

    periods: int = 3


def check(scored: Scored, parameters: Parameters) -> Iterator[Finding]:
    """KPIs out of range for many periods, in none of which an objective acted on them."""
    for each, score in instruments(scored):
        outside = _periods_outside(each, score) if score.loop == "signalled" else ()
        if len(outside) < parameters.periods or not outside:
            continue
        first = outside[0].period.start
        if any(attack.window.end >= first for attack in score.attacks):
            continue
        yield Finding(
            each.at("range"),
            f"the KPI '{each.title}' has been out of range for {len(outside)} periods, "
            "and no objective worked on it",
            "Attack it with a key result, or settle in a review that its range is another.",
            about(each),
            {"title": each.title, "count": len(outside)},
        )


def _periods_outside(each: Kpi, score: KpiScore) -> Periods:
    """The newest periods in a row that are out of range, oldest first."""
    judged = score.judged
    if each.range is None:
        return judged[:0]
    inside = reversed(each.range.held(judged.points.floats))
    count = next((away for away, is_inside in enumerate(inside) if is_inside), len(judged))
    return judged[len(judged) - count :]


NPS = "content/kpis/nps.md"
NPS_POINTS = "content/kpis/nps.csv"
SCORE = kpi_text("Net promoter score", 'range = { min = 40 }\ncadence = "monthly"')

RULE = Rule(
    code="OKR503",
    name="never-attacked",
    severity="signal",
    title="A KPI has long been out of range and was never attacked",
    why="""
People get used to a red light. A number that was out of range for months without any goal to change
it is either not important, or the most important thing that nobody does.
""",
    bad={NPS: SCORE, NPS_POINTS: "date,value\n2026-08-31,39\n2026-09-30,35\n2026-10-31,31\n"},
    good={NPS: SCORE, NPS_POINTS: "date,value\n2026-08-31,44\n2026-09-30,43\n2026-10-31,31\n"},
    check=check,
    parameters=Parameters,
    instead_of=("OKR502",),
)

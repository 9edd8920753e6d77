"""KPIs out of their range, or close to leaving it."""

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Finding, Kpi, KpiScore, Periods, Rule, Scored
from okrsite.builtin.example import KPI, POINTS, SERIES, kpi_text
from okrsite.builtin.rules.quantities import value_and_range
from okrsite.builtin.rules.subjects import kpis_with_scores, subject_of


def check_critical_kpi_out_of_range(scored: Scored, _: None) -> Iterator[Finding]:
    """Critical KPIs out of range, whoever is at work on them."""
    for kpi, score in kpis_with_scores(scored):
        if kpi.critical and score.health == "out_of_range" and score.value is not None:
            yield Finding(
                kpi.at("range"),
                f"the critical KPI '{kpi.title}' is out of range: {value_and_range(kpi, score)}",
                "Decide today who acts on it, and say so in a review.",
                subject_of(kpi),
                {"title": kpi.title, "value": score.value, "state": score.loop},
            )


CRITICAL = kpi_text(fields='unit = "%"\nrange = { max = 5 }\ncadence = "monthly"\ncritical = true')

CRITICAL_KPI_OUT_OF_RANGE = Rule(
    code="OKR501",
    name="critical-kpi-out-of-range",
    severity="signal",
    asked_of="kpi",
    title="A critical KPI is out of range",
    why="""
A few numbers decide whether there is a company next year. When one of them leaves its range it
comes before everything else on the page.
""",
    bad={KPI: CRITICAL, SERIES: POINTS.replace("4.8", "6.5")},
    good={KPI: CRITICAL},
    check=check_critical_kpi_out_of_range,
)


def check_kpi_out_of_range(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs that the loop calls signalled; critical ones have a signal of their own."""
    for kpi, score in kpis_with_scores(scored):
        if score.loop == "signalled" and not kpi.critical and score.value is not None:
            yield Finding(
                kpi.at("range"),
                f"the KPI '{kpi.title}' is out of range ({value_and_range(kpi, score)}), "
                "and no objective works on it",
                "Set an objective with a key result measured by it, or settle in a review why not.",
                subject_of(kpi),
                {"title": kpi.title, "value": score.value},
            )


NPS = "content/kpis/nps.md"
NPS_POINTS = "content/kpis/nps.csv"
SCORE = kpi_text("Net promoter score", 'range = { min = 40 }\ncadence = "monthly"')

KPI_OUT_OF_RANGE = Rule(
    code="OKR502",
    name="kpi-out-of-range",
    severity="signal",
    asked_of="kpi",
    title="A KPI is out of range and nobody works on it",
    why="""
The dashboard says that something is wrong; the route does not answer. Either somebody acts, or the
range is not what the company truly wants.
""",
    bad={NPS: SCORE, NPS_POINTS: "date,value\n2026-09-30,44\n2026-10-31,31\n"},
    good={NPS: SCORE, NPS_POINTS: "date,value\n2026-09-30,44\n2026-10-31,45\n"},
    check=check_kpi_out_of_range,
    tells_absence=True,
)


class OutOfRangeLimit(Struct, frozen=True):
    """How many periods in a row a KPI may be out of range before it counts as never attacked."""

    periods: int = 3


def check_never_attacked(scored: Scored, parameters: OutOfRangeLimit) -> Iterator[Finding]:
    """KPIs out of range for many periods, in none of which an objective acted on them."""
    for kpi, score in kpis_with_scores(scored):
        outside = _periods_outside(kpi, score) if score.loop == "signalled" else ()
        if len(outside) < parameters.periods or not outside:
            continue
        first = outside[0].period.start
        if any(attack.window.end >= first for attack in score.attacks):
            continue
        yield Finding(
            kpi.at("range"),
            f"the KPI '{kpi.title}' has been out of range for {len(outside)} periods, "
            "and no objective worked on it",
            "Attack it with a key result, or settle in a review that its range is another.",
            subject_of(kpi),
            {"title": kpi.title, "count": len(outside)},
        )


def _periods_outside(kpi: Kpi, score: KpiScore) -> Periods:
    """The newest periods in a row that are out of range, oldest first."""
    judged = score.judged
    if kpi.range is None:
        return judged[:0]
    inside = reversed(kpi.range.holds_each(judged.points.floats))
    count = next((away for away, is_inside in enumerate(inside) if is_inside), len(judged))
    return judged[len(judged) - count :]


NEVER_ATTACKED = Rule(
    code="OKR503",
    name="never-attacked",
    severity="signal",
    asked_of="kpi",
    title="A KPI has long been out of range and was never attacked",
    why="""
People get used to a red light. A number that was out of range for months without any goal to change
it is either not important, or the most important thing that nobody does.
""",
    bad={NPS: SCORE, NPS_POINTS: "date,value\n2026-08-31,39\n2026-09-30,35\n2026-10-31,31\n"},
    good={NPS: SCORE, NPS_POINTS: "date,value\n2026-08-31,44\n2026-09-30,43\n2026-10-31,31\n"},
    check=check_never_attacked,
    parameters=OutOfRangeLimit,
    # It says all that the other one says, and for how long.
    instead_of=("OKR502",),
    tells_absence=True,
)


def check_kpi_in_warning(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs in their warning zone."""
    for kpi, score in kpis_with_scores(scored):
        if score.health == "warning" and score.value is not None:
            yield Finding(
                kpi.at("warning"),
                f"the KPI '{kpi.title}' is close to the end of its range: "
                f"{value_and_range(kpi, score)}",
                "Look into the reason now, while nobody has to act.",
                subject_of(kpi),
                {"title": kpi.title, "value": score.value},
            )


def _warning(most: str) -> str:
    ranges = f"range = {{ max = 5 }}\nwarning = {{ max = {most} }}"
    return kpi_text(fields=f'unit = "%"\n{ranges}\ncadence = "monthly"')


KPI_IN_WARNING = Rule(
    code="OKR504",
    name="kpi-in-warning",
    severity="signal",
    asked_of="kpi",
    title="A KPI is close to leaving its range",
    why="""
A range says when to act; the warning zone inside it says when to look. Looking is cheap, and it is
the only thing that comes before acting.
""",
    bad={KPI: _warning("4.5")},
    good={KPI: _warning("4.9")},
    check=check_kpi_in_warning,
)

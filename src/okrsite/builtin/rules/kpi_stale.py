"""OKR505: a KPI has had no new value for too long."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.business import instruments
from okrsite.builtin.example import POINTS, SERIES
from okrsite.builtin.subjects import about
from okrsite.model.names import KpiId


def _help(scored: Scored, kpi: KpiId) -> str:
    known = scored.forest.provenance.get(kpi)
    if known is None or known.outage is None:
        return "Bring the newest values, or choose a cadence that is kept."
    day = known.outage.since_day.isoformat()
    return f"Its source '{known.source}' has not answered since {day}: {known.outage.reason}"


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs whose newest value is two or more periods behind."""
    for each, score in instruments(scored):
        if score.health == "stale" and score.as_of is not None:
            yield Finding(
                each.at("title"),
                f"the KPI '{each.title}' is stale: its newest value is of {score.as_of}, "
                f"{score.periods_behind} periods ago",
                _help(scored, each.id),
                about(each),
                {
                    "title": each.title,
                    "day": score.as_of.isoformat(),
                    "periods": score.periods_behind,
                    "cadence": each.cadence,
                },
            )


RULE = Rule(
    code="OKR505",
    name="kpi-stale",
    severity="signal",
    title="A KPI has no new values",
    why="""
An old number looks exactly like a new one. Decisions are made with it until somebody notices that
the light has been green since spring because nobody changed it.
""",
    bad={SERIES: POINTS.replace("2026-09-30,8\n2026-10-31,4.8\n", "")},
    good={SERIES: POINTS},
    check=check,
)

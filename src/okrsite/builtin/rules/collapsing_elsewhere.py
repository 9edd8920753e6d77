"""OKR514: the goal advances, and something else pays for it."""

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Finding, Kpi, KpiScore, Rule, Scored, Window
from okrsite.builtin.business import open_scores
from okrsite.builtin.example import OBJECTIVE, kpi_text, objective_text
from okrsite.builtin.ranges import beyond
from okrsite.builtin.subjects import about


class Parameters(Struct, frozen=True):
    """By which share a watched KPI may get worse from one period to the next."""

    worse_by: float = 0.1


def check(scored: Scored, parameters: Parameters) -> Iterator[Finding]:
    """Watched KPIs that left their range or got worse while the objective advances."""
    for goal, score in open_scores(scored):
        if not score.progress:
            continue
        for position, id_ in enumerate(goal.watch):
            watched, now = scored.forest.kpis[id_], scored.kpis[id_]
            if now.value is None or not _collapses(watched, now, score.window, parameters):
                continue
            yield Finding(
                goal.at(f"watch.{position}"),
                f"'{goal.title}' advances while the KPI '{watched.title}' gets worse "
                f"({beyond(watched, now.value)})",
                "Ask whether the one is paid for by the other, and make it a guardrail if so.",
                about(goal),
                {"title": goal.title, "kpi": id_, "kpi_title": watched.title, "value": now.value},
            )


def _collapses(watched: Kpi, now: KpiScore, window: Window, parameters: Parameters) -> bool:
    earlier = now.periods.points
    before = earlier[: earlier.before(window.start)].floats
    was_inside = not before or watched.range is None or watched.range.holds(before[-1])
    if now.health == "out_of_range" and was_inside:
        return True
    change = now.change
    if change is None or change.is_good is not False or change.latest.on < window.start:
        return False
    return change.relative is None or abs(change.relative) >= parameters.worse_by


QUALITY = "content/kpis/first-contact.md"
POINTS = "content/kpis/first-contact.csv"


def _site(now: str) -> dict[str, str]:
    return {
        OBJECTIVE: objective_text(fields='owner = "ada"\nwatch = ["first-contact"]'),
        QUALITY: kpi_text(
            "Solved at the first contact", 'range = { min = 70 }\ncadence = "monthly"'
        ),
        POINTS: f"date,value\n2026-08-31,81\n2026-09-30,82\n2026-10-31,{now}\n",
    }


RULE = Rule(
    code="OKR514",
    name="collapsing-elsewhere",
    severity="signal",
    title="Something else gets worse while a goal advances",
    why="""
Whoever chases one number finds the ways that cost nothing on that number: faster answers that solve
less. The KPIs that an objective watches show what it costs elsewhere, early enough to stop it.
""",
    bad=_site("61"),
    good=_site("83"),
    check=check,
    parameters=Parameters,
)

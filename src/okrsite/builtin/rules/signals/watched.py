"""KPIs that an objective watches, and that get worse."""

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Finding, Kpi, KpiScore, Rule, Scored, Window
from okrsite.builtin.example import OBJECTIVE, kpi_text, objective_text
from okrsite.builtin.rules.quantities import value_and_range
from okrsite.builtin.rules.subjects import open_scores, subject_of


class WorseningLimit(Struct, frozen=True):
    """By which share a watched KPI may get worse from one period to the next."""

    worse_by: float = 0.1


def check_collapsing_elsewhere(scored: Scored, parameters: WorseningLimit) -> Iterator[Finding]:
    """Watched KPIs that left their range or got worse while the objective advances."""
    for objective, score in open_scores(scored):
        if not score.progress:
            continue
        for position, id_ in enumerate(objective.watch):
            watched, now = scored.forest.kpis[id_], scored.kpis[id_]
            if now.value is None or not _collapses(watched, now, score.window, parameters):
                continue
            yield Finding(
                objective.at(f"watch.{position}"),
                f"'{objective.title}' advances while the KPI '{watched.title}' gets worse "
                f"({value_and_range(watched, now.value)})",
                "Ask whether the one is paid for by the other, and make it a guardrail if so.",
                subject_of(objective),
                {
                    "title": objective.title,
                    "kpi": id_,
                    "kpi_title": watched.title,
                    "value": now.value,
                },
            )


def _collapses(watched: Kpi, now: KpiScore, window: Window, parameters: WorseningLimit) -> bool:
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
QUALITY_POINTS = "content/kpis/first-contact.csv"


def _quality_site(now: str) -> dict[str, str]:
    return {
        OBJECTIVE: objective_text(fields='owner = "ada"\nwatch = ["first-contact"]'),
        QUALITY: kpi_text(
            "Solved at the first contact", 'range = { min = 70 }\ncadence = "monthly"'
        ),
        QUALITY_POINTS: f"date,value\n2026-08-31,81\n2026-09-30,82\n2026-10-31,{now}\n",
    }


COLLAPSING_ELSEWHERE = Rule(
    code="OKR514",
    name="collapsing-elsewhere",
    severity="signal",
    title="Something else gets worse while a goal advances",
    why="""
Whoever chases one number finds the ways that cost nothing on that number: faster answers that solve
less. The KPIs that an objective watches show what it costs elsewhere, early enough to stop it.
""",
    bad=_quality_site("61"),
    good=_quality_site("83"),
    check=check_collapsing_elsewhere,
    parameters=WorseningLimit,
)


def check_early_warning(scored: Scored, _: None) -> Iterator[Finding]:
    """Leading KPIs in their warning zone that an objective under way watches."""
    for objective, _score in open_scores(scored):
        for position, id_ in enumerate(objective.watch):
            watched, now = scored.forest.kpis[id_], scored.kpis[id_]
            if watched.indicator != "leading" or now.health != "warning" or now.value is None:
                continue
            yield Finding(
                objective.at(f"watch.{position}"),
                f"the leading KPI '{watched.title}' warns of trouble for '{objective.title}' "
                f"({value_and_range(watched, now.value)})",
                "Look at the plan before the numbers of the goal follow; change it if you must.",
                subject_of(objective),
                {
                    "title": objective.title,
                    "kpi": id_,
                    "kpi_title": watched.title,
                    "value": now.value,
                },
            )


TRIALS = "content/kpis/trials.md"
TRIAL_POINTS = "content/kpis/trials.csv"
LEADING = 'range = { min = 70 }\nwarning = { min = 75 }\ncadence = "monthly"\nindicator = "leading"'


def _trials_site(now: str) -> dict[str, str]:
    return {
        OBJECTIVE: objective_text(fields='owner = "ada"\nwatch = ["trials"]'),
        TRIALS: kpi_text("Trials begun", LEADING),
        TRIAL_POINTS: f"date,value\n2026-08-31,81\n2026-09-30,80\n2026-10-31,{now}\n",
    }


EARLY_WARNING = Rule(
    code="OKR515",
    name="early-warning",
    severity="signal",
    title="A leading KPI warns of trouble for a goal",
    why="""
A leading number moves weeks before the result does. That is the time in which a change of the plan,
or of the goal, still makes a difference.
""",
    bad=_trials_site("73"),
    good=_trials_site("82"),
    check=check_early_warning,
)

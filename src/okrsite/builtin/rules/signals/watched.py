"""KPIs that an objective watches, and that get worse."""

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Finding, Kpi, KpiScore, Objective, ObjectiveScore, Rule, Scored, Span
from okrsite.builtin.example import OBJECTIVE, kpi_text, objective_text
from okrsite.builtin.rules.quantities import value_and_range
from okrsite.builtin.rules.subjects import current_scores, subject_of


class Watch(Struct, frozen=True):
    """An open objective and one of the KPIs that it watches, with their scores."""

    objective: Objective
    score: ObjectiveScore
    kpi: Kpi
    kpi_score: KpiScore
    span: Span


def _watches(scored: Scored) -> Iterator[Watch]:
    for objective, score in current_scores(scored):
        for position, id_ in enumerate(objective.watch):
            kpi, kpi_score = scored.forest.kpis[id_], scored.kpis[id_]
            yield Watch(objective, score, kpi, kpi_score, objective.at(f"watch.{position}"))


class WorseningLimit(Struct, frozen=True):
    """By which share a watched KPI may get worse from one period to the next."""

    worse_by: float = 0.1


def check_collapsing_elsewhere(scored: Scored, parameters: WorseningLimit) -> Iterator[Finding]:
    """Watched KPIs that left their range or got worse while the objective advances."""
    for watch in _watches(scored):
        objective, kpi, value = watch.objective, watch.kpi, watch.kpi_score.value
        if not watch.score.progress or value is None or not _collapses(watch, parameters):
            continue
        yield Finding(
            watch.span,
            f"'{objective.title}' advances while the KPI '{kpi.title}' gets worse "
            f"({value_and_range(kpi, watch.kpi_score)})",
            "Ask whether the one is paid for by the other, and make it a guardrail if so.",
            subject_of(objective),
            {"title": objective.title, "kpi": kpi.id, "kpi_title": kpi.title, "value": value},
        )


def _collapses(watch: Watch, parameters: WorseningLimit) -> bool:
    """Whether the KPI left its range, or got worse by enough, within the objective's window."""
    start, kpi, now = watch.score.window.start, watch.kpi, watch.kpi_score
    earlier = now.periods.points
    before = earlier[: earlier.before(start)].floats
    was_inside = not before or kpi.range is None or kpi.range.holds(before[-1])
    if now.health == "out_of_range" and was_inside:
        return True
    change = now.change
    if change is None or change.is_good is not False or change.latest.on < start:
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
    asked_of="objective",
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
    for watch in _watches(scored):
        objective, kpi, value = watch.objective, watch.kpi, watch.kpi_score.value
        if kpi.indicator != "leading" or watch.kpi_score.health != "warning" or value is None:
            continue
        yield Finding(
            watch.span,
            f"the leading KPI '{kpi.title}' warns of trouble for '{objective.title}' "
            f"({value_and_range(kpi, watch.kpi_score)})",
            "Look at the plan before the numbers of the goal follow; change it if you must.",
            subject_of(objective),
            {"title": objective.title, "kpi": kpi.id, "kpi_title": kpi.title, "value": value},
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
    asked_of="objective",
    title="A leading KPI warns of trouble for a goal",
    why="""
A leading number moves weeks before the result does. That is the time in which a change of the plan,
or of the goal, still makes a difference.
""",
    bad=_trials_site("73"),
    good=_trials_site("82"),
    check=check_early_warning,
)

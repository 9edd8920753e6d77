"""Key results: one in full, with what it is measured by and how it went."""

from __future__ import annotations

from msgspec import Struct

from okrsite.model.goal_score import KeyResultScore
from okrsite.model.goals import KeyResult, Objective
from okrsite.model.measure import Guardrail, Metric, Milestones, Relative, Zones
from okrsite.pipeline.figures.precision import Figures
from okrsite.pipeline.present.arithmetic import result_steps
from okrsite.pipeline.present.charts.course import Course
from okrsite.pipeline.present.checkins import checkins_of
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.grades import GradeView, grade_view
from okrsite.pipeline.present.html import Html
from okrsite.pipeline.present.initiatives import InitiativeView, initiatives_of
from okrsite.pipeline.present.links import kpi_link, people_links, person_link
from okrsite.pipeline.present.objectives import confidence_words
from okrsite.pipeline.present.paths import Anchor, result_anchor
from okrsite.pipeline.present.progress import Progress, Step, progress_of
from okrsite.pipeline.present.ranges import figures_of_result
from okrsite.pipeline.present.result_shape import (
    MilestoneView,
    Zone,
    aim,
    course_of,
    ends,
    milestones_of,
    shown_custom,
    steps_done,
    zones_of,
)
from okrsite.pipeline.present.sentences.change import Delta, share_delta

# Of the values of a key result; the check-ins have them all.
SHOWN_VALUES = 12


class Fact(Struct, frozen=True):
    """A name and what is so.

    Attributes:
        name: The name.
        value: What is so, with an address where it leads somewhere.
    """

    name: str
    value: Anchor


class Row(Struct, frozen=True):
    """A value of a table behind a chart, and when it was so."""

    when: str
    value: str


class ResultView(Struct, frozen=True, kw_only=True):
    """A key result in full. Texts and tuples may be empty.

    Attributes:
        anchor: Its id on its objective's page.
        old_anchors: The ids it had there before, which addresses may still name.
        title: The outcome, in words.
        aim: What it has to reach, in a few words.
        start: The value it starts from.
        current: The value now.
        target: What it has to reach, as a value.
        current_note: Where the value came from, and when.
        progress: How far it is.
        delta: How much further than on Monday; None where that is not known.
        facts: What else is known of it.
        contributors: Who works on it beside its owner.
        text: What else there is to say.
        initiatives: The work that is done for it; never counted.
        milestones: Its milestones.
        zones: Its zones.
        forecast: Where it will end, in a sentence.
        grade: The grade.
        how: How progress and expectation were worked out.
        course: Its values on their way to the target; None where there is none.
        rows: The newest of the values that it has from check-ins.
    """

    anchor: str
    old_anchors: tuple[str, ...]
    title: str
    aim: str
    start: str
    current: str
    target: str
    current_note: str
    progress: Progress
    delta: Delta | None
    facts: tuple[Fact, ...]
    contributors: tuple[Anchor, ...]
    text: Html
    initiatives: tuple[InitiativeView, ...]
    milestones: tuple[MilestoneView, ...]
    zones: tuple[Zone, ...]
    forecast: str
    grade: GradeView | None
    how: tuple[Step, ...]
    course: Course | None
    rows: tuple[Row, ...]


def result_view(ctx: PageContext, objective: Objective, result: KeyResult) -> ResultView:
    """A key result as its objective's page shows it."""
    whole = ctx.objective_score(objective.id)
    score = whole.key_results[result.id]
    start, target = ends(ctx, result, score)
    figures = figures_of_result(ctx, objective.id, result)
    return ResultView(
        anchor=result_anchor(result.id),
        old_anchors=tuple(map(result_anchor, result.aliases)),
        title=result.title,
        aim=aim(ctx, result, score),
        start=start,
        current=current_value(ctx, result, score),
        target=target,
        current_note=_current_note(ctx, result, score),
        progress=progress_of(ctx, score),
        delta=_delta(ctx, score),
        facts=_facts(ctx, objective, result, score),
        contributors=people_links(ctx, result.contributors),
        text=ctx.prose(result.text, is_note=True),
        initiatives=initiatives_of(ctx, result.initiatives),
        milestones=milestones_of(ctx, score),
        zones=zones_of(ctx, result, score),
        forecast=_forecast(ctx, score, figures),
        grade=grade_view(ctx, score.grade),
        how=result_steps(ctx, result, score),
        course=course_of(ctx, result, score, whole.window) if objective.cycle else None,
        rows=_rows(ctx, result, score, figures),
    )


def _rows(
    ctx: PageContext, result: KeyResult, score: KeyResultScore, figures: Figures
) -> tuple[Row, ...]:
    """The values behind the picture; those of a KPI stand on the KPI's own page."""
    shown = () if result.kpi or len(score.history) < 2 else score.history[-SHOWN_VALUES:]
    write = ctx.numbers
    return tuple(Row(write.short_day(day), write.among(value, figures)) for day, value in shown)


def _delta(ctx: PageContext, score: KeyResultScore) -> Delta | None:
    before = ctx.monday.objective_score(score.objective)
    known = before and before.key_results.get(score.id)
    if known is None or score.status in {"not_started", "not_measured"}:
        return None
    return share_delta(ctx, score.progress, known.progress)


def current_value(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> str:
    """The value of a key result now, as its kind is read: a figure, steps done, a zone."""
    match result.measure:
        case Milestones():
            return steps_done(ctx, score)
        case Zones():
            return ctx.words[f"zone.{score.zone}"] if score.zone else ctx.numbers.missing
        case _:
            shown = shown_custom(ctx, score.custom, "value")
            figures = figures_of_result(ctx, score.objective, result)
            return shown or ctx.numbers.among(score.current, figures)


def _current_note(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> str:
    notes = [ctx.words["result.so_far"]] if score.so_far else []
    if score.current_on is not None:
        notes.append(ctx.words.say("result.as_of", day=ctx.numbers.day(score.current_on)))
    if isinstance(result.measure, Guardrail) and score.latest_is_inside is not None:
        place = "inside" if score.latest_is_inside else "outside"
        notes.append(ctx.words[f"result.kept_latest_{place}"])
    if score.first_due is not None:
        notes.append(ctx.words.say("result.first_due", day=ctx.numbers.day(score.first_due)))
    if score.observed < score.due_periods:
        notes.append(
            ctx.words.say(
                "result.coverage", observed=str(score.observed), due=str(score.due_periods)
            )
        )
    return ctx.words.listed(notes)


def _facts(
    ctx: PageContext, objective: Objective, result: KeyResult, score: KeyResultScore
) -> tuple[Fact, ...]:
    words = ctx.words
    facts: list[Fact] = []
    if result.kpi:
        facts.append(Fact(words["result.kpi"], kpi_link(ctx, result.kpi)))
    owner = person_link(ctx, result.owner)
    if owner:
        facts.append(Fact(words["common.owner"], owner))
    if confidence := _confidence(ctx, objective, result):
        facts.append(Fact(words["objective.confidence"], Anchor(confidence)))
    plain = [
        words.say("result.due", day=ctx.numbers.day(score.window.end)) if result.due else "",
        words.say("result.population", population=result.population) if result.population else "",
        words[f"indicator.{result.indicator}"] if result.indicator else "",
        words[f"purpose.{result.purpose}"] if result.purpose else "",
        _checkpoints(ctx, objective, result),
        words.say("result.weight", weight=ctx.numbers.number(result.weight))
        if result.weight != 1
        else "",
    ]
    return (*facts, *(Fact("", Anchor(text)) for text in plain if text))


def _checkpoints(ctx: PageContext, objective: Objective, result: KeyResult) -> str:
    """The values that it should have on its way; empty where the way is a straight line."""
    if not isinstance(result.measure, Metric | Relative) or not result.measure.checkpoints:
        return ""
    figures = figures_of_result(ctx, objective.id, result)
    steps = [
        ctx.words.say(
            "kpi.target_by",
            value=ctx.numbers.among(checkpoint.value, figures),
            day=ctx.numbers.day(checkpoint.by),
        )
        for checkpoint in result.measure.checkpoints
    ]
    return ctx.words.labelled(ctx.words["result.checkpoints"], " · ".join(steps))


def _confidence(ctx: PageContext, objective: Objective, result: KeyResult) -> str:
    """What the newest check-in that tells it says of this key result alone; may be empty."""
    for checkin in checkins_of(ctx, objective):
        said = checkin.result_notes.get(result.id)
        if said and said.confidence is not None:
            return confidence_words(ctx, said.confidence)
    return ""


def _forecast(ctx: PageContext, score: KeyResultScore, figures: Figures) -> str:
    forecast = score.forecast
    if forecast is None or score.status == "done":
        return ""
    write = ctx.numbers.among
    return ctx.words.say(
        "result.forecast_text",
        value=write(forecast.value, figures),
        day=ctx.numbers.day(forecast.due),
        low=write(forecast.low, figures),
        high=write(forecast.high, figures),
        points=str(forecast.points),
    )

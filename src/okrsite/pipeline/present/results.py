"""Key results: one in full, with what it is measured by and how it went."""

from __future__ import annotations

from msgspec import Struct

from okrsite.model.goals import KeyResult, Objective
from okrsite.model.measure import Custom, Guardrail, Metric, Milestones, Relative, Zones
from okrsite.model.score import Grade, KeyResultScore
from okrsite.pipeline.present.arithmetic import kept_range, range_words, result_steps
from okrsite.pipeline.present.charts.line import (
    Level,
    LineChart,
    axis,
    point_labels,
    value_marks,
)
from okrsite.pipeline.present.links import Anchor, kpi_link, person_link, result_anchor
from okrsite.pipeline.present.progress import Progress, Step, progress_of
from okrsite.pipeline.present.site import Site
from okrsite.pipeline.present.status import Badge, band_badge


class Fact(Struct, frozen=True):
    """A name and what is so; with an address where it leads somewhere."""

    name: str
    value: Anchor


class Milestone(Struct, frozen=True):
    """A step on the way, whether it is done, and when in words."""

    title: str
    is_done: bool
    when: str


class Zone(Struct, frozen=True):
    """A zone of ambition in the author's words, and whether it is reached."""

    name: str
    text: str
    is_reached: bool


class Row(Struct, frozen=True):
    """A value of a table behind a chart, and when it was so."""

    when: str
    value: str


class GradeView(Struct, frozen=True):
    """A grade: its figure, how good that is, and whether the goal counts as met."""

    text: str
    badge: Badge | None
    verdict: str
    reason: str


class ResultView(Struct, frozen=True, kw_only=True):
    """A key result in full. Texts and tuples may be empty, and there may be no chart."""

    anchor: str
    title: str
    aim: str
    current: str
    current_note: str
    progress: Progress
    facts: tuple[Fact, ...]
    milestones: tuple[Milestone, ...]
    zones: tuple[Zone, ...]
    forecast: str
    grade: GradeView | None
    how: tuple[Step, ...]
    chart: LineChart | None
    rows: tuple[Row, ...]


def result_view(site: Site, root: str, objective: Objective, result: KeyResult) -> ResultView:
    """A key result as its objective's page shows it."""
    score = site.scored.objectives[objective.id].key_results[result.id]
    unit = unit_of(site, result)
    return ResultView(
        anchor=result_anchor(result.id),
        title=result.title,
        aim=aim(site, result, score),
        current=_current(site, result, score, unit),
        current_note=_current_note(site, result, score),
        progress=progress_of(site, score),
        facts=_facts(site, root, result, score),
        milestones=_milestones(site, score),
        zones=_zones(site, result, score),
        forecast=_forecast(site, score, unit),
        grade=grade_view(site, score.grade),
        how=result_steps(site, result, score),
        chart=_chart(site, result, score, unit),
        rows=tuple(
            Row(site.numbers.day(day), site.numbers.quantity(value, unit))
            for day, value in score.history
        ),
    )


def unit_of(site: Site, result: KeyResult) -> str:
    """The unit of a key result, its KPI's where it says none itself."""
    return result.unit or (site.forest.kpis[result.kpi].unit if result.kpi else "")


def aim(site: Site, result: KeyResult, score: KeyResultScore) -> str:
    """What a key result wants, in a few words: from 24 h to 4 h."""
    write, words = site.numbers.quantity, site.words
    unit = unit_of(site, result)
    match result.measure:
        case Metric() | Relative():
            target = write(score.target, unit)
            if score.start is None:
                return words.say("result.to", target=target)
            return words.say("result.from_to", start=write(score.start, unit), target=target)
        case Guardrail():
            held, kept_unit = kept_range(site, result)
            return words.say("result.kept", range=range_words(site, held, kept_unit))
        case Milestones():
            return words["result.milestones"]
        case Zones():
            return words["result.zones"]
        case Custom(use):
            return words.say("result.custom", use=use)


def grade_view(site: Site, grade: Grade | None) -> GradeView | None:
    """A grade as it is read; nothing before the close."""
    if grade is None:
        return None
    percent, words = site.numbers.percent, site.words
    reason = ""
    if grade.given is not None:
        reason = words.say(
            "objective.grade_given",
            given=percent(grade.given),
            reason=grade.reason,
            earned=percent(grade.earned),
        )
    verdict = words["objective.grade_met" if grade.met else "objective.grade_missed"]
    badge = band_badge(words, grade.band) if grade.band else None
    return GradeView(percent(grade.counts), badge, verdict, reason)


def _current(site: Site, result: KeyResult, score: KeyResultScore, unit: str) -> str:
    match result.measure:
        case Milestones():
            return ""
        case Zones():
            return site.words[f"zone.{score.zone}"] if score.zone else site.numbers.missing
        case _:
            return site.numbers.quantity(score.current, unit)


def _current_note(site: Site, result: KeyResult, score: KeyResultScore) -> str:
    notes = []
    if score.current_on is not None:
        notes.append(site.words.say("result.as_of", day=site.numbers.day(score.current_on)))
    if isinstance(result.measure, Guardrail) and score.latest_is_inside is not None:
        place = "inside" if score.latest_is_inside else "outside"
        notes.append(site.words[f"result.kept_latest_{place}"])
    return ", ".join(notes)


def _facts(site: Site, root: str, result: KeyResult, score: KeyResultScore) -> tuple[Fact, ...]:
    words = site.words
    facts: list[Fact] = []
    if result.kpi:
        facts.append(Fact(words["result.kpi"], kpi_link(site, root, result.kpi)))
    owner = person_link(site, root, result.owner)
    if owner:
        facts.append(Fact(words["common.owner"], owner))
    plain = [
        words.say("result.due", day=site.numbers.day(score.window.end)) if result.due else "",
        words.say("result.population", population=result.population) if result.population else "",
        words[f"indicator.{result.indicator}"] if result.indicator else "",
        words.say("result.weight", weight=site.numbers.number(result.weight))
        if result.weight != 1
        else "",
    ]
    return (*facts, *(Fact("", Anchor(text)) for text in plain if text))


def _milestones(site: Site, score: KeyResultScore) -> tuple[Milestone, ...]:
    return tuple(
        Milestone(
            step.title,
            step.done is not None,
            site.words.say("result.milestone_done", day=site.numbers.day(step.done))
            if step.done
            else site.words["result.milestone_open"],
        )
        for step in score.steps
    )


def _zones(site: Site, result: KeyResult, score: KeyResultScore) -> tuple[Zone, ...]:
    measure = result.measure
    if not isinstance(measure, Zones):
        return ()
    texts = {"commit": measure.commit, "target": measure.target, "stretch": measure.stretch}
    order = ["none", *texts]
    reached = order.index(score.zone) if score.zone in order else 0
    return tuple(
        Zone(site.words[f"zone.{name}"], text, order.index(name) <= reached)
        for name, text in texts.items()
    )


def _forecast(site: Site, score: KeyResultScore, unit: str) -> str:
    forecast = score.forecast
    if forecast is None or score.status == "done":
        return ""
    write = site.numbers.quantity
    return site.words.say(
        "result.forecast_text",
        value=write(forecast.value, unit),
        day=site.numbers.day(forecast.due),
        low=write(forecast.low, unit),
        high=write(forecast.high, unit),
        points=str(forecast.points),
    )


def _chart(site: Site, result: KeyResult, score: KeyResultScore, unit: str) -> LineChart | None:
    """The values so far on their way to the target; nothing before there are two.

    Milestones and zones are told by their own list better than by a line.
    """
    if len(score.history) < 2 or isinstance(result.measure, (Milestones, Zones)):
        return None
    first, last = score.history[0], score.history[-1]
    held = kept_range(site, result)[0] if isinstance(result.measure, Guardrail) else None
    target, write = score.target, site.numbers.quantity
    name = f"{site.words['result.target']} {write(target, unit)}"
    levels = (Level("target", target, name),) if target is not None else ()
    start, end = min(first.day, score.window.start), max(last.day, score.window.end)
    up = axis([*(value for _, value in score.history), *(each.value for each in levels)], held)
    return LineChart(
        title=result.title,
        description=site.words.say(
            "result.chart",
            title=result.title,
            start=write(first.value, unit),
            first=site.numbers.day(first.day),
            current=write(last.value, unit),
            last=site.numbers.day(last.day),
            target=write(target, unit),
        ),
        points=score.history,
        first=start,
        last=end,
        up=up,
        marks=value_marks(up, unit, site.numbers),
        days=site.numbers.along(start, end),
        labels=point_labels(score.history, unit, site.numbers),
        range=held,
        levels=levels,
    )

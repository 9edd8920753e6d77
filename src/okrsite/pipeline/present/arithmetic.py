"""Arithmetic: the calculation behind a key result or an objective, as a reader can check it."""

from __future__ import annotations

from typing import assert_never

from okrsite.model.goals import KeyResult, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.measure import (
    Custom,
    Guardrail,
    Metric,
    Milestones,
    Range,
    Relative,
    Zones,
)
from okrsite.model.score import KeyResultScore, ObjectiveScore
from okrsite.pipeline.present.numbers import MINUS
from okrsite.pipeline.present.progress import Step, pace_steps
from okrsite.pipeline.present.site import Site

TIMES = "\N{MULTIPLICATION SIGN}"
ZONE_SHARES = {"none": 0.0, "commit": 0.3, "target": 0.7, "stretch": 1.0}


def result_steps(site: Site, result: KeyResult, score: KeyResultScore) -> tuple[Step, ...]:
    """How the progress of a key result and its pace were worked out."""
    own = Step(site.words["how.progress"], _result(site, result, score))
    expected = None if score.status in {"not_started", "done"} else score.expected
    return (
        own,
        *_start(site, result, score),
        *pace_steps(site, score.window, score.progress, expected),
    )


def objective_steps(site: Site, objective: Objective, score: ObjectiveScore) -> tuple[Step, ...]:
    """How the progress of an objective and its pace were worked out."""
    name = site.words["how.progress"]
    steps = [Step(name, text) for text in _rolled_up(site, objective, score)]
    expected = None if score.status in {"not_started", "done"} else score.expected
    return (*steps, *pace_steps(site, score.window, score.progress, expected))


def range_words(site: Site, held: Range | None, unit: str) -> str:
    """A range as it is said: at most 5 %, at least 90 %, from 10 to 20 days."""
    write = site.numbers.quantity
    match held:
        case None | Range(None, None):
            return site.words["range.none"]
        case Range(None, high):
            return site.words.say("range.max", max=write(high, unit))
        case Range(low, None):
            return site.words.say("range.min", min=write(low, unit))
        case Range(low, high):
            return site.words.say("range.both", min=write(low, unit), max=write(high, unit))


def kept_range(site: Site, result: KeyResult) -> tuple[Range | None, str]:
    """The range that a guardrail keeps, and the unit it is in."""
    kpi: Kpi | None = site.forest.kpis.get(result.kpi) if result.kpi else None
    unit = result.unit or (kpi.unit if kpi else "")
    own = result.measure.keep if isinstance(result.measure, Guardrail) else None
    return own or (kpi.range if kpi else None), unit


def _result(site: Site, result: KeyResult, score: KeyResultScore) -> str:
    if score.already_met:
        return site.words["how.already_met"]
    match result.measure:
        case Metric() | Relative():
            return _metric(site, result, score)
        case Guardrail():
            return _guardrail(site, result, score)
        case Milestones():
            return _milestones(site, score)
        case Zones():
            return _zones(site, score)
        case Custom(use):
            share = site.numbers.percent(score.progress_raw)
            return site.words.say("how.custom", use=use, share=share)
        case _:
            assert_never(result.measure)


def _metric(site: Site, result: KeyResult, score: KeyResultScore) -> str:
    number = site.numbers.number
    if score.start is None or score.current is None or score.target is None:
        return site.words[_missing(score)]
    start, current, target = number(score.start), number(score.current), number(score.target)
    share = _share(site, score.progress_raw)
    text = f"({current} {MINUS} {start}) / ({target} {MINUS} {start}) = {share}"
    if isinstance(result.measure, Relative):
        change = site.numbers.signed(result.measure.change * 100, "%")
        factor = number(1 + result.measure.change)
        grown = f"{start} {TIMES} {factor} = {target}"
        text = f"{site.words.say('how.relative', change=change, grown=grown)} {text}"
    return text


def _missing(score: KeyResultScore) -> str:
    if score.current is None:
        return "how.no_current"
    return "how.no_start" if score.start is None else "how.no_target"


def _guardrail(site: Site, result: KeyResult, score: KeyResultScore) -> str:
    if not score.observed:
        return site.words["how.no_current"]
    held, unit = kept_range(site, result)
    return site.words.say(
        "how.guardrail",
        inside=str(score.inside),
        observed=str(score.observed),
        range=range_words(site, held, unit),
        share=_share(site, score.progress_raw),
    )


def _milestones(site: Site, score: KeyResultScore) -> str:
    number = site.numbers.number
    done = sum(step.weight for step in score.steps if step.done)
    whole = sum(step.weight for step in score.steps)
    return f"{number(done)} / {number(whole)} = {_share(site, score.progress_raw)}"


def _zones(site: Site, score: KeyResultScore) -> str:
    if score.zone is None:
        return site.words["how.no_current"]
    zone = site.words[f"zone.{score.zone}"]
    return site.words.say("how.zone", zone=zone, share=_share(site, score.progress_raw))


def _share(site: Site, raw: float | None) -> str:
    if raw is None or 0 <= raw <= 1:
        return site.numbers.percent(raw)
    shown = site.numbers.percent(min(max(raw, 0), 1))
    return site.words.say("how.clamped", raw=site.numbers.percent(raw), shown=shown)


def _start(site: Site, result: KeyResult, score: KeyResultScore) -> tuple[Step, ...]:
    if score.start is None or score.start_from in {None, "written"}:
        return ()
    text = site.words.say(
        f"how.start_{score.start_from}",
        value=site.numbers.quantity(score.start, result.unit),
        day=site.numbers.day(score.start_on) if score.start_on else "",
    )
    return (Step(site.words["how.start"], text),)


def _rolled_up(site: Site, objective: Objective, score: ObjectiveScore) -> list[str]:
    match objective.rollup:
        case "key_results":
            return [_mean_of_results(site, objective, score)]
        case "weakest":
            return [_weakest(site, score)]
        case "children":
            return [_mean_of_children(site, score)]
        case "both":
            return [
                _mean_of_results(site, objective, score),
                _mean_of_children(site, score),
                site.words.say("how.both", share=site.numbers.percent(score.progress)),
            ]
        case _:
            assert_never(objective.rollup)


def _mean_of_results(site: Site, objective: Objective, score: ObjectiveScore) -> str:
    parts = [
        (result.weight, progress)
        for result in objective.key_results
        if (progress := score.key_results[result.id].progress) is not None
    ]
    return _weighted(site, parts, score.from_key_results)


def _mean_of_children(site: Site, score: ObjectiveScore) -> str:
    parts = [(c.weight, c.progress) for c in score.contributions if c.progress is not None]
    return site.words.say("how.children", mean=_weighted(site, parts, score.from_children))


def _weakest(site: Site, score: ObjectiveScore) -> str:
    measured = [each.progress for each in score.key_results.values() if each.progress is not None]
    if not measured:
        return site.words["how.nothing_measured"]
    shares = ", ".join(site.numbers.percent(each) for each in measured)
    least = site.numbers.percent(score.progress)
    return site.words.say("how.weakest", shares=shares, share=least)


def _weighted(site: Site, parts: list[tuple[float, float]], mean: float | None) -> str:
    """The sum as it is taken; long ones are told by their number, so that a page stays a page."""
    if not parts or mean is None:
        return site.words["how.nothing_measured"]
    percent, number = site.numbers.percent, site.numbers.number
    if len(parts) > 12:
        return site.words.say("how.mean_of_many", count=str(len(parts)), share=percent(mean))
    if len({weight for weight, _ in parts}) == 1:
        total = " + ".join(percent(share) for _, share in parts)
        return f"({total}) / {len(parts)} = {percent(mean)}"
    total = " + ".join(f"{number(weight)} {TIMES} {percent(share)}" for weight, share in parts)
    return f"({total}) / {number(sum(weight for weight, _ in parts))} = {percent(mean)}"

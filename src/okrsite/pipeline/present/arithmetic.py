"""Arithmetic: the calculation behind a key result or an objective, as a reader can check it."""

from __future__ import annotations

from typing import assert_never

from okrsite.model.goal_score import KeyResultScore, ObjectiveScore
from okrsite.model.goals import KeyResult, Objective
from okrsite.model.measure import (
    Custom,
    Guardrail,
    Metric,
    Milestones,
    Relative,
    Zones,
)
from okrsite.pipeline.present.numbers import MINUS
from okrsite.pipeline.present.progress import Step, pace_steps
from okrsite.pipeline.present.ranges import kept_range, range_words
from okrsite.pipeline.present.rollups import TIMES, rolled_up
from okrsite.pipeline.present.site import Site


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
    steps = [Step(name, text) for text in rolled_up(site, objective, score)]
    expected = None if score.status in {"not_started", "done"} else score.expected
    return (*steps, *pace_steps(site, score.window, score.progress, expected))


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

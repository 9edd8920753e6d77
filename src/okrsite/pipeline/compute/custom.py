"""Custom: key results that a plugin scores, each failure kept to its own key result."""

from collections.abc import Mapping
from datetime import date
from math import isfinite
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, Subject
from okrsite.model.extensions import Scorer, ScoreRequest
from okrsite.model.goal_score import CustomScore
from okrsite.model.measure import Custom
from okrsite.pipeline.compute.measurement import (
    Measured,
    MeasureInput,
    current_value,
    observed_values,
)
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.plugin_values import as_iterable
from okrsite.pipeline.suggest import suggestion
from okrsite.pipeline.toml.written import decode_written


class _Said(Struct, frozen=True):
    """What a scorer says: its score, the words that it takes, and why there is no score."""

    score: CustomScore | None = None
    words: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def measure_custom(
    given: MeasureInput, measure: Custom, scorers: Mapping[str, Scorer[Any]]
) -> tuple[Measured, tuple[Diagnostic, ...]]:
    """Raw progress as the scorer gives it; not measured, with a finding, where it fails."""
    points, current = tuple(observed_values(given)), current_value(given)
    request = ScoreRequest(
        given.key_result, points, given.window, given.today, _words(given), given.language
    )
    said = _ask_scorer(given, measure, request, scorers)
    days = [day for day, _ in request.words]
    return Measured(
        progress=said.score.progress if said.score else None,
        current=current,
        current_on=days[-1] if days and not current else None,
        custom=said.score,
        words=said.words,
        history=points,
    ), said.findings


def _words(given: MeasureInput) -> tuple[tuple[date, str], ...]:
    """The values in words since the window began."""
    return tuple(
        (day, word)
        for day, word in given.checkin_values.words
        if isinstance(word, str) and day >= given.window.start
    )


def _ask_scorer(
    given: MeasureInput, measure: Custom, request: ScoreRequest, scorers: Mapping[str, Scorer[Any]]
) -> _Said:
    scorer = scorers.get(measure.use)
    if scorer is None:
        hint = suggestion(measure.use, scorers)
        message = f"no plugin gives the scorer '{measure.use}'{hint}"
        help_ = "Name a scorer that `okrsite plugins` lists."
        return _Said(findings=(_finding("OKR612", given, message, help_),))
    settings, mistakes = _settings(given, measure, scorer)
    if mistakes:
        return _Said(findings=mistakes)
    known: tuple[str, ...] = ()
    try:
        known = call_plugin(measure.use, _known_words, scorer, settings)
        if wrong := next((pair for pair in request.words if pair[1] not in known), None):
            return _Said(words=known, findings=(_unknown_word(given, measure, wrong, known),))
        return _Said(call_plugin(measure.use, _score, scorer, request, settings), known)
    except PluginError as failure:
        message = f"the scorer '{measure.use}' failed: {failure.reason}"
        finding = _finding("OKR611", given, message, "Ask the author of the plugin.")
        return _Said(words=known, findings=(replace(finding, facts={"scorer": measure.use}),))


def _settings(
    given: MeasureInput, measure: Custom, scorer: Scorer[Any]
) -> tuple[Any, tuple[Diagnostic, ...]]:
    """What stands beside `use`, as the scorer's type; or each mistake in it at its place."""
    about = f"settings of the scorer '{measure.use}'"
    try:
        settings, mistakes = decode_written(
            given.key_result, measure.settings, scorer.settings, "score_by"
        )
    except Exception as failure:  # noqa: BLE001 - a plugin's type may refuse itself in any way
        message = f"{about}: {failure}"
        return None, (_finding("OKR613", given, message, "Mend the keys beside `use`."),)
    return settings, tuple(
        replace(
            _finding("OKR613", given, f"{about}: {mistake.message}", mistake.help),
            span=mistake.span,
        )
        for mistake in mistakes
    )


def _known_words(scorer: Scorer[Any], settings: Any) -> tuple[str, ...]:
    return tuple(as_iterable(scorer.words(settings))) if scorer.words else ()


def _unknown_word(
    given: MeasureInput, measure: Custom, wrong: tuple[date, str], known: tuple[str, ...]
) -> Diagnostic:
    day, word = wrong
    what = f"takes one of {', '.join(known)}" if known else "takes numbers"
    message = f"the scorer '{measure.use}' {what}, and the check-in of {day} says '{word}'"
    finding = _finding("OKR637", given, message + suggestion(word, known), "Correct the check-in.")
    said = (checkin for checkin in given.checkins if checkin.date == day)
    field = f"values.{given.key_result.id}"
    spans = (
        checkin.at(field) for checkin in said if checkin.values.get(given.key_result.id) == word
    )
    return replace(finding, span=next(spans, finding.span))


def _score(scorer: Scorer[Any], request: ScoreRequest, settings: Any) -> CustomScore:
    """What a scorer gives, once it is what a score can be; else TypeError, ValueError."""
    given: object = scorer.score(request, settings)
    said = given if isinstance(given, CustomScore) else CustomScore(progress=_number(given))
    return CustomScore(
        progress=_number(said.progress),
        value=_shown(said.value, "value"),
        target=_shown(said.target, "target"),
        unit=str(said.unit),
        is_done=None if said.is_done is None else bool(said.is_done),
    )


def _number(progress: object) -> float | None:
    if progress is None:
        return None
    # To Python a bool is an int, and True would be full progress.
    if isinstance(progress, bool) or not isinstance(progress, (int, float)):
        raise TypeError(f"progress is a number or None, not {progress!r}")
    if not isfinite(progress):
        raise ValueError(f"progress is finite, not {progress!r}")
    return float(progress)


def _shown(value: object, field: str) -> float | str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        raise TypeError(f"the {field} that is shown is a finite number or words, not {value!r}")
    return float(value)


def _finding(code: str, given: MeasureInput, message: str, help_: str) -> Diagnostic:
    subject = Subject("objective", given.objective, given.key_result.id)
    span = given.key_result.at("score_by")
    named = f"{given.objective}#{given.key_result.id}: {message}"
    return Diagnostic(code, "error", span, named, help_, subject)

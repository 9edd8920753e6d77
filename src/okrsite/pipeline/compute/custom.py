"""Custom: key results that a plugin scores, each failure kept to its own key result."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

import msgspec
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, Subject
from okrsite.model.extensions import Scorer, ScoreRequest
from okrsite.model.measure import Custom
from okrsite.pipeline.compute.measurement import (
    Measured,
    MeasureInput,
    current_value,
    observed_values,
)
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.suggest import suggestion


def measure_custom(
    given: MeasureInput, measure: Custom, scorers: Mapping[str, Scorer[Any]]
) -> tuple[Measured, tuple[Diagnostic, ...]]:
    """Raw progress as the scorer gives it; not measured, with a finding, where it fails."""
    points, current = tuple(observed_values(given)), current_value(given)
    request = ScoreRequest(given.key_result, points, given.window, given.today)
    progress, findings = _ask_scorer(given, measure, request, scorers)
    return Measured(
        progress=progress,
        current=current,
        history=points,
    ), findings


def _ask_scorer(
    given: MeasureInput, measure: Custom, request: ScoreRequest, scorers: Mapping[str, Scorer[Any]]
) -> tuple[float | None, tuple[Diagnostic, ...]]:
    scorer = scorers.get(measure.use)
    if scorer is None:
        hint = suggestion(measure.use, scorers)
        message = f"no plugin gives the scorer '{measure.use}'{hint}"
        return None, (
            _finding("OKR612", given, message, "Name a scorer that `okrsite plugins` lists."),
        )
    try:
        settings = msgspec.json.decode(measure.settings, type=scorer.settings)
    except Exception as failure:  # noqa: BLE001 - a plugin's type may refuse itself in any way
        message = f"settings of the scorer '{measure.use}': {failure}"
        return None, (_finding("OKR613", given, message, "Mend the keys beside `use`."),)
    try:
        return call_plugin(measure.use, _score, scorer, request, settings), ()
    except PluginError as failure:
        message = f"the scorer '{measure.use}' failed: {failure.reason}"
        finding = _finding("OKR611", given, message, "Ask the author of the plugin.")
        return None, (replace(finding, facts={"scorer": measure.use}),)


def _score(scorer: Scorer[Any], request: ScoreRequest, settings: Any) -> float | None:
    """What a scorer gives, once it is a number that a score can be; else TypeError, ValueError."""
    progress: object = scorer.score(request, settings)
    if progress is None:
        return None
    # To Python a bool is an int, and True would be full progress.
    if isinstance(progress, bool) or not isinstance(progress, (int, float)):
        raise TypeError(f"progress is a number or None, not {progress!r}")
    if not isfinite(progress):
        raise ValueError(f"progress is finite, not {progress!r}")
    return float(progress)


def _finding(code: str, given: MeasureInput, message: str, help_: str) -> Diagnostic:
    subject = Subject("objective", given.objective, given.key_result.id)
    span = given.key_result.at("score_by")
    named = f"{given.objective}#{given.key_result.id}: {message}"
    return Diagnostic(code, "error", span, named, help_, subject)

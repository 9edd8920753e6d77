"""One rule: what it finds, or that it failed; its plugin may do anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

import msgspec

from okrsite.model.diagnostic import Diagnostic, Finding, error
from okrsite.model.extensions import Rule
from okrsite.model.scored import Scored
from okrsite.model.settings import RuleSettings, Settings
from okrsite.pipeline.check.rule_settings import parameters_of, severity_of
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.plugin_values import as_iterable

# Times are none of a finding's facts, and must not turn into text before anybody looks.
_UNCONVERTED = (date, datetime, time)


def run_rule(
    scored: Scored, rule: Rule[Any], settings: RuleSettings, owners: Mapping[str, str]
) -> list[Diagnostic | None]:
    """What a rule finds, None where something is good; last that it failed, if it did."""
    found: list[Diagnostic | None] = []
    try:
        # Into the list one by one: what a rule found before it failed stands.
        call_plugin(owner_of(rule, owners), found.extend, _findings(scored, rule, settings))
    except PluginError as failure:
        found.append(failed(rule, failure, scored.forest.settings))
    return found


def owner_of(rule: Rule[Any], owners: Mapping[str, str]) -> str:
    """The plugin that a rule is of."""
    return owners.get(f"rules:{rule.code}", "unknown")


def _findings(
    scored: Scored, rule: Rule[Any], settings: RuleSettings
) -> Iterator[Diagnostic | None]:
    severity = severity_of(rule, settings)
    for given in _results(rule, scored, settings):
        if given is None and rule.said_once:
            yield None
            continue
        finding = _validated(given)
        if rule.said_once and "title" not in finding.facts:
            raise TypeError("it is said once, and gave a Finding without the fact 'title'")
        yield Diagnostic(
            rule.code,
            severity,
            finding.span,
            finding.message,
            finding.help,
            finding.subject,
            finding.facts,
        )


def _results(rule: Rule[Any], scored: Scored, settings: RuleSettings) -> Iterable[Any]:
    """What the check of a rule gave; nothing where it has none."""
    if rule.check is None:
        return ()
    return as_iterable(rule.check(scored, parameters_of(rule, settings)), Finding)


def _validated(given: Any) -> Finding:
    """What a rule gave, once all its fields are of their types; else TypeError.

    msgspec checks no types when a struct is made, and the findings of all rules are sorted and
    reported together, where a mistaken one would cost the others.
    """
    if not isinstance(given, Finding):
        raise TypeError(f"it gave {type(given).__name__!r} where a Finding belongs")
    try:
        msgspec.convert(msgspec.to_builtins(given, builtin_types=_UNCONVERTED), Finding)
    except msgspec.ValidationError as problem:
        raise TypeError(f"it gave a Finding that is none: {problem}") from problem
    return given


def failed(rule: Rule[Any], failure: PluginError, settings: Settings) -> Diagnostic:
    """That a rule failed, told where the settings name its plugin."""
    named = settings.plugins.get(failure.owner)
    return error(
        "OKR602",
        named.span if named else settings.span,
        f"rule {rule.code} {rule.name} of the plugin {failure.owner} failed: {failure.reason}",
        f"Mend the rule, or turn it off: ignore = [{rule.code!r}] under [rules].",
    )

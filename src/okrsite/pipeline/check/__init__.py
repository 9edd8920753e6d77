"""Check: what the rules find in the scored goals, as far as settings and authors let them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

import msgspec
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, Finding, error, sorted_findings
from okrsite.model.extensions import Rule
from okrsite.model.forest import Forest
from okrsite.model.scored import Scored
from okrsite.model.settings import RuleSettings, Settings
from okrsite.pipeline.check.exemptions import Exemptions
from okrsite.pipeline.check.rule_settings import (
    is_selected,
    parameters_of,
    settings_findings,
    severity_of,
)
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.plugin_values import as_iterable

# Times are none of a finding's facts, and must not turn into text before anybody looks.
_UNCONVERTED = (date, datetime, time)


def run_rules(
    scored: Scored,
    rules: Mapping[str, Rule[Any]],
    settings: RuleSettings,
    owners: Mapping[str, str] | None = None,
    written: Forest | None = None,
) -> list[Diagnostic]:
    """Everything that the selected rules find, in order.

    `rules` are by code, as in `Extensions.rules`; `owners` are `Extensions.owners`, to name the
    plugin whose rule fails. Signals are told from what is known on the day; all other rules are
    about the text and see the forest as it was `written`, with what is dated later, so that what
    they find does not change from one day to the next. A rule's findings keep silent those of the
    rules that it is said `instead_of`, about the same subject. Mistakes of structure are not made
    here, so neither a setting nor an author can silence them. Findings about links and visibility
    are whole only where the forest is that of the audience `confidential`.
    """
    exemptions = Exemptions.of(scored.forest)
    findings = settings_findings(rules, scored.forest.settings)
    # The text is checked as a whole, whatever day it is: what is dated later is part of it.
    as_written = replace(scored, forest=written or scored.forest)
    for code in sorted(rules):
        if is_selected(code, settings):
            model = scored if rules[code].severity == "signal" else as_written
            findings += _run(model, rules[code], settings, exemptions, owners or {})
    return sorted_findings([*_without_replaced(findings, rules), *exemptions.findings(rules)])


def _without_replaced(
    findings: list[Diagnostic], rules: Mapping[str, Rule[Any]]
) -> Iterator[Diagnostic]:
    replaced = {
        (code, finding.subject)
        for finding in findings
        if finding.subject and finding.code in rules
        for code in rules[finding.code].instead_of
    }
    return (finding for finding in findings if (finding.code, finding.subject) not in replaced)


def _run(
    scored: Scored,
    rule: Rule[Any],
    settings: RuleSettings,
    exemptions: Exemptions,
    owners: Mapping[str, str],
) -> list[Diagnostic]:
    plugin = owners.get(f"rules:{rule.code}", "unknown")
    found: list[Diagnostic] = []
    try:
        # Into the list one by one: what a rule found before it failed stands.
        call_plugin(plugin, found.extend, _findings(scored, rule, settings, exemptions))
    except PluginError as failure:
        found.append(_failed(rule, failure, scored.forest.settings))
    return found


def _findings(
    scored: Scored, rule: Rule[Any], settings: RuleSettings, exemptions: Exemptions
) -> Iterator[Diagnostic]:
    severity = severity_of(rule, settings)
    for finding in map(_validated, _results(rule, scored, settings)):
        if not exemptions.cover(rule, finding):
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


def _failed(rule: Rule[Any], failure: PluginError, settings: Settings) -> Diagnostic:
    named = settings.plugins.get(failure.owner)
    return error(
        "OKR602",
        named.span if named else settings.span,
        f"rule {rule.code} {rule.name} of the plugin {failure.owner} failed: {failure.reason}",
        f"Mend the rule, or turn it off: ignore = [{rule.code!r}] under [rules].",
    )

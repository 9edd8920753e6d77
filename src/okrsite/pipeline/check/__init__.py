"""Judge: what the rules find in the scored goals, as far as settings and authors let them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

import msgspec
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, Finding, error, in_order
from okrsite.model.extensions import Rule
from okrsite.model.forest import Forest
from okrsite.model.scored import Scored
from okrsite.model.settings import RuleSettings, Settings
from okrsite.pipeline.check.exemptions import Exemptions
from okrsite.pipeline.check.parameters import parameters_of, settings_findings
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.plugin_values import as_iterable

EVERYTHING = RuleSettings().select
# Times are none of a finding's facts, and must not turn into text before anybody looks.
_AS_THEY_ARE = (date, datetime, time)


def judge(
    scored: Scored,
    rules: Mapping[str, Rule],
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
    as_written = replace(scored, forest=written or scored.forest)
    for code in sorted(rules):
        if is_selected(code, settings):
            seen = scored if rules[code].severity == "signal" else as_written
            findings += _judged(seen, rules[code], settings, exemptions, owners or {})
    return in_order([*_without_replaced(findings, rules), *exemptions.in_vain(rules)])


def _without_replaced(
    findings: list[Diagnostic], rules: Mapping[str, Rule]
) -> Iterator[Diagnostic]:
    replaced = {
        (code, each.subject)
        for each in findings
        if each.subject and each.code in rules
        for code in rules[each.code].instead_of
    }
    return (each for each in findings if (each.code, each.subject) not in replaced)


def is_selected(code: str, settings: RuleSettings) -> bool:
    """Whether a rule speaks at all: the longer of the beginnings that match wins, `ignore` a draw.

    While `select` is left at its default, the rules of plugins speak whatever their codes.
    """
    if settings.severity.get(code) == "off":
        return False
    selected = _longest(code, settings.select if settings.select != EVERYTHING else ("",))
    return selected > _longest(code, settings.ignore)


def _longest(code: str, beginnings: tuple[str, ...]) -> int:
    return max((len(each) for each in beginnings if code.startswith(each)), default=-1)


def _judged(
    scored: Scored,
    rule: Rule,
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
    scored: Scored, rule: Rule, settings: RuleSettings, exemptions: Exemptions
) -> Iterator[Diagnostic]:
    loud = settings.severity.get(rule.code, rule.severity)
    severity = rule.severity if loud == "off" else loud
    for each in map(_checked, _given(rule, scored, settings)):
        if not exemptions.cover(rule, each):
            yield Diagnostic(
                rule.code, severity, each.span, each.message, each.help, each.subject, each.facts
            )


def _given(rule: Rule, scored: Scored, settings: RuleSettings) -> Iterable[Any]:
    """What a rule that checks anything gave."""
    if rule.check is None:
        return ()
    return as_iterable(rule.check(scored, parameters_of(rule, settings)), Finding)


def _checked(given: Any) -> Finding:
    """What a rule gave, once it is a finding through and through; else TypeError.

    msgspec does not look at what its structs are made of, and the findings of all rules are sorted
    and told together, where a mistaken one would cost the others.
    """
    if not isinstance(given, Finding):
        raise TypeError(f"it gave {type(given).__name__!r} where a Finding belongs")
    try:
        msgspec.convert(msgspec.to_builtins(given, builtin_types=_AS_THEY_ARE), Finding)
    except msgspec.ValidationError as problem:
        raise TypeError(f"it gave a Finding that is none: {problem}") from problem
    return given


def _failed(rule: Rule, failure: PluginError, settings: Settings) -> Diagnostic:
    named = settings.plugins.get(failure.owner)
    return error(
        "OKR602",
        named.span if named else settings.span,
        f"rule {rule.code} {rule.name} of the plugin {failure.owner} failed: {failure.reason}",
        f"Mend the rule, or turn it off: ignore = [{rule.code!r}] under [rules].",
    )

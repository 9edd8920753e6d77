"""Rule settings: which rules run, how loud and with which parameters, as `[rules]` says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.extensions import Rule
from okrsite.model.names import Severity
from okrsite.model.settings import RuleSettings, Settings
from okrsite.pipeline.suggest import suggestion

# Where it stands under `[rules]`, what is wrong, how to mend it.
Mistake: TypeAlias = tuple[str, str, str]

EVERYTHING = RuleSettings().select


def is_selected(code: str, settings: RuleSettings) -> bool:
    """Whether a rule speaks at all: the longer of the beginnings that match wins, `ignore` a draw.

    While `select` is left at its default, the rules of plugins speak whatever their codes.
    """
    if settings.severity.get(code) == "off":
        return False
    selected = _longest(code, settings.select if settings.select != EVERYTHING else ("",))
    return selected > _longest(code, settings.ignore)


def _longest(code: str, beginnings: tuple[str, ...]) -> int:
    return max(
        (len(beginning) for beginning in beginnings if code.startswith(beginning)), default=-1
    )


def severity_of(rule: Rule[Any], settings: RuleSettings) -> Severity:
    """The severity of a rule's findings: its own, unless the settings say another."""
    written = settings.severity.get(rule.code, rule.severity)
    return rule.severity if written == "off" else written


def parameters_of(rule: Rule[Any], settings: RuleSettings) -> Struct | None:
    """The parameters of a rule; a mistaken one counts as left out, and None means it takes none."""
    if rule.parameters is None:
        return None
    written = settings.parameters.get(rule.code, {})
    good = {key: value for key, value in written.items() if not _mistake(rule, key, value)}
    parameters: Struct = msgspec.convert(good, rule.parameters)
    return parameters


def settings_findings(rules: Mapping[str, Rule[Any]], settings: Settings) -> list[Diagnostic]:
    """Every mistake of `[rules]` that only the rules themselves can tell (OKR060)."""
    return [
        error("OKR060", settings.at(f"rules.{place}"), message, help_)
        for place, message, help_ in _mistakes(rules, settings.rules)
    ]


def _mistakes(rules: Mapping[str, Rule[Any]], settings: RuleSettings) -> Iterator[Mistake]:
    if settings.select != EVERYTHING:
        yield from _of_beginnings(rules, "select", settings.select)
    yield from _of_beginnings(rules, "ignore", settings.ignore)
    for code in settings.severity:
        if code not in rules:
            yield f"severity.{code}", *_unknown(code, rules)
        elif rules[code].check is None:
            message = f"the severity of {code} is not open: reading reports it as it is"
            yield f"severity.{code}", message, "Take the line out."
    for code, written in settings.parameters.items():
        if code not in rules:
            yield f"parameters.{code}", *_unknown(code, rules)
        else:
            yield from _of_parameters(rules[code], written)


def _of_beginnings(
    rules: Mapping[str, Rule[Any]], name: str, beginnings: tuple[str, ...]
) -> Iterator[Mistake]:
    for position, beginning in enumerate(beginnings):
        if not any(code.startswith(beginning) for code in rules):
            message = f"no rule's code begins with '{beginning}'{suggestion(beginning, rules)}"
            yield f"{name}.{position}", message, "`okrsite rules` lists every rule."


def _of_parameters(rule: Rule[Any], written: Mapping[str, Any]) -> Iterator[Mistake]:
    for key, value in written.items():
        if problem := _mistake(rule, key, value):
            place = f"parameters.{rule.code}.{key}"
            yield place, problem, f"`okrsite rules {rule.code}` explains them."


def _unknown(code: str, rules: Mapping[str, Rule[Any]]) -> tuple[str, str]:
    return f"there is no rule {code}{suggestion(code, rules)}", "`okrsite rules` lists every rule."


def _mistake(rule: Rule[Any], key: str, value: Any) -> str:
    fields = {field.encode_name: field for field in _fields(rule)}
    if not fields:
        return f"{rule.code} takes no parameters"
    if key not in fields:
        return f"{rule.code} has no parameter '{key}'{suggestion(key, fields)}"
    try:
        msgspec.convert(value, fields[key].type)
    except msgspec.ValidationError as problem:
        return f"parameter '{key}' of {rule.code}: {str(problem)[:1].lower()}{str(problem)[1:]}"
    return ""


def _fields(rule: Rule[Any]) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(rule.parameters) if rule.parameters else ()

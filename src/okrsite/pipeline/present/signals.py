"""Signals: their sentences in the site's own words, with figures and days in its language."""

from __future__ import annotations

from datetime import date

from okrsite.model.diagnostic import Diagnostic, Fact
from okrsite.model.goals import Objective
from okrsite.model.kpis import Kpi
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.ranges import kpi_range, kpi_value

_DAYS = frozenset({"day", "due", "end"})
_SHARES = frozenset({"progress", "expected"})
_COUNTS = ("days", "periods", "count")


def sentence(ctx: PageContext, finding: Diagnostic) -> str:
    """The sentence of a finding in the site's words; the rule's own sentence without such words."""
    try:
        return _in_own_words(ctx, finding) or finding.message
    except (ArithmeticError, KeyError, TypeError, ValueError):
        return finding.message


def _in_own_words(ctx: PageContext, finding: Diagnostic) -> str:
    key = f"finding.{finding.code}"
    kpi = _kpi(ctx, finding)
    facts = {name: _fact(ctx, kpi, name, value) for name, value in finding.facts.items()}
    if kpi:
        facts["range"] = kpi_range(ctx, kpi)
    if key in ctx.words:
        return ctx.words.say(key, **facts)
    count = next((finding.facts[name] for name in _COUNTS if name in finding.facts), None)
    if f"{key}.other" in ctx.words and isinstance(count, (int, float)):
        return ctx.words.count(key, count, ctx.numbers.number(count), **facts)
    if count is None and f"{key}.none" in ctx.words:
        return ctx.words.say(f"{key}.none", **facts)
    return ""


def _kpi(ctx: PageContext, finding: Diagnostic) -> Kpi | None:
    """The KPI whose value a finding tells: the one it names, else the one it is about."""
    subject = finding.subject
    own = subject.id if subject and subject.kind == "kpi" else ""
    return ctx.find(Kpi, str(finding.facts.get("kpi", own)))


def _fact(ctx: PageContext, kpi: Kpi | None, name: str, value: Fact) -> str:
    if isinstance(value, (int, float)):
        if name in _SHARES:
            return ctx.numbers.percent(value)
        is_measured = kpi is not None and name == "value"
        return kpi_value(ctx, kpi, value) if kpi and is_measured else ctx.numbers.number(value)
    if name in _DAYS:
        return ctx.numbers.day(date.fromisoformat(value))
    if name == "key_result":
        return _result(ctx, value)
    return ctx.words.get(f"{name}.{value}", value)


def _result(ctx: PageContext, reference: str) -> str:
    """A key result by its title."""
    goal, _, name = reference.partition("#")
    objective = ctx.find(Objective, goal)
    result = objective.key_result(name) if objective else None
    return result.title if result else reference

"""Checks of what a KPI asks: variables in it, and what its source refuses before it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.extensions import QueryMistake, SourceType
from okrsite.model.kpis import Source
from okrsite.model.position import Span
from okrsite.model.settings import SourceSettings
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.plugin_values import as_iterable
from okrsite.pipeline.sourcing.secrets import VARIABLE
from okrsite.pipeline.sourcing.settings_checks import plugin_settings, texts_in


def query_mistakes(source: Source) -> Iterator[Diagnostic]:
    """Variables in what a KPI asks (OKR622). They stay text: who writes a KPI holds no keys."""
    for steps, text in texts_in(msgspec.json.decode(source.settings), ()):
        if found := VARIABLE.search(text):
            message = f"'{found[0]}' is not filled in here"
            help_ = f"Variables belong into [sources.{source.use}] of okrsite.toml."
            place = source.at(".".join(steps))
            yield Diagnostic("OKR622", "warning", place, message, help_)


def refusals(
    source: Source, query: Any, settings: SourceSettings, kind: SourceType[Any, Any]
) -> Iterator[Diagnostic]:
    """What a source's own check says of a query: refusals (OKR627), and what it could not check.

    The latter (OKR628) stands at the settings, so that it is told once for all KPIs of a source.
    """
    try:
        found = call_plugin(kind.name, _found, query, settings, kind)
    except PluginError as failure:
        found = [QueryMistake(f"the check of the source '{kind.name}' failed: {failure.reason}")]
    for mistake in found:
        if mistake.is_refusal:
            yield error("OKR627", _place(source, query, mistake), mistake.message, mistake.help)
        else:
            yield Diagnostic("OKR628", "warning", settings.span, mistake.message, mistake.help)


def _found(query: Any, settings: SourceSettings, kind: SourceType[Any, Any]) -> list[QueryMistake]:
    if kind.check is None:
        return []
    written = msgspec.convert(plugin_settings(settings, kind), kind.settings)
    return list(as_iterable(kind.check(query, written), QueryMistake))


def _place(source: Source, query: Any, mistake: QueryMistake) -> Span:
    """Where in the file a place within a field's text stands."""
    text = getattr(query, mistake.field, "") if mistake.field else ""
    before = text[: mistake.start] if isinstance(text, str) else ""
    line = before.count("\n")
    start = source.places.get(f"{mistake.field}.{line}")
    if start is None:
        return source.at(mistake.field)
    return Span(source.span.path, start[0], start[1] + len(before) - before.rfind("\n") - 1)

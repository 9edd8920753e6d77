"""Plan: which KPIs ask which source what, and every mistake in the settings of either."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, error, in_order
from okrsite.model.extensions import SourceType
from okrsite.model.forest import Forest
from okrsite.model.kpis import Kpi
from okrsite.model.settings import SourceSettings
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.sourcing.own import own_settings
from okrsite.pipeline.sourcing.secret_checks import mistakes_of_query, mistakes_of_settings
from okrsite.pipeline.suggest import suggestion
from okrsite.pipeline.toml.written import decode_written

_COMMON = ("plugin", "timeout")


class Inquiry(Struct, frozen=True):
    """One source as the settings describe it, and the KPIs that ask it with their queries.

    The queries are instances of the type's `query`, in the order of the KPIs.
    """

    source: str
    settings: SourceSettings
    type: SourceType
    kpis: tuple[Kpi, ...] = ()
    queries: tuple[Any, ...] = ()


class Unasked(Struct, frozen=True):
    """A KPI that cannot ask its source, and why."""

    kpi: Kpi
    reason: str


class Plan(Struct, frozen=True):
    """Everything to be asked, by source in order of the names, and all that is wrong with it."""

    inquiries: tuple[Inquiry, ...] = ()
    unasked: tuple[Unasked, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def plan(forest: Forest, extensions: Extensions) -> Plan:
    """Decode every `[sources.<name>]` and every KPI's `[source]`; `${VAR}` stays as it is written.

    A mistake in a source's settings keeps all of its KPIs from asking, one in a query only its own.
    """
    findings: list[Diagnostic] = []
    unasked: list[Unasked] = []
    types: dict[str, SourceType] = {}
    stopped: dict[str, str] = {}
    for name, settings in forest.settings.sources.items():
        wrong = list(_mistakes(name, settings, extensions))
        findings += wrong
        types |= {name: extensions.sources[settings.plugin]} if _may_ask(wrong) else {}
        stopped |= {} if _may_ask(wrong) else {name: _first(wrong)}
    asking: dict[str, list[tuple[Kpi, Any]]] = {}
    for kpi in forest.kpis.values():
        if kpi.source is None:
            continue
        use = kpi.source.use
        if use not in types:
            unasked.append(Unasked(kpi, stopped.get(use, f"there is no [sources.{use}]")))
            continue
        query, mistakes = decode_written(kpi.source, kpi.source.settings, types[use].query)
        findings += [*mistakes, *mistakes_of_query(kpi.source)]
        if query is None:
            unasked.append(Unasked(kpi, _first(list(mistakes))))
        else:
            asking.setdefault(use, []).append((kpi, query))
    return Plan(_inquiries(forest, types, asking), tuple(unasked), tuple(in_order(findings)))


def _inquiries(
    forest: Forest,
    types: dict[str, SourceType],
    asking: dict[str, list[tuple[Kpi, Any]]],
) -> tuple[Inquiry, ...]:
    return tuple(
        Inquiry(
            name,
            forest.settings.sources[name],
            types[name],
            tuple(kpi for kpi, _ in asking[name]),
            tuple(query for _, query in asking[name]),
        )
        for name in sorted(asking)
    )


def _mistakes(name: str, settings: SourceSettings, extensions: Extensions) -> Iterator[Diagnostic]:
    kind = extensions.sources.get(settings.plugin)
    if kind is None:
        hint = suggestion(settings.plugin, extensions.sources)
        message = f"no plugin gives the source '{settings.plugin}' of [sources.{name}]{hint}"
        help_ = "`okrsite plugins` lists them; a plugin of yours needs its [plugins.NAME] too."
        yield error("OKR620", settings.at("plugin"), message, help_)
        return
    written = msgspec.json.encode(own_settings(settings, kind))
    for each in decode_written(settings, written, kind.settings)[1]:
        yield _with_common(each) if each.code == "OKR010" else each
    yield from mistakes_of_settings(settings)


def _with_common(unknown: Diagnostic) -> Diagnostic:
    """The mistake of a key that is unknown, those that every source has among what may stand."""
    key = unknown.message.partition("'")[2].partition("'")[0]
    near = "" if "did you mean" in unknown.message else suggestion(key, _COMMON)
    help_ = f"{unknown.help} Of every source: plugin and timeout."
    return replace(unknown, message=f"{unknown.message}{near}", help=help_)


def _may_ask(wrong: list[Diagnostic]) -> bool:
    return not any(each.severity == "error" for each in wrong)


def _first(wrong: list[Diagnostic]) -> str:
    return str(next(each for each in wrong if each.severity == "error"))

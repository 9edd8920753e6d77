"""Plan: which KPIs ask which source, and every mistake that keeps one from asking.

It is pure and stands in the pipeline, since a build and a check report the same mistakes without
asking any source.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, sorted_findings
from okrsite.model.document import Document
from okrsite.model.extensions import SourceType
from okrsite.model.forest import Forest
from okrsite.model.kpis import Kpi, Source
from okrsite.model.names import KpiId
from okrsite.model.period import period_of
from okrsite.model.series import Series
from okrsite.model.settings import SourceSettings
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.sourcing.query_checks import query_mistakes, refusals
from okrsite.pipeline.sourcing.settings_checks import settings_mistakes
from okrsite.pipeline.toml.written import decode_written

# A mistake in one of these fields of a KPI may change what is asked, or what is taken of an answer.
_QUERY_FIELDS = ("source", "cadence", "aggregate")
_SOURCE_AND_FORMULA = "OKR031"
# Parts of the file that could not be read may have belonged to the query.
_UNREADABLE = "OKR00"


class SourceBatch(Struct, frozen=True):
    """One source as the settings describe it, and the KPIs that ask it, in the forest's order."""

    source: str
    settings: SourceSettings
    type: SourceType[Any, Any]
    kpis: tuple[Kpi, ...] = ()


class SkippedKpi(Struct, frozen=True):
    """A KPI that cannot ask its source, and why."""

    kpi: Kpi
    reason: str


class SourcingPlan(Struct, frozen=True):
    """Everything to be asked, in order of the sources' names, and all that is wrong with it."""

    batches: tuple[SourceBatch, ...] = ()
    skipped: tuple[SkippedKpi, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def plan(forest: Forest, extensions: Extensions) -> SourcingPlan:
    """Check every `[sources.<name>]` and every KPI's `[source]`; `${VAR}` stays as it is written.

    A mistake in a source's settings skips all of its KPIs, one in a query its own KPI.
    """
    settings = forest.settings.sources
    mistakes = {
        name: tuple(settings_mistakes(name, source, extensions))
        for name, source in settings.items()
    }
    types = {
        name: extensions.sources[source.plugin]
        for name, source in settings.items()
        if not _first_error(mistakes[name])
    }
    findings = [mistake for found in mistakes.values() for mistake in found]
    asking: dict[str, list[Kpi]] = {}
    skipped: list[SkippedKpi] = []
    for kpi in forest.kpis.values():
        if kpi.source is None:
            continue
        use = kpi.source.use
        if use in types:
            found = _mistakes_of_query(kpi.source, settings[use], types[use])
            findings += found
            reason = _first_error(found)
        else:
            reason = _first_error(mistakes.get(use, ())) or f"there is no [sources.{use}]"
        if reason:
            skipped.append(SkippedKpi(kpi, reason))
        else:
            asking.setdefault(use, []).append(kpi)
    batches = tuple(
        SourceBatch(name, settings[name], types[name], tuple(asking[name]))
        for name in sorted(asking)
    )
    return SourcingPlan(batches, tuple(skipped), tuple(sorted_findings(findings)))


def _mistakes_of_query(
    source: Source, settings: SourceSettings, kind: SourceType[Any, Any]
) -> list[Diagnostic]:
    # Decoded only to find mistakes: the source's process decodes the query for itself.
    query, mistakes = decode_written(source, source.settings, kind.query)
    found = [*mistakes, *query_mistakes(source)]
    return found if query is None else [*found, *refusals(source, query, settings, kind)]


def default_since(
    kpi: Kpi, series: Series | None, until: date, year_starts: int = 1, lookback: int = 0
) -> date | None:
    """The first day that is asked for by default: None for all there is.

    It is the first day of the period before the newest observation's: figures are often corrected
    soon after they are out, and nobody would notice it otherwise. With a `lookback` it is the first
    day of the period so many days before, if that is earlier.
    """
    newest = series.points.last(until) if series else None
    if newest is None:
        return None
    current = period_of(newest.day, kpi.cadence, year_starts)
    back = max(lookback, (newest.day - current.start).days + 1)
    earliest = date.fromordinal(max(newest.day.toordinal() - back, 1))
    return period_of(earliest, kpi.cadence, year_starts).start


def broken_queries(documents: Iterable[Document]) -> dict[KpiId, tuple[Diagnostic, ...]]:
    """The KPIs that have a `[source]` and mistakes in what they ask, with these mistakes."""
    found = {
        document.id: tuple(_query_errors(document.entity, document))
        for document in documents
        if isinstance(document.entity, Kpi) and "source" in document.entity.places
    }
    return {id_: mistakes for id_, mistakes in found.items() if mistakes}


def _query_errors(kpi: Kpi, document: Document) -> Iterable[Diagnostic]:
    places = {kpi.at(field) for field in kpi.places if field.partition(".")[0] in _QUERY_FIELDS}
    for finding in document.findings:
        is_of_query = finding.span in places or finding.code == _SOURCE_AND_FORMULA
        if finding.severity == "error" and (is_of_query or finding.code.startswith(_UNREADABLE)):
            yield finding


def _first_error(mistakes: Iterable[Diagnostic]) -> str:
    return next((str(mistake) for mistake in mistakes if mistake.severity == "error"), "")

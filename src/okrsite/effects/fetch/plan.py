"""Plan: the KPIs that are fetched, where their files lie, and the job of each source."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Mapping
from datetime import date

import msgspec
import xxhash
from msgspec import Struct
from msgspec.structs import replace

from okrsite.effects.cache_file import cache_dir, key_of
from okrsite.effects.documents import SiteContent, read_content
from okrsite.effects.fetch.options import FetchOptions, FetchSite
from okrsite.effects.fetch.protocol import Task
from okrsite.effects.fetch.runner import Job
from okrsite.effects.parallel import processors
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.extensions import Request
from okrsite.model.forest import Forest
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId
from okrsite.model.settings import SourceSettings
from okrsite.pipeline.naming import PROVENANCE, is_beside_kpi, is_provenance, is_series
from okrsite.pipeline.resolve import resolve
from okrsite.pipeline.sourcing import (
    SkippedKpi,
    SourceBatch,
    broken_queries,
    default_since,
    plan,
)
from okrsite.pipeline.sourcing.interpolation import UnfitVariableError, interpolate
from okrsite.pipeline.sourcing.secrets import MissingVariablesError
from okrsite.pipeline.suggest import suggestion

# A process of its own, so that a source can be ended at any time and shares nothing with the fetch.
# -P: the folder that it works in, which is the site's, is no place to import from.
_WORKER = (sys.executable, "-P", "-m", "okrsite.effects.fetch.worker")
_LINK = "OKR045"


class FileNames(Struct, frozen=True):
    """The folder of a KPI's files, and the names of its observations and of their provenance."""

    folder: str
    series: str
    provenance: str


class FetchPlan(Struct, frozen=True):
    """All that a fetch is to do, and what keeps it from doing more.

    `skipped` are KPIs whose settings or query have mistakes, `unusable` are sources that cannot be
    asked for want of a variable or because of a link, with the reason, and `broken_queries` are
    KPIs whose query could not be read for sure. `broken` are the mistakes of KPIs that could not be
    read at all.
    """

    jobs: tuple[Job, ...]
    files: Mapping[KpiId, FileNames]
    skipped: tuple[SkippedKpi, ...] = ()
    unusable: tuple[tuple[SourceBatch, str], ...] = ()
    broken_queries: Mapping[KpiId, tuple[Diagnostic, ...]] = {}
    broken: tuple[Diagnostic, ...] = ()


class UnknownNameError(ValueError):
    """A name to fetch that is neither a source nor a KPI that has one."""


def read_plan(site: FetchSite, options: FetchOptions) -> FetchPlan:
    """Read the content and plan the fetch. Raises UnknownNameError for a name in `options.only`."""
    content = read_content(site.root, site.extensions, processors())
    forest, _ = resolve(content.documents, site.settings, "confidential")
    broken = broken_queries(content.documents)
    _refuse_unknown(options.only, forest, broken)
    chosen = {
        kpi.id
        for kpi in forest.kpis.values()
        if (kpi.source or kpi.id in broken) and _is_chosen(kpi, options.only)
    }
    whole = plan(forest, site.extensions)
    batches = _narrowed(whole.batches, chosen - broken.keys())
    link = next((str(found) for found in content.tree.findings if _is_link_of_data(found)), "")
    reasons = {batch.source: link or _variables_error(batch.settings) for batch in batches}
    return FetchPlan(
        jobs=tuple(
            Job(_task(batch, forest, site, options), _WORKER, options.patience is None)
            for batch in batches
            if not reasons[batch.source]
        ),
        files=_file_names(content, forest),
        skipped=tuple(
            skipped
            for skipped in whole.skipped
            if skipped.kpi.id in chosen and skipped.kpi.id not in broken
        ),
        unusable=tuple(
            (batch, reasons[batch.source]) for batch in batches if reasons[batch.source]
        ),
        broken_queries={id_: mistakes for id_, mistakes in broken.items() if id_ in chosen},
        broken=_broken(content),
    )


def _is_link_of_data(finding: Diagnostic) -> bool:
    """Whether it is about a link where sources read; while there is one, none is asked."""
    return finding.code == _LINK and f"{finding.span.path}/".startswith("content/data/")


def _task(batch: SourceBatch, forest: Forest, site: FetchSite, options: FetchOptions) -> Task:
    owner = site.extensions.owners[f"sources:{batch.type.name}"]
    own_folder = f"source-{xxhash.xxh3_64_hexdigest(batch.source.encode())}"
    key = b"" if options.dry_run else key_of(site.root, own_folder)
    return Task(
        root=str(site.root),
        name=batch.source,
        source=_within(batch.settings, options.patience),
        owner=owner,
        module=site.shipped.get(owner, ""),
        plugin=site.settings.plugins.get(owner),
        requests=tuple(
            _request(kpi, forest, site.today, options, batch.settings.lookback)
            for kpi in batch.kpis
        ),
        timezone=site.settings.site.timezone,
        cache_dir=cache_dir(site.root, own_folder) if key else "",
        cache_key=key,
        is_backfill=options.backfill,
    )


def _within(source: SourceSettings, patience: float | None) -> SourceSettings:
    seconds = source.timeout if patience is None else min(patience, source.timeout)
    return replace(source, timeout=seconds)


def _request(
    kpi: Kpi, forest: Forest, today: date, options: FetchOptions, lookback: int
) -> Request[bytes]:
    starts = forest.settings.calendar.year_starts
    series = forest.series.get(kpi.id)
    since = options.since or default_since(kpi, series, today, starts, lookback)
    known = forest.provenance.get(kpi.id)
    if options.revise and since and known:
        # What is to be taken over has to be asked for.
        since = min([since, *(seen.day for seen in known.restated)])
    query = kpi.source.settings if kpi.source else b"{}"
    return Request(kpi, query, None if options.backfill else since, today, starts)


def _variables_error(source: SourceSettings) -> str:
    """Why the variables that the settings name cannot be used; nothing where all can be."""
    try:
        interpolate(msgspec.json.decode(source.settings), os.environ)
    except (MissingVariablesError, UnfitVariableError) as problem:
        return str(problem)
    return ""


def _refuse_unknown(only: tuple[str, ...], forest: Forest, broken: Iterable[KpiId]) -> None:
    asking = (id_ for id_, kpi in forest.kpis.items() if kpi.source)
    known = {*asking, *broken, *forest.settings.sources}
    for name in only:
        if name not in known:
            message = f"'{name}' is neither a source nor a KPI that has one"
            raise UnknownNameError(message + suggestion(name, known))


def _is_chosen(kpi: Kpi, only: tuple[str, ...]) -> bool:
    return not only or kpi.id in only or (kpi.source is not None and kpi.source.use in only)


def _narrowed(batches: Iterable[SourceBatch], chosen: Collection[KpiId]) -> list[SourceBatch]:
    """The batches with the chosen KPIs alone; without those that have none."""
    narrowed = (
        replace(batch, kpis=tuple(kpi for kpi in batch.kpis if kpi.id in chosen))
        for batch in batches
    )
    return [batch for batch in narrowed if batch.kpis]


def _file_names(content: SiteContent, forest: Forest) -> dict[KpiId, FileNames]:
    links = content.tree.links
    series = {doc.id: doc.path for doc in content.documents if is_series(doc)}
    # A file under an old name goes on being that of the KPI.
    aliases = forest.aliases.get("kpi", {})
    series = {aliases[id_]: path for id_, path in series.items() if id_ in aliases} | series
    provenance = {doc.id: doc.path for doc in content.documents if is_provenance(doc)}
    # A file that is a link is written where the link leads.
    return {
        kpi.id: _names_of(
            kpi, links.get(path := series.get(kpi.id, ""), path), provenance.get(kpi.id)
        )
        for kpi in forest.kpis.values()
        if kpi.source
    }


def _names_of(kpi: Kpi, series: str, provenance: str | None) -> FileNames:
    """Beside the observations where there are some, else beside the KPI's own file."""
    folder = (series or kpi.span.path).rpartition("/")[0]
    name = series.rpartition("/")[2] or f"{kpi.id}.csv"
    beside = f"{name.removesuffix('.csv')}{PROVENANCE}"
    if provenance and provenance.rpartition("/")[0] == folder:
        beside = provenance.rpartition("/")[2]
    return FileNames(folder, name, beside)


def _broken(content: SiteContent) -> tuple[Diagnostic, ...]:
    return tuple(
        finding
        for document in content.documents
        if document.kind == "kpi" and document.entity is None and not is_beside_kpi(document)
        for finding in document.findings
        if finding.severity == "error"
    )

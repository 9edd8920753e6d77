"""Errand: the KPIs that are fetched, where their files lie, and what each source is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

import click
import xxhash
from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.fetch.options import Wish
from okrsite.commands.fetch_worker import COMMAND
from okrsite.commands.workspace import Workspace
from okrsite.effects.cache_file import room
from okrsite.effects.documents import Content, read_content
from okrsite.effects.fetch import Asked
from okrsite.effects.fetch.protocol import Task, Wanted
from okrsite.effects.parallel import processors
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.forest import Forest
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId
from okrsite.pipeline.naming import PROVENANCE, is_beside_kpi, is_provenance, is_series
from okrsite.pipeline.resolve import resolve
from okrsite.pipeline.sourcing import Inquiry, Plan, first_wanted, half_read, plan
from okrsite.pipeline.suggest import suggestion


class Place(Struct, frozen=True):
    """Where a KPI's observations lie, or will lie, and the note about them."""

    folder: str
    series: str
    note: str


class Errand(Struct, frozen=True):
    """All that a fetch is to do; `broken` are the mistakes of KPIs that could not be read.

    `half_read` are the KPIs that are not asked about, because of what is wrong with their question.
    """

    forest: Forest
    plan: Plan
    places: dict[KpiId, Place]
    broken: tuple[Diagnostic, ...] = ()
    half_read: dict[KpiId, tuple[Diagnostic, ...]] = {}


def errand(workspace: Workspace, wish: Wish) -> Errand:
    """Read the content and plan the fetch.

    Raises `click.UsageError` where a name in `only` is neither a source nor a KPI that has one.
    """
    content = read_content(workspace.root, workspace.extensions, processors())
    forest, _ = resolve(content.documents, workspace.settings, "confidential")
    wrong = half_read(content.documents)
    whole = plan(forest, workspace.extensions)
    _refuse_unknown(wish.only, forest, wrong)
    chosen = {
        kpi.id
        for kpi in forest.kpis.values()
        if (kpi.source or kpi.id in wrong) and _is_wanted(kpi, wish.only)
    }
    return Errand(
        forest,
        _narrowed(whole, chosen - wrong.keys()),
        _places(content, forest),
        _broken(content),
        {id_: mistakes for id_, mistakes in wrong.items() if id_ in chosen},
    )


def asked(errand: Errand, workspace: Workspace, wish: Wish) -> list[Asked]:
    """What each source is asked, with the command of its process."""
    return [
        Asked(_task(inquiry, errand, workspace, wish), COMMAND) for inquiry in errand.plan.inquiries
    ]


def _task(inquiry: Inquiry, errand: Errand, workspace: Workspace, wish: Wish) -> Task:
    owner = workspace.extensions.owners[f"sources:{inquiry.type.name}"]
    own = f"source-{xxhash.xxh3_64_hexdigest(inquiry.source.encode())}"
    return Task(
        root=str(workspace.root),
        name=inquiry.source,
        source=inquiry.settings,
        owner=owner,
        plugin=workspace.settings.plugins.get(owner),
        wanted=tuple(
            Wanted(kpi, _since(kpi, errand, workspace.today, wish), workspace.today)
            for kpi in inquiry.kpis
        ),
        timezone=workspace.settings.site.timezone,
        cache_dir="" if wish.dry_run else room(workspace.root, own),
    )


def _since(kpi: Kpi, errand: Errand, today: date, wish: Wish) -> date | None:
    if wish.backfill:
        return None
    return wish.since or first_wanted(kpi, errand.forest.series.get(kpi.id), today)


def _refuse_unknown(only: tuple[str, ...], forest: Forest, wrong: Iterable[KpiId]) -> None:
    fetched = (id_ for id_, kpi in forest.kpis.items() if kpi.source)
    known = {*fetched, *wrong, *forest.settings.sources}
    for name in only:
        if name not in known:
            message = f"'{name}' is neither a source nor a KPI that has one"
            raise click.UsageError(message + suggestion(name, known))


def _is_wanted(kpi: Kpi, only: tuple[str, ...]) -> bool:
    return not only or kpi.id in only or (kpi.source is not None and kpi.source.use in only)


def _narrowed(whole: Plan, chosen: Collection[KpiId]) -> Plan:
    inquiries = (_of(inquiry, chosen) for inquiry in whole.inquiries)
    return Plan(
        tuple(each for each in inquiries if each.kpis),
        tuple(each for each in whole.unasked if each.kpi.id in chosen),
        whole.findings,
    )


def _of(inquiry: Inquiry, chosen: Collection[KpiId]) -> Inquiry:
    pairs = zip(inquiry.kpis, inquiry.queries, strict=True)
    kept = [(kpi, query) for kpi, query in pairs if kpi.id in chosen]
    return replace(
        inquiry, kpis=tuple(kpi for kpi, _ in kept), queries=tuple(query for _, query in kept)
    )


def _places(content: Content, forest: Forest) -> dict[KpiId, Place]:
    links = content.tree.links
    series = {each.id: each.path for each in content.documents if is_series(each)}
    notes = {each.id: each.path for each in content.documents if is_provenance(each)}
    return {
        kpi.id: _place(kpi, links.get(found := series.get(kpi.id, ""), found), notes.get(kpi.id))
        for kpi in forest.kpis.values()
        if kpi.source
    }


def _place(kpi: Kpi, series: str, note: str | None) -> Place:
    """Beside the series where there is one, else beside the KPI's own file."""
    folder = (series or kpi.span.path).rpartition("/")[0]
    name = series.rpartition("/")[2] or f"{kpi.id}.csv"
    beside = f"{name.removesuffix('.csv')}{PROVENANCE}"
    if note and note.rpartition("/")[0] == folder:
        beside = note.rpartition("/")[2]
    return Place(folder, name, beside)


def _broken(content: Content) -> tuple[Diagnostic, ...]:
    return tuple(
        finding
        for document in content.documents
        if document.kind == "kpi" and document.entity is None and not is_beside_kpi(document)
        for finding in document.findings
        if finding.severity == "error"
    )

"""Resolve: from separate documents to one forest of goals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from okrsite.model.diagnostic import Diagnostic, sorted_findings
from okrsite.model.document import Document
from okrsite.model.forest import Forest
from okrsite.model.goals import Objective
from okrsite.model.names import Kind, Visibility
from okrsite.model.pages import FreePage
from okrsite.model.people import Cycle
from okrsite.model.settings import DefaultVisibility, Settings
from okrsite.pipeline.plugin_fields import Extended, mapped_goal_refs
from okrsite.pipeline.replacing import changed
from okrsite.pipeline.resolve.aliases import aliases_of, by_kind
from okrsite.pipeline.resolve.alignment import (
    resolved_objectives,
    supporters_by_goal,
    with_known_cycles,
)
from okrsite.pipeline.resolve.checkins import of_unknown_objectives, resolved_checkins
from okrsite.pipeline.resolve.company import resolved_cycles, resolved_people, resolved_teams
from okrsite.pipeline.resolve.kpis import resolved_kpis, resolved_provenance, resolved_series
from okrsite.pipeline.resolve.links import links_by_old_names
from okrsite.pipeline.resolve.references import People, References
from okrsite.pipeline.resolve.tables import Tables, fold, sort_into_tables, unread
from okrsite.pipeline.resolve.units import with_units_of_kpis
from okrsite.pipeline.resolve.unknown_names import told_once

__all__ = ["resolve"]

_E = TypeVar("_E", bound=Extended)


def resolve(
    documents: Iterable[Document], settings: Settings, audience: Visibility
) -> tuple[Forest, list[Diagnostic]]:
    """Put every document in its place and check every reference.

    Whatever is wrong is a finding at its place and is not in the forest: an unknown reference, the
    step that closes a loop, the second of two equal ids, an objective without a known cycle.
    A reference to a document with mistakes of its own is not there either, without a finding.
    """
    documents = tuple(documents)
    tables, taken = sort_into_tables(documents)
    aliases, hindered = aliases_of(tables)
    names = References(_current(tables, aliases), _titles(tables), tables.lost, tables.incomplete)
    people = People(names, has_people=tables.has_people)
    defaults = settings.site.default_visibility
    cycles = resolved_cycles(tables.cycles, names, defaults)
    # Before anything refers to an objective, since one without a cycle is not there.
    lasting = with_known_cycles(tables.objectives, names)
    tables, lasting, cycles = _with_known_goals(tables, lasting, cycles, names)
    objectives, depth_first = resolved_objectives(lasting, names, people, defaults)
    series = resolved_series(tables.series, tables.kpis, names)
    kpis, kpi_order = resolved_kpis(tables.kpis, series, lasting, names, people, settings)
    objectives = with_units_of_kpis(objectives, kpis, names.findings)
    forest = Forest(
        settings=settings,
        audience=audience,
        objectives=objectives,
        kpis=kpis,
        teams=resolved_teams(tables.teams, names, people, defaults),
        people=resolved_people(tables.people, names, defaults),
        cycles=cycles,
        pages=_with_visibility(tables.pages, defaults),
        series=series,
        provenance=resolved_provenance(tables.provenance, kpis),
        checkins=resolved_checkins(tables, objectives, names, people),
        supported_by=supporters_by_goal(objectives),
        depth_first=depth_first,
        kpi_order=kpi_order,
        aliases=_in_use(aliases, lost=tables.objectives.keys() - objectives.keys()),
        has_people=tables.has_people,
    )
    whole = (forest.objectives, forest.kpis, forest.teams, forest.people, forest.cycles)
    taken_in = (*whole, forest.pages, forest.series, tables.provenance)
    misplaced = of_unknown_objectives(tables.checkin_files, names)
    forest = changed(forest, unread=misplaced | unread(documents, taken_in))
    links = links_by_old_names(forest)
    return forest, sorted_findings([*taken, *hindered, *told_once(names.findings), *links])


def _with_known_goals(
    tables: Tables,
    objectives: dict[str, Objective],
    cycles: dict[str, Cycle],
    names: References,
) -> tuple[Tables, dict[str, Objective], dict[str, Cycle]]:
    """Everything that is not resolved yet, with the goals that are known in plugins' tables."""

    def known(entity: _E) -> _E:
        return mapped_goal_refs(
            entity,
            lambda goal, plugin: names.goal(goal, objectives, f"[plugins.{plugin}] names"),
        )

    def all_known(table: dict[str, _E]) -> dict[str, _E]:
        return {id_: known(entity) for id_, entity in table.items()}

    resolved = changed(
        tables,
        kpis=all_known(tables.kpis),
        teams=all_known(tables.teams),
        people=all_known(tables.people),
        pages=all_known(tables.pages),
        checkin_files=[known(checkin) for checkin in tables.checkin_files],
    )
    return resolved, all_known(objectives), all_known(cycles)


def _current(tables: Tables, aliases: dict[Kind, dict[str, str]]) -> dict[Kind, dict[str, str]]:
    return {
        kind: {**aliases.get(kind, {}), **{id_: id_ for id_ in table}}
        for kind, table in by_kind(tables).items()
    }


def _titles(tables: Tables) -> dict[Kind, dict[str, str]]:
    """For each kind the id of what has a title, by that title; not where two have it."""
    found: dict[Kind, dict[str, str]] = {}
    for kind, table in by_kind(tables).items():
        titles = [fold(entity.title) for entity in table.values()]
        once = {title for title, count in Counter(titles).items() if count == 1}
        pairs = zip(titles, table, strict=True)
        found[kind] = {title: id_ for title, id_ in pairs if title in once}
    return found


def _with_visibility(
    pages: dict[str, FreePage], defaults: DefaultVisibility
) -> dict[str, FreePage]:
    return {
        id_: changed(page, visibility=page.visibility or defaults.page)
        for id_, page in pages.items()
    }


def _in_use(aliases: dict[Kind, dict[str, str]], lost: set[str]) -> dict[Kind, dict[str, str]]:
    kept = {
        kind: {
            old: id_ for old, id_ in sorted(table.items()) if kind != "objective" or id_ not in lost
        }
        for kind, table in aliases.items()
    }
    return {kind: table for kind, table in kept.items() if table}

"""Aliases: old ids that go on working, and never in the way of one in use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.goals import Objective
from okrsite.model.kpis import Kpi
from okrsite.model.names import Kind
from okrsite.model.pages import FreePage
from okrsite.model.people import Cycle, Person, Team
from okrsite.pipeline.resolve.tables import Tables, fold

Named: TypeAlias = Objective | Kpi | Team | Person | Cycle | FreePage


def aliases_of(tables: Tables) -> tuple[dict[Kind, dict[str, str]], list[Diagnostic]]:
    """For each kind its old ids with the ones in use, and a finding for every one that is taken."""
    aliases: dict[Kind, dict[str, str]] = {}
    findings: list[Diagnostic] = []
    for kind, table in by_kind(tables).items():
        aliases[kind], taken = _of_kind(kind, table)
        findings += taken
    return aliases, findings


def by_kind(tables: Tables) -> dict[Kind, Mapping[str, Named]]:
    """The tables of everything that can be named, by kind."""
    return {
        "objective": tables.objectives,
        "kpi": tables.kpis,
        "team": tables.teams,
        "person": tables.people,
        "cycle": tables.cycles,
        "page": tables.pages,
    }


def _of_kind(kind: Kind, table: Mapping[str, Named]) -> tuple[dict[str, str], list[Diagnostic]]:
    aliased = [entity for entity in table.values() if entity.aliases]
    if not aliased:
        return {}, []
    # Ids come first: no alias may take the id of another document in use.
    owners = {fold(entity.id): entity for entity in table.values()}
    aliases: dict[str, str] = {}
    findings: list[Diagnostic] = []
    for entity in aliased:
        for number, alias in enumerate(entity.aliases):
            owner = owners.setdefault(fold(alias), entity)
            if owner is entity and alias != entity.id and alias not in aliases:
                aliases[alias] = entity.id
            else:
                findings.append(_taken_finding(kind, entity, number, owner))
    return aliases, findings


def _taken_finding(kind: Kind, entity: Named, number: int, owner: Named) -> Diagnostic:
    alias = entity.aliases[number]
    whose = "this file already" if owner is entity else owner.span.path
    return error(
        "OKR103",
        entity.at(f"aliases.{number}"),
        f"the alias '{alias}' of {kind} '{entity.id}' is taken by {whose}",
        "An alias is an old id that nobody uses any more; remove it",
    )

"""Relation: what a new goal or KPI is for, as `--for kpi:customer-churn` says it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from okrsite.commands.authoring.inventory import Inventory
from okrsite.commands.errors import CommandError
from okrsite.commands.goals import read_goals
from okrsite.model.kpi_score import KpiScore
from okrsite.model.kpis import Kpi

KINDS = ("kpi", "goal", "team", "person")


def related(inventory: Inventory, written: Iterable[str], *kinds: str) -> dict[str, list[str]]:
    """What is named, by its kind. Raises `CommandError` for what is not there or not of a kind."""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for name in written:
        kind, mark, id_ = name.partition(":")
        if not mark or kind not in kinds:
            expected = ", ".join(f"{kind}:ID" for kind in kinds)
            raise CommandError(f"{name!r} is not what this can be for", f"Write {expected}.")
        found[kind].append(_known(inventory, kind, id_))
    return found


def kpi_results(
    inventory: Inventory, kpis: Iterable[str]
) -> tuple[list[dict[str, Any]], list[str]]:
    """The fields of a key result for each KPI that says what to reach, and the other KPIs.

    What is out of range is to reach its range, else what has a target is to reach that.
    """
    scored = read_goals(inventory.workspace, "confidential", without_broken=True).scored
    results, watched = [], []
    for id_ in kpis:
        kpi = scored.forest.kpis.get(id_)
        aim = _aim(kpi, scored.kpis[id_]) if kpi else {}
        if kpi and aim:
            results.append({"id": id_, "title": kpi.title, "kpi": id_, **aim})
        else:
            watched.append(id_)
    return results, watched


def _aim(kpi: Kpi, score: KpiScore) -> dict[str, Any]:
    if score.health == "out_of_range" and kpi.range and score.value is not None:
        is_above = kpi.range.max is not None and score.value > kpi.range.max
        return {"target": kpi.range.max if is_above else kpi.range.min, "purpose": "repair"}
    if kpi.target and score.target_is_met is False:
        return {"target": kpi.target.value, "purpose": "leap"}
    return {}


def _known(inventory: Inventory, kind: str, id_: str) -> str:
    match kind:
        case "kpi":
            return inventory.known("kpi", id_) or id_
        case "team":
            return inventory.known("team", id_) or id_
        case "person":
            return inventory.known_person(id_) or id_
        case _:
            inventory.known("objective", id_.partition("#")[0])
            return id_

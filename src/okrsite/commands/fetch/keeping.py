"""Keeping: answers put into the files beside their KPIs, a folder at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.fetch.errand import Place
from okrsite.commands.fetch.wish import Wish
from okrsite.commands.workspace import Workspace
from okrsite.effects.fetch import Shelf, ShelfTaken, shelf
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId
from okrsite.pipeline.sourcing import Answer, Settled, settle
from okrsite.pipeline.sourcing.settle import Files

# A folder is held for so many KPIs at a time, so that other fetches get their turn.
_AT_ONCE = 100

Judged = Sequence[tuple[Kpi, Answer]]


class Desk(Struct, frozen=True):
    """Where answers are put into files, and as of when."""

    workspace: Workspace
    wish: Wish
    places: Mapping[KpiId, Place]
    now: datetime


def keep(desk: Desk, judged: Judged) -> list[tuple[Kpi, Settled]]:
    """What became of each KPI; what cannot be written is a failure of its own KPI alone."""
    by_folder: dict[str, list[tuple[Kpi, Answer]]] = {}
    for kpi, answer in judged:
        by_folder.setdefault(desk.places[kpi.id].folder, []).append((kpi, answer))
    kept: list[tuple[Kpi, Settled]] = []
    for folder, some in by_folder.items():
        for first in range(0, len(some), _AT_ONCE):
            kept += _in_folder(desk, folder, some[first : first + _AT_ONCE])
    return sorted(kept, key=lambda pair: pair[0].id)


def _in_folder(desk: Desk, folder: str, judged: Judged) -> list[tuple[Kpi, Settled]]:
    try:
        with shelf(desk.workspace.root, folder, is_held=not desk.wish.dry_run) as held:
            return [(kpi, _one(desk, held, kpi, answer)) for kpi, answer in judged]
    except ShelfTaken as taken:
        reason = str(taken)
    except OSError as trouble:
        reason = f"{folder} cannot be written to: {trouble.strerror}"
    return [(kpi, Settled(failure=reason)) for kpi, _ in judged]


def _one(desk: Desk, held: Shelf, kpi: Kpi, answer: Answer) -> Settled:
    place, today = desk.places[kpi.id], desk.workspace.today
    series, note = f"{place.folder}/{place.series}", f"{place.folder}/{place.note}"
    try:
        files = Files(series, note, held.read(place.series), held.read(place.note))
        settled = settle(kpi, files, answer, today, desk.now, revise=desk.wish.revise)
        if not desk.wish.dry_run:
            _write(held, place, settled)
    except (OSError, ValueError) as trouble:
        reason = trouble.strerror if isinstance(trouble, OSError) else str(trouble)
        return Settled(failure=f"{series} cannot be read or written: {reason}")
    return replace(settled, series=None, note=None)


def _write(held: Shelf, place: Place, settled: Settled) -> None:
    if settled.note is not None:
        held.write(place.note, settled.note)
    if settled.series is not None:
        held.write(place.series, settled.series)

"""Keeping: answers put into the files beside their KPIs, a folder at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.fetch.options import Wish
from okrsite.commands.fetch.plan import Place
from okrsite.commands.workspace import Workspace
from okrsite.effects.fetch import Shelf, ShelfTaken, shelf
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId
from okrsite.pipeline.sourcing import Answer, Settled, settle
from okrsite.pipeline.sourcing.apply import Files

# A folder is held for so many KPIs at a time, so that other fetches get their turn, and so that
# no more than their two files each are open.
_AT_ONCE = 40

Judge = Callable[[Kpi], Answer]


class Desk(Struct, frozen=True):
    """Where answers are put into files, and as of when."""

    workspace: Workspace
    wish: Wish
    places: Mapping[KpiId, Place]
    now: datetime


def keep(desk: Desk, kpis: Iterable[Kpi], judge: Judge) -> list[tuple[Kpi, Settled]]:
    """What became of each KPI; what cannot be written is a failure of its own KPI alone.

    An answer is judged when its file is open, so that the values of few are at hand at a time.
    """
    by_folder: dict[str, list[Kpi]] = {}
    for kpi in kpis:
        by_folder.setdefault(desk.places[kpi.id].folder, []).append(kpi)
    kept: list[tuple[Kpi, Settled]] = []
    for folder, some in by_folder.items():
        for first in range(0, len(some), _AT_ONCE):
            few = some[first : first + _AT_ONCE]
            kept += zip(few, _in_folder(desk, folder, few, judge), strict=True)
    return sorted(kept, key=lambda pair: pair[0].id)


def _in_folder(desk: Desk, folder: str, kpis: Sequence[Kpi], judge: Judge) -> list[Settled]:
    try:
        with shelf(desk.workspace.root, folder, is_held=not desk.wish.dry_run) as held:
            settled = [_settled(desk, held, kpi, judge(kpi)) for kpi in kpis]
            return _written(desk, held, kpis, settled)
    except ShelfTaken as taken:
        reason = str(taken)
    except OSError as trouble:
        reason = f"{folder} cannot be written to: {trouble.strerror}"
    return [Settled(failure=reason) for _ in kpis]


def _settled(desk: Desk, held: Shelf, kpi: Kpi, answer: Answer) -> Settled:
    place, today = desk.places[kpi.id], desk.workspace.today
    series, note = f"{place.folder}/{place.series}", f"{place.folder}/{place.note}"
    try:
        files = Files(series, note, held.read(place.series), held.read(place.note))
    except (OSError, ValueError) as trouble:
        return _failure(place, trouble)
    return settle(kpi, files, answer, today, desk.now, revise=desk.wish.revise)


def _written(
    desk: Desk, held: Shelf, kpis: Sequence[Kpi], settled: Sequence[Settled]
) -> list[Settled]:
    places = [desk.places[kpi.id] for kpi in kpis]
    bundles = [_files(*each) for each in zip(places, settled, strict=True)]
    troubles = [None] * len(bundles) if desk.wish.dry_run else held.write(bundles)
    return [
        _failure(place, trouble) if trouble else replace(each, series=None, note=None)
        for place, each, trouble in zip(places, settled, troubles, strict=True)
    ]


def _files(place: Place, settled: Settled) -> dict[str, bytes]:
    """What is to be written for a KPI, its note first."""
    both = {place.note: settled.note, place.series: settled.series}
    return {name: data for name, data in both.items() if data is not None}


def _failure(place: Place, trouble: OSError | ValueError) -> Settled:
    reason = trouble.strerror if isinstance(trouble, OSError) else str(trouble)
    file = f"{place.folder}/{place.series}"
    return Settled(failure=f"{file} cannot be read or written: {reason}")

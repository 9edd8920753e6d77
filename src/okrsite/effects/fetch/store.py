"""Store: answers put into the files beside their KPIs, a folder at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from okrsite.effects.fetch.locked_folder import FolderLocked, LockedFolder, locked_folder
from okrsite.effects.fetch.options import FetchOptions
from okrsite.effects.fetch.plan import FileNames
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId
from okrsite.pipeline.sourcing import Accepted, KpiFiles, KpiUpdate, Rejected, apply

# A folder is held for so many KPIs at a time, so that other fetches get their turn, and so that
# no more than their two files each are open.
_AT_ONCE = 40

AnswerOf = Callable[[Kpi], Accepted | Rejected]


class StoreContext(Struct, frozen=True):
    """Where answers are stored and how: the site's root, the KPIs' files, and the moment."""

    root: Path
    files: Mapping[KpiId, FileNames]
    options: FetchOptions
    today: date
    now: datetime
    year_starts: int = 1


def store(
    context: StoreContext, kpis: Iterable[Kpi], answer_of: AnswerOf
) -> list[tuple[Kpi, KpiUpdate]]:
    """Store the answer for each KPI; what cannot be written is a failure of its own KPI alone.

    `answer_of` is called when the KPI's folder is open, so that few answers are unpacked at a time.
    """
    by_folder: dict[str, list[Kpi]] = {}
    for kpi in kpis:
        by_folder.setdefault(context.files[kpi.id].folder, []).append(kpi)
    stored: list[tuple[Kpi, KpiUpdate]] = []
    for folder, inside in by_folder.items():
        for first in range(0, len(inside), _AT_ONCE):
            few = inside[first : first + _AT_ONCE]
            stored += zip(few, _store_in(context, folder, few, answer_of), strict=True)
    return sorted(stored, key=lambda pair: pair[0].id)


def _store_in(
    context: StoreContext, folder: str, kpis: Sequence[Kpi], answer_of: AnswerOf
) -> list[KpiUpdate]:
    is_held = not context.options.dry_run
    try:
        with locked_folder(context.root, folder, is_held=is_held) as opened:
            updates = [_update(context, opened, kpi, answer_of(kpi)) for kpi in kpis]
            return _write(context, opened, kpis, updates)
    except FolderLocked as locked:
        reason = str(locked)
    except OSError as error:
        reason = f"{folder} cannot be written to: {error.strerror}"
    return [KpiUpdate(failure=reason) for _ in kpis]


def _update(
    context: StoreContext, folder: LockedFolder, kpi: Kpi, answer: Accepted | Rejected
) -> KpiUpdate:
    names = context.files[kpi.id]
    try:
        files = KpiFiles(
            f"{names.folder}/{names.series}",
            f"{names.folder}/{names.provenance}",
            folder.read(names.series),
            folder.read(names.provenance),
        )
    except (OSError, ValueError) as error:
        return _failure(names, error)
    options = context.options
    return apply(
        kpi,
        files,
        answer,
        context.today,
        context.now,
        revise=options.revise,
        year_starts=context.year_starts,
    )


def _write(
    context: StoreContext, folder: LockedFolder, kpis: Sequence[Kpi], updates: Sequence[KpiUpdate]
) -> list[KpiUpdate]:
    """The updates after they were written, without the bytes, which nobody needs any more."""
    names = [context.files[kpi.id] for kpi in kpis]
    bundles = [_bundle(files, update) for files, update in zip(names, updates, strict=True)]
    errors = [None] * len(bundles) if context.options.dry_run else folder.write(bundles)
    return [
        _failure(files, error) if error else replace(update, series=None, provenance=None)
        for files, update, error in zip(names, updates, errors, strict=True)
    ]


def _bundle(names: FileNames, update: KpiUpdate) -> dict[str, bytes]:
    """What is to be written for a KPI, the provenance first."""
    both = {names.provenance: update.provenance, names.series: update.series}
    return {name: data for name, data in both.items() if data is not None}


def _failure(names: FileNames, error: OSError | ValueError) -> KpiUpdate:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    file = f"{names.folder}/{names.series}"
    return KpiUpdate(failure=f"{file} cannot be read or written: {reason}")

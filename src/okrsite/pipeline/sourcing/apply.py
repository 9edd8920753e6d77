"""Settle: what a KPI's files become after its source was asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.kpis import Kpi
from okrsite.model.provenance import Provenance
from okrsite.pipeline.parse.provenance import provenance_of
from okrsite.pipeline.sourcing.merge import Merged, merge
from okrsite.pipeline.sourcing.provenance import after_failure, after_success
from okrsite.pipeline.sourcing.validate import Answer, Observed, Refused


class Files(Struct, frozen=True):
    """Where a KPI's observations and the note about them lie, and what they hold, if anything."""

    series: str
    note: str
    series_data: bytes | None
    note_data: bytes | None


class Settled(Struct, frozen=True):
    """What to write, None for what stays; and what happened, with the reason where it failed.

    The note is to be written first: it may tell of a fetch whose values are not there yet, which
    the next fetch mends, while values without their note would stay without it.
    """

    series: bytes | None = None
    note: bytes | None = None
    merged: Merged = Merged()
    failure: str = ""


def settle(
    kpi: Kpi, files: Files, answer: Answer, today: date, now: datetime, *, revise: bool = False
) -> Settled:
    """What to write for a KPI; a file with mistakes is a failure, and nothing is written to it."""
    if kpi.source is None:
        return Settled()
    before = _provenance(files, kpi)
    match answer:
        case Refused(reason):
            note = after_failure(before, kpi.source, now, reason)
            return Settled(note=note, failure=reason)
        case Observed(values):
            merged = merge(
                files.series, files.series_data, values, kpi.cadence, today, revise=revise
            )
            if merged.findings:
                return Settled(merged=merged, failure=_told(merged.findings))
            has_changed = merged.data is not None
            is_known = before is not None and before.source == kpi.source.use
            note = after_success(
                before,
                kpi.source,
                now,
                has_changed=has_changed,
                is_first=bool(merged.unchanged and not is_known),
            )
            return Settled(merged.data, note, merged)
        case _:
            assert_never(answer)


def _provenance(files: Files, kpi: Kpi) -> Provenance | None:
    if files.note_data is None:
        return None
    read = provenance_of(files.note, kpi.id, files.note_data)
    return read.entity if isinstance(read.entity, Provenance) and not read.findings else None


def _told(findings: tuple[Diagnostic, ...]) -> str:
    first, *others = findings
    return f"{first}" + (f" (and {len(others)} more)" if others else "")

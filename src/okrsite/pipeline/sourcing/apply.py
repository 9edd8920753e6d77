"""Apply: what a KPI's files become after its source was asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.kpis import Kpi
from okrsite.model.period import period_of
from okrsite.model.provenance import Provenance, Restatement
from okrsite.pipeline.first_few import first_few
from okrsite.pipeline.parse.provenance import provenance_of
from okrsite.pipeline.sourcing.merge import Merged, merge, stored_values
from okrsite.pipeline.sourcing.provenance import after_failure, after_success
from okrsite.pipeline.sourcing.restated import restated
from okrsite.pipeline.sourcing.validate import Accepted, Rejected


class KpiFiles(Struct, frozen=True):
    """The paths of a KPI's observations and of their provenance, and what the files hold, if any.

    Both paths are relative to the site's root; None is a file that is not there.
    """

    series: str
    provenance: str
    series_data: bytes | None
    provenance_data: bytes | None


class KpiUpdate(Struct, frozen=True):
    """What to write into both files, None for one that stays; and the reason of a failure.

    `restated` are the published values that the source says otherwise, those seen before included.

    The provenance is to be written first: a provenance without its values is mended by the next
    fetch, while values without their provenance would stay without it.
    """

    series: bytes | None = None
    provenance: bytes | None = None
    merged: Merged = Merged()
    failure: str = ""
    restated: tuple[Restatement, ...] = ()


def apply(  # noqa: PLR0913 - each is something that the answer depends on
    kpi: Kpi,
    files: KpiFiles,
    answer: Accepted | Rejected,
    today: date,
    now: datetime,
    *,
    revise: bool = False,
    year_starts: int = 1,
) -> KpiUpdate:
    """What to write for a KPI; a file with mistakes is a failure, and nothing is written to it."""
    if kpi.source is None:
        return KpiUpdate()
    before = _provenance(files, kpi)
    match answer:
        case Rejected(reason):
            provenance = after_failure(before, kpi.source, now, reason)
            return KpiUpdate(provenance=provenance, failure=reason)
        case Accepted(values, since):
            running = period_of(today, kpi.cadence, year_starts)
            known = before if before and before.source == kpi.source.use else None
            # An answer without any row tells of rows that are gone where there were some before.
            first = min(values) if values else since if known else None
            merged = merge(
                files.series, files.series_data, values, running, today, first=first, revise=revise
            )
            if merged.findings:
                return KpiUpdate(merged=merged, failure=_summary(merged.findings))
            differing = _restated(known, files, merged, first, now)
            provenance = after_success(
                before,
                kpi.source,
                now,
                has_changed=merged.data is not None,
                is_first=bool(merged.unchanged and known is None),
                restated=differing,
            )
            return KpiUpdate(merged.data, provenance, merged, restated=differing)
        case _:
            assert_never(answer)


def _restated(
    known: Provenance | None, files: KpiFiles, merged: Merged, first: date | None, now: datetime
) -> tuple[Restatement, ...]:
    """What is restated by now; the file is only read again where something was before."""
    has_earlier = known is not None and known.restated
    stored = stored_values(files.series, files.series_data) if has_earlier else {}
    return restated(known, merged, stored, first, now)


def _provenance(files: KpiFiles, kpi: Kpi) -> Provenance | None:
    """What the provenance file says; one with mistakes says nothing, and is written anew."""
    if files.provenance_data is None:
        return None
    read = provenance_of(files.provenance, kpi.id, files.provenance_data)
    return read.entity if isinstance(read.entity, Provenance) and not read.findings else None


def _summary(findings: tuple[Diagnostic, ...]) -> str:
    first, more = first_few(findings, 1)
    return f"{first[0]} ({more})" if more else f"{first[0]}"

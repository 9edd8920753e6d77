"""Provenance: what `fetch` noted beside a KPI, and the text in which it notes it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.document import Document
from okrsite.model.provenance import Outage, Provenance, Restatement
from okrsite.pipeline.parse.text import decode_text
from okrsite.pipeline.toml.decode import decode
from okrsite.pipeline.toml.read import read_toml
from okrsite.pipeline.toml.table import Table


class OutageRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[outage]`: since when nothing came, and why."""

    since: Any
    reason: str


class RestatedRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[[restated]]`: a day whose value stays although the source says otherwise."""

    day: date
    here: float
    there: float | None = None
    since: Any


class ProvenanceRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys of `<kpi>.source.toml`."""

    source: str
    fetched_at: Any = None
    query: str = ""
    outage: OutageRow | None = None
    restated: tuple[RestatedRow, ...] = ()


def provenance_of(path: str, kpi: str, data: bytes) -> Document:
    """The document of a `<kpi>.source.toml`, with every mistake at its place."""
    text, findings = decode_text(path, data)
    if text is None:
        return Document(path, "kpi", kpi, findings=findings)
    table = read_toml(text, path)
    row, mistakes = decode(table, ProvenanceRow)
    wrong = [*findings, *table.findings, *mistakes]
    if row is None:
        return Document(path, "kpi", kpi, findings=tuple(wrong))
    provenance = Provenance(
        kpi=kpi,
        source=row.source,
        fetched_at=_moment(row.fetched_at, table, wrong, "fetched_at"),
        query=row.query,
        outage=_outage(row.outage, table, wrong),
        restated=tuple(_restated(row.restated, table, wrong)),
        span=table.span,
        places=table.places(),
    )
    return Document(path, "kpi", kpi, provenance, findings=tuple(wrong))


def _outage(row: OutageRow | None, table: Table, wrong: list[Diagnostic]) -> Outage | None:
    if row is None:
        return None
    below = table.within("outage")
    since = _moment(row.since, table, wrong, "outage", "since")
    if not since:
        return None
    return Outage(since=since, reason=row.reason, span=below.span, places=below.places())


def _restated(
    rows: Sequence[RestatedRow], table: Table, wrong: list[Diagnostic]
) -> Iterator[Restatement]:
    for index, row in enumerate(rows):
        if since := _moment(row.since, table, wrong, "restated", str(index), "since"):
            yield Restatement(row.day, row.here, row.there, since)


def _moment(written: Any, table: Table, wrong: list[Diagnostic], *steps: str) -> str:
    if written is None:
        return ""
    if isinstance(written, datetime) and written.tzinfo:
        return written.isoformat()
    message = f"'{steps[-1]}' must be a moment with its offset, like 2026-10-12T07:32:00+02:00"
    help_ = "`okrsite fetch` writes this file; remove it, and it writes it anew."
    wrong.append(error("OKR011", table.at(*steps), message, help_))
    return ""

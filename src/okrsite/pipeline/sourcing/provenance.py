"""Provenance: the file beside a KPI that says where its observations came from."""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import sha256
from typing import Any

import tomli_w

from okrsite.model.kpis import Source
from okrsite.model.provenance import Provenance

HEAD = "# Written by `okrsite fetch`, and only when observations change or a source falls silent.\n"
_DIGITS = re.compile(r"[0-9]+")


def after_success(
    before: Provenance | None, source: Source, now: datetime, *, has_changed: bool, is_first: bool
) -> bytes | None:
    """The file after an answer, or None where it stays: nothing changed, and nothing had failed.

    `is_first` is for values that were there before they were ever fetched from here.
    """
    if has_changed or is_first:
        return _written({"source": source.use, "fetched_at": now, "query": query_digest(source)})
    if before is None or before.outage is None:
        return None
    return _written(_kept(before, source))


def after_failure(
    before: Provenance | None, source: Source, now: datetime, reason: str
) -> bytes | None:
    """The file after a failure, or None where it stays: it failed before, for the same reason.

    Numbers in a reason do not count, so that a request's id or a time changes no file. `since` is
    the first failure since the last answer.
    """
    outage = before.outage if before and before.source == source.use else None
    if outage and _DIGITS.sub("", outage.reason) == _DIGITS.sub("", reason):
        return None
    since = datetime.fromisoformat(outage.since) if outage else now
    return _written({**_kept(before, source), "outage": {"since": since, "reason": reason}})


def query_digest(source: Source) -> str:
    """A short name for what a KPI asks its source."""
    return sha256(source.use.encode() + b"\0" + source.settings).hexdigest()[:16]


def _kept(before: Provenance | None, source: Source) -> dict[str, Any]:
    if before is None or before.source != source.use:
        return {"source": source.use}
    moment = {"fetched_at": datetime.fromisoformat(before.fetched_at)} if before.fetched_at else {}
    query = {"query": before.query} if before.query else {}
    return {"source": before.source, **moment, **query}


def _written(fields: dict[str, Any]) -> bytes:
    return (HEAD + tomli_w.dumps(fields)).encode()

"""Provenance: the file beside a KPI that says where its observations came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import tomli_w

from okrsite.model.kpis import Source
from okrsite.model.provenance import Provenance, Restatement

HEAD = "# Written by `okrsite fetch`, and only when observations change or a source falls silent.\n"
_DIGITS = re.compile(r"[0-9]+")


def after_success(
    before: Provenance | None,
    source: Source,
    now: datetime,
    *,
    has_changed: bool,
    is_first: bool,
    restated: Sequence[Restatement] = (),
) -> bytes | None:
    """The file after an answer, or None where it stays: nothing changed, and nothing had failed.

    `is_first` is for values that were there before they were ever fetched from here. `restated` are
    the published values that the source says otherwise by now.
    """
    noted = {"restated": [_restated(seen) for seen in restated]} if restated else {}
    if has_changed or is_first:
        origin = {"source": source.use, "fetched_at": now, "query": query_digest(source)}
        return _written({**origin, **noted})
    was_restated = before.restated if before and before.source == source.use else ()
    is_silent = before is not None and before.outage is not None
    if not is_silent and tuple(restated) == was_restated:
        return None
    return _written({**_origin(before, source), **noted})


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
    noted = before.restated if before and before.source == source.use else ()
    kept = {"restated": [_restated(seen) for seen in noted]} if noted else {}
    origin = _origin(before, source)
    return _written({**origin, **kept, "outage": {"since": since, "reason": reason}})


def query_digest(source: Source) -> str:
    """A short name for what a KPI asks its source."""
    return sha256(source.use.encode() + b"\0" + source.settings).hexdigest()[:16]


def _origin(before: Provenance | None, source: Source) -> dict[str, Any]:
    if before is None or before.source != source.use:
        return {"source": source.use}
    moment = {"fetched_at": datetime.fromisoformat(before.fetched_at)} if before.fetched_at else {}
    query = {"query": before.query} if before.query else {}
    return {"source": before.source, **moment, **query}


def _restated(seen: Restatement) -> dict[str, Any]:
    there = {} if seen.there is None else {"there": seen.there}
    return {
        "day": seen.day,
        "here": seen.here,
        **there,
        "since": datetime.fromisoformat(seen.since),
    }


def _written(fields: dict[str, Any]) -> bytes:
    return (HEAD + tomli_w.dumps(fields)).encode()

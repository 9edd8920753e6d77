"""Provenance: where a KPI's observations came from, and why none came lately."""

from datetime import datetime

from okrsite.model.names import KpiId
from okrsite.model.source import Written


class Outage(Written, frozen=True, kw_only=True):
    """A source has given nothing since a moment; `reason` is what it said then."""

    since: datetime
    reason: str


class Provenance(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """What `fetch` noted of a KPI's observations, in `<kpi>.source.toml` beside them.

    `source` is a `[sources.<name>]` of the settings, `fetched_at` when observations last changed,
    `query` a digest of what was asked then. Moments have the offset of the site's time zone.
    """

    kpi: KpiId
    source: str
    fetched_at: datetime | None = None
    query: str = ""
    outage: Outage | None = None

"""Provenance: where a KPI's observations came from, and why none came lately."""

from datetime import date, datetime

from okrsite.model.names import KpiId
from okrsite.model.position import Written


class Outage(Written, frozen=True, kw_only=True):
    """A source has given nothing since a moment; `reason` is what it said then."""

    since: str
    reason: str

    @property
    def since_day(self) -> date:
        """The day on which it fell silent, where the company is."""
        return datetime.fromisoformat(self.since).date()


class Provenance(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """What `fetch` noted of a KPI's observations, in `<kpi>.source.toml` beside them.

    `source` is a `[sources.<name>]` of the settings, `fetched_at` when observations last changed,
    `query` a digest of what was asked then. Moments are ISO 8601 texts with the offset of the
    site's time zone, since their day is the company's.
    """

    kpi: KpiId
    source: str
    fetched_at: str = ""
    query: str = ""
    outage: Outage | None = None

    @property
    def fetched_day(self) -> date | None:
        """The day on which observations last changed, where the company is."""
        return datetime.fromisoformat(self.fetched_at).date() if self.fetched_at else None

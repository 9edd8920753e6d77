"""Provenance: where a KPI's observations came from, and why none came lately."""

from datetime import date, datetime
from math import isclose

from msgspec import Struct

from okrsite.model.names import KpiId
from okrsite.model.position import Written

# Two engines that divide the same numbers may differ in the last digits.
AS_EQUAL = 1e-12


class Outage(Written, frozen=True, kw_only=True):
    """A source has given nothing since a moment; `reason` is what it said then."""

    since: str
    reason: str

    @property
    def since_day(self) -> date:
        """The day on which it fell silent, where the company is."""
        return datetime.fromisoformat(self.since).date()


class Restatement(Struct, frozen=True):
    """A published value that its source now says otherwise.

    `here` is the value in the file, `there` the source's, None where it has none any more. `since`
    is the moment at which that was first seen.
    """

    day: date
    here: float
    there: float | None
    since: str

    @property
    def since_day(self) -> date:
        """The day on which it was first seen, where the company is."""
        return datetime.fromisoformat(self.since).date()

    def is_about(self, value: float | None) -> bool:
        """Whether a value that stands in the file now, if any, is the one that was denied."""
        return value is not None and isclose(value, self.here, rel_tol=AS_EQUAL)


class Provenance(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """What `fetch` noted of a KPI's observations, in `<kpi>.source.toml` beside them.

    `source` is a `[sources.<name>]` of the settings, `fetched_at` when observations last changed,
    `query` a digest of what was asked then. Moments are ISO 8601 texts with the offset of the
    site's time zone, since their day is the company's. `restated` are the values that stay as they
    were published although the source says otherwise, by day.
    """

    kpi: KpiId
    source: str
    fetched_at: str = ""
    query: str = ""
    outage: Outage | None = None
    restated: tuple[Restatement, ...] = ()

    @property
    def fetched_day(self) -> date | None:
        """The day on which observations last changed, where the company is."""
        return datetime.fromisoformat(self.fetched_at).date() if self.fetched_at else None

"""Records asked as `fetch` asks them: what a source gave, and queries as an editor types them."""

from datetime import date

import msgspec
import pytest

from okrsite.api import (
    Failure,
    Kpi,
    RecordQuery,
    Request,
    SourceContext,
    SourceRecord,
    Span,
    record_source,
)

UNTIL = date(2026, 11, 20)


class Settings(msgspec.Struct, frozen=True):
    """Nothing."""


class RecordsAsked:
    """Asks about records that a source would give, and remembers what it was asked for."""

    def __init__(self, given, folder):
        self.given = given
        self.folder = folder
        self.context = {"seconds": 20}
        self.wanted = []

    def batch(self, queries, *, since=None, until=UNTIL, year_starts=1, query=RecordQuery, **kpi):
        """What is found for several KPIs: by id, its values by day, or the reason of a failure."""
        source = record_source(
            name="given", title="Given", settings=Settings, query=query, records=self._give
        )
        requests = tuple(
            Request(
                Kpi(span=Span("kpi.md"), id=name, title=name, **kpi),
                msgspec.convert(written, query),
                since,
                until,
                year_starts,
            )
            for name, written in queries.items()
        )
        context = SourceContext(str(self.folder), scratch_dir=str(self.folder), **self.context)
        found = {name: {} for name in queries}
        for answer in source.fetch(requests, Settings(), context):
            if isinstance(answer, Failure):
                found[answer.kpi] = answer.reason
            else:
                found[answer.kpi][answer.day.isoformat()] = answer.value
        return found

    def __call__(self, written, **request):
        """What is found for one KPI."""
        return self.batch({"churn": written}, **request)["churn"]

    def _give(self, wanted, _settings, _context):
        self.wanted.append(wanted)
        yield from (SourceRecord(item) if isinstance(item, dict) else item for item in self.given)


@pytest.fixture
def records(tmp_path):
    """Makes something that asks about records: `records({"id": 1}, ...)`."""
    return lambda *given: RecordsAsked(given, tmp_path)

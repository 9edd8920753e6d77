"""Records of a source of one's own that are kept: by a watermark, and by a state of its own."""

from datetime import date

import msgspec
import pytest

from okrsite.api import (
    DeclaredTable,
    Failure,
    Keeping,
    KeptState,
    Kpi,
    RecordQuery,
    Request,
    SourceContext,
    SourceRecord,
    Span,
    record_source,
)


class Settings(msgspec.Struct, frozen=True):
    """Where they come from."""

    place: str = "desk"


class Keeper:
    """A source that gives what it is told to, and how it was asked."""

    def __init__(self, cache, keep):
        self.cache, self.keep = str(cache), keep
        self.wanted, self.given = [], []

    def __call__(self, query, settings=None):
        source = record_source(
            name="given",
            title="Given",
            settings=Settings,
            query=RecordQuery,
            records=self._give,
            keep=self.keep,
        )
        kpi = Kpi(span=Span("kpi.md"), id="kpi", title="KPI")
        request = Request(kpi, RecordQuery(**query), None, date(2026, 11, 20))
        context = SourceContext("/", 20, cache_dir=self.cache, cache_key=b"k")
        (answer,) = source.fetch((request,), settings or Settings(), context)
        return answer.reason if isinstance(answer, Failure) else answer.value

    def _give(self, wanted, _settings, _context):
        self.wanted.append(wanted)
        yield from self.given


def by_watermark(_query, settings, table):
    return Keeping(settings.place, watermark="at") if table == "tickets" else None


def by_state(_query, settings, _table):
    return Keeping(settings.place, is_whole=True)


def ticket(number, at):
    return SourceRecord({"id": number, "at": at}, "tickets")


def test_a_table_with_a_watermark_is_wanted_since_then_and_others_are_not(tmp_path) -> None:
    keeper = Keeper(tmp_path, by_watermark)
    query = "select count(*) from tickets join people on people.id = tickets.id"
    people = [SourceRecord({"id": 1}, "people")]
    keeper.given = [DeclaredTable("tickets", key=("id",)), ticket(1, "2026-10-05"), *people]
    assert keeper({"query": query}) == 1
    keeper.given = [DeclaredTable("tickets", key=("id",)), *people]
    assert keeper({"query": "select count(*) from tickets"}) == 0
    days = [(sorted(wanted.tables), wanted.since) for wanted in keeper.wanted]
    assert days[:2] == [(["people"], None), (["tickets"], None)]
    assert days[2:] == [(["tickets"], date(2026, 10, 4))]


@pytest.mark.parametrize("key", [(), ("id",)])
def test_a_state_comes_back_with_the_records_that_it_is_of(tmp_path, key) -> None:
    keeper = Keeper(tmp_path, by_state)
    table = DeclaredTable("tickets", key=key, goes_on=True)
    others = [DeclaredTable("others", goes_on=True), SourceRecord({"id": 1}, "others")]
    states = [KeptState({"page": 1}), KeptState({"page": 2})]
    keeper.given = [table, *others, ticket(1, "2026-10-05"), *states]
    count = {"table": "tickets", "count": True}
    assert keeper(count) == 1
    keeper.given = [table, ticket(2, "2026-10-06")]
    assert keeper(count) == 2
    keeper.given = [table, ticket(3, "2026-10-06"), KeptState({"page": 4})]
    assert keeper(count) == 3
    assert keeper(count, Settings("elsewhere")) == 1
    states = [wanted.state for wanted in keeper.wanted]
    assert states == [None, {"page": 2}, {"page": 2}, None]


def test_a_table_that_does_not_go_on_is_what_came(tmp_path) -> None:
    keeper = Keeper(tmp_path, by_state)
    for number in (1, 2):
        keeper.given = [ticket(number, "2026-10-05"), KeptState(number)]
        assert keeper({"table": "tickets", "count": True}) == 1
    assert [wanted.state for wanted in keeper.wanted] == [None, None]


def test_a_table_without_any_field_is_not_kept_yet(tmp_path) -> None:
    keeper = Keeper(tmp_path, by_watermark)
    query = {"query": "select count(*) from tickets"}
    keeper.given = [DeclaredTable("tickets")]
    assert "no record came for the table 'tickets'" in keeper(query)
    keeper.given = [DeclaredTable("tickets", key=("id",)), ticket(1, "2026-10-05")]
    assert keeper(query) == 1
    assert [wanted.since for wanted in keeper.wanted] == [None, None]

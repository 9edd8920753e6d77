"""Files change only when there is something to tell."""

from datetime import date, datetime, timedelta, timezone

import pytest

from okrsite.model.kpis import Kpi, Source
from okrsite.model.position import Span
from okrsite.model.series import Point, Series, pack
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.sourcing import Accepted, KpiFiles, Rejected, apply, default_since

NOW = datetime(2026, 11, 20, 0, 30, tzinfo=timezone(timedelta(hours=1)))
LATER = NOW + timedelta(days=1)
TODAY = NOW.date()
DAY = date(2026, 10, 31)
SERIES, NOTE = "content/kpis/churn.csv", "content/kpis/churn.source.toml"


def kpi(use="office", settings=b"{}", cadence="monthly"):
    source = Source(use=use, settings=settings, span=Span("k.md"))
    return Kpi(id="churn", title="Churn", source=source, cadence=cadence, span=Span("k.md"))


def applied(answer, series=None, note=None, asking=None, now=NOW, **named):
    files = KpiFiles(SERIES, NOTE, series, note)
    return apply(asking or kpi(), files, answer, TODAY, now, **named)


def read(note):
    document = parse(NOTE, note, Markdown())
    assert document.findings == ()
    return document.entity


def test_new_values_come_with_a_note_of_their_origin() -> None:
    found = applied(Accepted({DAY: 4.8}))
    assert found.series == b"date,value\n2026-10-31,4.8\n"
    note = read(found.provenance)
    assert (note.kpi, note.source, note.fetched_day) == ("churn", "office", TODAY)
    assert len(note.query) == 16
    assert note.outage is None


def test_a_second_fetch_of_the_same_touches_nothing() -> None:
    first = applied(Accepted({DAY: 4.8}))
    again = applied(Accepted({DAY: 4.8}), first.series, first.provenance, now=LATER)
    assert (again.series, again.provenance) == (None, None)


def test_values_that_were_there_before_get_a_note_once() -> None:
    found = applied(Accepted({DAY: 4.8}), b"date,value\n2026-10-31,4.8\n")
    assert found.series is None
    assert read(found.provenance).source == "office"
    moved = applied(
        Accepted({DAY: 4.8}), b"date,value\n2026-10-31,4.8\n", found.provenance, kpi("shop")
    )
    assert read(moved.provenance).source == "shop"


def test_an_empty_answer_writes_nothing() -> None:
    found = applied(Accepted({}))
    assert (found.series, found.provenance, found.failure) == (None, None, "")


def test_a_failure_is_noted_once_and_its_numbers_do_not_count() -> None:
    first = applied(Accepted({DAY: 4.8}))
    silent = applied(Rejected("no answer after 60 s"), first.series, first.provenance, now=LATER)
    assert silent.series is None
    note = read(silent.provenance)
    assert note.fetched_day == TODAY
    assert (note.outage.since_day, note.outage.reason) == (LATER.date(), "no answer after 60 s")
    still = applied(Rejected("no answer after 61 s"), first.series, silent.provenance)
    assert still.provenance is None
    other = applied(
        Rejected("no such host"), first.series, silent.provenance, now=LATER + timedelta(1)
    )
    assert read(other.provenance).outage.reason == "no such host"
    assert read(other.provenance).outage.since == read(silent.provenance).outage.since


def test_an_answer_ends_the_outage_and_leaves_the_day_of_the_last_change() -> None:
    first = applied(Accepted({DAY: 4.8}))
    silent = applied(Rejected("no such host"), first.series, first.provenance)
    well = applied(Accepted({DAY: 4.8}), first.series, silent.provenance, now=LATER)
    assert well.provenance == first.provenance


def test_a_note_that_cannot_be_read_is_written_anew() -> None:
    torn = b'source = "off'
    found = applied(Accepted({DAY: 4.8}), b"date,value\n2026-10-31,4.8\n", torn)
    assert read(found.provenance).source == "office"


@pytest.mark.parametrize("reason", ['"quoted" \\ back', "ümlaut – dash", "tab\there", "]]'''+++"])
def test_any_reason_can_be_read_again(reason: str) -> None:
    assert read(applied(Rejected(reason)).provenance).outage.reason == reason


def test_a_file_with_a_mistake_is_a_failure_at_its_place_and_gets_no_note() -> None:
    found = applied(Accepted({DAY: 4.8}), b"date,value\n2026-09-30,8\n2026-10")
    assert (found.series, found.provenance) == (None, None)
    assert found.failure.startswith("content/kpis/churn.csv:3:1: OKR075")


def series(*days):
    points = pack(Point(day, 1.0) for day in days)
    return Series(kpi="churn", points=points, span=Span(SERIES))


@pytest.mark.parametrize(
    ("cadence", "newest", "first"),
    [
        ("daily", "2026-11-10", "2026-11-09"),
        ("weekly", "2026-11-11", "2026-11-02"),
        ("monthly", "2026-10-31", "2026-09-01"),
        ("quarterly", "2026-10-01", "2026-07-01"),
        ("yearly", "2026-06-01", "2025-01-01"),
    ],
)
def test_the_last_period_is_asked_for_again(cadence: str, newest: str, first: str) -> None:
    known = series(date.fromisoformat(newest))
    assert default_since(kpi(cadence=cadence), known, TODAY) == date.fromisoformat(first)


def test_without_values_everything_is_wanted_and_the_future_does_not_count() -> None:
    assert default_since(kpi(), None, TODAY) is None
    assert default_since(kpi(), series(date(2027, 1, 1)), TODAY) is None
    assert default_since(kpi(), series(date.min), TODAY) == date.min


@pytest.mark.parametrize(
    ("cadence", "lookback", "first"),
    [
        ("monthly", 0, "2026-09-01"),
        ("monthly", 10, "2026-09-01"),
        ("monthly", 100, "2026-07-01"),
        ("daily", 400, "2025-09-26"),
        ("yearly", 10, "2025-01-01"),
        ("monthly", 36_525, "1926-10-01"),
    ],
)
def test_a_source_that_looks_back_is_asked_for_whole_periods_of_it(
    cadence: str, lookback: int, first: str
) -> None:
    since = default_since(kpi(cadence=cadence), series(DAY), TODAY, lookback=lookback)
    assert since == date.fromisoformat(first)

"""Files change only when there is something to tell."""

from datetime import date, datetime, timedelta, timezone

import pytest

from okrsite.model.kpis import Kpi, Source
from okrsite.model.position import Span
from okrsite.model.series import Point, Series, packed
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.sourcing import Observed, Refused, first_wanted, settle
from okrsite.pipeline.sourcing.apply import Files

NOW = datetime(2026, 11, 20, 0, 30, tzinfo=timezone(timedelta(hours=1)))
LATER = NOW + timedelta(days=1)
TODAY = NOW.date()
DAY = date(2026, 10, 31)
SERIES, NOTE = "content/kpis/churn.csv", "content/kpis/churn.source.toml"


def kpi(use="office", settings=b"{}", cadence="monthly"):
    source = Source(use=use, settings=settings, span=Span("k.md"))
    return Kpi(id="churn", title="Churn", source=source, cadence=cadence, span=Span("k.md"))


def settled(answer, series=None, note=None, asking=None, now=NOW, **named):
    files = Files(SERIES, NOTE, series, note)
    return settle(asking or kpi(), files, answer, TODAY, now, **named)


def read(note):
    document = parse(NOTE, note, Markdown())
    assert document.findings == ()
    return document.entity


def test_new_values_come_with_a_note_of_their_origin() -> None:
    found = settled(Observed({DAY: 4.8}))
    assert found.series == b"date,value\n2026-10-31,4.8\n"
    note = read(found.note)
    assert (note.kpi, note.source, note.fetched_day) == ("churn", "office", TODAY)
    assert len(note.query) == 16
    assert note.outage is None


def test_a_second_fetch_of_the_same_touches_nothing() -> None:
    first = settled(Observed({DAY: 4.8}))
    again = settled(Observed({DAY: 4.8}), first.series, first.note, now=LATER)
    assert (again.series, again.note) == (None, None)


def test_values_that_were_there_before_get_a_note_once() -> None:
    found = settled(Observed({DAY: 4.8}), b"date,value\n2026-10-31,4.8\n")
    assert found.series is None
    assert read(found.note).source == "office"
    moved = settled(Observed({DAY: 4.8}), b"date,value\n2026-10-31,4.8\n", found.note, kpi("shop"))
    assert read(moved.note).source == "shop"


def test_an_empty_answer_writes_nothing() -> None:
    found = settled(Observed({}))
    assert (found.series, found.note, found.failure) == (None, None, "")


def test_a_failure_is_noted_once_and_its_numbers_do_not_count() -> None:
    first = settled(Observed({DAY: 4.8}))
    silent = settled(Refused("no answer after 60 s"), first.series, first.note, now=LATER)
    assert silent.series is None
    note = read(silent.note)
    assert note.fetched_day == TODAY
    assert (note.outage.since_day, note.outage.reason) == (LATER.date(), "no answer after 60 s")
    still = settled(Refused("no answer after 61 s"), first.series, silent.note)
    assert still.note is None
    other = settled(Refused("no such host"), first.series, silent.note, now=LATER + timedelta(1))
    assert read(other.note).outage.reason == "no such host"
    assert read(other.note).outage.since == read(silent.note).outage.since


def test_an_answer_ends_the_outage_and_leaves_the_day_of_the_last_change() -> None:
    first = settled(Observed({DAY: 4.8}))
    silent = settled(Refused("no such host"), first.series, first.note)
    well = settled(Observed({DAY: 4.8}), first.series, silent.note, now=LATER)
    assert well.note == first.note


def test_a_note_that_cannot_be_read_is_written_anew() -> None:
    torn = b'source = "off'
    found = settled(Observed({DAY: 4.8}), b"date,value\n2026-10-31,4.8\n", torn)
    assert read(found.note).source == "office"


@pytest.mark.parametrize("reason", ['"quoted" \\ back', "ümlaut – dash", "tab\there", "]]'''+++"])
def test_any_reason_can_be_read_again(reason: str) -> None:
    assert read(settled(Refused(reason)).note).outage.reason == reason


def test_a_file_with_a_mistake_is_a_failure_at_its_place_and_gets_no_note() -> None:
    found = settled(Observed({DAY: 4.8}), b"date,value\n2026-09-30,8\n2026-10")
    assert (found.series, found.note) == (None, None)
    assert found.failure.startswith("content/kpis/churn.csv:3:1: OKR075")


def series(*days):
    points = packed(Point(day, 1.0) for day in days)
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
    assert first_wanted(kpi(cadence=cadence), known, TODAY) == date.fromisoformat(first)


def test_without_values_everything_is_wanted_and_the_future_does_not_count() -> None:
    assert first_wanted(kpi(), None, TODAY) is None
    assert first_wanted(kpi(), series(date(2027, 1, 1)), TODAY) is None
    assert first_wanted(kpi(), series(date.min), TODAY) == date.min

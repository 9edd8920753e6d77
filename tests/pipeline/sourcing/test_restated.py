"""What a source says otherwise about the past is noted, and what was published stays."""

from datetime import date, timedelta

from okrsite.pipeline.sourcing import Accepted, Rejected

from .test_apply import LATER, NOW, TODAY, applied, read

AUGUST, SEPTEMBER, OCTOBER = date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)
PUBLISHED = b"date,value\n2026-08-31,5\n2026-09-30,4.5\n2026-10-31,4.8\n"
KNOWN = applied(Accepted({AUGUST: 5, SEPTEMBER: 4.5, OCTOBER: 4.8}), PUBLISHED).provenance


def noted(update):
    """What the note says: by day, what is here and what is there."""
    return {seen.day: (seen.here, seen.there) for seen in read(update.provenance).restated}


def test_another_value_for_the_past_is_noted_with_the_moment_and_not_written() -> None:
    found = applied(Accepted({SEPTEMBER: 4.7, OCTOBER: 4.8}), PUBLISHED, KNOWN)
    assert found.series is None
    assert noted(found) == {SEPTEMBER: (4.5, 4.7)}
    (seen,) = read(found.provenance).restated
    assert (seen.since, seen.since_day) == (NOW.isoformat(), TODAY)
    assert found.restated == (seen,)


def test_seen_again_it_keeps_its_moment_and_touches_no_file() -> None:
    first = applied(Accepted({SEPTEMBER: 4.7, OCTOBER: 4.8}), PUBLISHED, KNOWN)
    again = applied(
        Accepted({SEPTEMBER: 4.7, OCTOBER: 4.8}), PUBLISHED, first.provenance, now=LATER
    )
    assert again.provenance is None
    assert again.restated == first.restated
    other = applied(
        Accepted({SEPTEMBER: 4.9, OCTOBER: 4.8}), PUBLISHED, first.provenance, now=LATER
    )
    assert noted(other) == {SEPTEMBER: (4.5, 4.9)}
    assert other.restated[0].since == NOW.isoformat()


def test_it_is_forgotten_once_the_source_agrees_again() -> None:
    first = applied(Accepted({SEPTEMBER: 4.7, OCTOBER: 4.8}), PUBLISHED, KNOWN)
    mended = applied(Accepted({SEPTEMBER: 4.5, OCTOBER: 4.8}), PUBLISHED, first.provenance)
    assert noted(mended) == {}
    assert read(mended.provenance).fetched_at == read(first.provenance).fetched_at


def test_it_is_forgotten_once_the_value_is_taken_over() -> None:
    first = applied(Accepted({SEPTEMBER: 4.7, OCTOBER: 4.8}), PUBLISHED, KNOWN)
    taken = applied(
        Accepted({SEPTEMBER: 4.7, OCTOBER: 4.8}), PUBLISHED, first.provenance, revise=True
    )
    assert taken.series == PUBLISHED.replace(b"4.5", b"4.7")
    assert noted(taken) == {}


def test_what_was_seen_of_earlier_days_stays_until_the_file_is_another() -> None:
    first = applied(Accepted({AUGUST: 6, SEPTEMBER: 4.5, OCTOBER: 4.8}), PUBLISHED, KNOWN)
    later = applied(Accepted({OCTOBER: 4.8}), PUBLISHED, first.provenance)
    assert (later.provenance, later.restated) == (None, first.restated)
    edited = PUBLISHED.replace(b"2026-08-31,5\n", b"2026-08-31,6\n")
    assert noted(applied(Accepted({OCTOBER: 4.8}), edited, first.provenance)) == {}


def test_a_row_amid_the_answer_that_is_gone_there_is_noted_and_left() -> None:
    found = applied(Accepted({AUGUST: 5, OCTOBER: 4.8}), PUBLISHED, KNOWN)
    assert found.series is None
    assert found.merged.gone == ((SEPTEMBER, 4.5),)
    assert noted(found) == {SEPTEMBER: (4.5, None)}


def test_the_newest_row_that_was_taken_back_is_noted() -> None:
    found = applied(Accepted({AUGUST: 5, SEPTEMBER: 4.5}), PUBLISHED, KNOWN)
    assert noted(found) == {OCTOBER: (4.8, None)}


def test_days_before_all_that_a_source_keeps_are_not_gone() -> None:
    found = applied(Accepted({SEPTEMBER: 4.5, OCTOBER: 4.8}), PUBLISHED, KNOWN)
    assert (found.provenance, found.restated) == (None, ())


def test_a_source_that_only_tells_today_takes_nothing_back() -> None:
    found = applied(Accepted({TODAY: 4.9}), PUBLISHED, KNOWN)
    assert noted(found) == {}


def test_rows_of_a_period_that_runs_are_not_gone_yet() -> None:
    running = PUBLISHED + b"2026-11-10,4.9\n"
    found = applied(Accepted({OCTOBER: 4.8}), running, KNOWN)
    assert found.restated == ()


def test_an_answer_without_rows_where_there_were_some_is_noted() -> None:
    found = applied(Accepted({}, since=date(2026, 9, 1)), PUBLISHED, KNOWN)
    assert noted(found) == {SEPTEMBER: (4.5, None), OCTOBER: (4.8, None)}


def test_rows_that_never_came_from_there_are_not_gone() -> None:
    found = applied(Accepted({}, since=date(2026, 9, 1)), PUBLISHED)
    assert (found.provenance, found.restated) == (None, ())


def test_a_source_that_falls_silent_is_noted_beside_it() -> None:
    first = applied(Accepted({SEPTEMBER: 4.7, OCTOBER: 4.8}), PUBLISHED, KNOWN)
    silent = applied(Rejected("no such host"), PUBLISHED, first.provenance, now=LATER)
    assert noted(silent) == {SEPTEMBER: (4.5, 4.7)}
    assert read(silent.provenance).outage.reason == "no such host"


def test_new_values_are_written_beside_it() -> None:
    last = TODAY - timedelta(days=1)
    found = applied(Accepted({SEPTEMBER: 4.7, OCTOBER: 4.8, last: 5.0}), PUBLISHED, KNOWN)
    assert found.series == PUBLISHED + b"2026-11-19,5\n"
    assert noted(found) == {SEPTEMBER: (4.5, 4.7)}

"""Who hangs costs the others of its source nothing but time, and is known by name."""

import pytest

from okrsite.effects.fetch import retry, runner

ANSWERED = "date,value\n2026-11-10,4.5\n"
LATE = "it had no answer when the 2 s of its source were over (its timeout)"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    """Nobody waits here for what passes."""
    monkeypatch.setattr(runner, "_PAUSE", 0.01)


def failures(result):
    return {outcome.kpi.id: outcome.update.failure for outcome in result.outcomes}


def desk(office, **seconds):
    office.source("desk", "timeout = 2")
    for name, value in seconds.items():
        office.kpi(name, "desk", f'do = "takes_its_turn"\nvalue = {value}.0')


def test_who_hangs_fails_alone_and_is_named(office) -> None:
    desk(office, a=0, b=1000, c=0)
    (result,) = office.fetch().results
    assert failures(result) == {"a": "", "b": LATE, "c": ""}
    assert office.series("a") == office.series("c") == ANSWERED
    assert office.series("b") is None
    assert LATE in office.note("b")
    assert result.attempts == 2


def test_of_several_that_are_asked_at_a_time_those_that_answered_keep_it(office) -> None:
    desk(office, a=0, b=0)
    office.kpi("a", "desk", 'do = "answers_b_first"')
    (result,) = office.fetch().results
    assert failures(result) == {"a": LATE, "b": ""}
    assert office.series("b") == ANSWERED
    assert result.attempts == 1


def test_two_that_hang_are_both_named(office) -> None:
    desk(office, a=1000, b=0, c=1000, d=0)
    (result,) = office.fetch().results
    assert failures(result) == {"a": LATE, "b": "", "c": LATE, "d": ""}
    assert office.series("b") == office.series("d") == ANSWERED
    assert result.attempts == 3


def test_those_whose_turn_never_came_are_told_of_whom_they_waited_for(office, monkeypatch) -> None:
    monkeypatch.setattr(retry, "ATTEMPTS", 1)
    desk(office, a=0, b=1000, c=0)
    (result,) = office.fetch().results
    unasked = "it was not asked: the 2 s of its source were over while b was asked"
    assert failures(result) == {"a": "", "b": LATE, "c": unasked}
    assert office.series("a") == ANSWERED
    assert office.series("c") is None


def test_the_doctor_waits_no_longer_than_it_says_and_names_who_hangs(office) -> None:
    office.source("desk", "timeout = 500")
    office.source("good")
    office.kpi("a", "desk", 'do = "takes_its_turn"\nvalue = 1000.0')
    office.kpi("b", "good")
    done = office.run("plugins", "doctor", "--seconds", "1")
    assert done.returncode == 3
    assert "good (desk): good, 1 values for 1 KPI\n" in done.stdout
    assert "desk (desk): ill\n  a: it had no answer when the 1 s of its source" in done.stdout
    assert (
        "desk hangs or is slow: the doctor waited 1 s, and `okrsite fetch` would wait 500 s. "
        "`--seconds 500` waits as long.\n"
    ) in done.stdout


def test_the_doctor_says_of_a_timeout_that_it_is_the_source_s_own(office) -> None:
    office.source("desk", "timeout = 1")
    office.kpi("a", "desk", 'do = "takes_its_turn"\nvalue = 1000.0')
    assert "desk hangs: its timeout of 1 s was over.\n" in office.run("plugins", "doctor").stdout

"""Whatever one source does, it costs its own KPIs alone, and never becomes a zero."""

import pytest

from .conftest import DESK

# The lines of the desk's own code that raise.
LINES = {
    act: DESK.splitlines().index(line) + 1
    for act, line in {
        "exits": '    sys.exit("goodbye")',
        "raises": '    raise ZeroDivisionError("by itself")',
    }.items()
}
# What each desk does, and what is said of it.
TROUBLES = {
    "hangs": "it had no answer after 1 s",
    "chatters": "it had no answer after 1 s",
    "streams": "",
    "dies": "its process was ended by SIGABRT",
    "ends": "its process ended early, with the exit code 0",
    "exits": "the plugin desk failed: SystemExit: goodbye (plugins/desk.py:{exits})",
    "garbles": "its process said something that is no answer",
    "raises": "the plugin desk failed: ZeroDivisionError: by itself (plugins/desk.py:{raises})",
    "refuses": "no such table",
    "no observation": "the plugin desk failed: TypeError: it gave the float 4.5, "
    "not an Observation or a Failure",
}
LIES = {
    "not a number": "it gave nan for 2026-11-10",
    "infinite": "it gave inf for 2026-11-10",
    "text": "it gave the text '4.5' for 2026-11-10, where a number belongs",
    "true": "it gave True for 2026-11-10, where a number belongs",
    "future": "it gave a value for 2027-01-01, which is after 2026-11-20",
    "no day": "it gave the text '2026-11-10' where a day belongs (datetime.date)",
    "fails": "no such column",
}


def named(act):
    return act.replace(" ", "-").replace("_", "-")


@pytest.fixture(scope="module")
def visits(offices):
    """One fetch of an office in which nearly every source misbehaves."""
    office = offices()
    for act in TROUBLES:
        office.source(named(act), "timeout = 1")
        office.kpi(f"of-{named(act)}", named(act), f'do = "{act}"')
    office.source("liar")
    for act in LIES:
        office.kpi(named(act), "liar", f'do = "{act}"')
    office.kpi("beside-liars", "liar")
    office.source("good")
    for act in ("answer", "recovers", "prints", "nothing"):
        office.kpi(act, "good" if act == "answer" else act, f'do = "{act}"')
        office.source(act)
    office.source("stranger")
    office.kpi("stranger", "stranger", 'do = "a stranger"')
    fetched = office.fetch()
    return office, {result.source: result for result in fetched.results}


@pytest.mark.parametrize("act", TROUBLES)
def test_a_source_in_trouble_is_told_with_its_reason_and_leaves_no_value(visits, act) -> None:
    office, by_source = visits
    result = by_source[named(act)]
    assert TROUBLES[act].format(**LINES) in result.error
    assert result.error
    assert office.series(f"of-{named(act)}") is None
    assert result.error in office.note(f"of-{named(act)}")


@pytest.mark.parametrize("act", LIES)
def test_a_lie_costs_the_kpi_its_answer_and_nothing_is_written(visits, act) -> None:
    office, by_source = visits
    failures = {outcome.kpi.id: outcome.update.failure for outcome in by_source["liar"].outcomes}
    assert LIES[act] in failures[named(act)]
    assert office.series(named(act)) is None


def test_whoever_behaves_is_not_stopped(visits) -> None:
    office, by_source = visits
    for name in ("answer", "recovers", "prints", "beside-liars"):
        assert office.series(name) == "date,value\n2026-11-10,4.5\n", name
    assert by_source["prints"].error == ""


def test_trouble_that_may_pass_is_tried_again_and_other_trouble_is_not(visits) -> None:
    office, by_source = visits
    assert (office.notes / "attempts-recovers").read_text() == "xxx"
    assert (office.notes / "attempts-of-refuses").read_text() == "x"
    assert by_source["hangs"].attempts == 2
    assert by_source["refuses"].attempts == 1


def test_values_for_somebody_else_are_nobodys(visits) -> None:
    office, by_source = visits
    assert by_source["stranger"].unexpected == ("somebody-else",)
    assert office.series("stranger") is None
    assert office.series("somebody-else") is None


def test_an_empty_answer_is_no_value_and_no_failure(visits) -> None:
    office, by_source = visits
    (outcome,) = by_source["nothing"].outcomes
    assert outcome.update.failure == ""
    assert (office.series("nothing"), office.note("nothing")) == (None, None)


def test_what_a_source_started_ends_with_it(visits) -> None:
    office, _ = visits
    assert not office.is_held()


def test_what_a_failing_source_printed_is_kept_for_those_who_ask(visits) -> None:
    _, by_source = visits
    assert by_source["chatters"].output
    assert set(by_source["chatters"].output) <= {"y" * 299 + "…", *("y" * n for n in range(300))}

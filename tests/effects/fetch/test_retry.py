"""Only those are asked again whom it may help, and whoever answered is not forgotten."""

from datetime import date

import pytest

from okrsite.effects.fetch.attempt import Attempt, complete_answers
from okrsite.effects.fetch.protocol import Task
from okrsite.effects.fetch.retry import RetryState, final_answers, next_state, recorded
from okrsite.model.extensions import Request
from okrsite.model.kpis import Kpi
from okrsite.model.position import Span
from okrsite.model.settings import SourceSettings
from okrsite.pipeline.sourcing import Values


def task(*kpis: str) -> Task:
    requests = tuple(
        Request(Kpi(id=name, title=name, span=Span("k.md")), b"{}", None, date(2026, 11, 20))
        for name in kpis
    )
    source = SourceSettings(plugin="desk", span=Span("okrsite.toml"))
    return Task("/", "desk", source, "desk", requests)


def values(*kpis: str) -> list[Values]:
    return [Values(name, b"", b"") for name in kpis]


def asked(state: RetryState | None) -> list[str] | None:
    return state and [request.kpi.id for request in state.task.requests]


def after(*attempts: Attempt, kpis: str = "abc") -> RetryState | None:
    """The state after attempts that follow each other."""
    state: RetryState | None = RetryState(task(*kpis))
    for attempt in attempts:
        assert state is not None
        state = next_state(recorded(state, attempt), attempt)
    return state


def test_only_the_kpi_whose_failure_may_pass_is_asked_again() -> None:
    attempt = Attempt(values("a"), {"b": "busy", "c": "no such column"}, transient={"b"})
    state = after(attempt)
    assert asked(state) == ["b"]
    assert state is not None
    assert state.settled.failures == {"c": "no such column"}
    assert state.settled.values == values("a")


@pytest.mark.parametrize(
    "attempt",
    [
        Attempt(values("a", "b", "c")),
        Attempt(values("a"), {"b": "no such column"}),
        Attempt(error="no such table"),
    ],
)
def test_where_asking_again_is_in_vain_nobody_is(attempt: Attempt) -> None:
    assert after(attempt) is None


def test_a_source_that_is_busy_is_asked_three_times_for_all() -> None:
    busy = Attempt(error="busy", is_transient=True)
    assert asked(after(busy)) == asked(after(busy, busy)) == ["a", "b", "c"]
    assert after(busy, busy, busy) is None


def test_a_source_that_hangs_as_a_whole_is_asked_twice() -> None:
    late = Attempt(error="it had no answer after 2 s", is_transient=True, has_timed_out=True)
    assert asked(after(late)) == ["a", "b", "c"]
    assert after(late, late) is None


def hung(begun: str, kpis: str = "abc") -> Attempt:
    """An attempt whose time was over while the last of those begun was asked."""
    attempt = Attempt(
        values(*begun),
        begun=dict.fromkeys(begun, 1.5),
        error="late",
        is_transient=True,
        has_timed_out=True,
    )
    return complete_answers(attempt, 2, [*kpis])


def test_a_kpi_that_hung_is_asked_last_and_those_before_it_keep_their_answers() -> None:
    state = after(hung("ab"))
    assert asked(state) == ["c", "b"]
    assert state is not None
    assert state.settled.values == values("a")


def test_a_kpi_that_had_most_of_the_time_is_not_asked_again() -> None:
    attempt = hung("ab")
    attempt.begun["b"] = 0.5
    late = complete_answers(
        Attempt(values("a"), begun=attempt.begun, is_transient=True, has_timed_out=True), 2, "abc"
    )
    assert asked(after(late)) == ["c"]


def test_of_several_that_were_asked_at_a_time_all_that_hung_are_named() -> None:
    late = complete_answers(
        Attempt(
            values("c"),
            begun=dict.fromkeys("abc", 1.5),
            finished={"c"},
            error="late",
            is_transient=True,
            has_timed_out=True,
        ),
        2,
        "abcd",
    )
    reason = "it had no answer when the 2 s of its source were over (its timeout)"
    unasked = "it was not asked: the 2 s of its source were over while a, b were asked"
    assert late.failures == {"a": reason, "b": reason, "d": unasked}
    assert late.values == values("c")


def test_a_kpi_that_hung_fails_for_that_although_its_turn_does_not_come_again() -> None:
    first = hung("a")
    state = next_state(recorded(RetryState(task(*"abc")), first), first)
    assert state is not None
    last = hung("b", "bca")
    answers = final_answers(task(*"abc"), recorded(state, last), last)
    late = "it had no answer when the 2 s of its source were over (its timeout)"
    unasked = "it was not asked: the 2 s of its source were over while b was asked"
    assert answers.failures == {"a": late, "b": late, "c": unasked}


def test_an_error_of_the_second_attempt_is_that_of_the_kpis_it_asked() -> None:
    first = Attempt(values("a", "c"), {"b": "busy"}, transient={"b"})
    state = next_state(recorded(RetryState(task(*"abc")), first), first)
    assert state is not None
    last = Attempt(error="the door is shut")
    answers = final_answers(task(*"abc"), recorded(state, last), last)
    assert (answers.error, answers.failures) == ("", {"b": "the door is shut"})
    assert answers.values == values("a", "c")


def test_without_whose_turn_it_was_nothing_of_a_late_answer_is_complete() -> None:
    late = Attempt(values("a"), error="late", is_transient=True, has_timed_out=True)
    assert complete_answers(late, 2, ["a"]).error == "late"

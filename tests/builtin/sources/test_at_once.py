"""Several questions at a time, and what becomes of them when connections fail."""

import threading
from datetime import date

import pytest

from okrsite.answers.observations import AnswerError
from okrsite.api import Failure, Kpi, Request, SourceContext, SourceError, Span
from okrsite.builtin.sources.at_once import Answered, answers_at_once

AWAY = "the database cannot be reached"


def request(name):
    return Request(
        Kpi(span=Span(f"{name}.md"), id=name, title=name), None, None, date(2026, 10, 31)
    )


class Database:
    """Lets so many connections in, and does with each question what its KPI is called."""

    def __init__(self, lets_in=99):
        self.lets_in = lets_in
        self.opened = self.closed = 0
        self.told = []
        self._guard = threading.Lock()
        self.is_released = threading.Event()

    def open(self):
        with self._guard:
            if self.opened >= self.lets_in:
                raise SourceError(AWAY, is_transient=True)
            self.opened += 1
        return self

    def close(self):
        with self._guard:
            self.closed += 1

    def ask(self, asked):
        match asked.kpi.id.partition("-")[0]:
            case "wrong":
                raise AnswerError("no such column")
            case "lost":
                raise AnswerError("the connection is lost", is_transient=True)
            case "broken":
                raise ZeroDivisionError
            case "waits":
                assert self.is_released.wait(20)
            case "releases":
                self.is_released.set()
        return Answered(["value"], [[4.5]])

    def answers(self, *names, most=2, seconds=60):
        """What is found: by KPI its value, or the reason of its failure."""
        context = SourceContext(
            "/",
            seconds,
            begin=lambda kpi: self.told.append(f"begin {kpi}"),
            finish=lambda kpi: self.told.append(f"finish {kpi}"),
        )
        found = {}
        for answer in answers_at_once(
            [[request(name) for name in group.split()] for group in names],
            self.open,
            lambda asked, table: [(asked.until, row[0]) for row in table.rows],
            context,
            most,
        ):
            is_failure = isinstance(answer, Failure)
            found[answer.kpi] = answer.reason if is_failure else answer.value
        assert self.opened == self.closed
        return found


def test_a_question_that_waits_keeps_no_other_waiting() -> None:
    found = Database().answers("waits", "releases", "a", "b")
    assert found == {"waits": 4.5, "releases": 4.5, "a": 4.5, "b": 4.5}


def test_it_is_told_of_each_kpi_when_it_begins_and_when_it_is_finished() -> None:
    database = Database()
    database.answers("a b", "wrong", most=1)
    assert database.told == [
        "begin a", "begin b", "finish a", "finish b", "begin wrong", "finish wrong",
    ]  # fmt: skip


def test_a_mistake_is_that_of_all_kpis_that_ask_the_same() -> None:
    assert Database().answers("wrong other", "a") == {
        "wrong": "no such column",
        "other": "no such column",
        "a": 4.5,
    }


def test_a_lost_connection_is_opened_again() -> None:
    database = Database()
    found = database.answers("lost", "a", most=1)
    assert found == {"lost": "the connection is lost", "a": 4.5}
    assert database.opened == 2


def test_where_no_connection_is_to_be_had_again_the_others_are_told_why() -> None:
    found = Database(lets_in=1).answers("a", "lost", "b", most=1)
    assert found == {"a": 4.5, "lost": "the connection is lost", "b": AWAY}


def test_where_no_connection_is_to_be_had_at_all_the_source_fails() -> None:
    with pytest.raises(SourceError, match=AWAY):
        Database(lets_in=0).answers("a", "b")


def test_those_for_whom_no_time_is_left_are_told_so() -> None:
    found = Database().answers("a", "b", seconds=0)
    assert found["a"] == "it was not asked: no time of its source was left (of 0 s)"


def test_nobody_is_asked_where_nobody_asks() -> None:
    database = Database()
    assert database.answers() == {}
    assert database.opened == 0


def test_a_mistake_of_ours_is_not_swallowed() -> None:
    with pytest.raises(ZeroDivisionError):
        Database().answers("broken", "a", most=1)


def test_whoever_stops_listening_ends_the_asking() -> None:
    database = Database()
    answers = answers_at_once(
        [[request("a")], [request("b")]],
        database.open,
        lambda asked, table: [(asked.until, row[0]) for row in table.rows],
        SourceContext("/", 60),
        1,
    )
    next(answers)
    answers.close()
    assert database.opened == database.closed

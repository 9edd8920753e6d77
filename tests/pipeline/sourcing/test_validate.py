"""What a source gives is believed only where it can be true."""

from array import array
from datetime import date
from math import inf, nan

import pytest

from okrsite.model.extensions import Request
from okrsite.model.kpis import Kpi
from okrsite.model.position import Span
from okrsite.pipeline.sourcing import Accepted, Answers, Rejected, Values

FIRST, LAST = date(2026, 10, 1), date(2026, 11, 20)
DAY = date(2026, 10, 31)


def request(kpi="churn", since=FIRST):
    return Request(Kpi(id=kpi, title=kpi, span=Span("k.md")), None, since, LAST)


def values(*points, kpi="churn"):
    days = array("i", (day.toordinal() for day, _ in points)).tobytes()
    return Values(kpi, days, array("d", (value for _, value in points)).tobytes())


def answer(*points, **named):
    asked = request(**named)
    return Answers([asked], [values(*points)], {}).of(asked.kpi)


def test_values_come_in_order_of_their_days() -> None:
    assert answer((LAST, 2), (DAY, 1.5)) == Accepted({DAY: 1.5, LAST: 2}, FIRST)


def test_nothing_is_an_answer_and_no_zero() -> None:
    assert answer() == Accepted({}, FIRST)
    assert Answers([request()], [], {}).of(request().kpi) == Accepted({}, FIRST)


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_what_is_no_number_is_refused_with_all_beside_it(value: float) -> None:
    found = answer((DAY, 1), (LAST, value))
    assert isinstance(found, Rejected)
    assert "2026-11-20" in found.reason


def test_the_future_is_refused() -> None:
    found = answer((DAY, 1), (date(2026, 11, 21), 2))
    assert found == Rejected("it gave a value for 2026-11-21, which is after 2026-11-20")


def test_two_values_for_one_day_are_refused_and_one_said_twice_is_not() -> None:
    assert answer((DAY, 1), (DAY, 1)) == Accepted({DAY: 1}, FIRST)
    assert answer((DAY, 1), (DAY, 2)) == Rejected("it gave both 1 and 2 for 2026-10-31")


def test_what_is_older_than_wanted_is_left_out() -> None:
    assert answer((date(2026, 9, 30), 5), (DAY, 1)) == Accepted({DAY: 1}, FIRST)
    assert len(answer((date(2026, 9, 30), 5), (DAY, 1), since=None).values) == 2


def test_minus_zero_is_zero_and_huge_is_huge() -> None:
    found = answer((DAY, -0.0), (LAST, 1e308))
    assert str(found.values[DAY]) == "0.0"
    assert found.values[LAST] == 1e308


def test_a_failure_is_its_own_kpis_alone_and_unexpected_ones_are_named() -> None:
    asked = [request(), request("nps")]
    found = Answers(
        asked,
        [values((DAY, 1), kpi="nps"), values((DAY, 1), kpi="other"), values((DAY, 1))],
        {"churn": "no such column", "alien": "what?"},
    )
    assert [found.of(request.kpi) for request in asked] == [
        Rejected("no such column"),
        Accepted({DAY: 1}, FIRST),
    ]
    assert found.unexpected == ("alien", "other")


def test_values_in_several_parts_are_one_answer() -> None:
    asked = request()
    parts = [values((LAST, 2)), values((DAY, 1)), values((LAST, 2))]
    assert Answers([asked], parts, {}).of(asked.kpi) == Accepted({DAY: 1, LAST: 2}, FIRST)

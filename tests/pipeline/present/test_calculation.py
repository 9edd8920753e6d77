"""A calculation can be followed: the terms that are shown give the result that is shown."""

from hypothesis import given
from hypothesis import strategies as st

from okrsite.pipeline.figures.writer import share_in_percent
from okrsite.pipeline.present.calculation import bracketed, shown_shares
from okrsite.pipeline.present.numbers import Numbers
from okrsite.pipeline.words import words_of

NUMBERS = Numbers(words_of("en", {"value": {"not_measured": "not measured"}}))
SHARES = st.floats(0, 1).map(lambda share: round(share, 6))


def gap(shares):
    return shares[0] - shares[1]


def read(text: str) -> float:
    return float(text.replace("−", "-").removesuffix("%"))


def test_rounded_terms_that_do_not_give_the_result_get_more_places() -> None:
    assert NUMBERS.percent(0.3804 - 0.595) == "−21%"
    assert shown_shares(NUMBERS, [0.3804, 0.595], gap, NUMBERS.percent) == ["38.04%", "59.5%"]
    assert shown_shares(NUMBERS, [0.7, 0.3], gap, NUMBERS.percent) == ["70%", "30%"]


@given(SHARES, SHARES)
def test_the_shown_gap_is_what_the_shown_shares_give(expected, progress) -> None:
    pace, reached = shown_shares(NUMBERS, [expected, progress], gap, NUMBERS.percent)
    told = (read(pace) - read(reached)) / 100
    assert share_in_percent(told) == share_in_percent(expected - progress)


def test_a_negative_term_stands_in_brackets() -> None:
    assert bracketed("−85") == "(−85)"
    assert bracketed("85") == "85"


def result_of(shown, text: str):
    (result,) = shown({"objectives/calm.md": text}).view("objectives/calm.html").results
    return result


def test_a_key_result_below_zero_shows_how_far_it_is(shown) -> None:
    told = result_of(
        shown,
        """
            title = "Work gets calmer"
            cycle = "q4"

            [[key_results]]
            id = "net"
            title = "Net growth of places"
            start = -85
            target = 0
            current = -42.5
        """,
    )
    assert told.how[0].text == "(−42.5 − (−85)) / (0 − (−85)) = 50%"


def test_figures_close_to_all_are_told_apart_on_every_line(shown) -> None:
    told = result_of(
        shown,
        """
            title = "The shop is open"
            cycle = "q4"

            [[key_results]]
            id = "up"
            title = "Availability"
            start = 99.99
            target = 99.999
            current = 99.994
            unit = "%"
        """,
    )
    assert (told.current, told.aim) == ("99.994%", "From 99.99% to 99.999%")
    assert told.how[0].text == "(99.994 − 99.99) / (99.999 − 99.99) = 44%"

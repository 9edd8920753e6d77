"""Charts say in words what they show, hold every point, and need no inline style."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from okrsite.model.goal_score import Window
from okrsite.model.measure import Range
from okrsite.model.series import Point, pack
from okrsite.pipeline.figures.precision import figures_of
from okrsite.pipeline.present.charts.bar import Bar
from okrsite.pipeline.present.charts.gaps import pieces
from okrsite.pipeline.present.charts.line import LineChart, axis, point_labels, value_marks
from okrsite.pipeline.present.charts.parts import Level, Stretch
from okrsite.pipeline.present.charts.scale import Axis, axis_of, marks
from okrsite.pipeline.present.charts.spark import Spark
from okrsite.pipeline.present.numbers import Numbers
from okrsite.pipeline.words import words_of

TABLES = {"value": {"not_measured": "not measured"}, "punctuation": {"colon": ": "}}
NUMBERS = Numbers(words_of("en", TABLES))
FIRST = date(2026, 1, 31)
MONTHS = tuple(Point(FIRST + timedelta(days=30 * n), 4 + n / 10) for n in range(10))
FINITE = st.floats(min_value=-1e300, max_value=1e300)


def chart(points=MONTHS, gap=400, **more):
    up = axis((value for _, value in points), more.get("range"))
    first, last = points[0].day, points[-1].day
    return LineChart(
        title="Churn <b>",
        description="From 4 to 5",
        points=pack(points),
        gap=gap,
        first=first,
        last=last,
        up=up,
        marks=value_marks(up, "%", NUMBERS),
        days=NUMBERS.along(first, last),
        labels=point_labels(pack(points), figures_of("%"), NUMBERS),
        **more,
    )


def drawn(picture):
    return ET.fromstring(picture.__html__())  # noqa: S314 - our own picture


def classes(picture):
    return [element.get("class") for element in drawn(picture).iter() if element.get("class")]


def test_a_missing_value_is_bridged_by_a_line_of_its_own() -> None:
    whole, cut = chart(), chart(skipped=frozenset({MONTHS[4].day}))
    assert classes(whole).count("line") == 1
    assert "bridge" not in classes(whole)
    assert classes(cut).count("line") == 2
    assert classes(cut).count("bridge") == 1


def test_a_long_silence_is_not_bridged() -> None:
    cut = chart(gap=29, skipped=frozenset({MONTHS[4].day}))
    assert "bridge" not in classes(cut)


def test_the_name_of_a_level_stands_on_no_word_of_the_scale() -> None:
    level = Level("target", 4.5, "Target 4.5 million")
    wide = tuple((value, f"{words} of a million") for value, words in chart().marks)
    words = [text.text for text in drawn(replace(chart(levels=(level,)), marks=wide)).iter("text")]
    assert "Target 4.5 million" in words
    assert "4.5% of a million" not in words
    assert "4% of a million" in words


def said(values, unit):
    return [words for _, words in value_marks(axis(values), unit, NUMBERS, values)]


def test_the_words_along_an_axis_of_tiny_values_tell_them_apart() -> None:
    words = [text.removesuffix("\N{NO-BREAK SPACE}s") for text in said([0, -1e-10], "s")]
    assert words == [
        "−0.00000000015",
        "−0.0000000001",
        "−0.00000000005",
        "0",
        "0.00000000005",
    ]


def test_the_words_along_an_axis_of_money_are_whole_cents_as_long_as_those_tell_apart() -> None:
    assert said([0.45, 0.5], "EUR") == ["€0.45", "€0.50"]
    assert said([1230, 1280], "JPY") == ["¥1,220", "¥1,240", "¥1,260", "¥1,280", "¥1,300"]
    assert said([5, 9], "JPY") == ["¥4", "¥6", "¥8", "¥10"]
    assert said([0.0000042, 0.0000039], "EUR") == ["€0.0000038", "€0.000004", "€0.0000042"]


def test_the_words_along_an_axis_of_what_is_counted_are_whole() -> None:
    assert said([1, 3], "orders") == ["1", "2", "3"]
    assert "1.2" in said([1, 1.5], "orders")


@given(st.floats(-1e9, 1e9), st.floats(1e-9, 1e9), st.sampled_from(["", "%", "s", "EUR", "JPY"]))
def test_no_two_words_along_an_axis_are_alike(low, length, unit) -> None:
    words = said([low, low + length], unit)
    assert len(set(words)) == len(words)


def test_words_too_long_for_the_edge_get_a_wider_one() -> None:
    assert "wide" not in drawn(chart()).get("class")
    wide = tuple((value, f"CHF {words},000") for value, words in chart().marks)
    assert drawn(replace(chart(), marks=wide)).get("class") == "chart wide"


def test_a_chart_names_and_describes_itself_and_escapes_what_it_says() -> None:
    picture = drawn(chart())
    assert picture.get("role") == "img"
    assert picture.find("title").text == "Churn <b>"
    assert picture.find("desc").text == "From 4 to 5"


def test_every_point_of_a_short_series_tells_its_value() -> None:
    titles = [element.find("title").text for element in drawn(chart()).iter("circle")]
    assert len(titles) == 10
    assert titles[0] == "January 31, 2026: 4%"


def test_a_bound_that_is_kept_from_afar_does_not_press_the_line_flat() -> None:
    assert axis([40, 60], Range(40, 60_000)).high < 100
    assert axis([40, 60], Range(-9_000, 70)).low > 0


def test_a_bound_that_is_near_or_crossed_is_in_sight_however_far_it_is() -> None:
    assert axis([99.95, 99.99], Range(99.5)).low < 99.5
    assert axis([40, 60], Range(60_000)).high > 60_000
    assert axis([40, 60], Range(None, 1)).low < 1
    assert axis([42], Range(40, 60_000)).high > 60_000


def test_of_a_long_series_only_the_last_point_is_marked() -> None:
    points = tuple(Point(FIRST + timedelta(days=n), 1.0) for n in range(300))
    assert len(list(drawn(chart(points)).iter("circle"))) == 1


def test_a_silence_longer_than_the_gap_parts_the_line() -> None:
    points = (MONTHS[0], MONTHS[1], MONTHS[6], MONTHS[7])
    assert [len(piece) for piece in pieces(points, 63)] == [2, 2]
    assert classes(chart(points, gap=63)).count("line") == 2


def test_range_warning_target_and_the_days_of_a_goal_are_shown() -> None:
    picture = chart(
        range=Range(max=5),
        warning=Range(max=4.5),
        levels=(Level("target", 4.1, "Target 4.1%"),),
        spans=(Stretch(Window(FIRST, FIRST + timedelta(days=60)), "1", "A goal"),),
    )
    assert {"edge", "range", "bracket", "target"} <= set(classes(picture))


def test_pictures_carry_no_style_and_no_script() -> None:
    bar = Bar("42%", "good", 0.42, 0.5)
    spark = Spark("A title", MONTHS, Range(max=5), 63)
    for picture in (chart(range=Range(max=5)), bar, spark):
        assert not re.search(r"style|script|\son\w+=", picture.__html__())


def test_nothing_is_drawn_for_what_is_not_measured() -> None:
    assert Bar("not measured", "quiet", None).__html__() == ""
    assert drawn(Bar("0%", "bad", 0)).find("rect").get("width") == "0%"


def test_a_bar_stays_inside_its_track() -> None:
    reached, expected = drawn(Bar("250%", "good", 2.5, -1)).findall("rect")
    assert (reached.get("width"), expected.get("x")) == ("100%", "0%")


def test_a_sparkline_without_points_is_nothing() -> None:
    assert Spark("A title", (), None, 63).__html__() == ""


@given(st.lists(FINITE, min_size=1, max_size=20))
def test_an_axis_holds_all_its_values_and_a_few_marks(values) -> None:
    found = axis_of(values)
    assert found.low <= min(values)
    assert max(values) <= found.high
    assert found.low < found.high


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_an_axis_has_between_two_and_ten_marks(low, length) -> None:
    found = axis_of([low, low + length])
    assert 2 <= len(marks(found)) <= 10


def test_an_axis_of_positive_values_does_not_go_below_zero() -> None:
    assert axis_of([1, 40]).low == 0
    assert Axis(0, 10).share(5) == 50

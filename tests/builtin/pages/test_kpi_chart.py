"""A KPI's chart is right for every kind of series, and tells what happened."""

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

KPI = "title = 'K'\nunit = '%'\nrange = {{ max = {max} }}\n{more}"
BASED = """
    [[baselines]]
    since = 2026-08-01
    value = 9
    [[baselines]]
    since = 2026-10-05
    value = 4
    from = "calm#less"
"""
CALM = """
    title = "Calm"
    cycle = "q3"
    [[key_results]]
    id = "less"
    title = "Less of it"
    kpi = "k"
    start = 9
    target = 5
"""
Q3 = {"cycles/q3.md": "title = 'Q3'\nstart = 2026-07-01\nend = 2026-09-30\nclosed = 2026-10-03"}


def view(shown, values, *, more="", **files):
    return site_of(shown, values, more=more, **files).view("kpis/k.html")


def site_of(shown, values, *, more="", head="", **files):
    rows = "".join(f"{day},{value}\n" for day, value in values)
    kpi = {"kpis/k.md": KPI.format(max=5, more=more), "kpis/k.csv": f"date,value{head}\n{rows}"}
    return shown({**kpi, **Q3, **{f"objectives/{n}.md": text for n, text in files.items()}})


def months(*values):
    return [(f"2026-{n:02}-28", value) for n, value in enumerate(values, start=1)]


def numbers_in(picture):
    drawn = picture.__html__()
    ET.fromstring(drawn)  # noqa: S314 - our own picture
    places = re.findall(r' (?:points|cx|cy|x|y|x1|x2|y1|y2|width|height)="([^"]+)"', drawn)
    return [float(text) for text in re.findall(r"-?[\d.]+(?:e[+-]?\d+)?", " ".join(places))]


@pytest.mark.parametrize(
    "values",
    [
        (-8, -3, -12),
        (4e20, 9e20, 1e21),
        (-1e300, 1e300),
        (3e-9, 1e-9, 2e-9),
        (7, 7, 7, 7),
        (0, 0, 0),
        (5.000001, 5.000002, 5.000001),
        (4,),
    ],
)
def test_whatever_the_values_are_the_picture_holds_them(shown, values) -> None:
    chart = view(shown, months(*values)).chart
    assert all(-1 <= number <= 1200 for number in numbers_in(chart))
    assert len({words for _, words in chart.marks}) == len(chart.marks)


def test_a_single_value_stands_in_the_middle(shown) -> None:
    chart = view(shown, [("2026-10-28", 4)]).chart
    assert 'cx="50%"' in chart.__html__()


def test_the_picture_goes_on_to_today_though_nobody_reports_any_more(shown) -> None:
    assert view(shown, months(4, 5)).chart.last == date(2026, 11, 20)


def test_a_month_without_a_value_is_known_to_be_skipped(shown) -> None:
    values = [("2026-06-01", 4), ("2026-07-31", 5), ("2026-09-01", 3)]
    chart = view(shown, values).chart
    assert chart.skipped == {date(2026, 9, 1)}
    assert [len(line) for line in chart.lines] == [2, 1]


def test_without_values_there_is_no_picture(shown) -> None:
    found = view(shown, [])
    assert (found.chart, len(found.history)) == (None, 0)


def test_baselines_are_steps_and_a_success_is_marked(shown) -> None:
    found = view(shown, months(8, 8, 9, 8, 9, 9, 8, 6, 4, 4), more=BASED, calm=CALM)
    first, second = (level for level in found.chart.levels if level.kind == "baseline")
    assert first.until == second.since
    assert (first.mark, second.mark) == ("", "baseline set October 5, 2026")
    drawn = found.chart.__html__()
    assert drawn.count('class="event"') == 1
    assert "<title>baseline set October 5, 2026</title>" in drawn


def test_the_days_of_a_goal_stand_in_a_bracket_with_its_name(shown) -> None:
    chart = view(shown, months(8, 8, 9, 8, 9, 9, 8, 6, 4, 4), calm=CALM).chart
    (span,) = chart.spans
    assert (span.sign, span.name.startswith("Less of it, July 1, 2026")) == (("Less of it",), True)
    assert ">Less of it</text>" in chart.__html__()


def test_the_lines_of_the_picture_are_named_at_its_edge_and_none_stands_on_another(shown) -> None:
    more = "warning = { max = 4.9 }\ntarget = { value = 4.8 }"
    chart = view(shown, months(4, 9), more=more).chart
    assert [edge.text for edge in chart.edges] == [
        "9%",
        "at most 5%",
        "Early warning 4.9%",
        "Target 4.8%",
    ]
    heights = [float(y) for y in re.findall(r'at-edge [^>]* y="([^"]+)"', chart.__html__())]
    assert all(after - before >= 17 for before, after in pairwise(heights))


def test_values_outside_the_range_are_ringed(shown) -> None:
    drawn = view(shown, months(4, 9, 8, 4)).chart.__html__()
    assert drawn.count('class="outside"') == 2


def test_the_states_of_the_loop_stand_under_the_same_days(shown) -> None:
    found = view(shown, months(4, 4, 9, 8, 9, 9, 8, 6, 4, 4), more=BASED, calm=CALM)
    assert [(phase.word, phase.window.start) for phase in found.chart.phases] == [
        ("Steady", date(2026, 1, 28)),
        ("Signalled", date(2026, 3, 28)),
        ("Acting", date(2026, 7, 1)),
        ("Steady", date(2026, 10, 1)),
        ("Holding", date(2026, 10, 5)),
    ]


def test_its_way_through_the_loop_is_told_newest_first_with_its_days(shown) -> None:
    found = view(shown, months(4, 4, 9, 8, 9, 9, 8, 6, 4, 4), more=BASED, calm=CALM)
    assert [turning.text for turning in found.turnings] == [
        "Baseline set at 4%, reached by “Less of it”.",
        "“Less of it” ended, met.",
        "Came back into its range: 4% in September 2026.",
        "Baseline set at 9%.",
        "“Less of it” began to work on it.",
        "Left its range: 9% in March 2026.",
    ]
    assert found.turnings[0].day == "October 5, 2026"
    assert found.turnings[0].goal.href == "../objectives/calm.html#kr-less"


def test_a_value_just_outside_never_reads_as_inside_on_any_page(shown) -> None:
    site = shown(
        {
            "kpis/k.md": KPI.format(max=5, more="critical = true"),
            "kpis/k.csv": "date,value\n2026-09-30,4\n2026-10-31,5.004\n",
        }
    )
    assert site.view("kpis/k.html").value == "5.004%"
    assert site.view("index.html").kpis.cards[0].value == "5.004%"
    assert site.view("loop.html").audits[1].concerns[0].text.startswith("5.004%")
    assert "5.004% is not at most 5%: outside" in site.html("kpis/k.html")


def test_a_silence_is_a_gap(shown) -> None:
    values = [("2025-01-31", 4), ("2025-02-28", 4), ("2025-08-31", 4), ("2025-09-30", 4)]
    assert [len(line) for line in view(shown, values).chart.lines] == [2, 2]


def test_what_was_remarked_beside_a_value_is_marked_and_stands_in_its_row(shown) -> None:
    page = site_of(shown, [("2026-08-31", "4,a <strike>"), ("2026-09-30", "5,")], head=",note")
    found = page.view("kpis/k.html")
    (mark,) = found.chart.remarks
    assert mark.text == "August 31, 2026: a <strike>"
    assert "a &lt;strike&gt;</title>" in found.chart.__html__()
    assert [[remark.text for remark in row.remarks] for row in found.history.rows] == [
        [],
        ["a <strike>"],
    ]


def test_without_a_remark_there_is_no_column_for_them(shown) -> None:
    assert view(shown, months(4, 5)).history.remarks == ()


def test_a_day_of_the_past_costs_a_page_that_stands_still_a_few_steps(shown, effort) -> None:
    def looked_at(days):
        first = date(2026, 11, 20) - timedelta(days=days)
        values = [(first + timedelta(days=n), n % 7) for n in range(days)]
        site = site_of(shown, values, more="cadence = 'daily'")
        site.view("kpis/k.html")
        return effort(lambda: site.view("kpis/k.html"))

    assert looked_at(10 * 365) - looked_at(60) < 3 * 10 * 365


def test_a_long_name_stands_on_its_bracket_in_two_lines_of_whole_words(shown) -> None:
    long = CALM.replace("Less of it", "New colleagues at the desk keep using it after a month")
    chart = view(shown, months(8, 8, 9, 8, 9, 9, 8, 6, 4, 4), calm=long).chart
    (span,) = chart.spans
    assert span.sign == ("New colleagues at the desk keep", "using it after a month")
    drawn = chart.__html__()
    above, below = (drawn.index(f">{line}</text>") for line in span.sign)
    assert drawn.index("<title>New colleagues") < below < above

"""An objective's page tells every number in words, with its arithmetic beside it."""

import re

import pytest


@pytest.fixture(scope="module")
def view(company):
    return company.view("objectives/retain.html")


CLASSES = re.compile('class="([^"]*)"')


def by_anchor(view):
    """The key results of an objective's page by their ids on it."""
    return {result.anchor: result for result in view.results}


@pytest.fixture(scope="module")
def results(view):
    return by_anchor(view)


def test_the_sum_over_the_key_results_is_written_out(view) -> None:
    assert view.how[0].text == "(2 × 50% + 1 × 48% + 1 × 50% + 1 × 70%) / 5 = 54%"
    assert view.measured == "4 of 4 measured"


def test_a_metric_shows_where_it_is_and_how_that_is_counted(results) -> None:
    response = results["kr-response"]
    assert response.current.replace("\xa0", " ") == "14 h"
    assert response.aim.replace("\xa0", " ") == "From 24 h to 4 h"
    assert response.how[0].text == "(14 − 24) / (4 − 24) = 50%"
    assert response.current_note == "as of November 9, 2026"


def test_the_expected_share_and_the_gap_are_written_out(results) -> None:
    steps = {step.name: step.text for step in results["kr-response"].how}
    assert steps["Expected by now"].startswith("50 of 91 days from October 1, 2026")
    assert steps["Behind the pace"].startswith("55% − 50% = 5%; on track up to 10%")


def test_a_key_result_leads_to_the_kpi_that_measures_it_and_takes_its_unit(results) -> None:
    churn = results["kr-churn"]
    assert churn.current == "6.1%"
    assert [(fact.name, fact.value.href) for fact in churn.facts] == [
        ("Measured by", "../kpis/churn.html")
    ]


def test_milestones_and_zones_are_told_by_their_steps(results) -> None:
    assert [(step.title, step.is_done) for step in results["kr-programme"].milestones] == [
        ("Curriculum", True),
        ("First class", False),
    ]
    assert [(zone.name, zone.is_reached) for zone in results["kr-culture"].zones] == [
        ("Commit", True),
        ("Target", True),
        ("Stretch", False),
    ]


def test_the_path_leads_from_the_companys_goals_over_the_goal_itself(view) -> None:
    assert [(row.depth, row.link.text) for row in view.path] == [
        (0, "Grow with care"),
        (1, "Revenue retention rises"),
        (2, "Retain customers"),
    ]
    assert [row.link.href for row in view.path[1:]] == ["../objectives/grow.html#kr-nrr", ""]


def test_a_goal_names_those_that_support_one_of_its_key_results_once(company) -> None:
    path = company.view("objectives/grow.html").path
    assert [(row.link.text, row.note) for row in path] == [
        ("Grow with care", ""),
        ("Retain customers", "Revenue retention rises"),
    ]


def test_a_watched_kpi_without_values_is_not_measured(view) -> None:
    assert [(card.link.text, card.value) for card in view.watch] == [
        ("Net promoter score", "not measured")
    ]


def test_check_ins_come_newest_first_with_their_links_led_to_pages(view) -> None:
    (event, *_) = view.story
    assert event.day == "November 9, 2026"
    assert '<a href="../kpis/churn.html">churn</a>' in event.checkin.note.text


def test_what_nobody_measured_is_never_zero(shown) -> None:
    objective = """
        title = "Learn"
        cycle = "q4"

        [[key_results]]
        id = "a"
        title = "Answers"
        start = 1
        target = 2
    """
    view = shown({"objectives/learn.md": objective}).view("objectives/learn.html")
    assert view.progress.text == "not measured"
    assert view.results[0].progress.text == "not measured"
    assert view.results[0].current == "not measured"
    assert "not zero" in view.how[0].text


def test_progress_beyond_the_target_is_said_once_and_its_bar_ends_at_the_target(shown) -> None:
    objective = """
        title = "Learn"
        cycle = "q4"

        [[key_results]]
        id = "a"
        title = "Answers"
        start = 0
        target = 10
        current = 12
    """
    (result,) = shown({"objectives/learn.md": objective}).view("objectives/learn.html").results
    assert (result.progress.text, result.progress.bar.share) == ("120%", 1)
    assert result.how[0].text == "(12 − 0) / (10 − 0) = 120%, which counts as 100%"


@pytest.mark.parametrize(
    ("shape", "aim"),
    [
        ("change = '+25%'\nstart = 400\ncurrent = 430", "From 400 to 500"),
        ("keep = { min = 95 }\nunit = '%'", "Keep at least 95%"),
        ("target = 90", "To 90"),
    ],
)
def test_every_shape_says_what_it_wants(shown, shape, aim) -> None:
    objective = f"title = 'Learn'\ncycle = 'q4'\n[[key_results]]\nid = 'a'\ntitle = 'A'\n{shape}"
    (result,) = shown({"objectives/a.md": objective}).view("objectives/a.html").results
    assert result.aim == aim


def test_a_dropped_objective_says_why_and_that_it_counts_nowhere(shown) -> None:
    dropped = "title = 'A'\ncycle = 'q4'\nstate = 'dropped'\nreason = 'The market is gone.'"
    html = shown({"objectives/a.md": dropped}).html("objectives/a.html")
    assert "Dropped" in html
    assert "The market is gone." in html
    assert "counted nowhere" in html


def test_an_objective_with_very_many_key_results_still_is_a_page(shown) -> None:
    result = (
        "\n[[key_results]]\nid = '{0}'\ntitle = 'Result {0}'\nstart = 0\ntarget = 10\ncurrent = 3"
    )
    text = "title = 'A'\ncycle = 'q4'" + "".join(result.format(number) for number in range(300))
    site = shown({"objectives/a.md": text})
    assert site.view("objectives/a.html").more_results == "and 240 more"
    assert len(site.html("objectives/a.html")) < 300_000


def test_a_chart_shows_the_pace_and_where_the_line_is_going(shown) -> None:
    rows = "".join(
        f"[[checkins]]\ndate = 2026-10-{day}\nconfidence = {sure}\nvalues = {{ a = {value} }}\n"
        for day, sure, value in (("05", 7, 10), ("12", 6, 18), ("19", 8, 33), ("26", 8, 41))
    )
    files = {
        "objectives/o.md": f"""
title = "Grow"
cycle = "q4"
[[key_results]]
id = "a"
title = "More"
start = 0
target = 100
{rows}
"""
    }
    view = shown(files).view("objectives/o.html")
    course = view.results[0].course
    assert [point.value for point in course.pace] == [0, 100]
    assert course.fan.due == course.window.end
    assert course.fan.low < course.fan.value < course.fan.high
    assert {"fan", "pace-line", "line", "aim", "now"} <= set(CLASSES.findall(course.__html__()))
    assert [event.confidence for event in view.story] == [
        "8 of 10",
        "6 \N{RIGHTWARDS ARROW} 8",
        "7 \N{RIGHTWARDS ARROW} 6",
        "7 of 10",
    ]


WORKED_ON = """
    title = "Answer sooner"
    cycle = "q4"
    owner = "Ada"
    contributors = ["Ben", "Cy"]
    initiatives = [ { title = "A second shift", done = 2026-10-12 } ]

    [[key_results]]
    id = "response"
    title = "Support answers faster"
    start = 24
    target = 4
    current = 14
    contributors = ["Dee"]
    text = "Measured on *working days*."
    initiatives = [ { title = "Macros", done = true, link = "https://tickets.example.com/42" } ]
"""


def test_contributors_texts_and_initiatives_stand_beside_the_goal_and_count_nowhere(shown) -> None:
    site = shown({"objectives/answer.md": WORKED_ON})
    view = site.view("objectives/answer.html")
    (result,) = view.results
    assert [person.text for person in view.contributors] == ["Ben", "Cy"]
    assert [person.text for person in result.contributors] == ["Dee"]
    assert result.text.text == "<p>Measured on <em>working days</em>.</p>\n"
    assert [(work.title.text, work.when) for work in view.initiatives] == [
        ("A second shift", "done on October 12, 2026")
    ]
    assert [(work.title.href, work.is_done) for work in result.initiatives] == [
        ("https://tickets.example.com/42", True)
    ]
    assert (view.progress.text, view.measured) == ("50%", "1 of 1 measured")
    page = site.html("objectives/answer.html")
    assert "Contributors: Ben, Cy" in page
    assert '<a href="https://tickets.example.com/42">Macros</a>' in page


def test_an_address_with_the_old_id_of_a_key_result_finds_it(shown) -> None:
    text = WORKED_ON.replace('id = "response"', 'id = "response"\naliases = ["answers"]')
    page = "+++\ntitle = 'Talk'\n+++\nSee [answers](goal:answer#answers)."
    site = shown({"objectives/answer.md": text, "pages/talk.md": page})
    assert 'href="../objectives/answer.html#kr-response">answers' in site.html("pages/talk.html")
    assert '<span id="kr-answers"></span>' in site.html("objectives/answer.html")


def test_what_a_check_in_says_of_one_key_result_stands_there_and_in_the_feed(shown) -> None:
    checkin = """
    [[checkins]]
    date = 2026-10-12
    values = { response = { confidence = 9 } }

    [[checkins]]
    date = 2026-11-09
    values = { response = { value = 14, confidence = 6, note = "See [Macros](goal:answer)." } }
    """
    site = shown({"objectives/answer.md": WORKED_ON.replace("    current = 14\n", "") + checkin})
    view = site.view("objectives/answer.html")
    (told,) = view.story[0].checkin.values
    assert (told.value, told.confidence) == ("14", "6 of 10")
    assert "See <a href=" in told.note.text
    facts = {fact.name: fact.value.text for fact in view.results[0].facts}
    assert facts["Confidence"] == "6 of 10"
    assert "6 of 10" in site.html("checkins.html")


CONTRACTS = """
    title = "More towns choose us"
    cycle = "q4"

    [[key_results]]
    id = "contracts"
    title = "New contracts"
    kpi = "contracts"
    target = 40

    [[key_results]]
    id = "share"
    title = "More readers come back"
    start = 50
    zones = { commit = 53, target = 55, stretch = 60 }
    unit = "%"
    current = 54

    [[key_results]]
    id = "answers"
    title = "Answers come sooner"
    start = 0
    target = 100
    current = 10
    checkpoints = [ { by = 2026-12-20, value = 80 } ]
"""
CONTRACTS_KPI = """
    title = "New contracts"
    cadence = "quarterly"
    aggregate = "sum"
    range = { min = 30 }
"""


def test_a_sum_of_last_quarter_is_no_value_and_the_day_of_the_first_is_told(shown) -> None:
    rows = "date,value\n2026-07-31,26\n2026-09-30,14"
    files = {"objectives/a.md": CONTRACTS, "kpis/contracts.md": CONTRACTS_KPI}
    site = shown({**files, "kpis/contracts.csv": rows})
    result = by_anchor(site.view("objectives/a.html"))["kr-contracts"]
    assert (result.current, result.progress.text) == ("not measured", "not measured")
    assert result.current_note == "first value due on December 31, 2026"


def test_a_running_sum_is_marked_and_counted_from_nothing(shown) -> None:
    rows = "date,value\n2026-07-31,26\n2026-09-30,14\n2026-10-31,10"
    files = {"objectives/a.md": CONTRACTS, "kpis/contracts.md": CONTRACTS_KPI}
    site = shown({**files, "kpis/contracts.csv": rows})
    results = by_anchor(site.view("objectives/a.html"))
    contracts, share, answers = (
        results[f"kr-{name}"] for name in ("contracts", "share", "answers")
    )
    assert (contracts.current, contracts.aim) == ("10", "From 0 to 40")
    assert contracts.current_note == "so far, as of October 31, 2026"
    assert contracts.how[0].text == "10 / 40 = 25%"
    assert (share.aim, share.progress.text) == ("From 50% to 60%", "50%")
    way = "30% + (54 - 53) / (55 - 53) × (70% - 30%) = 50%"
    assert share.how[0].text == way.replace("-", "\N{MINUS SIGN}")
    reached = [(zone.text, zone.is_reached) for zone in share.zones]
    assert reached == [("53%", True), ("55%", False), ("60%", False)]
    assert [fact.value.text for fact in answers.facts] == ["On the way: 80 by December 20, 2026"]
    # 50 of the 80 days to the checkpoint are gone, and so 50 of its 80.
    assert answers.how[1].text == "(50 - 0) / (100 - 0) = 50%".replace("-", "\N{MINUS SIGN}")


def test_a_share_between_zones_is_no_zone_and_what_nobody_reported_is_no_calculation(shown) -> None:
    goal = """
    title = "Newcomers feel at home"
    cycle = "q4"

    [[key_results]]
    id = "plan"
    title = "Every newcomer has a plan"
    zones = { commit = "one team", target = "three teams", stretch = "every team" }

    [[key_results]]
    id = "orders"
    title = "Orders in the month"
    start = 10
    target = 20

    [[checkins]]
    date = 2026-09-29
    values = { orders = 12 }

    [[checkins]]
    date = 2026-11-09
    values = { plan = 0.5 }
    """
    house = """
    title = "The club house opens its doors"
    cycle = "q4"

    [[key_results]]
    id = "permit"
    title = "The permit is there"
    milestones = [ { id = "done", title = "Permit in hand" } ]
    """
    site = shown({"objectives/home.md": goal, "objectives/house.md": house})
    plan, orders = site.view("objectives/home.html").results
    (permit,) = site.view("objectives/house.html").results
    assert plan.how[0].text == "reported as 50%"
    assert permit.how[0].text == orders.how[0].text
    assert permit.how[0].text == (
        "No value since October 1, 2026 yet, so it is not measured; that is not zero."
        " What is dated earlier is at most its start."
    )


def test_the_chart_of_zones_in_numbers_shows_where_each_begins(shown) -> None:
    told = "[[checkins]]\ndate = 2026-10-20\nvalues = { share = 51 }\n"
    told += "[[checkins]]\ndate = 2026-11-10\nvalues = { share = 54 }\n"
    goal = CONTRACTS.replace("current = 54", "") + told
    site = shown({"objectives/a.md": goal, "kpis/contracts.md": CONTRACTS_KPI})
    course = by_anchor(site.view("objectives/a.html"))["kr-share"].course
    assert (course.target, course.zones) == (55, (53, 60))
    assert course.__html__().count('class="zone"') == 2


PLAN = """
    title = "Newcomers stay"
    cycle = "q4"
    owner = "Ada"

    [[key_results]]
    id = "calls"
    title = "Fewer calls for help"
    start = 20
    target = 10

    [[key_results]]
    id = "drop-off"
    title = "Drop-off falls"
    start = 40
    target = 15
    unit = "%"
"""


def checkins(**values):
    """Check-ins on three Mondays of October with these values of key results."""
    rows = zip(("05", "12", "19"), *values.values(), strict=True)
    return "".join(
        f"[[checkins]]\ndate = 2026-10-{day}\nvalues = {{ {told} }}\n"
        for day, *numbers in rows
        if (told := ", ".join(f"{name} = {n}" for name, n in zip(values, numbers, strict=True)))
    )


def test_the_verdict_names_what_will_be_missed_and_where_it_will_end(shown) -> None:
    goal = PLAN + checkins(calls=(18, 15, 12), **{"drop-off": (39, 38, 37)})
    view = shown({"objectives/stay.md": goal}).view("objectives/stay.html")
    said = "Likely to miss: Drop-off falls will end near 25% (80% sure: 23% to 27%), target 15%."
    assert view.verdict.text == said
    assert '<a href="#kr-drop-off">Drop-off falls</a>' in view.verdict.__html__()
    assert [result.anchor for result in view.results] == ["kr-drop-off", "kr-calls"]


def test_a_goal_on_course_says_so_and_one_without_values_too(shown) -> None:
    good = PLAN + checkins(calls=(18, 15, 12), **{"drop-off": (30, 25, 20)})
    site = shown({"objectives/stay.md": good, "objectives/new.md": PLAN})
    said = [site.view(f"objectives/{name}.html").verdict.text for name in ("stay", "new")]
    assert said == [
        "On course: at this pace every key result reaches its target.",
        "Nothing is measured yet.",
    ]


def test_a_badge_that_hides_a_key_result_off_track_says_how_many(shown) -> None:
    goal = PLAN + checkins(calls=(18, 12, 10), **{"drop-off": (40, 40, 39)})
    view = shown({"objectives/stay.md": goal}).view("objectives/stay.html")
    assert view.progress.badge.word == "On track"
    assert view.off_track == "1 of 2 key results off track"

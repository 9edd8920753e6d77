"""Maturity with its facts, and the two guides: the six steps, and KPI or OKR."""

import re

GOAL = """
    title = "Calm"
    cycle = "q4"
    team = "team"
    [[key_results]]
    id = "a"
    title = "It grows"
    start = 0
    target = 100
    [[key_results]]
    id = "b"
    title = "It shrinks"
    start = 100
    target = 50
    current = 70
"""
FILES = {
    "teams/co.md": "title = 'Company'",
    "teams/team.md": "title = 'Team'\nparent = 'co'",
    "objectives/calm.md": GOAL,
    "kpis/high.md": "title = 'High'\nteam = 'team'\nrange = { max = 5 }",
    "kpis/high.csv": "date,value\n2026-10-31,8\n",
}


def dimensions(page):
    return {dimension.anchor.removeprefix("dimension-"): dimension for dimension in page.dimensions}


def test_every_point_of_maturity_leads_to_the_facts_behind_it(shown) -> None:
    page = shown(FILES).view("maturity.html")
    clarity = dimensions(page)["clarity"]
    (fact,) = clarity.facts
    assert (fact.question, fact.count) == ("The key result is measured", "1 of 2")
    assert [(anchor.text, anchor.href) for anchor in fact.missing] == [
        ("It grows", "objectives/calm.html#kr-a")
    ]
    assert [anchor.text for anchor in fact.holding] == ["It shrinks"]
    assert (clarity.share, clarity.level.word, clarity.level.step) == ("50%", "Defined", "3 of 5")


def test_the_company_is_as_mature_as_its_weakest_dimension(shown) -> None:
    page = shown(FILES).view("maturity.html")
    assert page.level.word == "Ad hoc"
    assert dimensions(page)["alignment"].level.word == "Ad hoc"


def test_a_dimension_without_facts_is_not_measured(shown) -> None:
    closure = dimensions(shown(FILES).view("maturity.html"))["closure"]
    assert (closure.level.word, closure.share, closure.facts) == (
        "not measured",
        "not measured",
        (),
    )
    assert "There are no facts for this yet." in shown({}).html("maturity.html")


def test_each_team_has_a_page_of_its_own_facts(shown) -> None:
    site = shown(FILES)
    rows = site.view("maturity.html").teams
    assert [(row.link.text, row.link.href) for row in rows] == [
        ("Company", "maturity/co.html"),
        ("Team", "maturity/team.html"),
    ]
    page = site.view("maturity/team.html")
    assert page.team.href == "../teams/team.html"
    assert page.company.href == "../maturity.html"
    assert dimensions(page)["clarity"].facts[0].missing[0].href == "../objectives/calm.html#kr-a"


def test_many_facts_are_told_by_their_number(shown) -> None:
    many = {f"objectives/o{n:03}.md": GOAL for n in range(90)}
    (fact,) = dimensions(shown({**FILES, **many}).view("maturity.html"))["clarity"].facts
    assert len(fact.missing) == 40
    assert fact.more_missing == "and 51 more"


def test_the_six_steps_say_how_far_this_company_is_and_what_to_do(shown) -> None:
    page = shown(FILES).view("six-steps.html")
    assert page.gone == "2 of 6 steps are done"
    steps = {step.anchor: step for step in page.steps}
    gaps = steps["step-gaps"]
    assert (gaps.badge.word, gaps.answer) == (
        "To do",
        "1 KPI is out of range, and no goal works on it.",
    )
    assert [ask.href for ask in gaps.asks] == ["kpis/high.html"]
    assert steps["step-gather"].badge.word == "Done"


def test_an_empty_company_has_steps_that_wait(shown) -> None:
    page = shown({}).view("six-steps.html")
    assert [step.badge.word for step in page.steps] == [
        "To do",
        "Waits",
        "To do",
        "Waits",
        "Waits",
        "Done",
    ]
    assert page.steps[0].answer == "There is no KPI yet."
    assert page.steps[2].answer == "No goal runs now."


def test_kpi_or_okr_asks_five_questions_and_shows_a_good_and_a_bad_example(shown) -> None:
    site = shown({})
    page = site.view("kpi-or-okr.html")
    assert [question.number for question in page.questions] == [
        f"Question {n}" for n in range(1, 6)
    ]
    assert [outcome.name for outcome in page.outcomes] == [
        "It is a KPI",
        "It is an OKR",
        "It is both",
    ]
    assert all(outcome.good and outcome.bad and outcome.why for outcome in page.outcomes)


def test_kpi_or_okr_works_without_a_script(shown) -> None:
    html = shown({}).html("kpi-or-okr.html")
    inputs = re.findall(r'<input type="radio" name="(\w+)" id="([\w-]+)">', html)
    assert len(inputs) == 10
    assert len({name for name, _ in inputs}) == 5
    assert all(f'<label for="{id_}">' in html for _, id_ in inputs)
    assert {f'id="it-is-{answer}"' in html for answer in ("kpi", "okr", "both")} == {True}


def test_every_word_of_a_badge_is_explained_on_one_page_that_every_page_leads_to(company) -> None:
    page = company.view("vocabulary.html")
    words = {badge.word: badge.meaning for part in page.parts for badge in part.badges}
    assert all(words.values())
    assert {"At risk", "Fell short", "Near the edge", "Unconfirmed", "Paused"} <= words.keys()
    shown = {
        word
        for path in ("index.html", "objectives.html", "kpis.html", "loop.html")
        for word in re.findall(
            r'class="badge[^>]*><span class="icon[^>]*></span>([^<]+)<', company.html(path)
        )
    }
    assert shown
    assert shown <= words.keys()
    assert all(
        'vocabulary.html">What the words mean</a>' in company.html(path)
        for path in ("index.html", "objectives/retain.html", "kpis.html")
    )


def test_the_borders_of_the_words_are_those_of_the_settings(shown) -> None:
    site = shown({}, settings="[scoring]\nat_risk = 0.2\noff_track = 0.4\n")
    text = {part.anchor: part.text for part in site.view("vocabulary.html").parts}["status"]
    assert "Up to 20% behind is on track, up to 40% is at risk" in text

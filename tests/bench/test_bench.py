"""The bench goes on working; what it measures is not looked at."""

import tomllib
from xml.etree import ElementTree as ET

import pytest
from tests.bench import __main__ as bench
from tests.bench import hugo_format, own_format, results
from tests.bench.corpus import goals_of
from tests.bench.measure import Cost


def test_it_runs_on_twenty_goals_and_says_that_hugo_is_left_out(capsys, monkeypatch) -> None:
    monkeypatch.setattr(bench, "hugo_program", lambda: None)
    bench.main(["--goals", "20", "--seconds", "0", "--phases", "goal", "save"])
    said = capsys.readouterr().out
    assert "Hugo is left out" in said
    for phase in ("| cold:", "| goal:", "| save:"):
        assert phase in said


def test_both_programs_get_the_same_titles_and_figures(tmp_path) -> None:
    ours, theirs = own_format.make(tmp_path / "ours", 60), hugo_format.make(tmp_path / "hugo", 60)

    def fields(path):
        head = tomllib.loads(path.read_text("utf-8").split("+++\n")[1])
        kept = ("title", "owner", "team", "tags", "key_results", "checkins")
        return {name: head.get(name) for name in kept}

    for goal in goals_of(60):
        mine = own_format.document(ours, goal.id)
        hugos = hugo_format.document(theirs, goal.id)
        assert fields(mine) == fields(hugos)
        assert mine.read_text("utf-8").count("**") == hugos.read_text("utf-8").count("**")


def test_the_same_seed_makes_the_same_company_and_another_another() -> None:
    assert list(goals_of(40, seed=3)) == list(goals_of(40, seed=3))
    assert list(goals_of(40, seed=3)) != list(goals_of(40, seed=4))


@pytest.fixture
def costs():
    one = {phase: Cost(2.0, 1.0, 50.0) for phase in results.PHASES}
    other = {phase: Cost(4.0, 0.5, 50.0) for phase in results.PHASES}
    return {"okrsite": one, "hugo": other}


def test_a_row_tells_the_ratios(costs) -> None:
    assert "| 2.00 | 1.00 | 50 | 4.00 | 0.50 | 50 | 0.50 | 2.00 |" in results.table(100, costs)


def test_the_chart_has_a_line_and_a_name_for_each(costs) -> None:
    drawn = ET.fromstring(results.chart({100: costs, 1000: costs}))  # noqa: S314 - our own
    texts = {text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert texts > {*results.DRAWN, "100", "1,000"}


def test_the_page_has_a_place_for_the_figures() -> None:
    text = results.PAGE.read_text("utf-8")
    assert text.index(results.BEGIN) < text.index(results.END)
    assert results.CHART.exists()

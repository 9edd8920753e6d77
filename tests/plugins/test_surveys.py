"""The survey source scores what people answered, and never makes up a score."""

from datetime import date
from pathlib import Path

import pytest

from okrsite.api import Failure, Observation
from okrsite.testing import ask, load_plugin

PLUGIN = load_plugin(Path(__file__).parents[2] / "plugins" / "surveys.py")
(SOURCE,) = PLUGIN.module.okrsite_sources()
NPS = {"survey": "us", "score": "promoters"}
SEPTEMBER = "2026-09-30,10,6\n2026-09-30,8,2\n2026-09-30,3,2\n"
OCTOBER = "2026-10-31,9,5\n2026-10-31,0,5\n"


@pytest.fixture
def data(tmp_path):
    (tmp_path / "surveys").mkdir()
    (tmp_path / "surveys/us.csv").write_text(f"date,rating,answers\n{OCTOBER}{SEPTEMBER}")
    return tmp_path


def test_promoters_less_detractors_oldest_first(data) -> None:
    assert ask(SOURCE, {"nps": NPS}, data=data) == (
        Observation("nps", date(2026, 9, 30), 40),
        Observation("nps", date(2026, 10, 31), 0),
    )


def test_the_share_of_the_satisfied(data) -> None:
    (data / "surveys/us.csv").write_text("date,rating,answers\n2026-10-31,5,15\n2026-10-31,2,5\n")
    query = {"survey": "us", "score": "satisfied"}
    assert ask(SOURCE, {"csat": query}, data=data) == (Observation("csat", date(2026, 10, 31), 75),)


def test_only_the_days_that_are_wanted(data) -> None:
    october = ask(SOURCE, {"nps": NPS}, since=date(2026, 10, 1), data=data)
    assert [observation.day for observation in october] == [date(2026, 10, 31)]
    assert ask(SOURCE, {"nps": NPS}, until=date(2026, 9, 1), data=data) == ()


def test_too_few_answers_say_nothing(data) -> None:
    assert ask(SOURCE, {"nps": NPS}, settings={"least": 11}, data=data) == ()


def test_a_file_that_is_not_there_fails_its_own_kpi_only(data) -> None:
    gone = {"survey": "gone", "score": "promoters"}
    failure, *others = ask(SOURCE, {"a": gone, "nps": NPS}, data=data)
    assert isinstance(failure, Failure)
    assert failure.kpi == "a"
    assert len(others) == 2


def test_a_survey_is_a_name_and_leads_nowhere_else(data) -> None:
    with pytest.raises(AssertionError, match="survey"):
        ask(SOURCE, {"nps": {"survey": "../secret", "score": "promoters"}}, data=data)

"""Titles that give themselves away, in English and German, and those that only look like it."""

import pytest

from okrsite.builtin.rules.goals.title_checks import figure, target_in, task_word, vague_word


@pytest.mark.parametrize(
    ("title", "language", "word"),
    [
        ("Launch the new website", "en", "launch"),
        ("Successfully implement the CRM", "en", "implement"),
        ("We write ten blog posts", "en", "write"),
        ("Release the app", "en", "release"),
        ("Neues CRM einführen", "de", "einführen"),
        ("Entwickeln einer App", "de", "entwickeln"),
        ("Launch der neuen Website", "de", "launch"),
        ("Neues CRM einführen", "de-AT", "einführen"),
    ],
)
def test_a_task_is_recognised_by_its_verb(title: str, language: str, word: str) -> None:
    assert task_word(title, language) == word


@pytest.mark.parametrize(
    "title",
    [
        "Two initiatives launched",
        "Launch a product that people love",
        "Release cycle falls to 20 days",
        "Test coverage of the core",
        "Designers and developers sit together",
        "Buildings are safe",
        "Become the first choice of small firms",
        "Neues CRM einführen",
    ],
)
def test_what_only_looks_like_a_task_is_let_be(title: str) -> None:
    assert task_word(title, "en") is None


@pytest.mark.parametrize(
    ("title", "language", "word"),
    [
        ("Improve customer experience", "en", "improve"),
        ("Better onboarding", "en", "better"),
        ("Kundenzufriedenheit verbessern", "de", "verbessern"),
        ("Optimise the funnel", "de", "optimise"),
    ],
)
def test_a_wish_is_recognised_by_its_word(title: str, language: str, word: str) -> None:
    assert vague_word(title, language) == word


@pytest.mark.parametrize("title", ["Improvement board meets weekly", "Customers stay", ""])
def test_words_are_matched_whole(title: str) -> None:
    assert vague_word(title, "en") is None


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Increase revenue by 25 %", "25"),
        ("25% more leads", "25"),
        ("Reach 1,000 customers", "1,000"),
        ("NPS from 45 to 60", "45"),
        ("€ 2m in new business", "2"),
        ("60", "60"),
        ("NPS 70+", "70"),
        ("Churn < 4", "4"),
        ("At least 40 references", "40"),
        ("Antwortzeit von 24 auf 4 Stunden", "24"),
        ("Umsatz um 3,5 Prozent steigern", "3,5"),
    ],
)
def test_an_objective_that_is_a_number_is_recognised(title: str, number: str) -> None:
    assert target_in(title, "de") == number


@pytest.mark.parametrize(
    "title",
    [
        "Win in 2027",
        "Get ready for Q3",
        "Reach the goals of 2026/27",
        "One place for all 12 teams",
        "Make all 12 teams proud of their tools",
        "A team of 5 from all over the world",
        "Get everybody home by five",
        "Achieve ISO 27001",
        "Bring v2.1 to everybody",
        "Earn trust around the clock, 24/7",
        "Customers stay",
    ],
)
def test_years_quarters_versions_and_names_are_no_targets(title: str) -> None:
    assert target_in(title, "en") is None


def test_a_figure_is_found_with_its_decimals() -> None:
    assert figure("to 3.2 % in 2026") == "3.2"

"""What somebody meant who mistyped, also among very many."""

from collections.abc import Iterable
from difflib import get_close_matches

import pytest

from okrsite.pipeline import suggest
from okrsite.pipeline.suggest import MANY, MOST, Guesses, suggestion


def test_the_closest_word_is_suggested() -> None:
    assert suggestion("thrive", ["thrive-2026", "survive"]) == "; did you mean 'thrive-2026'?"


def test_nothing_is_suggested_where_nothing_is_close() -> None:
    assert suggestion("thrive", ["churn", "nps"]) == ""
    assert suggestion("thrive", []) == ""


def test_among_very_many_words_a_typing_error_is_found_by_comparing_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = [f"goal-of-team-{number}" for number in range(50_000)]
    compared: list[int] = []

    def counting(written: str, candidates: Iterable[str], most: int, close: float) -> list[str]:
        words = list(candidates)
        compared.append(len(words))
        return get_close_matches(written, words, most, close)

    monkeypatch.setattr(suggest, "get_close_matches", counting)
    assert "goal-of-team-4711" in suggestion("gaol-of-team-4711", known)
    assert compared[0] < 100


def test_among_very_many_words_one_that_goes_on_is_still_found() -> None:
    known = [f"goal-{number}" for number in range(1_000)] + ["thrive-2026"]
    assert suggestion("thrive", known) == "; did you mean 'thrive-2026'?"


def test_of_very_many_unknown_words_the_last_are_told_without_a_suggestion() -> None:
    guesses, asked = Guesses(), []

    def known():
        asked.append(1)
        return [f"word-{n}" for n in range(MANY)]

    said = [guesses.near("word-1x", known) for _ in range(MOST // MANY + 10)]
    suggested = [word for word in said if word]
    assert all("did you mean 'word-1" in word for word in suggested)
    assert said == suggested + [""] * (len(said) - len(suggested))
    assert 10 < len(suggested) == len(asked) < len(said)


def test_among_very_many_words_that_are_all_alike_few_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = [f"goal-{number:05}" for number in range(10_000)]
    compared: list[int] = []

    def counting(written: str, candidates: Iterable[str], most: int, close: float) -> list[str]:
        words = list(candidates)
        compared.append(len(words))
        return get_close_matches(written, words, most, close)

    monkeypatch.setattr(suggest, "get_close_matches", counting)
    assert suggestion("goale-04711", known) == "; did you mean 'goal-04711'?"
    assert compared == [MANY]


def test_a_word_that_differs_in_its_capitals_alone_was_meant_also_among_very_many() -> None:
    known = [f"word-{number}" for number in range(MANY + 1)] + ["GROW-arr"]
    assert suggestion("grow-ARR", known) == "; did you mean 'GROW-arr'?"


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("OKR999", ["OKR101", "OKR899"]),
        ("content/pages/x.md", ["content/people/ada.md", "content/pages/glossary.md"]),
        ("grow#signups", ["grow#churn"]),
    ],
)
def test_what_is_far_away_is_not_suggested(written: str, known: list[str]) -> None:
    assert suggestion(written, known) == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("OKR240", "OKR204"),
        ("Monthly", "monthly"),
        ("content/page/glossary.md", "content/pages/glossary.md"),
        ("content/pages/glosary.md", "content/pages/glossary.md"),
    ],
)
def test_what_is_near_is_suggested(written: str, meant: str) -> None:
    assert suggestion(written, [meant, "else"]) == f"; did you mean '{meant}'?"

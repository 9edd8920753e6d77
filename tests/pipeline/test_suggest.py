"""What somebody meant who mistyped, also among very many."""

from time import perf_counter

from okrsite.pipeline.suggest import suggestion


def test_the_closest_word_is_suggested() -> None:
    assert suggestion("thrive", ["thrive-2026", "survive"]) == "; did you mean 'thrive-2026'?"


def test_nothing_is_suggested_where_nothing_is_close() -> None:
    assert suggestion("thrive", ["churn", "nps"]) == ""
    assert suggestion("thrive", []) == ""


def test_among_very_many_words_a_typing_error_is_still_found_soon() -> None:
    known = [f"goal-of-team-{number}" for number in range(50_000)]
    began = perf_counter()
    assert "goal-of-team-4711" in suggestion("gaol-of-team-4711", known)
    assert perf_counter() - began < 2

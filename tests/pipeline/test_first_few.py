"""The first few of many are shown, and the rest is counted."""

from okrsite.pipeline.first_few import first_few


def test_as_many_as_fit_are_all_shown_and_nothing_is_said_of_more() -> None:
    assert first_few(["nps", "churn"], 2) == (["nps", "churn"], "")
    assert first_few([], 2) == ([], "")


def test_what_is_left_out_is_counted() -> None:
    assert first_few(["nps", "churn", "mrr", "uptime"], 1) == (["nps"], "and 3 more")

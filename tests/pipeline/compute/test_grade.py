"""Grades: the verdict at the close, and what a score given by hand changes."""

import pytest

CLOSED = "2027-01-05"


def graded(site, *key_results, today="2027-01-10", closed=CLOSED, **fields):
    goal = site.goal(*key_results, **fields)
    return site.scored(goal, site.quarter(closed=closed), today=today)


def at(site, share, **fields):
    return site.metric(1, start=0, current=share, **fields)


def test_there_is_no_grade_before_the_close(site) -> None:
    open_ = graded(site, at(site, 0.8), closed=None)
    assert open_.objectives["goal"].grade is None
    assert open_.cycles["q4"].grade is None
    assert open_.cycles["q4"].is_open


def test_a_close_after_today_is_not_seen(site) -> None:
    scored = graded(site, at(site, 0.8), today="2027-01-04")
    assert scored.objectives["goal"].grade is None
    assert scored.forest.cycles["q4"].closed is None
    assert graded(site, at(site, 0.8), today="2027-01-05").objectives["goal"].grade is not None


@pytest.mark.parametrize(
    ("kind", "share", "met"),
    [
        ("committed", 1.0, True),
        ("committed", 0.99, False),
        ("aspirational", 0.7, True),
        ("aspirational", 0.69, False),
        ("learning", 0.7, True),
    ],
)
def test_committed_goals_are_met_at_one_and_others_from_seven_tenths(
    site, kind, share, met
) -> None:
    goal = graded(site, at(site, share), type=kind).objectives["goal"]
    assert goal.grade.met is met
    assert goal.key_results["kr"].grade.met is met


def test_seven_tenths_are_met_whatever_binary_fractions_make_of_them(site) -> None:
    goal = graded(site, site.metric(0.4, start=0.1, current=0.31)).objectives["goal"]
    assert goal.progress < 0.7
    assert (goal.grade.met, goal.grade.band) == (True, "high")


@pytest.mark.parametrize(
    ("share", "band"),
    [(0.39, "low"), (0.4, "middle"), (0.69, "middle"), (0.7, "high"), (1.4, "high")],
)
def test_bands_part_at_four_and_seven_tenths(site, share, band) -> None:
    goal = graded(site, at(site, share)).objectives["goal"]
    assert goal.grade.band == band
    assert goal.grade.earned == min(share, 1)


def test_a_given_score_replaces_the_grade_in_means_and_never_the_progress(site) -> None:
    scored = graded(
        site,
        at(site, 0.2, name="a", score=0.8, score_reason="the survey came late"),
        at(site, 0.6, name="b"),
    )
    goal = scored.objectives["goal"]
    verdict = goal.key_results["a"].grade
    assert (verdict.earned, verdict.given, verdict.counts) == (0.2, 0.8, 0.8)
    assert verdict.reason == "the survey came late"
    assert goal.progress == pytest.approx(0.4)
    assert (goal.grade.earned, goal.grade.counts) == (goal.progress, pytest.approx(0.7))
    assert goal.grade.met
    assert scored.cycles["q4"].progress == pytest.approx(0.4)
    assert scored.cycles["q4"].grade == pytest.approx(0.7)


def test_what_was_never_measured_has_no_grade_and_is_not_met(site) -> None:
    scored = graded(site, site.metric(1, start=0))
    verdict = scored.objectives["goal"].grade
    assert (verdict.earned, verdict.counts, verdict.met, verdict.band) == (None, None, False, None)
    assert scored.cycles["q4"].grade is None


def test_drafts_get_no_grade(site) -> None:
    goal = graded(site, at(site, 1), state="draft").objectives["goal"]
    assert goal.grade is None
    assert goal.key_results["kr"].grade is None


def test_a_cycle_counts_its_grades_by_band(site) -> None:
    goals = [site.goal(at(site, share), name=f"g{share}") for share in (0.2, 0.5, 0.8, 0.9)]
    cycle = site.scored(*goals, site.quarter(closed=CLOSED), today="2027-01-10").cycles["q4"]
    assert cycle.grades == {"low": 1, "middle": 1, "high": 2}
    assert cycle.met == 2
    assert cycle.grade == pytest.approx(0.6)

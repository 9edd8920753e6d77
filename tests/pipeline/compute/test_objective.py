"""Objectives: roll-ups, exactly as the arithmetic rules them."""


def test_three_times_seven_tenths_averages_to_exactly_seven_tenths_for_the_threshold(site):
    key_results = [
        site.metric(10, start=0, current=7, id=f"kr{i}", score=0.7, score_reason="agreed")
        for i in range(3)
    ]
    scored = site.scored(
        site.goal(*key_results), site.quarter(closed="2027-01-05"), today="2027-01-10"
    )
    grade = scored.objectives["goal"].grade
    assert grade.met
    assert grade.band == "high"

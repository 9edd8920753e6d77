"""Today: nothing that is later is seen, counted or handed on."""


def test_the_forest_that_is_handed_on_holds_nothing_later_than_today(site) -> None:
    scored = site.scored(
        site.goal(site.milestones(("a", 1, "2026-11-16"), ("b", 1, "2026-11-15"))),
        site.quarter(closed="2026-11-16"),
        site.checkin("2026-11-15", confidence=5),
        site.checkin("2026-11-16", confidence=1),
        site.kpi(
            baselines=(site.baseline("2026-11-15", 4), site.baseline("2026-11-16", 3)),
            reviews=(site.review("2026-11-15"), site.review("2026-11-16")),
        ),
        site.observed({"2026-11-15": 5, "2026-11-16": 1}),
    )
    forest = scored.forest
    assert [step.done for step in forest.objectives["goal"].key_results[0].measure.steps] == [
        None,
        site.day("2026-11-15"),
    ]
    assert forest.cycles["q4"].closed is None
    assert [checkin.date for checkin in forest.checkins["goal"]] == [site.day("2026-11-15")]
    assert [baseline.value for baseline in forest.kpis["churn"].baselines] == [4]
    assert [review.date for review in forest.kpis["churn"].reviews] == [site.day("2026-11-15")]
    assert [tuple(point) for point in forest.series["churn"].points] == [
        (site.day("2026-11-15"), 5)
    ]


def test_notes_of_later_observations_are_gone_too(site) -> None:
    from msgspec.structs import replace

    series = replace(
        site.observed({"2026-11-15": 5, "2026-11-16": 1}), notes={0: "known", 1: "later"}
    )
    scored = site.scored(site.kpi(), series)
    assert scored.forest.series["churn"].notes == {0: "known"}


def test_what_is_known_already_is_handed_on_as_it_is(site) -> None:
    goal, series = site.goal(site.metric(4, start=8)), site.observed({"2026-11-15": 5})
    forest = site.forest(goal, site.kpi(), series)
    scored, _ = site.compute(forest, site.day("2026-11-15"), {})
    assert scored.forest.objectives["goal"] is forest.objectives["goal"]
    assert scored.forest.series["churn"] is forest.series["churn"]

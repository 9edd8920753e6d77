"""Laws: what holds of the arithmetic whatever the figures are."""

from itertools import pairwise
from math import isfinite

from hypothesis import assume, given
from hypothesis import strategies as st

figures = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))
any_figures = st.floats(allow_nan=False, allow_infinity=False)
shares = st.floats(-1, 2).map(lambda value: round(value, 3))
weights = st.floats(0.01, 100).map(lambda value: round(value, 2))


def progress(site, key_result, *entities):
    return site.score(key_result, *entities).progress_raw


@given(start=figures, target=figures, values=st.lists(figures, min_size=2, max_size=6))
def test_progress_is_monotone_in_current(site, start, target, values) -> None:
    assume(start != target)
    towards = sorted(values, reverse=target < start)
    raw = [progress(site, site.metric(target, start=start, current=value)) for value in towards]
    assert all(before <= later for before, later in pairwise(raw))


@given(
    start=figures, target=figures, current=figures, factor=st.sampled_from([0.001, 0.1, 7, 1000])
)
def test_scaling_a_unit_changes_nothing_within_rounding(
    site, start, target, current, factor
) -> None:
    assume(abs(start - target) > 0.01)
    one = progress(site, site.metric(target, start=start, current=current))
    scaled = site.metric(target * factor, start=start * factor, current=current * factor)
    assert abs(progress(site, scaled) - one) <= 1e-6 * max(1, abs(one))


@given(rows=st.lists(st.tuples(shares, weights), min_size=1, max_size=6), data=st.data())
def test_a_roll_up_does_not_depend_on_order(site, rows, data) -> None:
    def rolled(rows):
        key_results = [
            site.metric(
                1, start=0, current=share, weight=weight, name=f"kr{share}-{weight}-{place}"
            )
            for place, (share, weight) in enumerate(rows)
        ]
        goal = site.scored(site.goal(*key_results)).objectives["goal"]
        return goal.progress, goal.progress_raw, goal.expected

    assert rolled(rows) == rolled(data.draw(st.permutations(rows)))


@given(rows=st.lists(st.tuples(shares, weights), min_size=1, max_size=5), data=st.data())
def test_a_roll_up_over_children_does_not_depend_on_their_order(site, rows, data) -> None:
    def rolled(rows):
        children = [
            site.goal(
                site.metric(1, start=0, current=share),
                name=f"child{place}",
                supports=[site.supporting("goal", weight)],
            )
            for place, (share, weight) in enumerate(rows)
        ]
        return site.scored(site.goal(rollup="children"), *children).objectives["goal"].progress

    assert rolled(rows) == rolled(data.draw(st.permutations(rows)))


@given(values=st.lists(st.one_of(st.none(), shares), min_size=1, max_size=5))
def test_missing_is_never_zero(site, values) -> None:
    """Taking the value of a key result away never counts as a value of 0."""

    def key_results(values):
        return [
            site.metric(1, start=0, current=value, name=f"kr{place}")
            for place, value in enumerate(values)
        ]

    goal = site.scored(site.goal(*key_results(values))).objectives["goal"]
    known = [value for value in values if value is not None]
    without = site.scored(site.goal(*key_results(known))).objectives["goal"]
    assert goal.progress == without.progress
    assert (goal.progress is None) == (not known)
    assert all(
        (score.progress is None) == (value is None)
        for score, value in zip(goal.key_results.values(), values, strict=True)
    )


@given(days=st.sets(st.integers(0, 80), max_size=6), taken=st.integers(0, 5))
def test_taking_observations_away_never_makes_an_unknown_value_a_zero(site, days, taken) -> None:
    from datetime import timedelta

    first = site.day("2026-09-15")
    rows = {first + timedelta(days=day): 7.0 for day in sorted(days)}
    fewer = dict(list(rows.items())[: max(0, len(rows) - taken)])
    for aggregate in ("last", "sum", "average"):
        kpi = site.kpi(aggregate=aggregate, range=site.Range(max=5))
        score = site.score(site.metric(3, kpi="churn"), kpi, site.observed(fewer))
        assert score.progress is None or score.current not in {None, 0}
        assert (score.start is None) == (score.start_from is None)


@given(
    start=any_figures,
    target=any_figures,
    current=any_figures,
    weight=st.floats(min_value=5e-324, allow_infinity=False),
    told=st.lists(any_figures, max_size=4),
)
def test_every_share_is_finite(site, start, target, current, weight, told) -> None:
    assume(start != target)
    checkins = [site.checkin(f"2026-10-{day:02}", kr=v) for day, v in enumerate(told, start=2)]
    other = site.metric(1, start=0, current=0.5, name="other")
    value = None if told else current
    goal = site.goal(site.metric(target, start=start, current=value, weight=weight), other)
    score = site.scored(goal, *checkins).objectives["goal"]
    line = score.key_results["kr"].forecast
    shares = [score.progress, score.progress_raw, score.expected]
    shares += [score.key_results["kr"].progress, score.key_results["kr"].progress_raw]
    shares += [line.value, line.low, line.high] if line else []
    assert all(isfinite(share) for share in shares)
    assert 0 <= score.progress <= 1


@given(rows=st.dictionaries(st.integers(0, 400), any_figures, max_size=8))
def test_every_figure_of_a_kpi_is_finite(site, rows) -> None:
    from datetime import timedelta

    first = site.day("2025-10-15")
    series = site.observed({first + timedelta(days=day): rows[day] for day in sorted(rows)})
    for aggregate in ("last", "sum", "average"):
        score = site.kpi_score(site.kpi(aggregate=aggregate), series)
        figures = [value.value for value in score.periods]
        figures += [score.change.absolute] if score.change else []
        figures += [score.change.relative or 0] if score.change else []
        assert all(isfinite(figure) for figure in figures)

"""Resolving stays quick, however large and however wrong a site is."""

from datetime import date, timedelta

import pytest

from okrsite.model.document import Document
from okrsite.model.goals import CheckIn, GoalKey, GoalRef, KeyResult, Objective
from okrsite.model.measure import Metric
from okrsite.model.people import Cycle, Person, Team
from okrsite.model.position import Span
from okrsite.model.settings import Settings
from okrsite.pipeline.redact import redact
from okrsite.pipeline.resolve import resolve

SETTINGS = Settings(span=Span("okrsite.toml"))
START = date(2026, 10, 1)


def document(kind, entity):
    return Document(entity.span.path, kind, entity.id, entity)


def objective(number, supported):
    span = Span(f"content/objectives/o{number}.md")
    results = tuple(
        KeyResult(span=span, id=f"r{n}", title="r", measure=Metric(4, 8), owner="ada")
        for n in range(3)
    )
    checkins = tuple(
        CheckIn(span=span, objective=f"o{number}", date=START + timedelta(n), author="ada")
        for n in range(4)
    )
    goal = Objective(
        span=span,
        id=f"o{number}",
        title="O",
        cycle="q4",
        team="t",
        owner="ada",
        supports=(GoalRef(span=span, goal=GoalKey(supported)),),
        key_results=results,
    )
    return Document(span.path, "objective", goal.id, goal, checkins)


def company(size, supported):
    """A site of objectives, each of which supports what the function says."""
    here = Span("content/x.md")
    yield document("cycle", Cycle(span=here, id="q4", title="Q4", start=START, end=START))
    yield document("team", Team(span=here, id="t", title="T"))
    yield document("person", Person(span=here, id="ada", title="Ada", visibility="confidential"))
    for number in range(size):
        yield objective(number, supported(number))


@pytest.mark.parametrize("size", [200, pytest.param(2_000, marks=pytest.mark.slow)])
def test_twice_as_many_objectives_are_twice_the_work(size, effort) -> None:
    def work(count):
        site = [*company(count, lambda number: f"o{number // 5}" if number else "o1")]
        return effort(lambda: resolve(redact(site, "internal", SETTINGS), SETTINGS, "internal"))

    assert work(2 * size) < 2.5 * work(size)


@pytest.mark.parametrize("size", [1_000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_a_site_of_wrong_names_is_told_whole(size) -> None:
    site = [*company(size, lambda number: f"o{number}x")]
    _, found = resolve(site, SETTINGS, "internal")
    assert len(found) == size
    assert any("did you mean" in finding.message for finding in found)

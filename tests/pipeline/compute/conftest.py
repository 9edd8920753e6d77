"""Small forests for the arithmetic: entities as an editor would have written them, resolved."""

from datetime import date
from types import SimpleNamespace

import pytest

from okrsite.model.document import Document
from okrsite.model.goals import CheckIn, GoalKey, GoalRef, KeyResult, Objective
from okrsite.model.kpis import Baseline, Kpi, KpiTarget, Review
from okrsite.model.measure import (
    Checkpoint,
    Custom,
    Guardrail,
    Metric,
    Milestone,
    Milestones,
    NumberZones,
    Range,
    Relative,
    Zones,
)
from okrsite.model.people import Cycle, Person, Team
from okrsite.model.position import Span
from okrsite.model.prose import Prose
from okrsite.model.series import Point, Series, pack
from okrsite.model.settings import Settings
from okrsite.pipeline.compute import compute
from okrsite.pipeline.formula import read_formula
from okrsite.pipeline.resolve import resolve

HERE = Span("content/here.md")
KINDS = {Objective: "objective", Kpi: "kpi", Team: "team", Person: "person", Cycle: "cycle"}


def day(text):
    return date.fromisoformat(text) if isinstance(text, str) else text


def key_result(measure, name="kr", due=None, **fields):
    return KeyResult(span=HERE, id=name, title=name, measure=measure, due=day(due), **fields)


def metric(target, start=None, checkpoints=(), **fields):
    """A metric; its checkpoints are written as {day: value}."""
    made = tuple(
        Checkpoint(span=HERE, by=day(by), value=value) for by, value in dict(checkpoints).items()
    )
    return key_result(Metric(target, start, made), **fields)


def relative(change, start=None, **fields):
    return key_result(Relative(change, start), **fields)


def guardrail(**fields):
    bounds = {bound: fields.pop(bound) for bound in ("min", "max") if bound in fields}
    return key_result(Guardrail(Range(**bounds) if bounds else None), **fields)


def milestones(*steps, **fields):
    """Steps as ids, or as (id, weight), or as (id, weight, day done, day due)."""
    rows = [(step,) if isinstance(step, str) else step for step in steps]
    made = tuple(
        Milestone(
            span=HERE,
            id=row[0],
            title=row[0],
            weight=row[1] if len(row) > 1 else 1,
            done=day(row[2]) if len(row) > 2 else None,
            due=day(row[3]) if len(row) > 3 else None,
        )
        for row in rows
    )
    return key_result(Milestones(made), **fields)


def zones(**fields):
    return key_result(Zones("two teams", "all teams", "everybody"), **fields)


def number_zones(commit, target, stretch, start=None, **fields):
    return key_result(NumberZones(commit, target, stretch, start), **fields)


def custom(use, settings=b"{}", **fields):
    return key_result(Custom(use, settings), **fields)


def goal(*key_results, name="goal", cycle="q4", supports=(), **fields):
    refs = tuple(ref if isinstance(ref, GoalRef) else supporting(ref) for ref in supports)
    return Objective(
        span=HERE,
        id=name,
        title=name,
        cycle=cycle,
        key_results=key_results,
        supports=refs,
        **fields,
    )


def supporting(text, weight=1.0):
    objective, _, key_result = text.partition("#")
    return GoalRef(span=HERE, goal=GoalKey(objective, key_result), weight=weight)


def checkin(on, objective="goal", confidence=None, **values):
    return CheckIn(
        span=HERE, objective=objective, date=day(on), confidence=confidence, values=values
    )


def cycle(name, start, end, closed=None, body="", **fields):
    return Cycle(
        span=HERE,
        id=name,
        title=name,
        start=day(start),
        end=day(end),
        closed=day(closed),
        body=Prose(text=body),
        **fields,
    )


def quarter(closed=None, name="q4"):
    return cycle(name, "2026-10-01", "2026-12-31", closed)


def kpi(name="churn", formula=None, **fields):
    made = read_formula(formula) if formula else None
    return Kpi(span=HERE, id=name, title=name, formula=made, **fields)


def observed(rows, kpi="churn"):
    """A series from {day: value}."""
    points = pack(Point(day(on), float(value)) for on, value in rows.items())
    return Series(span=HERE, kpi=kpi, points=points)


def baseline(since, value, from_=None):
    return Baseline(
        span=HERE, since=day(since), value=value, from_=supporting(from_) if from_ else None
    )


def review(on):
    return Review(span=HERE, date=day(on))


def target(value, by=None):
    return KpiTarget(span=HERE, value=value, by=day(by))


def team(name, parent=None, **fields):
    return Team(span=HERE, id=name, title=name, parent=parent, **fields)


def person(name, team=None):
    return Person(span=HERE, id=name, title=name, team=team)


def forest(*entities):
    """A forest of any entities; the quarter `q4` of 2026 stands in it unless cycles are given."""
    has_cycle = any(isinstance(entity, Cycle) for entity in entities)
    every = entities if has_cycle else (*entities, quarter())
    documents = [document(entity, number) for number, entity in enumerate(every)]
    resolved, findings = resolve(documents, Settings(span=HERE), "internal")
    assert [str(finding) for finding in findings if finding.severity == "error"] == []
    return resolved


def document(entity, number):
    """The file in which an entity would stand; `number` tells files of check-ins apart."""
    match entity:
        case Series(kpi=id_):
            return Document(f"content/kpis/{id_}.csv", "kpi", id_, entity)
        case CheckIn():
            return Document(f"content/checkins/{number}.md", "checkin", str(number), entity)
        case _:
            kind = KINDS[type(entity)]
            return Document(f"content/{kind}/{entity.id}.md", kind, entity.id, entity)


def computed(*entities, today="2026-11-15", scorers=None):
    """The scores and the findings of a forest of these entities on a day."""
    return compute(forest(*entities), day(today), scorers or {})


def scored(*entities, today="2026-11-15", scorers=None):
    return computed(*entities, today=today, scorers=scorers)[0]


def score(key_result, *entities, today="2026-11-15"):
    """The score of one key result of an objective `goal`."""
    return scored(goal(key_result), *entities, today=today).objectives["goal"].key_results["kr"]


def kpi_score(*entities, today="2026-11-15"):
    """The score of the KPI `churn`."""
    return scored(*entities, today=today).kpis["churn"]


@pytest.fixture(scope="session")
def site():
    """The words in which these tests write small sites."""
    return SimpleNamespace(**{name: value for name, value in globals().items() if callable(value)})

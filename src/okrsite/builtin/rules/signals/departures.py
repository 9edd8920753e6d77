"""Goals and KPIs whose owner has left."""

from collections.abc import Iterator
from datetime import date

from okrsite.api import Finding, KeyResult, Kpi, Objective, Person, Rule, Scored, open_objectives
from okrsite.builtin.example import BASE, OBJECTIVE
from okrsite.builtin.rules.subjects import subject_of


def check_owner_left(scored: Scored, _: None) -> Iterator[Finding]:
    """Active objectives, their key results, and KPIs that somebody answers for who has left."""
    for objective in open_objectives(scored):
        yield from _finding(scored, objective)
        for result in objective.key_results:
            if result.owner != objective.owner:
                yield from _finding(scored, objective, result)
    for kpi in scored.forest.kpis.values():
        yield from _finding(scored, kpi)


def _finding(
    scored: Scored, entity: Objective | Kpi, result: KeyResult | None = None
) -> Iterator[Finding]:
    thing = result or entity
    person = scored.forest.people.get(thing.owner or "")
    left = _left(person, scored.today)
    if person is None or left is None:
        return
    yield Finding(
        thing.at("owner"),
        f"'{thing.title}' is owned by {person.title}, who left on {left}",
        "Name the person who answers for it now.",
        subject_of(entity, result),
        {"title": thing.title, "owner": person.title, "day": left.isoformat()},
    )


def _left(person: Person | None, today: date) -> date | None:
    """The day on which a person left, once it has come."""
    return person.left if person and person.left and person.left <= today else None


ADA = "content/people/ada.md"
ADA_TEXT = '+++\ntitle = "Ada"\nteam = "company"\n+++\n'

OWNER_LEFT = Rule(
    code="OKR518",
    name="owner-left",
    severity="signal",
    title="The owner of an active goal has left",
    why="""
A goal whose owner is gone is nobody's, and it looks as if it were somebody's. What people did
before they left stays as it is: only what is still pursued needs a new owner.
""",
    bad={
        ADA: ADA_TEXT.replace('"company"\n', '"company"\nleft = 2026-11-13\n'),
        OBJECTIVE: BASE[OBJECTIVE],
    },
    good={ADA: ADA_TEXT, OBJECTIVE: BASE[OBJECTIVE]},
    check=check_owner_left,
)

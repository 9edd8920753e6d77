"""JSON API: the goals for other programs, under `api/v1`, in the shape of `export`.

Every list is cut into parts, and each part looks at its own records only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from okrsite.api import Cycle, Kpi, Objective, Person, Team, records
from okrsite.api.pages import File, PageContext, PageKind
from okrsite.pipeline.present.told import told_goals

FOLDER = "api/v1"
SCHEMA = "schema.json"


class RecordList(Struct, frozen=True):
    """A list of the API: what names its records, in their order, and what makes one of a name."""

    names: Callable[[PageContext], Sequence[Any]]
    record: Callable[[PageContext, Any], Struct]


def names(ctx: PageContext) -> Iterator[File]:
    """Every list in parts of a bounded size, and the schema of them all."""
    yield File(SCHEMA, f"{FOLDER}/{SCHEMA}")
    for name, known in LISTS.items():
        for path in records.part_paths(name, len(known.names(ctx))):
            yield File(path, f"{FOLDER}/{path}")


def content(ctx: PageContext, path: str) -> bytes:
    """A part of a list, or the schema."""
    if path == SCHEMA:
        return records.schema_document()
    name = path.removesuffix(".json").partition("/")[0]
    known = LISTS[name].names(ctx)
    number = records.part_paths(name, len(known))[path]
    return records.part(
        name, number, known, lambda inner: LISTS[name].record(ctx, inner), ctx.today
    )


def _objective(ctx: PageContext, id_: str) -> Struct:
    return records.objective_record(ctx.objective(id_), ctx.objective_score(id_))


def _kpi(ctx: PageContext, id_: str) -> Struct:
    return records.kpi_record(ctx.kpi(id_), ctx.kpi_score(id_))


def _team(ctx: PageContext, id_: str) -> Struct:
    return records.team_record(ctx.team(id_), ctx.team_score(id_))


def _cycle(ctx: PageContext, id_: str) -> Struct:
    return records.cycle_record(ctx.cycle(id_), ctx.cycle_score(id_))


def _person(ctx: PageContext, id_: str) -> Struct:
    return records.person_record(ctx.person(id_))


def _checkin(ctx: PageContext, name: tuple[str, int]) -> Struct:
    objective, place = name
    return records.checkin_record(ctx.checkins(objective)[place])


def _checkins(ctx: PageContext) -> tuple[tuple[str, int], ...]:
    """All check-ins, the oldest first, each by its objective and its place among those of it."""
    told = (row for goal in told_goals(ctx) for row in goal.checkins)
    dated = sorted((row.day, row.objective, row.place) for row in told)
    return tuple([(objective, place) for _, objective, place in dated])


LISTS: Mapping[str, RecordList] = {
    "objectives": RecordList(lambda ctx: ctx.ids(Objective), _objective),
    "kpis": RecordList(lambda ctx: ctx.ids(Kpi), _kpi),
    "teams": RecordList(lambda ctx: ctx.ids(Team), _team),
    "cycles": RecordList(lambda ctx: ctx.ids(Cycle), _cycle),
    "people": RecordList(lambda ctx: ctx.ids(Person), _person),
    "checkins": RecordList(lambda ctx: ctx.once(_checkins), _checkin),
}
KIND = PageKind(name="api", title="API", names=names, content=content, order=1000)

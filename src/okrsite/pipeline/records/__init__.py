"""Records: the scored goals as records for other programs; `export` and `api/v1` share them.

Numbers are unrounded, shares are of 1, unknown is null, words are in snake_case, days are ISO text.
Records stand in the order of their ids, check-ins in the order of their days.
"""

from datetime import date

from msgspec import Struct

from okrsite.model.scored import Scored
from okrsite.pipeline.records.checkins import CheckInRecord, checkin_record, checkins_in_order
from okrsite.pipeline.records.company import (
    CycleRecord,
    PersonRecord,
    TeamRecord,
    cycle_record,
    person_record,
    team_record,
)
from okrsite.pipeline.records.kpis import KpiRecord, RangeRecord, kpi_record
from okrsite.pipeline.records.objectives import (
    ForecastRecord,
    InitiativeRecord,
    KeyResultRecord,
    ObjectiveRecord,
    objective_record,
)
from okrsite.pipeline.records.parts import part, part_paths, schema_document, to_json

__all__ = [
    "CheckInRecord",
    "CycleRecord",
    "ForecastRecord",
    "InitiativeRecord",
    "KeyResultRecord",
    "KpiRecord",
    "ModelRecord",
    "ObjectiveRecord",
    "PersonRecord",
    "TeamRecord",
    "checkin_record",
    "cycle_record",
    "kpi_record",
    "model_record",
    "objective_record",
    "part",
    "part_paths",
    "person_record",
    "schema_document",
    "team_record",
    "to_json",
]

# The fields of records that are records themselves: a table gives each of their fields a column.
INNER_RECORDS: dict[str, type[Struct]] = {"forecast": ForecastRecord, "range": RangeRecord}


class ModelRecord(Struct, frozen=True, kw_only=True):
    """Everything that one audience may see, on one day; `cycle` is the current one."""

    title: str
    today: date
    audience: str
    cycle: str | None
    objectives: tuple[ObjectiveRecord, ...]
    kpis: tuple[KpiRecord, ...]
    teams: tuple[TeamRecord, ...]
    cycles: tuple[CycleRecord, ...]
    people: tuple[PersonRecord, ...]
    checkins: tuple[CheckInRecord, ...]


def model_record(scored: Scored) -> ModelRecord:
    """The whole scored model as records."""
    forest = scored.forest
    return ModelRecord(
        title=forest.settings.site.title,
        today=scored.today,
        audience=forest.audience,
        cycle=scored.cycle,
        objectives=tuple(
            objective_record(objective, scored.objectives[key])
            for key, objective in forest.objectives.items()
        ),
        kpis=tuple(kpi_record(kpi, scored.kpis[key]) for key, kpi in forest.kpis.items()),
        teams=tuple(team_record(team, scored.teams[key]) for key, team in forest.teams.items()),
        cycles=tuple(
            cycle_record(cycle, scored.cycles[key]) for key, cycle in forest.cycles.items()
        ),
        people=tuple(person_record(person) for person in forest.people.values()),
        checkins=tuple(checkin_record(checkin) for checkin in checkins_in_order(forest)),
    )

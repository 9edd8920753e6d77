"""From options: a check-in that the command line says in full, and the values of its KPIs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from okrsite.commands.checkin.entry import NewCheckIn
from okrsite.commands.checkin.finish import CheckedIn, WrittenCheckIn
from okrsite.commands.checkin.jump import jump
from okrsite.commands.checkin.kpi_values import (
    is_by_hand,
    kpi_change,
    kpi_jump,
    kpi_number,
    missing_day,
)
from okrsite.commands.checkin.kudos import kudos_of
from okrsite.commands.checkin.options import CheckInOptions
from okrsite.commands.checkin.place import placed
from okrsite.commands.checkin.values import value_of
from okrsite.model.goals import Objective
from okrsite.model.kpis import Kpi
from okrsite.model.scored import Scored


def from_options(
    root: Path, goal: Objective, options: CheckInOptions, scored: Scored, author: str | None
) -> CheckedIn:
    """Write what the command line says of a goal: all of it, or nothing where a part is wrong.

    The value of a KPI that people keep goes into its CSV file, on the day that is given, else on
    the last day of the newest period that has none, else on today.
    """
    day = options.day or scored.today
    of_kpis, own = _parted(goal, options.values, scored)
    entry = _given(goal, replace(options, values=own), scored, author, day)
    done, odd = [], []
    for kpi, text in of_kpis:
        value = kpi_number(kpi, text)
        on = options.day or missing_day(kpi, scored) or day
        done.append(WrittenCheckIn(kpi.id, kpi_change(root, kpi, on, value, scored)))
        if jumped := kpi_jump(kpi, value, scored):
            odd.append(f"Is {kpi.id} right? {jumped.capitalize()}.")
    if not (of_kpis and entry.says_nothing):
        changes = placed(root, scored.forest, entry, is_file=options.is_file)
        done.append(WrittenCheckIn(goal.id, changes))
    if not options.is_dry:
        for written in done:
            written.changes.write(root)
    return CheckedIn(root, tuple(done), "\n".join([*odd, *_jumps(entry, scored)]))


def _parted(
    goal: Objective, values: tuple[str, ...], scored: Scored
) -> tuple[list[tuple[Kpi, str]], tuple[str, ...]]:
    """The values of KPIs that people keep, and the goal's own."""
    of_kpis, own = [], []
    for written in values:
        name, _, text = written.partition("=")
        result = goal.key_result(name.strip())
        kpi = scored.forest.kpis[result.kpi] if result and result.kpi else None
        if kpi and is_by_hand(kpi):
            of_kpis.append((kpi, text.strip()))
        else:
            own.append(written)
    return of_kpis, tuple(own)


def _given(
    goal: Objective, options: CheckInOptions, scored: Scored, author: str | None, day: date
) -> NewCheckIn:
    score = scored.objectives[goal.id]
    return NewCheckIn(
        objective=goal,
        day=day,
        author=author,
        confidence=options.confidence,
        values=dict(value_of(goal, score, written) for written in options.values),
        note=options.note,
        kudos=tuple(kudos_of(written, scored.forest) for written in options.kudos),
    )


def _jumps(entry: NewCheckIn, scored: Scored) -> list[str]:
    """What is odd about the new values, a line for each."""
    scores = scored.objectives[entry.objective.id].key_results
    told = (
        (result.id, jump(result, scores[result.id], entry.values[result.id], scored))
        for result in entry.objective.key_results
        if result.id in entry.values
    )
    return [f"Is {name} right? {odd.capitalize()}." for name, odd in told if odd]

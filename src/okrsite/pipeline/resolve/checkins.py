"""Check-ins: each at its objective, in order, with the values that its key results can have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import PurePosixPath

from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, Subject, error
from okrsite.model.goals import CheckIn, Kudos, Objective
from okrsite.model.names import KeyResultId, ObjectiveId, Visibility
from okrsite.pipeline.parse.checkin import misfits, old_names_in, told_of, with_current_ids
from okrsite.pipeline.replacing import filter_map
from okrsite.pipeline.resolve.references import People, References
from okrsite.pipeline.resolve.tables import Tables
from okrsite.pipeline.visibility import more_closed

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-")


def resolved_checkins(
    tables: Tables, objectives: Mapping[ObjectiveId, Objective], names: References, people: People
) -> dict[ObjectiveId, tuple[CheckIn, ...]]:
    """The check-ins of each objective, in order of their day and then of their place.

    Values inside an objective's file were checked when it was parsed; those of check-ins in files
    of their own are checked here, where their objective is known.
    """
    resolver = _CheckInResolver(tables, objectives, names, people)
    found: dict[ObjectiveId, list[CheckIn]] = {}
    for checkin in tables.checkins:
        if checkin.objective in objectives:
            found.setdefault(checkin.objective, []).append(resolver.in_objective_file(checkin))
    for checkin in tables.checkin_files:
        if known := resolver.in_own_file(checkin):
            found.setdefault(known.objective, []).append(known)
    return {id_: unique_checkins(found[id_], names.findings) for id_ in sorted(found)}


def of_unknown_objectives(checkins: Iterable[CheckIn], names: References) -> dict[str, Subject]:
    """By path, the objective that a check-in was probably meant for whose own name is unknown.

    A file that nobody named by hand tells it as well: 2026-11-09-OBJECTIVE.md.
    """
    found = {}
    for checkin in checkins:
        if names.current("objective", checkin.objective) is not None:
            continue
        by_file = _DAY.sub("", PurePosixPath(checkin.span.path).stem)
        meant = names.current("objective", by_file) or names.probable(
            "objective", checkin.objective, checkin
        )
        if meant:
            found[checkin.span.path] = Subject("objective", meant)
    return found


class _CheckInResolver:
    """Resolves one check-in after another."""

    def __init__(
        self,
        tables: Tables,
        objectives: Mapping[ObjectiveId, Objective],
        names: References,
        people: People,
    ) -> None:
        self._tables = tables
        self._objectives = objectives
        self._names = names
        self._people = people

    def in_objective_file(self, checkin: CheckIn) -> CheckIn:
        id_ = checkin.objective
        if id_ in self._tables.incomplete:
            checkin = _with_fitting_values(checkin, self._tables.objectives[id_])
        return self._known(checkin, id_)

    def in_own_file(self, checkin: CheckIn) -> CheckIn | None:
        """The check-in of a file; None where its objective is unknown."""
        found = self._names.name("objective", checkin.objective, checkin, "objective")
        if found is None:
            return None
        written = self._tables.objectives[found]
        self._names.findings.extend(old_names_in(checkin, written))
        checkin = with_current_ids(checkin, written)
        is_whole = found not in self._tables.incomplete
        self._names.findings.extend(
            misfit for misfit in misfits(checkin, written) if is_whole or misfit.code != "OKR027"
        )
        self._refuse_current(checkin, written)
        return self._known(_with_fitting_values(checkin, written), found)

    def _known(self, checkin: CheckIn, objective: ObjectiveId) -> CheckIn:
        known = filter_map(checkin, "kudos", self._kudos) if checkin.kudos else checkin
        return replace(
            known,
            objective=objective,
            author=self._people.named(checkin.author, checkin, "author"),
            visibility=_visibility(checkin, self._objectives[objective]),
        )

    def _kudos(self, _number: int, kudos: Kudos) -> Kudos | None:
        person = self._people.named(kudos.to, kudos, "to")
        return replace(kudos, to=person) if person else None

    def _refuse_current(self, checkin: CheckIn, objective: Objective) -> None:
        for id_ in checkin.values:
            result = objective.key_result(id_)
            if result is None or result.current is None:
                continue
            self._names.findings.append(
                error(
                    "OKR026",
                    result.at("current"),
                    f"'current' of '{id_}' stands beside a value from {checkin.span.path}",
                    "Take it out; the newest check-in counts.",
                )
            )


def _visibility(checkin: CheckIn, objective: Objective) -> Visibility | None:
    inherited = objective.visibility
    if checkin.visibility is None or inherited is None:
        return inherited
    return more_closed(checkin.visibility, inherited)


def _with_fitting_values(checkin: CheckIn, objective: Objective) -> CheckIn:
    if not (checkin.values or checkin.result_notes) or not misfits(checkin, objective):
        return checkin
    return told_of(checkin, partial(_fits, checkin, objective))


def _fits(checkin: CheckIn, objective: Objective, id_: KeyResultId) -> bool:
    return not misfits(told_of(checkin, id_.__eq__), objective)


def unique_checkins(checkins: Iterable[CheckIn], findings: list[Diagnostic]) -> tuple[CheckIn, ...]:
    """One objective's check-ins by day and place, each once: an author says one thing a day.

    Two without an author may be of two people; they are one only if they say the same.
    """
    first: dict[object, CheckIn] = {}
    kept: list[CheckIn] = []
    for checkin in sorted(checkins, key=_when_and_where):
        key = (checkin.date, checkin.author or _what_it_says(checkin))
        if key in first:
            findings.append(_duplicate_finding(checkin, first[key]))
        else:
            first[key] = checkin
            kept.append(checkin)
    return tuple(kept)


def _when_and_where(checkin: CheckIn) -> tuple[object, ...]:
    return (checkin.date, checkin.span)


def _what_it_says(checkin: CheckIn) -> object:
    of_results = (
        (id_, note.confidence, note.note.text) for id_, note in checkin.result_notes.items()
    )
    values = tuple(sorted(checkin.values.items()))
    return (checkin.confidence, values, tuple(sorted(of_results)), checkin.note.text)


def _duplicate_finding(checkin: CheckIn, first: CheckIn) -> Diagnostic:
    author = f" by '{checkin.author}'" if checkin.author else ""
    return error(
        "OKR120",
        checkin.span,
        f"the check-in of {checkin.date}{author} on '{checkin.objective}' stands twice,"
        f" at {first.span} too",
        "Put both into one",
    )

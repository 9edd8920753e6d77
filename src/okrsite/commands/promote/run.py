"""Run: from a KPI and a target to the key result, and to what is said of the two."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from okrsite.builtin.rules.quantities import value_and_range
from okrsite.commands.draft import Draft
from okrsite.commands.errors import CommandError
from okrsite.commands.lookup import find_kpi
from okrsite.commands.promote.place import KeyResultPlace, place_alone, place_in, refuse_due
from okrsite.commands.promote.purpose import purpose_of, refuse_target
from okrsite.model.kpi_score import KpiScore
from okrsite.model.kpis import Kpi
from okrsite.model.names import Purpose


class PromoteOptions(Struct, frozen=True, kw_only=True):
    """What the command line says of a promotion beside its KPI."""

    target: float
    into: str | None = None
    purpose: Purpose | None = None
    due: date | None = None


class Promoted(Struct, frozen=True):
    """The draft with the key result in it, and where the KPI stands."""

    draft: Draft
    note: str


def promoted(draft: Draft, name: str, options: PromoteOptions) -> Promoted:
    """Make a key result of a KPI, in an objective or a draft of one; nothing is written.

    Raises `CommandError` for a target that makes no sense, and where nothing has a given name.
    """
    scored = draft.scored()
    kpi = find_kpi(name, scored.forest)
    score = scored.kpis[kpi.id]
    if score.value is None:
        help_ = "It needs one: a row in its CSV file, or `okrsite fetch`."
        raise CommandError(f"{kpi.id} has no value to start from", help_)
    refuse_target(kpi, score.value, options.target)
    purpose = purpose_of(kpi, score, options.purpose)
    place = (
        place_in(draft, scored, options.into, kpi)
        if options.into
        else place_alone(draft, scored, kpi, purpose)
    )
    refuse_due(options.due, place.cycle)
    return Promoted(_written(place, kpi, score.value, options, purpose), _note(kpi, score, purpose))


def _written(
    place: KeyResultPlace, kpi: Kpi, value: float, options: PromoteOptions, purpose: Purpose
) -> Draft:
    """The key result; `start` stands in it only where the arithmetic would take another value."""
    head = {"id": place.goal.key_result, "title": kpi.title, "kpi": kpi.id}
    aim = {"target": options.target, "due": options.due, "purpose": purpose}
    made = place.write({**head, **aim})
    score = made.scored().objectives[place.goal.objective].key_results[place.goal.key_result]
    is_of_kpi = score.start_from in {"kpi", "kpi_inside"}
    if is_of_kpi and score.start is not None and round(score.start - value, 9):
        made = place.write({**head, "start": round(value, 9), **aim})
        made.scored()
    return made


def _note(kpi: Kpi, score: KpiScore, purpose: Purpose) -> str:
    """Where the KPI stands beside its range, why it is attacked, and who does so already."""
    why = "to repair it" if purpose == "repair" else "a deliberate leap"
    told = f"{kpi.title} ({score.as_of}): {value_and_range(kpi, score)}. Purpose: {why}."
    others = [str(attack.goal) for attack in score.attacks if attack.is_open and not attack.is_met]
    return f"{told}\nAlready at work on it: {', '.join(others)}." if others else told

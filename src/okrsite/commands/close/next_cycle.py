"""Next cycle: the one that goals are carried over to, made where its name tells its days."""

from __future__ import annotations

from datetime import timedelta

from okrsite.commands.authoring.cycle_names import cycle_after, cycle_text, named_cycle
from okrsite.commands.draft import Draft
from okrsite.commands.errors import CommandError
from okrsite.model.names import CycleId
from okrsite.model.people import Cycle
from okrsite.model.scored import Scored

ONE_DAY = timedelta(days=1)
# Quarters of a year are at most this much longer or shorter than each other.
SIMILAR = timedelta(days=7)


def with_next_cycle(
    draft: Draft, scored: Scored, cycle: Cycle, wanted: str | None
) -> tuple[Draft, CycleId | None]:
    """The next cycle's id, and the draft with its file where there was none.

    It is the wanted one, else the one of about the same length that begins right after, else the
    one after by its usual name; None where nothing tells. Raises `CommandError` where the wanted
    one is not there and its name does not tell its days, or where it is over before.
    """
    starts = draft.workspace.settings.calendar.year_starts
    chosen = wanted or _following(scored, cycle)
    chosen = scored.forest.aliases.get("cycle", {}).get(chosen or "", chosen)
    if chosen is not None and chosen in scored.forest.cycles:
        _refuse_past(scored.forest.cycles[chosen], cycle)
        return draft, chosen
    made = named_cycle(chosen, starts) if chosen else cycle_after(cycle.id, starts)
    if made is None:
        if chosen is None:
            return draft, None
        help_ = f"okrsite new cycle {chosen} --start … --end … makes it."
        raise CommandError(f"there is no cycle {chosen!r}, and its days are not known", help_)
    if made.id in scored.forest.cycles:
        return draft, made.id
    parent = made.year if made.year in scored.forest.cycles else None
    text = cycle_text(made.title, made.start, made.end, parent)
    return draft.with_files({f"content/cycles/{made.id}.md": text.encode()}), made.id


def _following(scored: Scored, cycle: Cycle) -> CycleId | None:
    length = cycle.end - cycle.start
    for other in scored.forest.cycles.values():
        is_similar = abs((other.end - other.start) - length) <= SIMILAR
        if is_similar and other.start == cycle.end + ONE_DAY:
            return other.id
    return None


def _refuse_past(next_cycle: Cycle, cycle: Cycle) -> None:
    if next_cycle.id == cycle.id or next_cycle.end <= cycle.end:
        message = f"{next_cycle.id} does not come after {cycle.id}"
        raise CommandError(message, "Name a later cycle with --next.")
    if next_cycle.closed is not None:
        raise CommandError(f"{next_cycle.id} is closed already", "Name an open one with --next.")

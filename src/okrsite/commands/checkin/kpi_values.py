"""KPI values: those of KPIs that people keep, asked for and put into their CSV files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from okrsite.builtin.rules.quantities import amount, value_and_range
from okrsite.commands.authoring.numbers import NUMBER, number, refuse_foreign_numbers
from okrsite.commands.changes import Changes
from okrsite.commands.checkin.dialogue import agrees, ask_until_readable
from okrsite.commands.checkin.jump import HUNDREDFOLD
from okrsite.commands.errors import CommandError
from okrsite.commands.terminal import Terminal, harmless
from okrsite.model.goals import Objective
from okrsite.model.kpis import Kpi
from okrsite.model.period import period_of
from okrsite.model.scored import Scored
from okrsite.pipeline.sourcing import merge

ONE_DAY = timedelta(days=1)


def is_by_hand(kpi: Kpi) -> bool:
    """Whether only people put values into its CSV file."""
    return kpi.source is None and kpi.formula is None


def missing_day(kpi: Kpi, scored: Scored, today: date | None = None) -> date | None:
    """The last day of the newest period that is over by today, where it has no value yet."""
    year_starts = scored.forest.settings.calendar.year_starts
    running = period_of(today or scored.today, kpi.cadence, year_starts)
    period = period_of(running.start - ONE_DAY, kpi.cadence, year_starts)
    series = scored.forest.series.get(kpi.id)
    last = series.points.last(scored.today) if series else None
    return None if last and last.day >= period.start else period.end


def missing_kpis(
    goals: Iterable[Objective], owned: Iterable[Kpi], scored: Scored, today: date | None = None
) -> list[Kpi]:
    """The KPIs of some goals, and those owned, that people keep and that lack a value."""
    names = [result.kpi for goal in goals for result in goal.key_results if result.kpi]
    kpis = [*(scored.forest.kpis[name] for name in dict.fromkeys(names)), *owned]
    unique = {kpi.id: kpi for kpi in kpis}.values()
    return [kpi for kpi in unique if is_by_hand(kpi) and missing_day(kpi, scored, today)]


def asked_kpi_value(kpi: Kpi, day: date, scored: Scored, terminal: Terminal) -> float | None:
    """What somebody answers of a KPI; None where they leave it. Raises `SkippedError`."""
    score = scored.kpis[kpi.id]
    told = f"{value_and_range(kpi, score)} ({score.as_of})" if score.as_of else "no value yet"
    terminal.tell(harmless(f"\n{kpi.title} ({kpi.id})\n  {told}"))

    def read(text: str) -> float | None:
        if not text:
            return None
        value = kpi_number(kpi, text)
        odd = kpi_jump(kpi, value, scored)
        if odd and not agrees(terminal, f"  {odd}. Is that right? (yes or no)"):
            raise CommandError("then once more")
        return value

    return ask_until_readable(terminal, f"  {kpi.id} on {day}: new value", "", read)


def kpi_number(kpi: Kpi, text: str) -> float:
    """The value as the file has it; raises `CommandError` for what is no number."""
    refuse_foreign_numbers(text)
    if not re.fullmatch(NUMBER, text):
        raise CommandError(f"{kpi.id} takes a number, not {text!r}", "Such as 4.5.")
    return number(text)


def kpi_jump(kpi: Kpi, value: float, scored: Scored) -> str:
    """What is odd about a new value; empty where nothing is, or nothing is known before it."""
    old = scored.kpis[kpi.id].value
    if not old or not value or 1 / HUNDREDFOLD < abs(value / old) < HUNDREDFOLD:
        return ""
    return f"from {amount(old, kpi.unit)} to {amount(value, kpi.unit)} is a hundredfold"


def series_path(kpi: Kpi) -> str:
    """The file that holds a KPI's observations."""
    return f"{kpi.span.path.removesuffix('.md')}.csv"


def with_kpi_value(kpi: Kpi, data: bytes | None, day: date, value: float, scored: Scored) -> bytes:
    """The bytes of a KPI's CSV file, None for none, with a row for a day; the others stay.

    Raises `CommandError` where the file has mistakes, or another value on that day.
    """
    path = series_path(kpi)
    running = period_of(scored.today, kpi.cadence, scored.forest.settings.calendar.year_starts)
    merged = merge(path, data, {day: float(value)}, running, scored.today)
    if merged.findings:
        raise CommandError(f"{path} has mistakes: {merged.findings[0]}", "Correct them first.")
    if merged.changed or merged.differing:
        raise CommandError(f"{path} has another value on {day}", "Change what stands there.")
    return merged.data or data or b""


def kpi_change(root: Path, kpi: Kpi, day: date, value: float, scored: Scored) -> Changes:
    """The change of files that a new value is."""
    path = series_path(kpi)
    before = (root / path).read_bytes() if (root / path).exists() else None
    return Changes({path: before}, {path: with_kpi_value(kpi, before, day, value, scored)})

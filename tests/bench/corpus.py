"""A corpus: the goals of a company of any size, the same for the same number and seed.

Nine goals in ten are objectives with key results and check-ins, one is a KPI with observations.
Each program gets the same titles, figures and texts in its own format.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

WORDS = str.split(
    "customers stay because their first week is calm and every answer comes from a person who "
    "knows the product while orders arrive on the day that was promised and nobody has to ask "
    "twice for what the contract says about price delivery service training data and safety"
)
PEOPLE = str.split("ada bo chen dina emre fay gus hana ivo jin kai lena mo nia omar pia")
TAGS = str.split("growth quality people platform cost security research delivery")
UNITS = ("%", "days", "h", "points")
QUARTERS = {3: 31, 6: 30, 9: 30, 12: 31}
LAST_DAY = date(2025, 11, 14)
# Each goal has this many below it, and each team this many goals: trees of a handful of levels.
BELOW, OF_A_TEAM, TEAMS_BELOW = 8, 40, 4
MONTHS, DAYS = 24, 5 * 365


class KeyResult(NamedTuple):
    """A figure that moves from a start to a target."""

    id: str
    title: str
    start: int
    target: int
    current: int
    unit: str


class CheckIn(NamedTuple):
    """How sure somebody was on a day, from 1 to 10, and why."""

    day: date
    confidence: int
    note: str


class Goal(NamedTuple):
    """An objective, or a KPI that has observations and no key results.

    `text` is Markdown; `{goal:ID}` in it stands for the address of another goal.
    """

    id: str
    title: str
    owner: str
    team: str
    cycle: str
    parent: str
    tags: tuple[str, ...]
    key_results: tuple[KeyResult, ...]
    checkins: tuple[CheckIn, ...]
    observations: tuple[tuple[date, float], ...]
    text: str

    @property
    def is_kpi(self) -> bool:
        """Whether it is a KPI."""
        return bool(self.observations)


class Cycle(NamedTuple):
    """A quarter of 2025."""

    id: str
    title: str
    start: date
    end: date


CYCLES = tuple(
    Cycle(f"q{quarter}", f"Q{quarter} 2025", date(2025, last - 2, 1), date(2025, last, day))
    for quarter, (last, day) in enumerate(QUARTERS.items(), 1)
)


def teams_of(goals: int) -> Iterator[tuple[str, str]]:
    """The id of each team, and that of the team above it; empty for the company."""
    for number in range(goals // OF_A_TEAM + 1):
        yield f"t{number}", f"t{(number - 1) // TEAMS_BELOW}" if number else ""


def goals_of(goals: int, seed: int = 0, *, is_daily: bool = False) -> Iterator[Goal]:
    """Every goal; KPIs have two years of monthly values, or five of daily ones."""
    for number in range(goals):
        yield _goal(number, goals, Random(f"{seed} {number}"), is_daily=is_daily)


def is_kpi(number: int) -> bool:
    """Whether the goal of a number is a KPI; the first ones have goals below them, and are not."""
    return number % 10 == 9


def _goal(number: int, goals: int, chance: Random, *, is_daily: bool) -> Goal:
    above = (number - 1) // BELOW
    parent = f"g{above}" if number and not is_kpi(above) else ""
    title, kpi = _title(chance), is_kpi(number)
    return Goal(
        id=f"g{number}",
        title=title,
        owner=chance.choice(PEOPLE),
        team=f"t{number // OF_A_TEAM}",
        cycle=CYCLES[number % 4].id,
        parent="" if kpi else parent,
        tags=tuple(chance.sample(TAGS, chance.randint(1, 3))),
        key_results=() if kpi else tuple(_key_results(chance)),
        checkins=() if kpi else tuple(_checkins(chance, CYCLES[number % 4])),
        observations=tuple(_observations(chance, is_daily=is_daily)) if kpi else (),
        text=_text(chance, goals),
    )


def _title(chance: Random) -> str:
    return " ".join(chance.choices(WORDS, k=5)).capitalize()


def _key_results(chance: Random) -> Iterator[KeyResult]:
    for position in range(chance.randint(3, 4)):
        start = chance.randrange(10, 60)
        target = start + chance.randrange(10, 40)
        current = chance.randrange(start, target + 1)
        yield KeyResult(
            f"kr{position}", _title(chance), start, target, current, chance.choice(UNITS)
        )


def _checkins(chance: Random, cycle: Cycle) -> Iterator[CheckIn]:
    for week in range(chance.randint(2, 3)):
        day = cycle.start + timedelta(days=14 * week + 7)
        if day <= LAST_DAY:
            yield CheckIn(day, chance.randint(3, 9), f"{_sentence(chance, 9)}.")


def _observations(chance: Random, *, is_daily: bool) -> Iterator[tuple[date, float]]:
    value = 50.0
    count = DAYS if is_daily else MONTHS
    for number in range(count):
        value = min(max(value + chance.uniform(-3, 3), 1), 99)
        yield _day(count - number - 1, is_daily=is_daily), round(value, 2)


def _day(back: int, *, is_daily: bool) -> date:
    """The day so many days, or ends of months, before the last one."""
    if is_daily:
        return LAST_DAY - timedelta(days=back)
    months = LAST_DAY.year * 12 + LAST_DAY.month - 1 - back
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def _sentence(chance: Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


def _text(chance: Random, goals: int) -> str:
    """About a hundred words: headings, emphasis, a list, a table, links to two other goals."""
    first, second = (f"{{goal:g{chance.randrange(goals)}}}" for _ in range(2))
    rows = "\n".join(f"| {chance.choice(WORDS)} | {chance.choice(PEOPLE)} |" for _ in range(3))
    return (
        f"## Why it matters\n\n{_sentence(chance, 30)}, **{chance.choice(WORDS)}**. "
        f"See [{_sentence(chance, 3)}]({first}).\n\n"
        f"## How we get there\n\n- {_sentence(chance, 8)}\n- {_sentence(chance, 7)}, "
        f"*{chance.choice(WORDS)}*\n- [{_sentence(chance, 4)}]({second})\n\n"
        f"| Step | Who |\n|---|---|\n{rows}\n\n"
        f"> {_sentence(chance, 12)}.\n\n{_sentence(chance, 20)}. "
        f"Run `make {chance.choice(WORDS)}`; more at <https://example.com/{chance.choice(WORDS)}>.\n"
    )

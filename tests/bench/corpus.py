"""A corpus: a company of any size, the same bytes for the same number of goals.

Written twice: as okrsite reads it, and as plain pages with the same words and figures for programs
that know nothing of goals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

WORDS = str.split(
    "customers stay because their first week is calm and every answer comes from a person who "
    "knows the product while orders arrive on the day that was promised and nobody has to ask "
    "twice for what the contract says about price delivery service training data and safety"
)
UNITS = ("%", "days", "h", "points")
SETTINGS = '[site]\ntitle = "Corpus"\nbase_url = "https://goals.example/"\n'
CYCLE = 'title = "Q{quarter} 2025"\nstart = 2025-{first:02}-01\nend = 2025-{last:02}-{day}\n'
CADENCES, AGGREGATES = ("daily", "weekly", "monthly"), ("last", "sum", "average")
LAST_DAY, DAYS = date(2025, 11, 14), 5 * 365
LAST_DAYS = {3: 31, 6: 30, 9: 30, 12: 31}


def make(folder: Path, goals: int, kpis: int = 0) -> Path:
    """Write a site for okrsite; gives the document that an edit may change."""
    for number in range(kpis):
        write(folder / f"content/kpis/k{number}.md", kpi(number))
        write(folder / f"content/kpis/k{number}.csv", observations(number))
    write(folder / "okrsite.toml", SETTINGS)
    for quarter, (last, day) in enumerate(LAST_DAYS.items(), 1):
        front = CYCLE.format(quarter=quarter, first=last - 2, last=last, day=day)
        write(folder / f"content/cycles/q{quarter}.md", f"+++\n{front}+++\n")
    for team in range(goals // 40 + 1):
        write(folder / f"content/teams/t{team}.md", f'+++\ntitle = "Team {team}"\n+++\n')
    for number in range(goals):
        write(folder / f"content/objectives/g{number}.md", objective(number))
    return folder / f"content/objectives/g{goals // 2}.md"


def make_plain(folder: Path, goals: int, front: Callable[[str], str]) -> Path:
    """Write the same words and figures as pages; `front` gives the front matter of a title."""
    for number in range(goals):
        chance = Random(number)
        lines = [f"# {title_of(chance)}", "", "| Key result | Start | Target | Current |"]
        lines += ["|---|---|---|---|"]
        lines += ["| " + " | ".join(map(str, result)) + " |" for result in results(chance)]
        title = title_of(Random(number))
        write(folder / f"g{number}.md", front(title) + "\n".join([*lines, "", body(chance)]))
    write(
        folder / "index.md",
        front("Goals") + "\n".join(f"- [Goal {number}](g{number}.md)" for number in range(goals)),
    )
    return folder / f"g{goals // 2}.md"


def objective(number: int) -> str:
    """An objective with its key results and its text."""
    chance = Random(number)
    lines = [
        "+++",
        f'title = "{title_of(chance)}"',
        f'cycle = "q{number % 4 + 1}"',
        f'team = "t{number // 40}"',
    ]
    if number:
        # Eight goals support each: a tree of a handful of levels, whatever the size.
        lines.append(f'supports = ["g{(number - 1) // 8}"]')
    for position, (title, start, target, current) in enumerate(results(chance)):
        lines += ["", "[[key_results]]", f'id = "kr{position}"', f'title = "{title}"']
        lines += [f"start = {start}", f"target = {target}", f"current = {current}"]
        lines.append(f'unit = "{UNITS[position]}"')
    return "\n".join([*lines, "+++", "", body(chance)])


def kpi(number: int) -> str:
    """A KPI of one of three cadences and one of three aggregates."""
    lines = [
        "+++",
        f'title = "{title_of(Random(number))}"',
        f'cadence = "{CADENCES[number % 3]}"',
        f'aggregate = "{AGGREGATES[number // 3 % 3]}"',
        'unit = "%"',
        "range = { min = 30 }",
        "+++",
    ]
    return "\n".join([*lines, "", body(Random(number))])


def observations(number: int) -> str:
    """Five years of a value for each day."""
    chance, value = Random(number), 50.0
    lines = ["date,value"]
    for days in range(DAYS):
        value += chance.uniform(-1, 1)
        lines.append(f"{LAST_DAY - timedelta(days=DAYS - days - 1)},{value:.2f}")
    return "\n".join([*lines, ""])


def title_of(chance: Random) -> str:
    """A title of five words."""
    return " ".join(chance.choices(WORDS, k=5)).capitalize()


def results(chance: Random) -> Iterator[tuple[str, int, int, int]]:
    """Three key results: title, start, target, current."""
    for _ in range(3):
        start = chance.randrange(10, 60)
        target = start + chance.randrange(10, 40)
        yield title_of(chance), start, target, chance.randrange(start, target + 1)


def body(chance: Random) -> str:
    """Three paragraphs below a heading, with emphasis and a link."""
    paragraphs = (" ".join(chance.choices(WORDS, k=40)) for _ in range(3))
    return "\n\n".join(
        [
            "## Why it matters",
            *(f"{paragraph}, **{chance.choice(WORDS)}**." for paragraph in paragraphs),
            "See [what others say](https://example.com/).",
            "",
        ]
    )


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

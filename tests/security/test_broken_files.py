"""One broken file hides nothing: each is told at its place, and the rest is as without it."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from okrsite.builtin.example import BASE, kpi_text, objective_text, page_text, team_text

if TYPE_CHECKING:
    from conftest import Company

Corruption = Callable[[bytes], bytes]

PLACE = re.compile(r"^(content/[^:\s]+):(\d+):(\d+): OKR\d{3} ", re.MULTILINE)
LONG = b"x = 1" + b"0" * 4300
ANY: dict[str, Corruption] = {
    "not UTF-8": lambda data: data + b"\xff\xfe\xfa",
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "a NUL": lambda data: data[:20] + b"\0" + data[20:],
    "a merge conflict": lambda data: b"<<<<<<< ours\n" + data + b"=======\n>>>>>>> theirs\n",
    "random bytes": lambda data: random.Random(len(data)).randbytes(2000),
    "too large": lambda data: data + b"\n" * (1024 * 1024),
}
TEXT: dict[str, Corruption] = {
    "empty": lambda _: b"",
    "no front matter": lambda data: data.replace(b"+++\n", b""),
    "never closed": lambda data: data[: data.rindex(b"+++")],
    "half": lambda data: data[: data.index(b"+++", 4) // 2],
    "an open quote": lambda data: data.replace(b'title = "', b'title = "x', 1).replace(
        b'"\n', b"\n", 1
    ),
    "no title": lambda data: re.sub(rb"title = .*\n", b"", data, count=1),
    "an unknown key": lambda data: data.replace(b"+++\n", b"+++\ncolur = 1\n", 1),
    "a key twice": lambda data: data.replace(b"+++\n", b"+++\ntitle = 'a'\n", 1),
    "a wrong type": lambda data: re.sub(rb"title = .*\n", b"title = 7\n", data, count=1),
    "an impossible day": lambda data: data.replace(b"+++\n", b"+++\nday = 2026-02-31\n", 1),
    "a number of 4301 digits": lambda data: data.replace(b"+++\n", b"+++\n" + LONG + b"\n", 1),
    "deep brackets": lambda data: data.replace(b"+++\n", b"+++\nx = " + b"[" * 3000 + b"\n", 1),
    "deep dots": lambda data: data.replace(b"+++\n", b"+++\n" + b"a." * 3000 + b"a = 1\n", 1),
    "a bad id": lambda data: data.replace(b"+++\n", b'+++\nid = "../up"\n', 1),
    "a bad link": lambda data: data + b"\n[x](javascript:alert(1))\n",
}
TABLE: dict[str, Corruption] = {
    "no header": lambda data: data.replace(b"date,value\n", b""),
    "an open quote": lambda data: data + b'"2026-11-30,7\n',
    "no number": lambda data: data + b"2026-11-30,seven\n",
    "no day": lambda data: data + b"yesterday,7\n",
    "infinite": lambda data: data + b"2026-11-30,inf\n",
    "not a number": lambda data: data + b"2026-11-30,nan\n",
    "too large a number": lambda data: data + b"2026-11-30,1e999\n",
    "torn": lambda data: data + b"2026-11-3",
    "twice": lambda data: data + b"2026-10-31,5\n",
    "semicolons": lambda data: data.replace(b",", b";"),
}
GOALS = {
    **{f"content/objectives/g{n}.md": objective_text(f"Goal {n} is reached") for n in range(6)},
    **{f"content/kpis/k{n}.md": kpi_text(f"Measure {n}") for n in range(4)},
    **{f"content/kpis/k{n}.csv": "date,value\n2026-09-30,4\n2026-10-31,7\n" for n in range(4)},
    **{f"content/teams/t{n}.md": team_text(f"Team {n}") for n in range(3)},
    **{f"content/pages/p{n}.md": page_text(f"Page {n}", "A text.") for n in range(3)},
}


def corruptions(path: str) -> dict[str, Corruption]:
    return {**ANY, **(TABLE if path.endswith(".csv") else TEXT)}


def broken(seed: int) -> dict[str, bytes]:
    """Some of the files, each broken in some way."""
    chance = random.Random(seed)
    chosen = sorted(chance.sample(sorted(GOALS), chance.randint(1, len(GOALS))))
    ways = {path: chance.choice(sorted(corruptions(path))) for path in chosen}
    return {path: corruptions(path)[way](GOALS[path].encode()) for path, way in ways.items()}


def told(company: Company, *loudness: str) -> dict[str, list[tuple[int, int]]]:
    """The files that a build reports, with the places in them."""
    done = company.run("build", *loudness)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    found: dict[str, list[tuple[int, int]]] = {}
    for path, line, column in PLACE.findall(done.stdout):
        found.setdefault(path, []).append((int(line), int(column)))
    return found


def assert_within(files: dict[str, bytes], places: dict[str, list[tuple[int, int]]]) -> None:
    for path, found in places.items():
        lines = files[path].decode(errors="replace").split("\n")
        for line, column in found:
            assert 1 <= line <= len(lines) + 1, (path, line)
            assert column >= 1, (path, column)


@pytest.mark.parametrize("seed", range(2))
def test_exactly_the_broken_files_are_told_at_every_loudness(company: Company, seed: int) -> None:
    files = broken(seed)
    company.write({**GOALS, **files})
    for loudness in ((), ("-q",), ("-v",)):
        places = told(company, *loudness)
        assert places.keys() == files.keys()
        assert_within(files, places)


@pytest.mark.parametrize("path", ["content/objectives/g0.md", "content/kpis/k0.csv"])
def test_every_way_to_break_a_file_is_told_in_it_alone(company: Company, path: str) -> None:
    company.write(GOALS)
    for way, corrupt in corruptions(path).items():
        content = corrupt(GOALS[path].encode())
        company.write({path: content})
        result = company.build()
        errors = [finding for finding in result.findings if finding.severity == "error"]
        assert result.pages == 0, way
        assert {error.span.path for error in errors} == {path}, (way, [str(e) for e in errors])
        assert_within({path: content}, {path: [(e.span.line, e.span.column) for e in errors]})
        assert all(error.message for error in errors)


@pytest.mark.parametrize("seed", range(2))
def test_what_does_not_depend_on_the_broken_is_as_without_them(
    company: Company, another: Company, seed: int
) -> None:
    """A page depends on a file when it is another one without that file.

    The home page always does: it says that something could not be read.
    """
    files = broken(seed)
    for site in (company, another):
        site.write(GOALS)
    company.build()
    whole = company.shown()
    another.write(dict.fromkeys(files))
    another.build(keep_going=True)
    without = another.shown()
    company.write(files)
    company.build(keep_going=True)
    shown = company.shown()
    independent = {path for path in whole if whole[path] == without.get(path)} - {"index.html"}
    assert len(independent) > 5
    for path in independent:
        assert shown[path] == whole[path], path
    gone = [path.removeprefix("content/").replace(".md", ".html") for path in files]
    assert not [path for path in gone if path in shown]


@pytest.mark.slow
def test_many_ways_to_break_many_files_are_told_each_in_its_file(company: Company) -> None:
    for seed in range(100, 400):
        shutil.rmtree(company.root / "content")
        files = broken(seed)
        company.write({**BASE, **GOALS, **files})
        result = company.build(keep_going=True)
        errors = [finding for finding in result.findings if finding.severity == "error"]
        assert {error.span.path for error in errors} == files.keys()

"""Size never breaks it: a result or a located error, in bounded memory, never a traceback."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from okrsite.builtin.example import BASE, OBJECTIVE, SETTINGS, objective_text, page_text

if TYPE_CHECKING:
    from conftest import Company

Files = dict[str, str | bytes]

GIGABYTE = 1024**3
PLACE = re.compile(r"^(?:content/|okrsite\.toml)[^:\s]*:\d+:\d+: OKR\d{3} ", re.MULTILINE)
GOAL = '+++\ntitle = "Goal"\ncycle = "2026-q4"\nteam = "company"\nowner = "ada"\n'


def limited(
    root: Path, *arguments: str, memory: int = 2 * GIGABYTE, seconds: int = 60
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process that may not have more memory, nor work for longer."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    return subprocess.run(
        [sys.executable, "-m", "okrsite", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        preexec_fn=limit,
    )


def bearable(company: Company, files: Files, **limits: int) -> int:
    """Build with some files, and hold the answer to be a site or located errors; its exit code."""
    company.write(dict(files))
    done = limited(company.root, "build", "--keep-going", "--jobs", "1", **limits)
    said = done.stdout + done.stderr
    assert done.returncode in {0, 1, 2}, (done.returncode, said[-3000:])
    assert "Traceback" not in said
    assert "MemoryError" not in said
    assert "RecursionError" not in said
    if done.returncode:
        assert PLACE.search(done.stdout), said[-3000:]
    else:
        assert (company.site / "index.html").exists()
    return done.returncode


def chain(number: int) -> Files:
    """Objectives of which each supports the one before it."""
    return {
        f"content/objectives/g{n}.md": f'{GOAL}supports = ["g{n - 1}"]\n+++\n'
        if n
        else f"{GOAL}+++\n"
        for n in range(number)
    }


def goal_loop(number: int) -> Files:
    return {
        **chain(number),
        "content/objectives/g0.md": f'{GOAL}supports = ["g{number - 1}"]\n+++\n',
    }


def teams(number: int) -> Files:
    return {
        f"content/teams/t{n}.md": f'+++\ntitle = "T"\nparent = "t{n - 1}"\n+++\n'
        if n
        else '+++\ntitle = "T"\nparent = "company"\n+++\n'
        for n in range(number)
    }


def team_loop(number: int) -> Files:
    return {
        **teams(number),
        "content/teams/t0.md": f'+++\ntitle = "T"\nparent = "t{number - 1}"\n+++\n',
    }


def cycles(number: int) -> Files:
    days = "start = 2026-10-01\nend = 2026-12-31"
    return {
        f"content/cycles/c{n}.md": f'+++\ntitle = "C"\n{days}\n'
        + (f'parent = "c{n - 1}"\n' if n else "")
        + "+++\n"
        for n in range(number)
    }


def formulas(number: int) -> Files:
    files: Files = {
        f"content/kpis/k{n}.md": f'+++\ntitle = "K"\nformula = "{{k{n - 1}}} + 1"\n+++\n'
        for n in range(1, number)
    }
    return {
        **files,
        "content/kpis/k0.md": '+++\ntitle = "K"\n+++\n',
        "content/kpis/k0.csv": "date,value\n2026-10-31,1\n",
    }


def formula_loop(number: int) -> Files:
    looped = f'+++\ntitle = "K"\nformula = "{{k{number - 1}}} + 1"\n+++\n'
    files = {**formulas(number), "content/kpis/k0.md": looped}
    del files["content/kpis/k0.csv"]
    return files


@pytest.mark.parametrize("shape", [chain, cycles, formulas])
@pytest.mark.parametrize(
    "number", [1100, pytest.param(10_000, marks=pytest.mark.slow)], ids=["many", "very many"]
)
def test_a_long_line_of_things_is_a_site(
    company: Company, shape: Callable[[int], Files], number: int
) -> None:
    assert bearable(company, shape(number), seconds=number // 10) == 0


@pytest.mark.parametrize(
    "number", [1100, pytest.param(10_000, marks=pytest.mark.slow)], ids=["many", "very many"]
)
def test_a_long_line_of_teams_is_a_located_error(company: Company, number: int) -> None:
    assert bearable(company, teams(number), seconds=number // 10) == 1


@pytest.mark.parametrize("shape", [goal_loop, team_loop, formula_loop])
@pytest.mark.parametrize(
    "number", [1100, pytest.param(10_000, marks=pytest.mark.slow)], ids=["many", "very many"]
)
def test_a_long_loop_is_told_once(
    company: Company, shape: Callable[[int], Files], number: int
) -> None:
    company.write(dict(shape(number)))
    done = limited(company.root, "build", "--jobs", "1", seconds=number // 10)
    assert done.returncode == 1
    assert len(PLACE.findall(done.stdout)) == 1
    assert "more)" in done.stdout


def kpi_text(field: str) -> str:
    return f'+++\ntitle = "K"\n{field}\n+++\n'


BAD_FRONT_MATTER: dict[str, str] = {
    "ten megabytes": "x = " + "'" + "y" * 10_000_000 + "'",
    "a megabyte in a line": 'reason = "' + "y" * (1024 * 1024 - 500) + '"',
    "a hundred thousand key results": "[[key_results]]\nid = 'x'\n" * 100_000,
    "as many key results as fit": "[[key_results]]\n" * 4000,
    "nested lists": "x = " + "[" * 5000 + "]" * 5000,
    "open brackets": "x = " + "[" * 60_000,
    "nested tables": "x = " + "{a=" * 5000 + "1" + "}" * 5000,
    "dotted keys": ".".join(["a"] * 5000) + " = 1",
    "many dotted keys": "\n".join(f"a{n}.b.c = 1" for n in range(4000)),
    "many headers": "\n".join(f"[a{n}.b]" for n in range(5000)),
    "keys nearly right": "\n".join(f"checkons{n} = 1" for n in range(3800)),
    "items nearly right": '[[key_results]]\nidd = "a"\ntitel = "b"\n' * 1500,
    "dotted headers": "[" + ".".join(["a"] * 5000) + "]",
    "dotted keys in tables": "x = { " + ".".join(["a"] * 20_000) + " = 1 }",
    "many digits": "x = " + "1" * 4301,
    "many digits in hexadecimal": "x = 0x" + "f" * 4301,
    "many digits behind the point": "weight = 0." + "1" * 60_000,
    "a large exponent": "weight = 1e400",
    "quotes without end": "x = " + '"""' * 20_000,
    "keys without end": "\n".join(f"k{n} = {n}" for n in range(6000)),
    "tags without end": "tags = [" + "'a'," * 15_000 + "]",
    "aliases without end": "aliases = [" + ",".join(f"'a{n}'" for n in range(6000)) + "]",
    "equals signs": "=" * 60_000,
    "backslashes": 'x = "' + "\\" * 60_001,
    "one line of headers": "[a]" * 20_000,
}


@pytest.mark.parametrize("way", BAD_FRONT_MATTER)
def test_front_matter_of_any_size_or_depth_is_a_site_or_a_located_error(
    company: Company, way: str
) -> None:
    text = f"{GOAL}{BAD_FRONT_MATTER[way]}\n+++\n"
    bearable(company, {"content/objectives/big.md": text}, memory=GIGABYTE, seconds=20)


@pytest.mark.parametrize("way", ["ten megabytes", "open brackets", "many digits", "dotted keys"])
def test_settings_of_any_size_or_depth_are_a_located_error(company: Company, way: str) -> None:
    text = f"{BASE[SETTINGS]}{BAD_FRONT_MATTER[way]}\n"
    assert bearable(company, {SETTINGS: text}, memory=GIGABYTE, seconds=20) == 2


FORMULAS: dict[str, str] = {
    "parentheses": "(" * 20_000 + "{k}" + ")" * 20_000,
    "signs": "-" * 50_000 + "{k}",
    "a sum": " + ".join(["{k}"] * 10_000),
    "powers of ten": "1" + "0" * 60_000,
    "a division of the huge": "1e308 * 1e308 / {k}",
}


@pytest.mark.parametrize("way", FORMULAS)
def test_a_formula_of_any_size_or_depth_is_a_site_or_a_located_error(
    company: Company, way: str
) -> None:
    files = {
        "content/kpis/k.md": '+++\ntitle = "K"\n+++\n',
        "content/kpis/k.csv": "date,value\n2026-10-31,1e308\n",
        "content/kpis/f.md": kpi_text(f'formula = "{FORMULAS[way]}"'),
    }
    bearable(company, files, memory=GIGABYTE, seconds=20)


TEXTS: dict[str, str] = {
    "quotes": ">" * 100_000,
    "lists": "\n".join(" " * (2 * n) + "- x" for n in range(500)),
    "lists on one line": "- " * 100_000,
    "emphasis": "*a_ " * 100_000,
    "strong": "**a " * 100_000,
    "nested emphasis": "*" * 100_000 + "a" + "*" * 100_000,
    "brackets": "[" * 300_000,
    "pairs of brackets": "[" * 50_000 + "]" * 50_000,
    "links in links": "[a](" * 100_000,
    "pictures": "![" * 150_000,
    "autolinks": "<http:" * 100_000,
    "angles": "<" * 500_000,
    "comments": "<!--" * 100_000,
    "ticks": "".join("`" * n + " " for n in range(800)),
    "equal headings": "# same\n" * 100_000,
    "tasks": "- [ ] x\n" * 100_000,
    "definitions": "".join(f"[d{n}]: goal:x{n}\n" for n in range(20_000)) + "[d1] " * 20_000,
    "one large definition": "[d]: /" + "x" * 25_000 + "\n\n" + "[d]" * 8000,
    "a table": "|a" * 1000 + "|\n" + "|-" * 1000 + "|\n" + "|b\n" * 50_000,
    "entities": "&amp;" * 200_000,
    "escapes": "\\" * 500_000,
    "one line": "x" * 1_000_000,
    "lines": "\n" * 1_000_000,
    "tabs": "\t" * 1_000_000,
    "links that are inner": "[a](goal:keep-customers) " * 40_000,
    "rules": "---\n" * 200_000,
    "setext": "a\n" * 300_000 + "===\n",
    "smart quotes": "\"'" * 300_000,
    "joined marks": "a\N{COMBINING ACUTE ACCENT}" * 150_000,
}


@pytest.mark.parametrize(
    "way",
    [
        each if number % 5 == 0 else pytest.param(each, marks=pytest.mark.slow)
        for number, each in enumerate(TEXTS)
    ],
)
def test_a_text_of_any_size_or_depth_is_a_site_or_a_located_error(
    company: Company, way: str
) -> None:
    text = TEXTS[way][: 1024 * 1024 - 1000]
    files: Files = {"content/pages/big.md": page_text("Big", text)}
    bearable(company, files, memory=2 * GIGABYTE, seconds=60)


def test_many_small_files_are_a_site(company: Company) -> None:
    assert bearable(company, small(1000)) == 0


@pytest.mark.slow
def test_a_hundred_thousand_small_files_are_a_site(company: Company) -> None:
    assert bearable(company, small(100_000), memory=8 * GIGABYTE, seconds=1800) == 0


def small(number: int) -> Files:
    """Files as they are in a large company: a third each of goals, check-ins and people."""
    third = number // 3
    checkin = 'date = 2026-10-12\nauthor = "p0"\nvalues = { response = 12 }'
    return {
        OBJECTIVE: objective_text(fields='owner = "p0"', checkins=""),
        "content/kpis/customer-churn.md": BASE["content/kpis/customer-churn.md"].replace(
            '"ada"', '"p0"'
        ),
        **{
            f"content/objectives/f{n % 100}/g{n}.md": objective_text(
                f"Goal {n}", fields='owner = "p0"', checkins=""
            )
            for n in range(third)
        },
        **{
            f"content/checkins/f{n % 100}/c{n}.md": f'+++\nobjective = "g{n}"\n{checkin}\n+++\n'
            for n in range(third)
        },
        **{
            f"content/people/p{n}.md": f'+++\ntitle = "P {n}"\nteam = "company"\n+++\n'
            for n in range(number - 2 * third)
        },
    }


@pytest.mark.slow
def test_a_million_observations_are_a_site_and_a_torn_one_is_an_error(company: Company) -> None:
    days = "".join(
        f"{year}-{month:02}-{day:02},{day}\n"
        for year in range(1000, 2026)
        for month in range(1, 13)
        for day in range(1, 29)
    )
    files: Files = {"content/kpis/k.md": kpi_text(""), "content/kpis/k.csv": f"date,value\n{days}"}
    assert bearable(company, files) == 0
    assert bearable(company, {"content/kpis/k.csv": 'date,value\n"' + "x" * 30_000_000}) == 1
    assert bearable(company, {"content/kpis/k.csv": "date,value\n" + "1," * 15_000_000}) == 1

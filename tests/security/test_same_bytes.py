"""Promise 6: the same input gives the same bytes, whatever the machine around it."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from okrsite.builtin.example import BASE, OBJECTIVE, objective_text
from okrsite.effects.publish import activate

if TYPE_CHECKING:
    from conftest import Company

ROOT = Path(__file__).parents[2]
DIGESTS = Path(__file__).with_name("example.sha256")


@pytest.mark.parametrize(
    "around",
    [
        {"TZ": "Pacific/Kiritimati"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE.UTF-8"},
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4711", "TZ": "America/Adak", "LC_ALL": "C", "PYTHONUTF8": "0"},
        {"NO_COLOR": "1", "COLUMNS": "20", "HOME": "/nonexistent", "USER": "somebody"},
    ],
)
def test_time_zone_locale_and_hash_seed_change_nothing(
    company: Company, around: dict[str, str]
) -> None:
    company.build()
    expected = company.shown()
    shutil.rmtree(company.root / ".okrsite")
    shutil.rmtree(company.site)
    done = company.run("build", **around)
    assert done.returncode == 0, done.stdout + done.stderr
    assert company.shown() == expected


def test_umask_folder_and_current_folder_change_nothing(company: Company, another: Company) -> None:
    company.build()
    before = os.umask(0o077)
    try:
        done = another.run("build", cwd=another.root / "content/kpis")
    finally:
        os.umask(before)
    assert done.returncode == 0, done.stdout + done.stderr
    assert another.shown() == company.shown()


def test_the_number_of_processes_changes_nothing(company: Company, another: Company) -> None:
    many = {
        f"content/objectives/{n % 7}/goal-{n}.md": objective_text(f"Customers of region {n} stay")
        for n in range(400)
    }
    company.write(many)
    another.write(dict(reversed(many.items())))
    assert company.build(jobs=1).pages > 400
    done = another.run("build", "--jobs", "3")
    assert done.returncode == 0, done.stdout + done.stderr
    assert another.shown() == company.shown()


def test_line_ends_and_byte_order_marks_change_nothing(company: Company, another: Company) -> None:
    for path, text in BASE.items():
        if path.startswith("content/"):
            another.write({path: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()})
    company.build()
    another.build()
    assert another.shown() == company.shown()


def test_the_marker_is_the_same_and_lists_every_file(company: Company) -> None:
    company.build()
    marker = company.site / ".okrsite-site"
    listed = {line[2:] for line in marker.read_text().splitlines()[1:]}
    files = {path.relative_to(company.site).as_posix() for path in company.site.rglob("*.*")}
    assert listed == {
        name for name in files if (company.site / name).is_file() and name != marker.name
    }
    assert OBJECTIVE not in listed


def test_a_build_without_exchange_gives_the_same_bytes(
    company: Company, another: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.build()
    monkeypatch.setattr(activate, "exchange", lambda *_: False)
    for title in ("Customers leave", "Customers stay because they like it here"):
        another.write({OBJECTIVE: objective_text(title)})
        another.build()
    assert another.shown() == company.shown()


def digests_of(site: Path) -> str:
    """A line for each kind of file of a site: the digest of all of them, and the ending."""
    kinds = defaultdict(list)
    for path in sorted(site.rglob("*.*")):
        if path.is_file():
            name = path.relative_to(site).as_posix()
            kinds[path.suffix or path.name].append(
                f"{sha256(path.read_bytes()).hexdigest()} {name}"
            )
    return "".join(
        f"{sha256(chr(10).join(kinds[kind]).encode()).hexdigest()}  {kind}\n"
        for kind in sorted(kinds)
    )


def test_the_example_company_is_the_same_bytes_on_every_machine_and_python(
    another: Company, request: pytest.FixtureRequest
) -> None:
    """Renew the digests with --snapshot-update where the site is meant to be another."""
    shutil.rmtree(another.root)
    another.root.mkdir()
    # Copied, since a site tells what git knows of its texts.
    for name in ("content", "plugins", "okrsite.toml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, another.root / name)
    done = another.run("build", "--audience", "confidential", "--today", "2026-11-20")
    assert done.returncode == 0, done.stdout + done.stderr
    found = digests_of(another.site)
    if request.config.getoption("update_snapshots"):
        DIGESTS.write_text(found)
    assert found == DIGESTS.read_text()

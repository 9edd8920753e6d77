"""What a build remembers only makes the next one faster, whatever became of it or of the files."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from okrsite.builtin.example import BASE, KPI, OBJECTIVE, SERIES, kpi_text, objective_text

if TYPE_CHECKING:
    from conftest import Clean, Clone, Company

    Companies = Callable[[], Company]
    Ages = Callable[[], contextlib.AbstractContextManager[None]]

KEY = "the secret of the workflow" * 2
# As long as what stands there first, so that no size tells of the change.
OTHER_KPI, OTHER_SERIES = kpi_text("Customer chuRn"), BASE[SERIES].replace("4.8", "9.9")


@pytest.fixture
def company(company_of: Companies, long_ago: Ages) -> Iterator[Company]:
    """A company that was built long after its files were written, and left a receipt."""
    made = company_of()
    with long_ago():
        for _ in range(2):
            assert made.build().exit == 0
        yield made


def check(company: Company, clean: Clean) -> None:
    """The next build shows what a clean build does."""
    said, site = clean(company)
    assert company.build() == said
    assert company.shown() == site


def state(company: Company) -> list[Path]:
    """The files that a build remembers something in."""
    return [path for path in sorted((company.root / ".okrsite").rglob("*")) if path.is_file()]


# --- What is remembered is not what was written


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) * 2 // 3] ^= 1
    path.write_bytes(data)


def _replace_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link_to_another(path: Path) -> None:
    path.rename(path.with_suffix(".aside"))
    path.symlink_to(path.with_suffix(".aside"))


DAMAGES = {
    "cut": _cut,
    "one bit": _flip,
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("Lorem ipsum. " * 99),
    "a folder": _replace_by_a_folder,
    "a link": _link_to_another,
    "gone": Path.unlink,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_state_only_slows(company_of: Companies, clean: Clean, damage) -> None:
    company = company_of()
    company.build()
    company.write({OBJECTIVE: objective_text("Another title"), SERIES: OTHER_SERIES})
    for path in state(company):
        damage(path)
    check(company, clean)


def test_a_state_of_which_some_files_are_older_only_slows(
    company_of: Companies, clean: Clean, long_ago: Ages
) -> None:
    """As after a build that was killed while it wrote, or a cache that was put back in part."""
    company = company_of()
    with long_ago():
        company.build()
        old = {path: path.read_bytes() for path in state(company)}
        company.write({KPI: OTHER_KPI, SERIES: OTHER_SERIES})
        check(company, clean)
        for path, data in old.items():
            newer = path.read_bytes() if path.exists() else b""
            if newer != data:
                path.write_bytes(data)
                check(company, clean)
        for path, data in old.items():
            path.write_bytes(data)
        check(company, clean)


def test_the_state_of_another_branch_only_slows(
    company_of: Companies, clean: Clean, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Caches of a workflow are signed with one key, whatever they were made from."""
    monkeypatch.setenv("OKRSITE_CACHE_KEY", KEY)
    company, branch = company_of(), company_of()
    branch.write({KPI: OTHER_KPI, SERIES: OTHER_SERIES})
    for path in company.sources():
        shutil.copystat(company.root / path, branch.root / path)
    company.build()
    shutil.copytree(company.root / ".okrsite", branch.root / ".okrsite")
    shutil.copytree(company.site, branch.site)
    check(branch, clean)


@pytest.mark.parametrize("key", ["", KEY], ids=["no key", "with the key"])
def test_where_the_site_is_gone_and_the_cache_was_put_back_the_site_is_the_same(
    company_of: Companies, clean: Clean, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """In CI the files are written anew for each run, and the cache is put back beside them."""
    monkeypatch.setenv("OKRSITE_CACHE_KEY", key)
    before, run = company_of(), company_of()
    before.build()
    shutil.copytree(before.root / ".okrsite", run.root / ".okrsite")
    run.write({KPI: OTHER_KPI, SERIES: OTHER_SERIES, OBJECTIVE: objective_text("Another title")})
    check(run, clean)


def test_the_state_of_another_user_or_another_program_only_slows(
    company_of: Companies, clean: Clean, tmp_path: Path
) -> None:
    (tmp_path / "library-1.0.dist-info").mkdir()
    company = company_of()
    around = ({}, {"XDG_CACHE_HOME": str(tmp_path)}, {"PYTHONPATH": str(tmp_path)})
    for number, environment in enumerate(around):
        company.write({SERIES: f"{BASE[SERIES]}2026-11-0{number + 1},{number}\n"})
        said, site = clean(company)
        assert company.build_apart(**environment) == said
        assert company.shown() == site


# --- Files that look as they did before


def _edit_and_put_the_times_back(path: Path, content: bytes) -> None:
    """As `touch -r` does."""
    before = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replace_and_keep_the_times(path: Path, content: bytes) -> None:
    """As `rsync -t` and `cp -p` with a rename do."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content)
    shutil.copystat(path, new)
    new.replace(path)


WAYS = {"in place": _edit_and_put_the_times_back, "replaced": _replace_and_keep_the_times}


def _edit_everything(company: Company, way: Callable[[Path, bytes], None]) -> None:
    way(company.root / KPI, OTHER_KPI.encode())
    way(company.root / SERIES, OTHER_SERIES.encode())
    way(company.root / "content/pages/note.txt", b"A nOte.")
    way(company.root / "content/pages/x.png", b"\x89PNG\r\n\x1a\n2")
    plugin = company.root / "plugins/board.py"
    way(plugin, plugin.read_bytes().replace(b"first", b"fIrst"))


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_an_edit_that_keeps_size_and_times_is_seen(company: Company, clean: Clean, way) -> None:
    _edit_everything(company, way)
    check(company, clean)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_such_an_edit_is_seen_just_after_a_build(company_of: Companies, clean: Clean, way) -> None:
    company = company_of()
    company.build()
    _edit_everything(company, way)
    check(company, clean)


def test_files_that_change_their_places_are_seen(company: Company, clean: Clean) -> None:
    goals = company.root / "content/objectives"
    for old, new in (("g1", "aside"), ("g2", "g1"), ("aside", "g2")):
        (goals / f"{old}.md").rename(goals / f"{new}.md")
    check(company, clean)
    goals.rename(company.root / "aside")
    shutil.copytree(company.root / "aside", goals)
    (goals / "g1.md").unlink()
    check(company, clean)


def test_going_to_another_branch_and_back_is_seen(
    company: Company, clean: Clean, repository: Callable[[Path], Clone]
) -> None:
    clone = repository(company.root)
    (company.root / ".gitignore").write_text("site/\n.okrsite/\n")
    clone.commit({}, "Begin")
    clone.git("switch", "--quiet", "--create", "other")
    clone.commit({KPI: OTHER_KPI, SERIES: OTHER_SERIES}, "Change it")
    seen = []
    for branch in ("main", "other", "main"):
        clone.git("switch", "--quiet", branch)
        assert company.build().exit == 0
        seen.append(company.shown())
        company.build("--clean")
        assert company.shown() == seen[-1]
    assert seen[0] == seen[2] != seen[1]


# --- A site that somebody else has changed


def _swap(path: Path) -> None:
    other = path.with_name("map.html")
    aside = path.with_name("aside")
    for old, new in ((path, aside), (other, path), (aside, other)):
        old.rename(new)


def _spoil(path: Path, way: Callable[[Path, bytes], None]) -> None:
    way(path, path.read_bytes().replace(b"<h1", b"<h2"))


SPOILT: dict[str, tuple[str, Callable[[Path], object]]] = {
    "edited": ("index.html", lambda path: path.write_text("Hello")),
    "edited with its times put back": (
        "kpis.html",
        lambda path: _spoil(path, _edit_and_put_the_times_back),
    ),
    "replaced with its times": (
        "teams.html",
        lambda path: _spoil(path, _replace_and_keep_the_times),
    ),
    "gone": ("board.html", Path.unlink),
    "closed": ("cycles.html", lambda path: path.chmod(0o600)),
    "put in another's place": ("loop.html", _swap),
    "emptied": ("search.html", lambda path: os.truncate(path, 0)),
    "a folder gone": ("objectives", shutil.rmtree),
    "a link": (
        "tags.html",
        lambda path: (path.unlink(), path.symlink_to("index.html")),
    ),
}


def test_pages_that_somebody_changed_are_put_right(company: Company, clean: Clean) -> None:
    for name, spoil in SPOILT.values():
        spoil(company.site / name)
    for _ in range(2):
        check(company, clean)
    assert (company.site / "cycles.html").stat().st_mode & 0o777 == 0o644


@pytest.mark.slow
@pytest.mark.parametrize(("name", "spoil"), SPOILT.values(), ids=SPOILT.keys())
def test_each_page_that_somebody_changed_is_put_right(
    company: Company, clean: Clean, name: str, spoil
) -> None:
    spoil(company.site / name)
    for _ in range(2):
        check(company, clean)


def test_an_older_site_that_was_put_back_is_brought_up_to_date(
    company: Company, clean: Clean, tmp_path: Path
) -> None:
    older = shutil.copytree(company.site, tmp_path / "older", symlinks=True)
    company.write({KPI: OTHER_KPI, SERIES: OTHER_SERIES})
    company.build()
    shutil.rmtree(company.site)
    older.rename(company.site)
    check(company, clean)

"""`okrsite build` with nothing to do: it does nothing, and never where there is something to do."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from okrsite.commands.build import work as working
from okrsite.effects import receipt
from okrsite.effects.clock import today_in


@pytest.fixture
def built(site, okrsite, monkeypatch):
    """A site that was built, and whose files count as long untouched."""
    monkeypatch.setattr(receipt, "TIME_STEP", -(10**15))
    (site / "themes/own/static").mkdir(parents=True)
    (site / "themes/own/static/own.css").write_text("a { color: red }")
    (site / "plugins").mkdir(exist_ok=True)
    (site / "plugins/extra.py").write_text('"""Nothing yet."""\n')
    (site / "content/pages").mkdir(exist_ok=True)
    (site / "content/pages/real.md").write_text('+++\ntitle = "Real"\n+++\n')
    (site / "content/pages/linked.md").symlink_to("real.md")
    assert okrsite("build").exit == 0
    # The first build made its own folder in the site's.
    assert okrsite("build").exit == 0
    return site


@pytest.fixture
def works(monkeypatch) -> list[Path]:
    """One entry for each build that did something."""
    done: list[Path] = []
    real = working.work

    def work(root, *rest):
        done.append(root)
        return real(root, *rest)

    monkeypatch.setattr(working, "work", work)
    return done


def _kpi(site: Path) -> Path:
    return site / "content/kpis/customer-churn.md"


def _bytes(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _edit_and_put_the_times_back(site: Path) -> None:
    path = _kpi(site)
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"churn", b"chuRn", 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replace_by_a_copy_with_its_times(site: Path) -> None:
    path = _kpi(site)
    new = path.with_suffix(".new")
    shutil.copy2(path, new)
    new.replace(path)


def _swap_folders(site: Path) -> None:
    (site / "content/kpis").rename(site / "aside")
    shutil.copytree(site / "aside", site / "content/kpis", copy_function=shutil.copy2)


CHANGES = {
    "an edit": lambda site: _kpi(site).write_text(_kpi(site).read_text() + "\nMore.\n"),
    "an edit whose times were put back": _edit_and_put_the_times_back,
    "a copy with the same times": _replace_by_a_copy_with_its_times,
    "a folder put in the place of another": _swap_folders,
    "a new file": lambda site: (
        (site / "content/pages/new.md").parent.mkdir(exist_ok=True)
        or (site / "content/pages/new.md").write_text('+++\ntitle = "New"\n+++\n')
    ),
    "a file gone": lambda site: (site / "content/pages/linked.md").unlink(),
    "what a link leads to": lambda site: (site / "content/pages/real.md").write_text(
        '+++\ntitle = "Real"\n+++\nAnd more.\n'
    ),
    "the settings": lambda site: (site / "okrsite.toml").write_text(
        (site / "okrsite.toml").read_text() + "\n"
    ),
    "the theme": lambda site: (site / "themes/own/static/own.css").write_text("a { color: blue }"),
    "a plugin": lambda site: (site / "plugins/extra.py").write_text("x = 1\n"),
    "a document beside the content": lambda site: (site / "goal.md").write_text("+++\n+++\n"),
    "a folder of goals beside the content": lambda site: (site / "objectives").mkdir(),
    "a page on show": lambda site: (site / "site/index.html").write_text("Hello"),
    "a page gone": lambda site: (site / "site/index.html").unlink(),
    "a page touched": lambda site: os.utime(site / "site/index.html"),
    "the site gone": lambda site: shutil.rmtree(site / "site"),
}


def test_a_build_with_nothing_to_do_says_the_same_and_does_nothing(okrsite, built, works) -> None:
    before = (built / "site").stat().st_ctime_ns
    said = okrsite("build")
    assert works == []
    assert said.exit == 0
    assert "0 of them new" in said.err
    assert (built / "site").stat().st_ctime_ns == before
    assert okrsite("build", "--clean").out == said.out


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_changes_is_built_and_equals_a_clean_build(okrsite, built, works, change) -> None:
    change(built)
    okrsite("build")
    assert len(works) == 1
    now = _bytes(built / "site")
    okrsite("build", "--clean")
    assert _bytes(built / "site") == now


@pytest.mark.parametrize(
    "asked",
    [
        ("--today", "2026-11-21"),
        ("--audience", "confidential"),
        ("--strict",),
        ("--keep-going",),
        ("--output", "elsewhere"),
    ],
)
def test_what_is_asked_otherwise_is_another_build(okrsite, built, works, asked) -> None:
    okrsite("build", *asked)
    assert works == [built]


def test_the_next_day_is_another_build(okrsite, built, works, monkeypatch) -> None:
    settings = built / "okrsite.toml"
    settings.write_text(
        "\n".join(
            line for line in settings.read_text().splitlines() if not line.startswith("today")
        )
    )
    monkeypatch.setattr(receipt, "today_in", lambda _: today_in("UTC"))
    for _ in range(2):
        okrsite("build")
    assert len(works) == 1
    monkeypatch.setattr(receipt, "today_in", lambda _: date(2040, 1, 1))
    okrsite("build")
    assert len(works) == 2


def test_a_file_touched_just_now_gets_no_receipt(okrsite, built, works, monkeypatch) -> None:
    monkeypatch.setattr(receipt, "TIME_STEP", 2_000_000_000)
    _kpi(built).touch()
    okrsite("build")
    okrsite("build")
    assert len(works) == 2


def test_a_plugin_that_is_told_of_every_build_is_told_of_one_with_nothing_to_do(
    okrsite, built, works
) -> None:
    (built / "plugins/extra.py").write_text(
        "from okrsite.api import hookimpl\n\n\n@hookimpl\n"
        "def okrsite_after_build(result):\n    pass\n"
    )
    settings = built / "okrsite.toml"
    settings.write_text(settings.read_text() + "\n[plugins.extra]\n")
    okrsite("build")
    okrsite("build")
    assert len(works) == 2


def test_a_linked_folder_among_the_themes_gets_no_receipt(okrsite, built, works, tmp_path) -> None:
    (tmp_path / "far").mkdir()
    (built / "themes/far").symlink_to(tmp_path / "far")
    okrsite("build")
    okrsite("build")
    assert len(works) == 2


def test_a_commit_is_something_to_do(built, okrsite, works, repository) -> None:
    made = repository(built)
    made.commit({}, "Begin")
    assert okrsite("build").exit == 0
    done = len(works)
    okrsite("build")
    assert len(works) == done
    made.commit({}, "Go on")
    okrsite("build")
    assert len(works) == done + 1

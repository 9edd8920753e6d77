"""A site in a repository: below its root, and before a commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from okrsite.builtin.example import BASE, page_text

Git = Callable[..., str]
PROJECT = Path(__file__).parents[2]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Runs git in the repository, as somebody with a name and no settings of this machine."""
    (tmp_path / "repository").mkdir()
    home = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    names = {f"GIT_{who}_NAME": "Ada" for who in ("AUTHOR", "COMMITTER")}
    mails = {f"GIT_{who}_EMAIL": "ada@example.com" for who in ("AUTHOR", "COMMITTER")}

    def run(*arguments: str, expects: int = 0) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=tmp_path / "repository",
            env={**os.environ, **home, **names, **mails},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == expects, done.stdout + done.stderr
        return done.stdout + done.stderr

    run("init", "--quiet", "--initial-branch=main")
    return run


@pytest.fixture
def goals(git: Git, tmp_path: Path) -> Path:
    """A site below the repository's root, committed."""
    folder = tmp_path / "repository/company goals"
    for path, text in BASE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    git("add", ".")
    git("commit", "--quiet", "-m", "Begin")
    return folder


def break_page(goals: Path, name: str) -> None:
    page = goals / f"content/pages/{name}.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(page_text("Page", "text").replace("title", "titel"))


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("github", "file=company goals/content/pages/new.md,"),
        ("gitlab", '"path": "company goals/content/pages/new.md"'),
        ("sarif", '"uri": "company%20goals/content/pages/new.md"'),
        ("json", '"path": "content/pages/new.md"'),
        ("text", "\ncontent/pages/new.md:2:1: "),
    ],
)
def test_a_site_below_the_root_has_right_paths_everywhere(
    okrsite, goals: Path, monkeypatch: pytest.MonkeyPatch, form: str, place: str
) -> None:
    break_page(goals, "new")
    for folder in (goals, goals / "content"):
        monkeypatch.chdir(folder)
        assert place in okrsite("check", "--format", form).out


def test_a_pull_requests_own_findings_come_first(
    okrsite, git: Git, goals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        break_page(goals, f"old-{number}")
    git("add", ".")
    git("commit", "--quiet", "-m", "Break much")
    git("checkout", "--quiet", "-b", "change")
    break_page(goals, "zzz-new")
    git("add", ".")
    git("commit", "--quiet", "-m", "Break one more")
    git("checkout", "--quiet", "main")
    git("merge", "--quiet", "--no-ff", "-m", "As a forge checks it out", "change")
    monkeypatch.chdir(goals)
    out = okrsite("check", "--format", "github").out
    assert out.startswith("::error file=company goals/content/pages/zzz-new.md,")


@pytest.fixture
def hooked(git: Git, goals: Path, tmp_path: Path) -> Path:
    """The site at the repository's root, with the hook installed by pre-commit itself.

    The hook is this checkout's; only its environment is not made anew, which would need an index.
    """
    repository = goals.parent
    for path in goals.iterdir():
        path.rename(repository / path.name)
    goals.rmdir()
    hooks = tmp_path / "okrsite"
    hooks.mkdir()
    text = (PROJECT / ".pre-commit-hooks.yaml").read_text()
    assert "language: python\n" in text
    (hooks / ".pre-commit-hooks.yaml").write_text(
        text.replace("language: python", "language: system")
    )
    for arguments in (
        ("init", "--quiet"),
        ("add", "."),
        ("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-qm", "Begin"),
    ):
        subprocess.run(["git", *arguments], cwd=hooks, check=True)
    (repository / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hooks}\n    rev: HEAD\n    hooks:\n      - id: okrsite-check\n"
    )
    git("add", "--all")
    git("commit", "--quiet", "-m", "Move")
    return repository


@pytest.fixture
def _on_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    if shutil.which("pre-commit") is None:
        pytest.skip("pre-commit is not here")


@pytest.mark.usefixtures("_on_the_path")
def test_a_commit_that_only_deletes_is_checked(git: Git, hooked: Path) -> None:
    subprocess.run(["pre-commit", "install"], cwd=hooked, check=True, capture_output=True)
    git("commit", "--allow-empty", "-m", "Change nothing")
    (hooked / "content/kpis/customer-churn.md").unlink()
    (hooked / "content/kpis/customer-churn.csv").unlink()
    git("add", "--all")
    said = git("commit", "-m", "Delete a KPI", expects=1)
    assert "okrsite check" in said
    assert "customer-churn" in said

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


class TwoWeeks:
    """A new site in which Ada and Linus each write their week on a branch of their own."""

    def __init__(self, git: Git, folder: Path) -> None:
        self.git, self.folder = git, folder
        self.series = folder / "content/kpis/customer-churn.csv"
        (self.objective,) = folder.rglob("customers-get-help.md")

    def write(self, who: str, *, rows: str = "", path: str = "", text: str = "") -> None:
        self.git("checkout", "--quiet", "-b", who, "main")
        self.series.write_text(self.series.read_text() + rows)
        if path:
            (self.folder / path).parent.mkdir(exist_ok=True)
            (self.folder / path).write_text(text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", f"The week of {who}")
        self.git("checkout", "--quiet", "main")

    def append(self, who: str, confidence: int) -> str:
        """The objective with a check-in appended."""
        head, _, body = self.objective.read_text().rpartition("+++\n")
        checkin = f'date = 2026-11-20\nauthor = "{who}"\nconfidence = {confidence}\n'
        return f"{head}\n[[checkins]]\n{checkin}+++\n{body}"

    def merge(self, *, expects: int = 0) -> None:
        self.git("merge", "--quiet", "-m", "Ada", "ada")
        self.git("merge", "--quiet", "-m", "Linus", "linus", expects=expects)


@pytest.fixture
def weeks(git: Git, okrsite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TwoWeeks:
    folder = tmp_path / "repository/goals"
    assert okrsite("init", folder, "--title", "Acme", "--team", "Support").exit == 0
    settings = folder / "okrsite.toml"
    settings.write_text(f'{settings.read_text()}\n[rules]\nignore = ["OKR167"]\n')
    git("add", ".")
    git("commit", "--quiet", "-m", "Begin")
    monkeypatch.chdir(folder)
    return TwoWeeks(git, folder)


def days_of(series: Path) -> list[str]:
    return [line.partition(",")[0] for line in series.read_text().splitlines()[1:]]


def test_the_days_of_two_people_are_merged(okrsite, weeks: TwoWeeks) -> None:
    before = days_of(weeks.series)
    weeks.write("ada", rows="2031-01-06,5.5\n2031-01-07,5.4\n")
    weeks.write("linus", rows="2031-01-08,5.3")
    weeks.merge()
    assert sorted(days_of(weeks.series)) == [*before, "2031-01-06", "2031-01-07", "2031-01-08"]
    assert okrsite("check", "--today", "2031-01-09").out.count("customer-churn.csv") == 0


def test_two_values_of_one_day_are_told_and_kept(okrsite, weeks: TwoWeeks) -> None:
    weeks.write("ada", rows="2031-01-06,5.5\n")
    weeks.write("linus", rows="2031-01-06,5.9\n2031-01-07,5\n")
    weeks.merge()
    for arguments in ((), ("--fix",)):
        said = okrsite("check", "--today", "2031-01-09", *arguments)
        assert said.exit == 1
        assert "2031-01-06 stands here for the second time" in said.out
    assert weeks.series.read_text().count("2031-01-06,") == 2


def test_the_line_ends_of_a_spreadsheet_double_no_row(okrsite, weeks: TwoWeeks) -> None:
    before = days_of(weeks.series)
    weeks.write("ada", rows="2031-01-06,5.5\n")
    weeks.git("checkout", "--quiet", "-b", "linus", "main")
    weeks.series.write_bytes(
        (weeks.series.read_text() + "2031-01-07,5\n").replace("\n", "\r\n").encode()
    )
    weeks.git("commit", "--quiet", "--all", "-m", "From a spreadsheet")
    weeks.git("checkout", "--quiet", "main")
    weeks.merge()
    assert sorted(days_of(weeks.series)) == [*before, "2031-01-06", "2031-01-07"]


def test_check_in_files_of_two_people_never_meet(okrsite, weeks: TwoWeeks) -> None:
    for who, confidence in (("ada", 7), ("linus", 4)):
        text = (
            f'+++\nobjective = "customers-get-help"\ndate = 2026-11-20\nauthor = "{who}"\n'
            f"confidence = {confidence}\n+++\nMy week.\n"
        )
        path = f"content/checkins/2026-11-20-customers-get-help-{who}.md"
        weeks.write(who, path=path, text=text)
    weeks.merge()
    assert okrsite("check").exit == 0


def test_check_ins_in_one_objective_conflict_and_are_mended(okrsite, weeks: TwoWeeks) -> None:
    path = weeks.objective.relative_to(weeks.folder).as_posix()
    for who, confidence in (("ada", 7), ("linus", 4)):
        weeks.write(who, path=path, text=weeks.append(who, confidence))
    weeks.merge(expects=1)
    assert "a merge conflict is left in this file" in okrsite("check").out
    lines = weeks.objective.read_text().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("<<<<<<<", "=======", ">>>>>>>"))]
    weeks.objective.write_text("".join(kept))
    assert okrsite("check").exit == 1
    said = okrsite("check", "--fix")
    assert said.exit == 0, said.out
    assert weeks.objective.read_text().count("[[checkins]]") == 3
    assert weeks.objective.read_text().count("date = 2026-11-20\n") == 2

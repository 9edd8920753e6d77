"""Git answers, and runs nothing that a repository names."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from okrsite.effects.git import GitError, Repository, git, parts, repository_of
from okrsite.effects.git_log import commits_of

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs git for the test itself, as somebody with a name."""
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        **{f"GIT_{who}_NAME": "Ada" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "ada@example.com" for who in ("AUTHOR", "COMMITTER")},
    }

    def git_command(folder: Path, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, env=environment, capture_output=True, check=True
        )
        return done.stdout.decode().strip()

    return git_command


@pytest.fixture
def repository(tmp_path: Path, run: Run) -> Path:
    """A repository with one commit, in which the goals lie below the root."""
    folder = tmp_path / "repository"
    (folder / "goals").mkdir(parents=True)
    (folder / "goals/okrsite.toml").write_text("")
    run(folder, "init", "--quiet", "--initial-branch=main")
    run(folder, "add", ".")
    run(folder, "commit", "--quiet", "-m", "Begin")
    return folder


def test_a_repository_is_found_with_the_place_in_it(repository: Path) -> None:
    assert repository_of(repository / "goals") == Repository(repository.resolve(), "goals/")
    assert repository_of(repository) == Repository(repository.resolve(), "")


def test_no_repository_is_found_outside_of_any(tmp_path: Path) -> None:
    assert repository_of(tmp_path) is None


def test_what_looks_like_a_bare_repository_is_none(repository: Path, run: Run) -> None:
    run(repository, "clone", "--quiet", "--bare", ".", "hostile")
    for path in (repository / "hostile").iterdir():
        path.rename(repository / "goals" / path.name)
    assert repository_of(repository / "goals") == Repository(repository.resolve(), "goals/")
    with pytest.raises(GitError, match="bare"):
        git(repository / "goals", "rev-parse", "HEAD")


def test_a_path_of_git_may_hold_anything(repository: Path) -> None:
    odd = "goals/a\nb ü.md"
    (repository / odd).write_text("")
    assert parts(git(repository, "ls-files", "-o", "-z")) == [odd]


def test_a_commit_holds_no_control_character(repository: Path, run: Run) -> None:
    run(repository, "commit", "--amend", "--quiet", "-m", "Begin \x01 and \x02 go on")
    found = repository_of(repository / "goals")
    assert found
    (commit,) = commits_of(found, "HEAD")
    assert commit.message == "Begin   and   go on"


def test_a_refusal_is_the_last_word_of_git(repository: Path) -> None:
    with pytest.raises(GitError, match=r"^[Nn]eeded a single revision$"):
        git(repository, "rev-parse", "--verify", "nowhere")


def test_git_that_is_not_there_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="git cannot be run"):
        git(repository, "status")


def hostile_configuration(canary: Path) -> str:
    """Every setting known to name a program that a reading command might run."""
    act = f"sh -c 'touch {canary}'"
    return f"""
[core]
fsmonitor = {act}
pager = {act}
sshCommand = {act}
hooksPath = {canary.parent}
attributesFile = {canary.parent}/attributes
[extensions]
partialClone = origin
[remote "origin"]
url = "ext::sh -c touch% {canary}"
promisor = true
partialclonefilter = blob:none
uploadpack = {act}
[protocol]
allow = always
[diff]
external = {act}
[diff "evil"]
textconv = {act}
command = {act}
[filter "evil"]
clean = {act}
smudge = {act}
process = {act}
required = true
[log]
showSignature = true
[gpg]
program = {act}
[credential]
helper = "!{act}"
"""


def test_nothing_that_a_repository_names_is_run(repository: Path, run: Run, tmp_path: Path) -> None:
    canary = tmp_path / "programs/canary"
    canary.parent.mkdir()
    (canary.parent / "attributes").write_text("* filter=evil diff=evil\n")
    (repository / ".gitattributes").write_text("* filter=evil diff=evil merge=evil\n")
    with (repository / ".git/config").open("a") as configuration:
        configuration.write(hostile_configuration(canary))
    (repository / "goals/okrsite.toml").write_text("changed = true\n")
    missing = "0123456789012345678901234567890123456789"
    commands = (
        ("ls-tree", "-r", "-z", "HEAD"),
        ("ls-files", "-o", "-z", "--exclude-standard"),
        ("ls-files", "-d", "-z"),
        ("log", "--format=%H", "-M", "--name-status"),
        ("diff", "--cached", "-M", "--name-status", "-z"),
        ("cat-file", "blob", "HEAD:goals/okrsite.toml"),
    )
    for command in commands:
        git(repository, *command)
    with pytest.raises(GitError):
        git(repository, "cat-file", "blob", missing)
    git(repository, "cat-file", "--batch", given=f"{missing}\n".encode())
    assert not canary.exists()


def test_the_environment_changes_nothing(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.bare")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    assert parts(git(repository, "ls-files", "-z")) == ["goals/okrsite.toml"]


def test_an_object_that_another_replaces_is_read_as_it_is(repository: Path, run: Run) -> None:
    old = run(repository, "rev-parse", "HEAD:goals/okrsite.toml")
    (repository / "other").write_text("replaced = true\n")
    new = run(repository, "hash-object", "-w", "other")
    run(repository, "replace", old, new)
    assert run(repository, "cat-file", "blob", old) == "replaced = true"
    assert git(repository, "cat-file", "blob", old) == b""

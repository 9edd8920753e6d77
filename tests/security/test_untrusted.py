"""A stranger's pull request can be looked at: nothing of it acts, whatever it brings along."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from okrsite.builtin.example import OBJECTIVE, SETTINGS, page_text

if TYPE_CHECKING:
    from conftest import Company

OKRSITE = str(Path(sys.executable).parent / "okrsite")
PLUGIN = """
from okrsite.api import hookimpl
{act}
@hookimpl
def okrsite_rules():
    return []
"""
PAGE_TITLE = "What we think"


class Repository:
    """A company in a repository, with a branch that a stranger asks to be merged."""

    def __init__(self, company: Company, canary: Path, place: str = "") -> None:
        self.top = company.root
        self.company = company
        self.site = self.top / place
        self.canary = canary
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("Begin")

    def git(self, *arguments: str) -> str:
        who = {f"GIT_{kind}_NAME": "Ada" for kind in ("AUTHOR", "COMMITTER")}
        mail = {f"GIT_{kind}_EMAIL": "ada@example.com" for kind in ("AUTHOR", "COMMITTER")}
        environment = {**os.environ, **who, **mail, "GIT_CONFIG_GLOBAL": os.devnull}
        done = subprocess.run(
            ["git", *arguments], cwd=self.top, env=environment, capture_output=True, check=True
        )
        return done.stdout.decode().strip()

    def commit(self, message: str) -> None:
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)

    def write(self, files: dict[str, str]) -> None:
        for path, text in files.items():
            (self.site / path).parent.mkdir(parents=True, exist_ok=True)
            (self.site / path).write_text(text)

    def attack(self) -> None:
        """Everything that a pull request can bring and that might act."""
        act = f"open({str(self.canary)!r}, 'a').write(__name__)"
        shell = f"sh -c 'touch {self.canary}'"
        self.git("checkout", "--quiet", "-b", "stranger")
        self.write(
            {
                "plugins/evil.py": PLUGIN.format(act=act),
                "plugins/ours.py": PLUGIN.format(act=act),
                "themes/default/templates/page.html": "HOSTILE {{ 7 * 6 }}",
                "themes/default/static/site.js": "alert('HOSTILE')",
                "themes/hostile/theme.toml": "[options]\n",
                ".okrsite/documents": "HOSTILE",
                ".gitattributes": "* filter=evil diff=evil merge=evil\n",
                "sitecustomize.py": act,
                "usercustomize.py": act,
                "conftest.py": act,
                "okrsite.py": act,
                "click.py": act,
                "pip.conf": "[global]\nindex-url = https://hostile.example\n",
                SETTINGS: '[site]\ntitle = "HOSTILE"\n[theme]\nname = "hostile"\n'
                '[build]\naudience = "confidential"\noutput = "elsewhere"\n[plugins.evil]\n',
                "content/pages/thoughts.md": page_text(PAGE_TITLE, "A thought."),
            }
        )
        self.commit("Improve the goals")
        with (self.top / ".git/config").open("a") as configuration:
            configuration.write(
                f'[core]\nfsmonitor = "{shell}"\n[diff "evil"]\ntextconv = "{shell}"\n'
                f'[filter "evil"]\nclean = "{shell}"\nsmudge = "{shell}"\n'
            )


@pytest.fixture
def repository(company: Company, tmp_path: Path) -> Repository:
    """Our own plugin, and a page of ours, are on the main branch."""
    settings = (company.root / SETTINGS).read_text()
    company.write(
        {
            SETTINGS: f"{settings}\n[plugins.ours]\n",
            "plugins/ours.py": PLUGIN.format(act=""),
            ".gitignore": "site/\n",
        }
    )
    return Repository(company, tmp_path / "canary")


@pytest.fixture
def okrsite(repository: Repository) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The program as it is installed, run in the stranger's branch."""

    def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [OKRSITE, *arguments],
            cwd=cwd or repository.site,
            env={**os.environ, "SECRET_TOKEN": "hunter2"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def pages_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(errors="replace")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_preview_shows_the_content_and_nothing_else_of_it(repository, okrsite) -> None:
    repository.attack()
    done = okrsite("build", "--untrusted", "main", "--output", "preview")
    assert done.returncode == 0, done.stdout + done.stderr
    pages = pages_of(repository.site / "preview")
    assert PAGE_TITLE in pages["pages/thoughts.html"]
    assert not [path for path, text in pages.items() if "HOSTILE" in text or "hunter2" in text]
    assert not repository.canary.exists()


def test_a_check_says_what_of_a_change_was_not_read(repository, okrsite) -> None:
    repository.attack()
    done = okrsite("check", "--untrusted", "main", "--format", "json")
    assert done.returncode == 0, done.stdout + done.stderr
    told = {found["path"]: found["message"] for found in json.loads(done.stdout)}
    assert told["okrsite.toml"] == "'okrsite.toml' differs from 'main'"
    assert told["plugins/evil.py"] == "'plugins/evil.py', 'plugins/ours.py' differ from 'main'"
    assert told[".okrsite"] == "'.okrsite' differs from 'main'"
    assert "themes/default/static/site.js" in told
    assert not repository.canary.exists()


def test_without_a_base_the_same_change_would_act(repository, okrsite) -> None:
    repository.attack()
    okrsite("check")
    assert repository.canary.exists()


WATCHED = """
import os, sys
root, seen = os.getcwd(), []

def watch(event, given):
    if event in ("open", "import", "subprocess.Popen", "os.exec", "os.system", "os.posix_spawn"):
        seen.append((event, given[0] if event != "subprocess.Popen" else tuple(given[1])))
    elif event.startswith("socket."):
        seen.append((event, ""))
    elif event == "exec":
        seen.append(("exec", given[0].co_filename))

import okrsite.cli
sys.addaudithook(watch)
code = okrsite.cli.run(sys.argv[1:])

def is_of_the_change(path):
    if not isinstance(path, (str, bytes)):
        return False
    inner = os.path.relpath(os.path.join(root, os.fsdecode(path)), root)
    is_beside = inner.endswith((".py", ".toml", ".pyc")) and not inner.startswith("..")
    return inner.startswith(("plugins/", "themes/", ".okrsite/")) or is_beside

touched = [s for s in seen if s[0] in ("open", "exec") and is_of_the_change(s[1])]
sys.stderr.write("TOUCHED %r\\n" % touched)
programs = [s[1][0] for s in seen if s[0] not in ("open", "exec", "import") and s[1]]
sys.stderr.write("PROGRAMS %r\\n" % sorted(set(programs)))
sys.stderr.write("SOCKETS %r\\n" % [s for s in seen if s[0].startswith("socket.")])
sys.stderr.write("SEEN %r\\n" % (len(seen) > 100))
raise SystemExit(code)
"""


@pytest.mark.parametrize(
    "arguments", [["check", "--untrusted", "main"], ["build", "--untrusted", "main", "--jobs", "1"]]
)
def test_nothing_beside_the_content_is_opened_or_run(repository, arguments: list[str]) -> None:
    repository.attack()
    done = subprocess.run(
        [sys.executable, "-P", "-c", WATCHED, *arguments],
        cwd=repository.site,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "TOUCHED []" in done.stderr, done.stderr[-2000:]
    assert "PROGRAMS ['git']" in done.stderr
    assert "SOCKETS []" in done.stderr
    assert "SEEN True" in done.stderr
    assert not repository.canary.exists()


def test_no_link_of_a_change_is_followed(repository, okrsite, tmp_path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("+++\ntitle = 'Secret'\n+++\nhunter2\n")
    repository.git("checkout", "--quiet", "-b", "stranger")
    pages = repository.site / "content/pages"
    pages.mkdir(exist_ok=True)
    (pages / "out.md").symlink_to(secret)
    (pages / "inside.md").symlink_to(repository.site / OBJECTIVE)
    (repository.site / "content/assets").symlink_to(tmp_path)
    (repository.site / "stray.md").symlink_to(secret)
    repository.commit("Link")
    done = okrsite("check", "--untrusted", "main", "--format", "json")
    assert done.returncode == 1
    told = {found["path"] for found in json.loads(done.stdout) if found["code"] == "OKR045"}
    assert told == {"content/pages/out.md", "content/pages/inside.md", "content/assets"}
    assert "hunter2" not in done.stdout


def test_a_content_that_is_a_link_is_not_followed(repository, okrsite, tmp_path) -> None:
    (repository.site / "content").rename(tmp_path / "elsewhere")
    (repository.site / "content").symlink_to(tmp_path / "elsewhere")
    repository.commit("Link")
    assert okrsite("check").returncode == 0
    done = okrsite("build", "--untrusted", "main", "--output", "preview")
    assert done.returncode == 1
    assert "'content' is a link" in done.stdout
    assert not (repository.site / "preview").exists()


def test_the_environment_is_hidden_from_the_plugins_of_the_base(repository, okrsite) -> None:
    act = "import os\nopen(os.path.expanduser('{}'), 'w').write(repr(dict(os.environ)))"
    repository.write({"plugins/ours.py": PLUGIN.format(act=act.format(repository.canary))})
    repository.commit("Look around")
    assert okrsite("check", "--untrusted", "main").returncode == 0
    assert "PATH" in repository.canary.read_text()
    assert "hunter2" not in repository.canary.read_text()


def test_observers_hear_nothing_of_a_preview(repository, okrsite) -> None:
    text = f"""
from okrsite.api import hookimpl

@hookimpl
def okrsite_after_build(result):
    open({str(repository.canary)!r}, "w").write("published")
"""
    repository.write({"plugins/ours.py": text})
    repository.commit("Tell everybody")
    assert okrsite("build", "--untrusted", "main").returncode == 0
    assert not repository.canary.exists()
    assert okrsite("build").returncode == 0
    assert repository.canary.exists()


def test_an_output_that_a_change_brought_along_is_refused(repository, okrsite) -> None:
    repository.git("checkout", "--quiet", "-b", "stranger")
    repository.write({"site/evil.html": "HOSTILE", "site/.okrsite-site": "okrsite site 1\n"})
    repository.commit("Bring a site")
    done = okrsite("build", "--untrusted", "main")
    assert done.returncode == 2
    assert "may hold what a stranger put there" in done.stderr
    assert okrsite("build", "--untrusted", "main", "--output", "../preview").returncode == 0
    assert "evil.html" not in pages_of(repository.site / "../preview")


def test_a_preview_may_be_built_again_over_one_that_git_ignores(repository, okrsite) -> None:
    for _ in range(2):
        assert okrsite("build", "--untrusted", "main").returncode == 0


def test_a_folder_that_looks_like_a_bare_repository_gives_no_revision(
    repository, okrsite, tmp_path
) -> None:
    repository.attack()
    hostile = tmp_path / "hostile"
    repository.git("clone", "--quiet", "--bare", ".", str(hostile))
    repository.git("--git-dir", str(hostile), "update-ref", "refs/heads/main", "stranger")
    for path in hostile.iterdir():
        path.rename(repository.site / path.name)
    done = okrsite("check", "--untrusted", "main")
    assert "'plugins/evil.py', 'plugins/ours.py' differ from 'main'" in done.stdout
    assert not repository.canary.exists()


def test_a_folder_named_like_the_revision_is_not_the_base(repository, okrsite) -> None:
    repository.attack()
    repository.write({"main/okrsite.toml": "[plugins.evil]\n", "main/plugins/evil.py": "1 / 0"})
    done = okrsite("check", "--untrusted", "main")
    assert done.returncode == 0, done.stdout
    assert not repository.canary.exists()


def test_the_base_may_be_a_checkout_in_a_folder(repository, okrsite, tmp_path) -> None:
    repository.git("worktree", "add", "--quiet", str(tmp_path / "base"), "main", "--force")
    repository.attack()
    for base in (str(tmp_path / "base"), os.path.relpath(tmp_path / "base", repository.site)):
        done = okrsite("build", "--untrusted", base, "--output", "preview")
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"'okrsite.toml' differs from '{base}'" in done.stdout
    assert not repository.canary.exists()


def test_a_base_without_settings_gives_the_defaults(repository, okrsite, tmp_path) -> None:
    (tmp_path / "base").mkdir()
    repository.attack()
    done = okrsite("build", "--untrusted", "../base", "--output", "preview")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not [
        text for text in pages_of(repository.site / "preview").values() if "HOSTILE" in text
    ]
    assert not repository.canary.exists()


def test_a_change_that_removes_the_settings_does_not_move_the_site(repository, okrsite) -> None:
    repository.git("checkout", "--quiet", "-b", "stranger")
    repository.write({"content/okrsite.toml": "[plugins.evil]\n"})
    (repository.site / SETTINGS).unlink()
    repository.commit("Take the settings away")
    done = okrsite("check", "--untrusted", "main", cwd=repository.site / "content")
    assert done.returncode == 0, done.stdout
    assert "'okrsite.toml' differs from 'main'" in done.stdout


def test_a_site_below_the_repositorys_root_takes_its_own_base(
    company: Company, tmp_path: Path
) -> None:
    (company.root / "goals").mkdir()
    for path in ("content", SETTINGS):
        (company.root / path).rename(company.root / "goals" / path)
    company.write({SETTINGS: "[plugins.not_of_this_site]\n"})
    repository = Repository(company, tmp_path / "canary", "goals")
    repository.git("worktree", "add", "--quiet", str(tmp_path / "base"), "main", "--force")
    shutil.copytree(repository.site, tmp_path / "site alone")
    repository.attack()
    for base in ("main", "../../base", "../../site alone"):
        done = subprocess.run(
            [OKRSITE, "check", "--untrusted", base, "--format", "json"],
            cwd=repository.site,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"'okrsite.toml' differs from '{base}'" in done.stdout
    assert not repository.canary.exists()


@pytest.mark.parametrize("space", ["refs/heads", "refs/tags"])
def test_a_branch_that_a_stranger_named_like_the_base_is_not_taken_for_it(
    repository, okrsite, space: str
) -> None:
    """`gh pr checkout` names a branch here as the stranger did, and git prefers it."""
    repository.git("update-ref", "refs/remotes/origin/main", "main")
    assert okrsite("check", "--untrusted", "origin/main").returncode == 0
    repository.attack()
    repository.git("update-ref", f"{space}/origin/main", "HEAD")
    done = okrsite("check", "--untrusted", "origin/main")
    assert done.returncode == 2
    assert "'origin/main' is more than one branch or tag here" in done.stderr
    assert not repository.canary.exists()
    assert okrsite("check", "--untrusted", "refs/remotes/origin/main").returncode == 0
    assert not repository.canary.exists()


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("nowhere", "there is no revision 'nowhere' here"),
        ("--output=x", "there is no revision '--output=x' here"),
        ("./nowhere", "there is no folder './nowhere'"),
    ],
)
def test_a_base_that_is_not_there_is_refused(repository, okrsite, base: str, said: str) -> None:
    done = okrsite("check", f"--untrusted={base}")
    assert done.returncode == 2
    assert said in done.stderr


def test_a_link_in_the_base_is_left_out_and_told(repository, okrsite) -> None:
    (repository.site / "plugins/linked.py").symlink_to("ours.py")
    repository.commit("Link a plugin")
    done = okrsite("check", "--untrusted", "main")
    assert "'plugins/linked.py' in 'main' is no file, and is left out" in done.stdout


def test_the_program_as_a_module_imports_nothing_of_the_site(repository) -> None:
    repository.write({"click.py": f"open({str(repository.canary)!r}, 'w')"})
    done = subprocess.run(
        [sys.executable, "-m", "okrsite", "check", "--untrusted", "main"],
        cwd=repository.site,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not repository.canary.exists()


def test_nothing_is_kept_in_the_site_of_a_stranger(repository, okrsite) -> None:
    repository.attack()
    before = sorted(path.name for path in (repository.site / ".okrsite").iterdir())
    assert okrsite("build", "--untrusted", "main", "--output", "../preview").returncode == 0
    assert okrsite("check", "--untrusted", "main").returncode == 0
    assert sorted(path.name for path in (repository.site / ".okrsite").iterdir()) == before

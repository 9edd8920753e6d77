"""Forges that are not here: a bare repository is the remote, and their parts are played.

GitHub's actions copy files, and `gh` keeps what it is told in a folder. Every line of shell of a
pipeline is run as it is written.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from okrsite.builtin.example import BASE, OBJECTIVE, SETTINGS, page_text

yaml = pytest.importorskip("yaml")
BIN = Path(sys.executable).parent
EVIL = "open({canary!r}, 'w')\nfrom okrsite.api import hookimpl\n"
GH = '''#!{python}
"""Stands in for GitHub's own program, as far as the pipelines use it."""
import json, os, sys
from pathlib import Path

state = Path({state!r})
assert os.environ.get("GH_TOKEN") == "token", "no token for gh"

def load(name, otherwise):
    return json.loads((state / name).read_text()) if (state / name).exists() else otherwise

def save(name, value):
    (state / name).write_text(json.dumps(value))

words = sys.argv[1:]
fields = dict(words[n + 1].split("=", 1) for n, word in enumerate(words) if "-field" in word)
path = next((word for word in words if word.startswith("repos/")), "")
method = words[words.index("--method") + 1] if "--method" in words else "GET"
comments = load("comments.json", [])
body = Path(fields["body"][1:]).read_text() if "body" in fields else ""
if words[:2] == ["auth", "setup-git"]:
    pass
elif words[0] == "api" and path.endswith("/pulls"):
    pulls = load("pulls.json", [])
    print(json.dumps([pull for pull in pulls if pull["head"]["label"] == fields["head"]]))
elif words[0] == "api" and path.endswith("/pages"):
    print(json.dumps(load("pages.json", {{"public": True}})))
elif method == "POST":
    us = {{"login": "github-actions[bot]"}}
    comments.append({{"id": len(comments) + 1, "path": path, "user": us, "body": body}})
    save("comments.json", comments)
elif method == "PATCH":
    (found,) = [comment for comment in comments if str(comment["id"]) == path.rpartition("/")[2]]
    found["body"] = body
    save("comments.json", comments)
elif words[0] == "api" and path.endswith("/comments"):
    print(json.dumps(comments))
elif words[:2] == ["pr", "list"]:
    print(json.dumps(load("proposed.json", [])))
elif words[:2] == ["pr", "create"]:
    save("proposed.json", [*load("proposed.json", []), {{"number": 7, "words": words}}])
else:
    sys.exit(f"gh does not know {{words}}")
'''


def git(folder: Path, *arguments: str) -> str:
    who = {f"GIT_{kind}_NAME": "Ada" for kind in ("AUTHOR", "COMMITTER")}
    mail = {f"GIT_{kind}_EMAIL": "ada@example.com" for kind in ("AUTHOR", "COMMITTER")}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **who, **mail, "GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


class Company:
    """A site in a repository, pushed to a bare one that stands in for the forge's."""

    def __init__(self, tmp_path: Path, forge: str, readers: str, place: str = "") -> None:
        self.tmp, self.place = tmp_path, place
        self.canary = tmp_path / "canary"
        self.top, self.origin = tmp_path / "work", tmp_path / "origin.git"
        self.site = self.top / place
        self.site.mkdir(parents=True)
        git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(self.origin))
        git(self.origin, "config", "receive.advertisePushOptions", "true")
        git(self.top, "init", "--quiet", "--initial-branch=main")
        git(self.top, "remote", "add", "origin", str(self.origin))
        for path, text in BASE.items():
            self.write(path, text)
        if readers == "everyone":
            kinds = ("objective", "kpi", "team", "cycle", "page")
            lines = "".join(f'{kind} = "public"\n' for kind in kinds)
            self.write(SETTINGS, f"{BASE[SETTINGS]}\n[site.default_visibility]\n{lines}")
        self.okrsite("init", "--ci", forge, "--readers", readers)
        self.head = self.push("Begin")

    git = staticmethod(git)
    bin = BIN

    def okrsite(self, *arguments: str) -> None:
        subprocess.run([BIN / "okrsite", *arguments], cwd=self.site, check=True)

    def write(self, path: str, text: str) -> None:
        (self.site / path).parent.mkdir(parents=True, exist_ok=True)
        (self.site / path).write_text(text)

    def push(self, message: str, branch: str = "main") -> str:
        git(self.top, "add", "--all")
        git(self.top, "commit", "--quiet", "--allow-empty", "-m", message)
        git(self.top, "push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{branch}")
        return git(self.top, "rev-parse", "HEAD")

    def stranger(self) -> str:
        """A pull request with a good target, a bad page, and a plugin that must not run."""
        git(self.top, "checkout", "--quiet", "-B", "stranger", "main")
        self.write("plugins/evil.py", EVIL.format(canary=str(self.canary)))
        text = (self.site / OBJECTIVE).read_text()
        assert "target = 4" in text
        self.write(OBJECTIVE, text.replace("target = 4", "target = 6"))
        self.write("content/pages/bad.md", page_text("Bad", "x").replace("title", "titel"))
        settings = (self.site / SETTINGS).read_text()
        self.write(SETTINGS, f"{settings}\n[plugins.evil]\n")
        git(self.top, "add", "--all")
        git(self.top, "commit", "--quiet", "-m", "Improve")
        head = git(self.top, "rev-parse", "HEAD")
        for ref in ("refs/pull/5/head", "refs/merge-requests/5/head"):
            git(self.top, "push", "--quiet", "--force", "origin", f"HEAD:{ref}")
        git(self.top, "checkout", "--quiet", "-B", "merged", "main")
        git(self.top, "merge", "--quiet", "--no-ff", "-m", "As a forge does", "stranger")
        git(self.top, "push", "--quiet", "--force", "origin", "HEAD:refs/pull/5/merge")
        git(self.top, "checkout", "--quiet", "main")
        return head


class GitHub:
    """Plays GitHub: runs the jobs of a workflow, one after the other, and keeps what they make."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.tmp = company.tmp / "github"
        self.state = company.tmp / "state"
        for folder in (self.tmp, self.state, company.tmp / "bin"):
            folder.mkdir()
        self.program("gh", GH.format(python=sys.executable, state=str(self.state)))
        self.program("pip", '#!/bin/sh\ntest "$1" = install && echo "$2" | grep -q "^okrsite"\n')
        self.artifacts: dict[str, Path] = {}
        self.pages: Path | None = None
        self.said = ""

    def program(self, name: str, text: str) -> None:
        path = self.company.tmp / "bin" / name
        path.write_text(text)
        path.chmod(stat.S_IRWXU)

    def know(self, name: str, value: object) -> None:
        """Let `gh` answer so."""
        (self.state / name).write_text(json.dumps(value))

    def known(self, name: str) -> Any:
        """What `gh` was told."""
        path = self.state / name
        return json.loads(path.read_text()) if path.exists() else []

    def run(
        self, name: str, ref: str, context: Mapping[str, str], *, only: str = "", **secrets: str
    ) -> list[str]:
        """Run a workflow at a ref; the names of the jobs that failed."""
        workflow = yaml.safe_load((self.company.top / ".github/workflows" / name).read_text())
        known = {
            "github.token": "token",
            "github.repository": "acme/goals",
            "github.ref_name": "main",
            "github.event.repository.default_branch": "main",
            **{f"secrets.{secret}": value for secret, value in secrets.items()},
            **context,
        }
        failed: list[str] = []
        skipped: list[str] = []
        for job_name, job in workflow["jobs"].items():
            condition = job.get("if", "")
            is_kept_back = job.get("needs") in failed and "cancelled" not in condition
            is_kept_back |= job.get("needs") in skipped
            if is_kept_back or only not in ("", job_name) or not holds(condition, known):
                skipped += () if only else (job_name,)
                continue
            done = Job(self, job, workflow, ref, known)
            known |= {f"needs.{job_name}.{key}": value for key, value in done.outputs().items()}
            if done.has_failed:
                failed.append(job_name)
        return failed

    def keep(self, name: str, path: Path) -> None:
        """Keep a file or a folder as an artefact."""
        target = self.tmp / f"artifact-{len(list(self.tmp.iterdir()))}"
        if path.is_dir():
            shutil.copytree(path, target)
        else:
            target.mkdir()
            shutil.copy(path, target)
        self.artifacts[name] = target


class Job:
    """A job of a workflow that was run."""

    def __init__(
        self,
        forge: GitHub,
        job: dict[str, Any],
        workflow: dict[str, Any],
        ref: str,
        known: Mapping[str, str],
    ) -> None:
        self.forge, self.job, self.workflow, self.ref = forge, job, workflow, ref
        self.home = forge.tmp / f"job-{len(list(forge.tmp.iterdir()))}"
        self.temp, self.workspace = self.home / "temp", self.home / "workspace"
        self.temp.mkdir(parents=True)
        self.workspace.mkdir()
        self.known = {**known, "runner.temp": str(self.temp)}
        self.has_failed = False
        for step in job["steps"]:
            condition = str(step.get("if", ""))
            is_kept_back = self.has_failed and "cancelled" not in condition
            if not is_kept_back and holds(condition, self.known):
                self.step(step)

    def step(self, step: dict[str, Any]) -> None:
        if "uses" in step:
            self.action(step)
            return
        code = self.shell(step)
        self.known[f"steps.{step.get('id')}.outcome"] = "failure" if code else "success"
        self.has_failed |= bool(code) and not step.get("continue-on-error", False)

    def outputs(self) -> dict[str, str]:
        """What the job gives to those that need it."""
        return {
            f"outputs.{name}": self.known.get(expression[3:-2].strip(), "")
            for name, expression in self.job.get("outputs", {}).items()
        }

    def filled(self, text: object) -> str:
        return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda found: self.known[found[1]], str(text))

    def action(self, step: dict[str, Any]) -> None:
        given = {key: self.filled(value) for key, value in step.get("with", {}).items()}
        match step["uses"].partition("@")[0]:
            case "actions/checkout":
                assert given["persist-credentials"] == "False"
                origin = str(self.forge.company.origin)
                git(self.workspace, "clone", "--quiet", "--no-checkout", origin, ".")
                git(self.workspace, "fetch", "--quiet", "origin", self.ref)
                git(self.workspace, "checkout", "--quiet", "--detach", "FETCH_HEAD")
            case "actions/setup-python":
                pass
            case "actions/upload-artifact":
                self.forge.keep(given["name"], Path(given["path"]))
            case "actions/upload-pages-artifact":
                self.forge.keep("github-pages", Path(given["path"]))
            case "actions/download-artifact":
                target = self.workspace / given["path"]
                shutil.copytree(self.forge.artifacts[given["name"]], target, dirs_exist_ok=True)
            case "actions/deploy-pages":
                self.forge.pages = self.forge.artifacts["github-pages"]
            case other:
                pytest.fail(f"nobody plays {other}")

    def shell(self, step: dict[str, Any]) -> int:
        """Run the script of a step as it is written; its exit code."""
        assert "${{" not in step["run"], "an expression in a script may hold anything"
        output = self.home / "output"
        output.write_text("")
        tables = (self.workflow, self.job, step)
        env = {name: value for table in tables for name, value in table.get("env", {}).items()}
        folder = self.job.get("defaults", {}).get("run", {}).get("working-directory", ".")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.workspace / folder,
            env={
                "PATH": f"{self.forge.company.tmp / 'bin'}:{BIN}:/usr/bin:/bin",
                "HOME": str(self.home),
                "RUNNER_TEMP": str(self.temp),
                "GITHUB_OUTPUT": str(output),
                **{name: self.filled(value) for name, value in env.items()},
            },
            capture_output=True,
            text=True,
            check=False,
        )
        self.forge.said += done.stdout + done.stderr
        for line in output.read_text().splitlines():
            key, _, value = line.partition("=")
            self.known[f"steps.{step['id']}.outputs.{key}"] = value
        return done.returncode


def holds(condition: str, known: Mapping[str, str]) -> bool:
    """Whether a condition holds; only what the pipelines write is understood."""
    parts = condition.removeprefix("${{ ").removesuffix(" }}").split(" && ")
    return all(
        any(is_true(claim, known) for claim in part.split(" || "))
        for part in parts
        if part not in ("", "!cancelled()")
    )


def is_true(claim: str, known: Mapping[str, str]) -> bool:
    name, _, wanted = claim.partition(" == ")
    value = known.get(name, "")
    return value == known.get(wanted, wanted.strip("'")) if wanted else bool(value)


@pytest.fixture
def github(tmp_path: Path) -> Callable[..., GitHub]:
    if not shutil.which("jq"):
        pytest.skip("jq is not here")
    return lambda readers, place="": GitHub(Company(tmp_path, "github", readers, place))


@pytest.fixture
def company_of(tmp_path: Path) -> Callable[..., Company]:
    """Makes a company by forge, readers and place."""
    return lambda forge, readers, place="": Company(tmp_path, forge, readers, place)

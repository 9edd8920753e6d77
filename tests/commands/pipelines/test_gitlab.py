"""The pipeline that `init --ci gitlab` writes, run line by line against a GitLab that is played."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from okrsite.builtin.example import BASE, SETTINGS

if TYPE_CHECKING:
    from conftest import Company

yaml = pytest.importorskip("yaml")
PLACES = ["", "company/goals/"]
READERS = ["company", "everyone"]


class Notes(BaseHTTPRequestHandler):
    """The notes of merge request 5, as GitLab's API keeps them."""

    kept: list[dict[str, Any]]

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        rows: Any = {"id": 3} if path.endswith("/user") else []
        if "page=1&" in query:
            rows = self.kept if path.endswith("/notes") else [{"iid": 5, "sha": "unused"}]
        self.answer(rows)

    def do_POST(self) -> None:
        self.kept.append({"id": len(self.kept) + 1, "author": {"id": 3}, "body": self.body()})
        self.answer({})

    def do_PUT(self) -> None:
        (note,) = [n for n in self.kept if str(n["id"]) == self.path.rpartition("/")[2]]
        note["body"] = self.body()
        self.answer({})

    def body(self) -> str:
        return json.loads(self.rfile.read(int(self.headers["content-length"])))["body"]

    def answer(self, value: Any) -> None:
        assert self.headers["private-token"] == "token"
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def api() -> Iterator[ThreadingHTTPServer]:
    handler = type("Handler", (Notes,), {"kept": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


class GitLab:
    """Runs a job of the pipeline in a fresh clone."""

    def __init__(self, company: Company) -> None:
        self.company = company
        pip = company.tmp / "bin/pip"
        pip.parent.mkdir()
        pip.write_text("#!/bin/sh\n")
        pip.chmod(0o700)
        self.project = company.tmp / "nothing"
        self.said = ""

    def run(self, name: str, ref: str = "main", **variables: str) -> int:
        pipeline = yaml.safe_load((self.company.top / ".gitlab-ci.yml").read_text())
        job = pipeline[name]
        self.project = self.company.tmp / f"build-{len(list(self.company.tmp.iterdir()))}"
        git = self.company.git
        git(self.company.tmp, "clone", "--quiet", str(self.company.origin), str(self.project))
        git(self.project, "fetch", "--quiet", "origin", ref)
        git(self.project, "checkout", "--quiet", "--detach", "FETCH_HEAD")
        lines = [*pipeline["default"]["before_script"], *job["script"]]
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", "\n".join(lines)],
            cwd=self.project,
            env={
                "PATH": f"{self.company.tmp / 'bin'}:{self.company.bin}:/usr/bin:/bin",
                "HOME": str(self.company.tmp),
                "CI_PROJECT_DIR": str(self.project),
                "CI_DEFAULT_BRANCH": "main",
                "CI_PROJECT_ID": "42",
                "CI_PROJECT_VISIBILITY": "private",
                "GOALS_TOKEN": "token",
                **pipeline["variables"],
                **job.get("variables", {}),
                **variables,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        self.said = done.stdout + done.stderr
        return done.returncode


@pytest.fixture
def gitlab(company_of) -> Any:
    return lambda readers, place="": GitLab(company_of("gitlab", readers, place))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("readers", READERS)
def test_a_strangers_merge_request_is_checked_and_previewed(gitlab, readers, place) -> None:
    forge = gitlab(readers, place)
    forge.company.stranger()
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": forge.company.head}
    assert forge.run("goals-check", "refs/merge-requests/5/head", **base) == 1
    findings = json.loads((forge.project / "goals-findings.json").read_text())
    assert f"{place}content/pages/bad.md" in {row["location"]["path"] for row in findings}
    forge.run("goals-preview", "refs/merge-requests/5/head", **base)
    assert (forge.project / "goals-preview/objectives/keep-customers.html").is_file(), forge.said
    assert not forge.company.canary.exists()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("readers", "job"), [("everyone", "pages"), ("company", "goals-site")])
def test_gitlab_publishes_a_site_with_goals(gitlab, readers, job, place) -> None:
    forge = gitlab(readers, place)
    assert forge.run(job) == 0, forge.said
    assert (forge.project / "public/objectives/keep-customers.html").is_file()


def test_gitlab_publishes_nothing_rather_than_an_empty_site(gitlab) -> None:
    forge = gitlab("everyone")
    forge.company.write(SETTINGS, BASE[SETTINGS])
    forge.company.push("Close everything")
    assert forge.run("pages") == 1
    assert "sees no goal and no KPI" in forge.said
    assert not (forge.project / "public").exists()


def test_a_public_project_keeps_no_site_of_the_company(gitlab) -> None:
    forge = gitlab("company")
    assert forge.run("goals-site", CI_PROJECT_VISIBILITY="public") == 1
    assert not (forge.project / "public").exists()


@pytest.mark.parametrize("readers", READERS)
def test_one_note_says_what_a_merge_request_does(gitlab, api, readers) -> None:
    forge = gitlab(readers, "company/goals/")
    address = f"http://127.0.0.1:{api.server_port}/api/v4"
    theirs = {"id": 1, "author": {"id": 9}, "body": "<!-- okrsite diff --> Mine."}
    api.RequestHandlerClass.kept.append(theirs)
    for _ in range(2):
        forge.company.stranger()
        assert forge.run("goals-comment", CI_API_V4_URL=address) == 0, forge.said
    _, note = api.RequestHandlerClass.kept
    assert note["body"].startswith("<!-- okrsite diff -->")
    assert "Customer churn falls" in note["body"]
    assert theirs["body"].endswith("Mine.")
    assert not forge.company.canary.exists()


def test_no_job_of_a_merge_request_knows_a_token(company_of) -> None:
    company = company_of("gitlab", "company")
    pipeline = yaml.safe_load((company.top / ".gitlab-ci.yml").read_text())
    for job in pipeline.values():
        rules = job.get("rules", []) if isinstance(job, dict) else []
        if any("merge_request_event" in rule["if"] for rule in rules) and "script" in job:
            assert "TOKEN" not in json.dumps(job)


def test_new_values_become_a_merge_request(gitlab, tmp_path: Path) -> None:
    forge = gitlab("company")
    program = tmp_path / "bin/okrsite"
    program.write_text(
        '#!/bin/sh\ntest -z "$GOALS_TOKEN" && echo 2026-11-20,3 >>content/kpis/customer-churn.csv\n'
    )
    program.chmod(0o700)
    url = f"{tmp_path}/bin/git"
    Path(url).write_text(
        f'#!/bin/sh\nif [ "$1" = push ]; then\n  shift\n'
        f'  echo "$@" >{tmp_path}/pushed\n'
        f"  exec {os.fspath('/usr/bin/git')} push --quiet --force {forge.company.origin} "
        f"HEAD:refs/heads/goals/fetch\nfi\n"
        f'exec /usr/bin/git "$@"\n'
    )
    Path(url).chmod(0o700)
    server = {
        "CI_SERVER_PROTOCOL": "https",
        "CI_SERVER_HOST": "gitlab.example.com",
        "CI_SERVER_PORT": "443",
        "CI_PROJECT_PATH": "acme/goals",
    }
    assert forge.run("goals-fetch", **server) == 0, forge.said
    changed = forge.company.git(forge.company.origin, "diff", "--name-only", "main", "goals/fetch")
    assert changed == "content/kpis/customer-churn.csv"
    assert "merge_request.create" in (tmp_path / "pushed").read_text()
    assert forge.run("goals-fetch", **server) == 0

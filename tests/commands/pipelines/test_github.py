"""The workflows that `init --ci github` writes do what they say, and a stranger reaches nothing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from okrsite.builtin.example import BASE, SETTINGS, page_text

if TYPE_CHECKING:
    from conftest import Company

PLACES = ["", "company/goals/"]
READERS = ["company", "everyone"]
SOURCE = """
import msgspec
from okrsite.api import Observation, SourceType, hookimpl

class Settings(msgspec.Struct, frozen=True):
    token: str

class Query(msgspec.Struct, frozen=True):
    value: float

def fetch(requests, settings, context):
    assert settings.token == "s3cret"
    for request in requests:
        yield Observation(request.kpi.id, request.until, request.query.value)

@hookimpl
def okrsite_sources():
    return [SourceType(name="ours", title="Ours", settings=Settings, query=Query, fetch=fetch)]
"""


PUSH = {"github.event_name": "push", "github.event.repository.private": "true"}


def pull_request(company: Company) -> dict[str, str]:
    return {"github.event.pull_request.base.sha": company.head}


def after_check(head: str) -> dict[str, str]:
    return {
        "github.event.workflow_run.event": "pull_request",
        "github.event.workflow_run.head_sha": head,
        "github.event.workflow_run.head_branch": "improve",
        "github.event.workflow_run.head_repository.owner.login": "stranger",
    }


def pull(company: Company, head: str) -> dict[str, Any]:
    sha = {"label": "stranger:improve", "sha": head}
    return {"number": 5, "head": sha, "base": {"sha": company.head}}


@pytest.mark.parametrize("place", PLACES)
def test_github_publishes_a_site_with_goals(github, place: str) -> None:
    forge = github("everyone", place)
    assert forge.run("goals.yml", "main", PUSH) == [], forge.said
    assert (forge.pages / "objectives/keep-customers.html").is_file()
    assert (forge.pages / "kpis/customer-churn.html").is_file()


def test_github_publishes_nothing_rather_than_an_empty_site(github) -> None:
    forge = github("everyone")
    forge.company.write(SETTINGS, BASE[SETTINGS])
    forge.company.push("Close everything")
    assert forge.run("goals.yml", "main", PUSH) == ["build"]
    assert "sees no goal and no KPI" in forge.said
    assert forge.pages is None


def test_github_builds_for_the_company_and_shows_it_nowhere(github) -> None:
    forge = github("company")
    assert forge.run("goals.yml", "main", PUSH) == [], forge.said
    assert (forge.artifacts["goals-site"] / "objectives/keep-customers.html").is_file()
    assert forge.pages is None


def test_github_pages_show_the_companys_site_only_where_they_are_private(github) -> None:
    forge = github("company")
    private = {**PUSH, "vars.GOALS_PAGES": "private"}
    assert forge.run("goals.yml", "main", private) == ["publish"]
    assert "is not private" in forge.said
    assert forge.pages is None
    forge.know("pages.json", {"public": False})
    assert forge.run("goals.yml", "main", private) == []
    assert (forge.pages / "index.html").is_file()


def test_a_public_repository_keeps_no_site_of_the_company(github) -> None:
    forge = github("company")
    context = {**PUSH, "github.event.repository.private": "false"}
    assert forge.run("goals.yml", "main", context) == ["build"]
    assert "is public, and so are its artefacts" in forge.said
    assert not forge.artifacts


def test_a_push_to_another_branch_publishes_nothing(github) -> None:
    forge = github("everyone")
    assert forge.run("goals.yml", "main", {**PUSH, "github.ref_name": "stranger"}) == []
    assert forge.pages is None


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("readers", READERS)
def test_a_strangers_pull_request_is_checked_and_previewed(github, readers, place) -> None:
    forge = github(readers, place)
    forge.company.stranger()
    failed = forge.run("goals-check.yml", "refs/pull/5/merge", pull_request(forge.company))
    assert failed == ["check"]
    assert f"::error file={place}content/pages/bad.md," in forge.said
    assert f"::notice file={place}plugins/evil.py," in forge.said
    preview = forge.artifacts["goals-preview"]
    assert (preview / "objectives/keep-customers.html").is_file()
    assert not forge.company.canary.exists()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("readers", READERS)
def test_one_comment_says_what_a_pull_request_does(github, readers, place) -> None:
    forge = github(readers, place)
    for _ in range(2):
        head = forge.company.stranger()
        forge.know("pulls.json", [pull(forge.company, head)])
        assert forge.run("goals-comment.yml", "main", after_check(head)) == [], forge.said
    (comment,) = forge.known("comments.json")
    assert comment["path"] == "repos/acme/goals/issues/5/comments"
    assert comment["body"].startswith("<!-- okrsite diff -->")
    assert "Customer churn falls" in comment["body"]
    assert not forge.company.canary.exists()


def test_a_comment_of_somebody_else_is_left_alone(github) -> None:
    forge = github("everyone")
    theirs = {"id": 1, "user": {"login": "mallory"}, "body": "<!-- okrsite diff --> Mine."}
    forge.know("comments.json", [theirs])
    head = forge.company.stranger()
    forge.know("pulls.json", [pull(forge.company, head)])
    assert forge.run("goals-comment.yml", "main", after_check(head)) == [], forge.said
    assert [comment["user"]["login"] for comment in forge.known("comments.json")] == [
        "mallory",
        "github-actions[bot]",
    ]


@pytest.mark.parametrize(
    "pulls",
    [
        [],
        [{"number": "5; touch /tmp/x", "head": {"label": "stranger:improve"}}],
        [{"number": 5, "head": {"label": "stranger:improve", "sha": "0" * 40}}],
    ],
    ids=["none", "no number", "moved on"],
)
def test_no_pull_request_means_no_comment(github, pulls: list[Any]) -> None:
    forge = github("everyone")
    head = forge.company.stranger()
    for found in pulls:
        found.setdefault("base", {"sha": forge.company.head})
        found["head"].setdefault("sha", head)
    forge.know("pulls.json", pulls)
    assert forge.run("goals-comment.yml", "main", after_check(head)) == [], forge.said
    assert forge.known("comments.json") == []


def with_source(company: Company) -> None:
    settings = (company.site / SETTINGS).read_text()
    source = '[plugins.ours]\n[sources.ours]\nplugin = "ours"\ntoken = "${GOALS_SECRET}"\n'
    company.write("plugins/ours.py", SOURCE)
    company.write(SETTINGS, f"{settings}\n{source}")
    kpi = page_text("Revenue", "What we earn.").replace(
        'title = "Revenue"\n',
        'title = "Revenue"\nunit = "EUR"\ncadence = "daily"\n[source]\nuse = "ours"\nvalue = 42\n',
    )
    company.write("content/kpis/revenue.md", kpi)


@pytest.mark.parametrize("place", PLACES)
def test_new_values_are_proposed_every_night(github, place: str) -> None:
    forge = github("company", place)
    company = forge.company
    with_source(company)
    shutil.rmtree(company.top / ".github")
    company.okrsite("init", "--ci", "github")
    company.head = company.push("Add a source")
    for _ in range(2):
        context = {"github.event_name": "schedule"}
        failed = forge.run("goals-fetch.yml", "main", context, GOALS_SECRET="s3cret")
        assert failed == [], forge.said
    assert len(forge.known("proposed.json")) == 1
    values = company.git(company.origin, "show", f"goals/fetch:{place}content/kpis/revenue.csv")
    assert values.endswith(",42")
    changed = company.git(company.origin, "diff", "--name-only", "main", "goals/fetch")
    assert changed == f"{place}content/kpis/revenue.csv"


def test_only_values_are_taken_from_the_job_that_has_the_secrets(github) -> None:
    forge = github("company")
    patch = forge.tmp / "values.patch"
    forge.company.write("content/kpis/customer-churn.csv", "date,value\n2026-10-31,1\n")
    forge.company.write("plugins/evil.py", "1 / 0")
    forge.company.git(forge.company.top, "add", "--intent-to-add", "--all")
    patch.write_text(forge.company.git(forge.company.top, "diff") + "\n")
    forge.keep("goals-values", patch)
    context = {"needs.fetch.outputs.changed": "true"}
    assert forge.run("goals-fetch.yml", "main", context, only="propose") == [], forge.said
    changed = forge.company.git(forge.company.origin, "diff", "--name-only", "main", "goals/fetch")
    assert changed == "content/kpis/customer-churn.csv"

"""`okrsite check --fix`: what it mends, what it leaves, and what it says."""

import json
import re
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

GOAL = "content/objectives/2026-q4/grow.md"
GOOD = """\
+++
# Agreed on the offsite.
title = "Customers find their way"
cycle = "2026-q4"
owner = "ada"
watch = ["nps"]

[[key_results]]
id = "visits"
title = "More people come back"   # of those who signed up
start = 1234.5
target = 2000
unit = "%"
due = 2026-12-10

[[key_results]]
id = "calm"
title = "Nobody waits"
keep = { min = 95 }

[[checkins]]
date = 2026-11-09
author = "Ana"
values = { visits = 1300.5, calm = 96 }

[[checkins]]
date = 2026-11-09
author = "Ben"
values = { visits = 1310, calm = 97 }
+++
Why it matters.
"""

# Each with the good text and what somebody made of it.
MISTAKES = [
    ('title = "Customers find their way"', "title = “Customers find their way”"),
    ('owner = "ada"', "owner = ada"),
    ('owner = "ada"', 'owner: "ada"'),
    ('watch = ["nps"]', 'watch = ["nps"'),
    ('watch = ["nps"]', 'watch = "nps"'),
    ("start = 1234.5", "start = 1.234,5"),
    ("start = 1234.5", 'start = "1 234,5"'),
    ("target = 2000", 'target = "2000"'),
    ("target = 2000", "target = 2000 %"),
    ("due = 2026-12-10", "due = 10.12.2026"),
    ("due = 2026-12-10", 'due = "10. December 2026"'),
    ("keep = { min = 95 }", "keep = >= 95"),
    ("keep = { min = 95 }", 'keep = "at least 95 %"'),
    ("visits = 1300.5,", "visits = 1300,5,"),
    ('\n\n[[checkins]]\ndate = 2026-11-09\nauthor = "Ben"', '\nauthor = "Ben"'),
    ("+++\n", "---\n"),
    ("+++\n", "\n+++\n"),
    ('[[key_results]]\nid = "calm"', '[[key_result]]\nid = "calm"'),
]


@pytest.fixture
def goal(site):
    """The goal's file, with what it takes to stand without a finding."""
    (site / "content/kpis").mkdir(exist_ok=True)
    (site / "content/kpis/nps.md").write_text('+++\ntitle = "NPS"\n+++\n')
    file = site / GOAL
    file.write_text(GOOD)
    return file


def test_a_file_with_a_mistake_on_every_line_is_as_it_was_meant_afterwards(okrsite, goal) -> None:
    text = GOOD
    for good, bad in MISTAKES[1::2]:
        text = text.replace(good, bad)
    goal.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    said = okrsite("check", "--fix", goal)
    assert goal.read_bytes().decode("utf-8-sig").replace("\r\n", "\n") == GOOD
    assert goal.read_bytes().startswith(b"\xef\xbb\xbf+++\r\n")
    assert f"Mended 1 file: {GOAL}." in said.err
    assert "--fix" not in said.out


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chosen=st.sets(st.sampled_from(MISTAKES), min_size=1, max_size=5))
def test_after_a_fix_no_finding_says_that_it_could_be_mended(okrsite, goal, chosen) -> None:
    text = GOOD
    for good, bad in sorted(chosen):
        text = text.replace(good, bad, 1)
    goal.write_text(text)
    okrsite("check", "--fix")
    once = goal.read_text()
    said = okrsite("check", "--fix", "--format", "json")
    assert not any(row["fixable"] for row in json.loads(said.out))
    assert goal.read_text() == once


def test_a_site_without_mistakes_stays_as_it_is(okrsite, goal) -> None:
    before = {path: path.read_bytes() for path in goal.parents[2].rglob("*.md")}
    said = okrsite("check", "--fix")
    assert {path: path.read_bytes() for path in goal.parents[2].rglob("*.md")} == before
    assert said.err == ""


def test_a_dry_run_shows_the_changes_and_makes_none(okrsite, goal) -> None:
    bad = GOOD.replace("due = 2026-12-10", "due = 10.12.2026")
    goal.write_text(bad)
    said = okrsite("check", "--fix", "--dry-run")
    assert said.exit == 1
    assert f"--- a/{GOAL}\n+++ b/{GOAL}\n" in said.out
    assert "\n-due = 10.12.2026\n+due = 2026-12-10\n" in said.out
    assert goal.read_text() == bad


def test_only_the_files_that_are_named_are_mended(okrsite, goal, site) -> None:
    goal.write_text(GOOD.replace('owner = "ada"', "owner = ada"))
    other = site / "content/kpis/nps.md"
    other.write_text("+++\ntitle = NPS\n+++\n")
    okrsite("check", "--fix", other)
    assert other.read_text() == '+++\ntitle = "NPS"\n+++\n'
    assert "owner = ada" in goal.read_text()


def test_settings_are_mended_too(okrsite, site) -> None:
    settings_file = site / "okrsite.toml"
    good = settings_file.read_text()
    settings_file.write_text(good.replace("today = 2026-11-20", "today = 20.11.2026"))
    assert okrsite("check", "--fix").exit == 0
    assert settings_file.read_text() == good


def test_a_dry_run_alone_is_a_mistake_in_the_command(okrsite, site) -> None:
    assert okrsite("check", "--dry-run").exit == 2


STEPS = """\
[[key_results]]
id = "plan"
title = "The plan is in use"
milestones = [ { id = "draft", title = "It is written" }, { id = "used", title = "It is used" } ]

"""


def git(folder, *arguments: str) -> None:
    named = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("is_committed", [True, False])
def test_references_follow_a_file_that_git_knows_was_renamed(okrsite, site, is_committed) -> None:
    goals = site / "content/objectives/2026-q4"
    (site / "content/pages").mkdir(exist_ok=True)
    page = site / "content/pages/words.md"
    page.write_text('+++\ntitle = "Words"\n+++\nSee [it](goal:customers-stay).\n')
    git(site, "init")
    git(site, "add", ".")
    git(site, "commit", "-m", "Our goals")
    (goals / "customers-stay.md").rename(goals / "customers-stay-longer.md")
    if is_committed:
        git(site, "add", ".")
        git(site, "commit", "-m", "Rename a goal")
    said = okrsite("check")
    assert "Git knows it as content/objectives/2026-q4/customers-stay-longer.md now" in said.out
    okrsite("check", "--fix")
    assert "(goal:customers-stay-longer)" in page.read_text()
    renamed = (goals / "customers-stay-longer.md").read_text()
    assert renamed.startswith('+++\naliases = ["customers-stay"]\n')
    assert okrsite("check").exit == 0


def test_values_follow_key_results_and_milestones_that_git_knew_by_other_ids(
    okrsite, site, goal
) -> None:
    before = GOOD.replace("[[checkins]]", STEPS + "[[checkins]]", 1)
    goal.write_text(before.replace("visits = 1310", 'visits = 1310, plan = "draft"'))
    git(site, "init")
    git(site, "add", ".")
    git(site, "commit", "-m", "Our goals")
    text = goal.read_text().replace('id = "visits"', 'id = "returns"')
    goal.write_text(text.replace('id = "draft"', 'id = "written"'))
    said = " ".join(okrsite("check", goal).out.split())
    assert "Git knows it as 'returns' now" in said
    assert "Git knows it as 'written' now" in said
    okrsite("check", "--fix", goal)
    mended = goal.read_text()
    assert 'id = "returns"\naliases = ["visits"]\n' in mended
    assert '{ id = "written", aliases = ["draft"], title = "It is written" }' in mended
    assert 'returns = 1310, plan = "written"' in mended
    assert okrsite("check", goal).exit == 0


def test_a_renamed_kpi_takes_its_values_along(okrsite, site) -> None:
    kpis = site / "content/kpis"
    name = min(kpis.glob("*.csv")).stem
    git(site, "init")
    git(site, "add", ".")
    git(site, "commit", "-m", "Our goals")
    (kpis / f"{name}.md").rename(kpis / "renamed.md")
    okrsite("check", "--fix")
    assert (kpis / "renamed.csv").is_file()
    assert not (kpis / f"{name}.csv").exists()
    assert okrsite("check").exit == 0


def test_references_by_an_old_name_get_the_new_one(okrsite, site, write) -> None:
    kept = site / "content/objectives/2026-q4/customers-stay.md"
    text = kept.read_text().replace("+++\n", '+++\naliases = ["stay"]\n', 1)
    kept.write_text(text.replace('id = "churn"\n', 'id = "churn"\naliases = ["leavers"]\n'))
    goal = """\
+++
title = "Nobody waits"
cycle = "2026-q4"
supports = [ # both of them
  "stay#leavers", { goal = 'customers-stay#leavers', weight = 2 },
]
+++
We help so that customers stay.
"""
    write(GOAL, goal)
    said = okrsite("check")
    assert said.exit == 0
    assert said.out.count("OKR106") == 2
    okrsite("check", "--fix", site / GOAL)
    fixed = goal.replace("stay#leavers", "customers-stay#churn").replace(
        "customers-customers", "customers"
    )
    assert (site / GOAL).read_text() == fixed
    assert "OKR106" not in okrsite("check").out


def test_links_by_an_old_name_get_the_new_one(okrsite, site, write) -> None:
    kept = site / "content/objectives/2026-q4/customers-stay.md"
    text = kept.read_text().replace("+++\n", '+++\naliases = ["stay"]\n', 1)
    kept.write_text(text.replace('id = "churn"\n', 'id = "churn"\naliases = ["leavers"]\n'))
    page = "content/pages/why.md"
    written = """\
+++
title = "Why"
+++
To [stay](goal:stay) is [to be
asked](goal:stay#leavers), and [stay](goal:customers-stay) says [how].

[how]: goal:stay
"""
    write(page, written)
    said = " ".join(okrsite("check").out.split())
    assert "OKR106 'goal:stay' is an old name of the objective 'goal:customers-stay'" in said
    okrsite("check", "--fix", site / page)
    fixed = written.replace("goal:stay#leavers", "goal:customers-stay#churn")
    assert (site / page).read_text() == re.sub(r"goal:stay\b", "goal:customers-stay", fixed)


def test_a_value_by_an_old_id_gets_the_id_in_use(okrsite, goal) -> None:
    text = GOOD.replace('id = "visits"', 'id = "visits"\naliases = ["returns"]')
    goal.write_text(text.replace("{ visits = 1310,", "{ returns = 1310,"))
    said = okrsite("check", goal)
    assert "OKR106 'returns' is an old name of the key result 'visits'" in " ".join(
        said.out.split()
    )
    okrsite("check", "--fix", goal)
    assert goal.read_text() == text

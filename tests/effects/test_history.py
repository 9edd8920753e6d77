"""The history of a site: what its commits tell, to whom, and what is remembered of them."""

import json
import random

import msgspec
import pytest

from okrsite.builtin.example import (
    BASE,
    CHECKIN,
    CHURN,
    KPI,
    OBJECTIVE,
    POINTS,
    RESPONSE,
    SERIES,
    SETTINGS,
    kpi_text,
    objective_text,
)
from okrsite.commands.goals import read_goals
from okrsite.commands.past import past_of
from okrsite.commands.serve.preview import build_snapshot
from okrsite.commands.workspace import open_workspace
from okrsite.effects.history import read_history

FOUR, FIVE, SIX = (f'target = {value}\nunit = "%"' for value in (4, 5, 6))
EASED = BASE[OBJECTIVE].replace(FOUR, FIVE)
SECRET = "content/objectives/secret.md"
CLOSED = 'owner = "ada"\nvisibility = "confidential"'


@pytest.fixture
def clone(tmp_path, repository):
    made = repository(tmp_path / "repository")
    made.commit(BASE, "Begin", day="2026-10-01")
    return made


def past(folder, audience="internal", *, is_fresh=False):
    workspace = open_workspace(folder)
    return past_of(workspace, read_goals(workspace, audience), is_fresh=is_fresh)


def told(history):
    return [
        (entry.commit.message, entry.change.id, entry.change.change, entry.change.direction)
        for entry in history.entries
    ]


def test_who_moved_which_target_when_and_why(clone) -> None:
    clone.commit({OBJECTIVE: EASED}, "Settle for five", "Linus <l@example.org>", "2026-11-03")
    entry = past(clone.site).entries[0]
    assert (entry.commit.author, entry.commit.day.isoformat()) == ("Linus", "2026-11-03")
    assert entry.commit.message == "Settle for five"
    assert entry.commit.id == clone.git("rev-parse", "HEAD").strip()
    change = entry.change
    assert (change.change, change.before, change.after, change.direction) == (
        "target",
        4,
        5,
        "eased",
    )


def test_a_rename_is_followed_by_file_and_alias(clone) -> None:
    new = "content/objectives/retain.md"
    text = objective_text(fields='owner = "ada"\naliases = ["keep-customers"]')
    clone.commit({OBJECTIVE: None, new: text}, "Rename")
    clone.commit({new: text.replace(FOUR, FIVE)}, "Ease")
    assert told(past(clone.site))[:2] == [
        ("Ease", "retain", "target", "eased"),
        ("Rename", "retain", "renamed", None),
    ]


def test_a_target_without_a_start_is_judged_by_the_range_of_its_kpi(clone) -> None:
    unstarted = objective_text(key_results=CHURN.replace("start = 8\n", ""), checkins="")
    clone.commit({OBJECTIVE: unstarted}, "Take the start from the KPI")
    clone.commit({OBJECTIVE: unstarted.replace("target = 4", "target = 5")}, "Ease")
    assert told(past(clone.site))[0] == ("Ease", "keep-customers", "target", "eased")


def test_what_is_later_than_today_is_not_told(clone) -> None:
    clone.commit({OBJECTIVE: EASED}, "Ahead of its time", day="2026-12-24")
    assert "Ahead of its time" not in str(past(clone.site))


def test_without_a_repository_nothing_is_known(site_folder) -> None:
    assert past(site_folder).is_known is False


def test_of_a_shallow_clone_the_last_commit_is_not_told_as_new(clone, tmp_path) -> None:
    clone.commit({OBJECTIVE: EASED}, "Ease")
    clone.commit({SERIES: POINTS.replace("8.1", "7.1")}, "Rewrite")
    clone.git("clone", "--quiet", "--depth", "2", f"file://{clone.folder}", tmp_path / "shallow")
    found = past(tmp_path / "shallow")
    assert found.is_shallow
    assert told(found) == [("Rewrite", "customer-churn", "value_rewritten", None)]


def test_new_commits_are_added_to_what_is_remembered(clone) -> None:
    past(clone.site)
    clone.commit({OBJECTIVE: EASED}, "Ease")
    added = past(clone.site)
    assert added == past(clone.site, is_fresh=True)
    assert told(added)[0][0] == "Ease"


def test_branches_that_come_together_give_what_a_whole_reading_gives(clone) -> None:
    clone.git("branch", "side")
    clone.commit({OBJECTIVE: EASED}, "On main")
    past(clone.site)
    clone.git("checkout", "--quiet", "side")
    clone.commit({SERIES: POINTS.replace("8.1", "7.1")}, "On a side")
    clone.git("checkout", "--quiet", "main")
    clone.git("merge", "--quiet", "--no-edit", "side")
    remembered = past(clone.site)
    assert {row[0] for row in told(remembered)} >= {"On main", "On a side"}
    assert remembered == past(clone.site, is_fresh=True)


def test_what_was_rewritten_in_git_is_not_remembered(clone) -> None:
    clone.commit({OBJECTIVE: EASED}, "Ease")
    past(clone.site)
    clone.git("reset", "--quiet", "--hard", "HEAD~1")
    clone.commit({SERIES: POINTS.replace("8.1", "7.1")}, "Rewrite")
    assert past(clone.site) == past(clone.site, is_fresh=True)
    assert "Ease" not in str(past(clone.site))


def test_a_damaged_memory_only_costs_time(clone) -> None:
    whole = past(clone.site)
    file = clone.site / ".okrsite/history"
    data = file.read_bytes()
    file.unlink()
    file.write_bytes(data[:-9] + b"x" * 9)
    file.chmod(0o400)
    assert past(clone.site) == whole


def test_a_site_below_the_top_has_its_own_history_alone(tmp_path, repository) -> None:
    made = repository(tmp_path / "all", "company/goals")
    made.commit({**BASE, "../../elsewhere/content/objectives/a.md": "no goal"}, "Begin")
    made.commit({OBJECTIVE: EASED}, "Ease")
    history = past(made.site)
    assert told(history)[0] == ("Ease", "keep-customers", "target", "eased")
    assert {entry.change.span.path.partition("/")[0] for entry in history.entries} == {"content"}


def test_a_goal_that_was_ever_closed_shows_no_older_state(clone) -> None:
    open_ = objective_text("A secret plan", 'owner = "ada"')
    clone.commit({SECRET: open_}, "Too open")
    clone.commit({SECRET: open_.replace('owner = "ada"', CLOSED)}, "Close it")
    clone.commit({SECRET: open_.replace(FOUR, FIVE)}, "Open it")
    clone.commit({SECRET: open_.replace(FOUR, SIX)}, "Ease it")
    of_secret = [entry for entry in past(clone.site).entries if entry.change.id == "secret"]
    assert [entry.commit.message for entry in of_secret] == ["Ease it"]
    everything = past(clone.site, "confidential").entries
    assert len([entry for entry in everything if entry.change.id == "secret"]) == 5


def test_no_id_of_a_commit_is_told_where_something_was_ever_hidden(clone) -> None:
    clone.commit({SECRET: objective_text("Secret", CLOSED)}, "Hide")
    clone.commit({SECRET: None, OBJECTIVE: EASED}, "Ease")
    found = past(clone.site).entries
    assert {entry.commit.id for entry in found} == {""}
    assert {entry.commit.message for entry in found} == {"", "Begin"}


def test_a_name_that_was_ever_hidden_stands_in_nobody_elses_change(clone) -> None:
    people = {
        "content/people/ada.md": '+++\ntitle = "Ada"\n+++\n',
        "content/people/mole.md": '+++\ntitle = "Mole"\nvisibility = "confidential"\n+++\n',
    }
    clone.commit(people, "People")
    by_mole = objective_text(fields='owner = "mole"')
    clone.commit({OBJECTIVE: by_mole}, "Owned by the mole", "Mole <m@example.org>")
    clone.commit({OBJECTIVE: objective_text()}, "Back")
    found = past(clone.site)
    assert "mole" not in str(found).lower().replace("owned by the mole", "")
    owners = [entry.change for entry in found.entries if entry.change.change == "owner"]
    assert [(change.before, change.after) for change in owners] == [(None, "ada"), ("ada", None)]


@pytest.mark.parametrize("seed", range(12))
def test_nothing_that_a_closed_document_said_changes_what_is_told(
    tmp_path, repository, seed
) -> None:
    """Non-interference: two histories that differ in closed values alone are told alike."""
    answers = []
    for variant in ("one", "two"):
        made = repository(tmp_path / variant)
        chance, secrets = random.Random(seed), random.Random(f"{seed} {variant}")
        made.commit(BASE, "Begin")
        for number in range(6):
            made.commit(_step(chance, secrets, number), f"Step {number}")
        made.commit({SECRET: None} if (made.site / SECRET).exists() else {})
        found = past(made.site)
        answers.append(json.dumps(msgspec.to_builtins(found)))
    assert answers[0] == answers[1]


def _step(chance, secrets, number):
    """An edit of the open goals, of a closed one, or of both; closed values are at random."""
    target, hidden = chance.randint(1, 7), secrets.randint(1, 99)
    closed = objective_text(
        f"Buy company {hidden}",
        f'{CLOSED}\nsupports = ["keep-customers"]',
        key_results=CHURN.replace("target = 4", f"target = {hidden / 20}") + RESPONSE,
        checkins=CHECKIN.replace("confidence = 7", f"confidence = {hidden % 10}"),
        body=f"Because of {hidden}.",
    )
    kpi = kpi_text(
        f"Hidden {hidden}", f'unit = "%"\nvisibility = "confidential"\nrange = {{ max = {hidden} }}'
    )
    edits = [
        {OBJECTIVE: objective_text(key_results=CHURN.replace("= 4", f"= {target}") + RESPONSE)},
        {SECRET: closed},
        {
            "content/kpis/hidden.md": kpi,
            "content/kpis/hidden.csv": f"date,value\n2026-10-31,{hidden}\n",
        },
        {OBJECTIVE: objective_text(f"Goal {target}"), SECRET: closed},
        {KPI: kpi_text(fields=f'unit = "%"\nrange = {{ max = {target} }}')},
    ]
    return chance.choice(edits) | ({SECRET: closed} if chance.random() < 0.3 else {})


@pytest.fixture
def site_folder(tmp_path):
    for path, text in BASE.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def test_a_settings_file_that_opens_everything_opens_no_past(clone) -> None:
    closed = f'{BASE[SETTINGS]}\n[site.default_visibility]\nobjective = "confidential"\n'
    clone.commit({SETTINGS: closed.replace("[build]", "[build]")}, "Close goals")
    clone.commit({OBJECTIVE: EASED}, "Ease in secret")
    clone.commit({SETTINGS: BASE[SETTINGS]}, "Open goals")
    assert [row for row in told(past(clone.site)) if row[1] == "keep-customers"] == []


def test_a_commit_that_changes_no_file_of_the_site_is_seen(clone) -> None:
    before = read_history(clone.site)
    clone.commit({}, "Nothing")
    after = read_history(clone.site)
    assert before.head != after.head
    assert before.records == after.records


def test_a_branch_packed_or_checked_out_beside_is_seen(clone, tmp_path) -> None:
    past(clone.site)
    clone.commit({OBJECTIVE: EASED}, "Ease")
    clone.git("pack-refs", "--all")
    assert told(past(clone.site))[0][0] == "Ease"
    clone.git("worktree", "add", "--quiet", "-b", "side", tmp_path / "beside", "HEAD~1")
    assert "Ease" not in str(past(tmp_path / "beside"))
    assert told(past(tmp_path / "beside"))[0][0] == "Begin"


def test_it_reads_the_whole_history_only_once(clone, monkeypatch) -> None:
    read_history(clone.site)
    asked = []
    real = read_history.__globals__["read_blobs"]
    monkeypatch.setitem(
        read_history.__globals__,
        "read_blobs",
        lambda *given: (asked.append(1), real(*given))[1],
    )
    read_history(clone.site)
    assert asked == []


@pytest.mark.parametrize("seed", range(3))
def test_no_byte_of_a_built_site_tells_what_a_closed_document_said(
    tmp_path, repository, seed
) -> None:
    """Non-interference of whole sites: every page and feed, the past among them."""
    sites = []
    for variant in ("one", "two"):
        made = repository(tmp_path / variant)
        chance, secrets = random.Random(seed), random.Random(f"{seed} {variant}")
        made.commit(BASE, "Begin")
        for number in range(5):
            made.commit(_step(chance, secrets, number), f"Step {number}")
        built = build_snapshot(made.site, None, "internal", whole=False)
        sites.append({path: content() for path, content in built.files.items()})
    assert sites[0] == sites[1]
    assert b"Begin" in sites[0]["changes.html"]

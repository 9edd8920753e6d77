"""`okrsite close`: a cycle graded, looked back on, and what was not met carried over."""

import json
import tomllib
from math import ceil, floor
from pathlib import Path

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrsite.commands.close import command
from okrsite.commands.terminal import Terminal

CYCLE = "content/cycles/2026-q4.md"
GOAL = "content/objectives/2026-q4/customers-get-help.md"
CHURN = "content/kpis/customer-churn.md"
AFTER = ("--today", "2027-01-02")


def front(path: str | Path) -> dict[str, object]:
    text = Path(path).read_bytes().decode().replace("\r\n", "\n")
    return tomllib.loads(text.split("+++\n")[1])


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (folder / "content").rglob("*.*")}


@pytest.fixture
def dialogue(site):
    """Runs `okrsite close` where somebody answers; None is a Ctrl-C. Gives what was said."""

    def run(answers: list[str | None], *arguments: str) -> str:
        said: list[str] = []
        left = iter(answers)

        def ask(question: str, default: str) -> str:
            said.append(question.strip())
            answer = next(left)
            if answer is None:
                raise click.Abort
            return answer or default

        terminal = Terminal(is_terminal=True, can_ask=True, ask=ask, tell=said.append)
        result = command.main([*arguments, *AFTER], standalone_mode=False, obj=terminal)
        assert next(left, "all asked") == "all asked"
        return "\n".join([*said, result.out, result.note])

    return run


def test_a_close_grades_looks_back_and_carries_over(okrsite, site) -> None:
    said = okrsite("close", "2026-q4", "--yes", *AFTER)
    assert said.exit == 0
    assert "response: (14 − 24) / (4 − 24) = 50%; 50%, not met" in said.out
    assert "customers-stay goes on as the draft customers-stay-2027-q1." in said.err
    text = Path(CYCLE).read_text()
    assert "end = 2026-12-31\nclosed = 2027-01-02\n+++\n## Retrospective\n" in text
    assert "Mornings are covered now. Evenings come next." in text
    assert front("content/cycles/2027-q1.md")["title"] == "Q1 2027"
    carried = front("content/objectives/2027-q1/customers-get-help-2027-q1.md")
    assert (carried["state"], carried["cycle"]) == ("draft", "2027-q1")
    assert carried["supports"] == ["customers-stay-2027-q1#churn"]
    assert carried["key_results"][0]["start"] == 14
    assert "checkins" not in carried
    assert okrsite("check", "--strict", *AFTER).exit == 0


def test_a_second_close_changes_nothing(okrsite, site) -> None:
    assert okrsite("close", "2026-q4", "--yes", *AFTER).exit == 0
    before = everything(site)
    said = okrsite("close", "2026-q4", "--yes", "--today", "2027-02-03")
    assert (said.exit, "nothing is left to change" in said.err) == (0, True)
    assert everything(site) == before


def test_a_dry_run_shows_the_change_and_writes_nothing(okrsite, site) -> None:
    before = everything(site)
    said = okrsite("close", "2026-q4", "--dry-run", *AFTER)
    assert "+closed = 2027-01-02\n" in said.out
    assert "+++ b/content/objectives/2027-q1/customers-stay-2027-q1.md\n" in said.out
    assert everything(site) == before


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("2026-q4", *AFTER), "nobody to ask"),
        (("2026-q4", "--yes"), "goes on until 2026-12-31"),
        (("2027-q1", "--yes", *AFTER), "there is no cycle"),
        (("2026-q5", "--yes", *AFTER), "Did you mean '2026-q4'?"),
        (("2026-q4", "--yes", "--next", "spring", *AFTER), "its days are not known"),
        (("2026-q4", "--yes", "--next", "2026-q4", *AFTER), "does not come after"),
    ],
)
def test_what_cannot_be_closed_is_refused_with_the_reason(okrsite, site, options, why) -> None:
    before = everything(site)
    said = okrsite("close", *options)
    assert said.exit == 2
    assert why in said.err
    assert everything(site) == before


def test_mistakes_in_the_files_come_first(okrsite, site, write) -> None:
    write("content/teams/lost.md", '+++\ntitle = "Lost"\nparent = "nobody"\n+++\n')
    said = okrsite("close", "2026-q4", "--yes", *AFTER)
    assert said.exit == 2
    assert "the goals have mistakes" in said.err


def test_late_values_are_asked_for_and_count(dialogue) -> None:
    said = dialogue(["3.9", "4", "pilot, everyone", "44", "yes"], "2026-q4", "--me", "ada")
    assert "response: (4 − 24) / (4 − 24) = 100%; 100%, met" in said
    checkins = front(GOAL)["checkins"]
    assert str(checkins[-1]["date"]) == "2026-12-31"
    assert checkins[-1]["values"] == {"response": 4, "programme": ["pilot", "everyone"]}
    assert checkins[-1]["author"] == "ada"
    assert Path("content/kpis/customer-churn.csv").read_text().endswith("\n2026-12-31,3.9\n")
    assert "value = 3.9" in Path(CHURN).read_text()
    assert not Path("content/objectives/2027-q1/customers-get-help-2027-q1.md").exists()


@pytest.mark.parametrize("answers", [["3.9", "4", None], ["skip", "skip", "skip", "no"]])
def test_who_stops_or_says_no_leaves_everything_as_it_was(dialogue, site, answers) -> None:
    before = everything(site)
    if None in answers:
        with pytest.raises(click.Abort):
            dialogue(answers, "2026-q4")
    else:
        assert "Nothing was written." in dialogue(answers, "2026-q4")
    assert everything(site) == before


def test_what_a_kpi_confirms_becomes_its_baseline_and_range(okrsite, site) -> None:
    with Path("content/kpis/customer-churn.csv").open("a") as rows:
        rows.write("2026-12-31,3.9\n")
    text = Path(CHURN).read_text().replace("\n+++\n", "\n# Häufig gefragt\n+++\n", 1)
    Path(CHURN).write_bytes(text.replace("\n", "\r\n").encode())
    assert okrsite("close", "2026-q4", "--yes", *AFTER).exit == 0
    data = Path(CHURN).read_bytes()
    baseline = '\n[[baselines]]\nsince = 2027-01-02\nvalue = 3.9\nfrom = "customers-stay#churn"\n'
    expected = (
        text.replace("range = { max = 5 }", "range = { max = 4 }")
        .replace("warning = { max = 4.5 }", "warning = { max = 3.5 }")
        .replace("# Häufig gefragt\n", f"# Häufig gefragt\n{baseline}")
    )
    assert data.decode() == expected.replace("\n", "\r\n")
    carried = front("content/objectives/2027-q1/customers-stay-2027-q1.md")
    assert [result["id"] for result in carried["key_results"]] == ["recommend"]
    assert okrsite("check", "--strict", *AFTER).exit == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "baselines = [ { since = 2026-01-01, value = 5.1 } ] # ours\n",
            (
                'baselines = [ { since = 2027-01-02, value = 3.9, from = "customers-stay#churn" },'
                " { since = 2026-01-01, value = 5.1 } ] # ours\n"
            ),
        ),
        (
            "baselines = []\n",
            'baselines = [ { since = 2027-01-02, value = 3.9, from = "customers-stay#churn" } ]\n',
        ),
    ],
)
def test_baselines_in_brackets_get_one_more(okrsite, site, before, after) -> None:
    with Path("content/kpis/customer-churn.csv").open("a") as rows:
        rows.write("2026-12-31,3.9\n")
    text = Path(CHURN).read_text().replace("cadence", f"{before}cadence", 1)
    Path(CHURN).write_text(text)
    assert okrsite("close", "2026-q4", "--yes", *AFTER).exit == 0
    assert after in Path(CHURN).read_text()


def test_a_retrospective_that_is_there_stays(okrsite, site) -> None:
    Path(CYCLE).write_text(Path(CYCLE).read_text() + "We learned a lot.")
    assert okrsite("close", "2026-q4", "--yes", *AFTER).exit == 0
    assert "+++\nWe learned a lot.\n\n## Retrospective\n" in Path(CYCLE).read_text()


def test_the_retrospective_tells_nothing_that_its_readers_may_not_see(okrsite, site) -> None:
    secret = Path(GOAL).read_text().replace("\ncycle", '\nvisibility = "confidential"\ncycle', 1)
    Path(GOAL).write_text(secret)
    said = okrsite("close", "2026-q4", "--yes", *AFTER)
    assert "Customers get help" in said.out
    assert "Customers get help" not in Path(CYCLE).read_text()


ODD_BEFORE = """\
+++
# Über dieses Ziel
title = "Wir lösen Anliegen schneller"   # ein Titel
cycle = "2026-q4"
id = "faster"
team = "support"
aliases = [
  "old-faster",
]
supports = [ "customers-stay", { goal = "customers-stay#churn", weight = 2 } ] # 2
initiatives = [
  { title = "Done", done = true },
  # stays
  { title = "To do" },
]

# The first one
[[key_results]]
id = "leads"
title = "Leads grow"
start = 400
change = "+25%"   # relative
due = 2026-11-30
checkpoints = [
  { by = 2026-10-31, value = 420 },
]

# Goes away, it was met
[[key_results]]
id = "calls"
title = "Calls"
start = 0
target = 10
note_like = 1

[[checkins]]
date = 2026-11-02
values = { leads = 440, calls = 10 }
note = \"\"\"
[[key_results]]
is no header here
\"\"\"

# The last one
[[key_results]]
id = "steps"
title = "Steps"
[[key_results.milestones]]
id = "one"
title = "One"
done = 2026-10-10
# Two is open
[[key_results.milestones]]
id = "two"
title = "Two"
due = 2026-12-01

[[key_results]]
id = "error"
title = "Error falls"
start = 30
zones = { commit = 20, target = 15, stretch = 10 }
current = 18
+++
Warum? *Darum.*
""".replace("note_like = 1\n", "")

ODD_AFTER = """\
+++
# Über dieses Ziel
title = "Wir lösen Anliegen schneller"   # ein Titel
cycle = "2027-q1"
team = "support"
state = "draft"
supports = [ "customers-stay-2027-q1", { goal = "customers-stay-2027-q1#churn", weight = 2 } ] # 2
initiatives = [
  # stays
  { title = "To do" },
]

# The first one
[[key_results]]
id = "leads"
title = "Leads grow"
start = 440
target = 500

# The last one
[[key_results]]
id = "steps"
title = "Steps"
# Two is open
[[key_results.milestones]]
id = "two"
title = "Two"

[[key_results]]
id = "error"
title = "Error falls"
start = 18
target = 15
+++
Warum? *Darum.*
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_style_of_a_file_goes_on_with_it(okrsite, site, newline) -> None:
    path = site / "content/objectives/2026-q4/odd.md"
    path.write_bytes(ODD_BEFORE.replace("\n", newline).encode())
    said = okrsite("close", "2026-q4", "--yes", *AFTER)
    assert said.exit == 0, said.err
    made = site / "content/objectives/2027-q1/faster-2027-q1.md"
    assert made.read_bytes().decode() == ODD_AFTER.replace("\n", newline)
    assert path.read_bytes() == ODD_BEFORE.replace("\n", newline).encode()
    assert okrsite("check", *AFTER).exit == 0


INLINE = """\
+++
title = "We call back"
cycle = "2026-q4"
team = "support"
key_results = [
  { id = "calls", title = "Calls", start = 0, target = 10 }, # the many
  { id = "mails", title = "Mails", start = 100, change = "-50%" },
]
checkins = [ { date = 2026-11-02, values = { calls = 10, mails = 90 } } ]
+++
"""


def test_key_results_in_brackets_go_on_in_brackets(okrsite, site, write) -> None:
    write("content/objectives/help.md", INLINE)
    assert okrsite("close", "2026-q4", "--yes", *AFTER).exit == 0
    carried = front("content/objectives/help-2027-q1.md")
    assert carried["key_results"] == [{"id": "mails", "title": "Mails", "start": 90, "target": 50}]
    assert "checkins" not in carried


def test_links_to_files_beside_a_goal_still_lead_there(okrsite, site) -> None:
    (site / "content/objectives/2026-q4/plan.pdf").write_bytes(b"%PDF-1.4")
    links = "[plan](plan.pdf) [us](../../pages/how-we-work.md) [stay](goal:customers-stay)"
    Path(GOAL).write_text(f"{Path(GOAL).read_text()}{links}\n\n[a]: plan.pdf\n")
    assert okrsite("close", "2026-q4", "--yes", *AFTER).exit == 0
    text = Path("content/objectives/2027-q1/customers-get-help-2027-q1.md").read_text()
    assert "[plan](../2026-q4/plan.pdf) [us](../../pages/how-we-work.md)" in text
    assert "[a]: ../2026-q4/plan.pdf\n" in text
    assert okrsite("check", "--strict", *AFTER).exit == 0


@given(
    start=st.integers(-50, 50),
    step=st.integers(1, 60),
    current=st.integers(-200, 200),
    kind=st.sampled_from(["committed", "aspirational", "learning"]),
)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_grades_are_those_of_the_site(okrsite, site, start, step, current, kind) -> None:
    head = Path(GOAL).read_text().split("[[key_results]]")[0]
    goal = (
        head.replace("team =", f'type = "{kind}"\nteam =')
        + f'[[key_results]]\nid = "x"\ntitle = "X"\nstart = {start}\ntarget = {start + step}\n\n'
        + f"[[checkins]]\ndate = 2026-11-01\nvalues = {{ x = {current} }}\n+++\n"
    )
    cycle = Path(CYCLE).read_text()
    before = Path(GOAL).read_text()
    try:
        Path(GOAL).write_text(goal)
        said = okrsite("close", "2026-q4", "--dry-run", *AFTER).out
        Path(CYCLE).write_text(cycle.replace("\n+++", "\nclosed = 2027-01-02\n+++"))
        exported = json.loads(okrsite("export", "--format", "json", *AFTER).out)
    finally:
        Path(GOAL).write_text(before)
        Path(CYCLE).write_text(cycle)
    shown = next(line for line in said.splitlines() if line.startswith("  x: "))
    [own] = [goal for goal in exported["objectives"] if goal["id"] == "customers-get-help"]
    grade = own["key_results"][0]["grade"]
    is_met = grade >= (1 if kind == "committed" else 0.7)
    assert shown.endswith(f"%, {'met' if is_met else 'not met'}")
    assert f"; {floor(grade * 100)}" in shown or f"; {ceil(grade * 100)}" in shown
    assert ("/customers-get-help-2027-q1.md" in said) != is_met


def test_a_parent_that_was_carried_over_before_is_found(okrsite, site, write) -> None:
    write(
        "content/cycles/2026.md",
        '+++\ntitle = "2026"\nstart = 2026-01-01\nend = 2026-12-31\n+++\nOur year.\n',
    )
    result = '\n[[key_results]]\nid = "{}"\ntitle = "X"\nstart = 1\ntarget = 9\n'
    write(
        "content/objectives/year.md",
        '+++\ntitle = "The year"\ncycle = "2026"\nteam = "lanternleaf"\n'
        f"{result.format('a')}{result.format('b')}+++\nWhy.\n",
    )
    Path(GOAL).write_text(
        Path(GOAL).read_text().replace('["customers-stay#churn"]', '["year#a", "year"]')
    )
    assert okrsite("close", "2026", "--yes", *AFTER).exit == 0
    assert okrsite("close", "2026-q4", "--yes", *AFTER).exit == 0
    carried = front("content/objectives/2027-q1/customers-get-help-2027-q1.md")
    assert carried["supports"] == ["year-2027#a", "year-2027"]


def test_a_parent_that_does_not_go_on_leaves_a_comment(okrsite, site, write) -> None:
    for path in (Path(CYCLE), Path("content/cycles/2026-q3.md")):
        text = Path(CYCLE).read_text()
        if "q3" in path.name:
            text = text.replace("2026-10-01", "2026-07-01").replace("2026-12-31", "2026-09-30")
            text = text.replace("\n+++", "\nclosed = 2026-10-02\n+++", 1) + "Done.\n"
        path.write_text(text)
    write(
        "content/objectives/old.md",
        '+++\ntitle = "Old"\ncycle = "2026-q3"\nteam = "lanternleaf"\nstate = "dropped"\n'
        'reason = "Enough."\n\n[[key_results]]\nid = "a"\ntitle = "A"\ntarget = 9\n+++\n',
    )
    text = Path(GOAL).read_text().replace('["customers-stay#churn"]', '["old", "customers-stay"]')
    Path(GOAL).write_text(text)
    assert okrsite("close", "2026-q4", "--yes", *AFTER).exit == 0
    made = Path("content/objectives/2027-q1/customers-get-help-2027-q1.md").read_text()
    assert (
        "# It supported old, which ended with its cycle.\n"
        'supports = ["customers-stay-2027-q1"]\n' in made
    )


def test_a_close_that_lies_ahead_is_left_as_it_is(okrsite, site) -> None:
    text = Path(CYCLE).read_text().replace("\n+++", "\nclosed = 2027-05-01\n+++", 1)
    Path(CYCLE).write_text(text)
    said = okrsite("close", "2026-q4", "--yes", *AFTER)
    assert (said.exit, "is to be closed on 2027-05-01" in said.err) == (2, True)
    assert Path(CYCLE).read_text() == text

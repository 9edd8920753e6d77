"""The six steps: each is done, open with what it asks for, or waits for the one before."""

from okrsite.pipeline.compute.six_steps import six_steps

GOAL = "title = 'Calm'\ncycle = 'q4'\nteam = 'team'"
TEAMS = {"teams/company.md": "title = 'Co'", "teams/team.md": "title = 'T'\nparent = 'company'"}


def steps(site):
    found = {step.name: step for step in six_steps(site.scored)}
    return {name: (each.state, [ask.id for ask in each.asks]) for name, each in found.items()}


def test_a_company_without_anything_begins_with_its_kpis(sited) -> None:
    found = steps(sited({}))
    assert found["gather"] == ("open", [])
    assert found["objectives"] == ("open", [])
    assert found["gaps"] == found["tie"] == found["link"] == ("waiting", [])


def test_each_open_step_names_what_it_asks_for(sited) -> None:
    files = {
        **TEAMS,
        "kpis/bare.md": "title = 'Bare'",
        "kpis/high.md": "title = 'High'\nrange = { max = 5 }",
        "kpis/high.csv": "date,value\n2026-10-31,8\n",
        "objectives/calm.md": GOAL,
    }
    found = steps(sited(files))
    assert found["gather"] == ("open", ["bare"])
    assert found["gaps"] == ("open", ["high"])
    assert found["objectives"] == ("done", [])
    assert found["tie"] == ("open", ["calm"])
    assert found["link"] == ("open", ["calm"])
    assert found["review"] == ("open", ["calm"])


def test_a_goal_that_is_linked_watched_and_checked_in_closes_the_steps(sited) -> None:
    files = {
        **TEAMS,
        "kpis/fine.md": "title = 'Fine'\nrange = { max = 5 }",
        "kpis/fine.csv": "date,value\n2026-10-31,4\n",
        "objectives/up.md": "title = 'Up'\ncycle = 'q4'\nteam = 'company'\nwatch = ['fine']\n"
        "[[checkins]]\ndate = 2026-11-18",
        "objectives/calm.md": f"{GOAL}\nwatch = ['fine']\nsupports = ['up']\n"
        "[[checkins]]\ndate = 2026-11-18",
    }
    assert {state for state, _ in steps(sited(files)).values()} == {"done"}


def test_goals_of_a_cycle_that_has_not_begun_ask_for_nothing_yet(sited) -> None:
    files = {
        **TEAMS,
        "cycles/next.md": "title = 'Next'\nstart = 2027-01-01\nend = 2027-03-31",
        "objectives/later.md": GOAL.replace("q4", "next"),
    }
    assert steps(sited(files))["tie"] == ("waiting", [])

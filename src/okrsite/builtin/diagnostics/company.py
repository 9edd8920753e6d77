"""What is wrong with teams and cycles."""

from okrsite.api import Rule
from okrsite.builtin.example import CYCLE, TEAM, cycle_text, team_text

SALES = "content/teams/sales.md"
HALF_YEAR = "content/cycles/2026-h2.md"
YEAR = "content/cycles/2026.md"

QUARTER = cycle_text("Q4 2026", "2026-10-01", "2026-12-31", 'parent = "2026"')
QUARTER_OF_HALF = cycle_text("Q4 2026", "2026-07-01", "2026-12-31", 'parent = "2026-h2"')

DATES_OUT_OF_ORDER: Rule[None] = Rule(
    code="OKR018",
    name="dates-out-of-order",
    severity="error",
    title="The dates of a cycle are out of order",
    why="""
The window of a cycle is what pace and expectation are reckoned from. If it ends before it starts,
it has no days.
""",
    bad={CYCLE: cycle_text("Q4 2026", "2026-12-31", "2026-10-01")},
    good={CYCLE: cycle_text("Q4 2026", "2026-10-01", "2026-12-31")},
)

BACKLOG_CYCLE: Rule[None] = Rule(
    code="OKR036",
    name="backlog-cycle",
    severity="error",
    title="A backlog is written as a cycle",
    why="""
A cycle has a first and a last day, and goals that are pursued between them. A goal that nobody
pursues yet is a draft: without a `cycle` it stands in the backlog.
""",
    bad={"content/cycles/backlog.md": '+++\ntitle = "Backlog"\n+++\n'},
    good={
        "content/objectives/idea.md": '+++\ntitle = "Libraries lend tools"\nteam = "company"\n'
        'state = "draft"\n+++\nWe think of it.\n'
    },
)

TEAM_LOOP: Rule[None] = Rule(
    code="OKR111",
    name="team-loop",
    severity="error",
    title="Teams are each other's parents",
    why="""
Every team hangs below another one or is the top. In a loop there is no top, and no team would have
a place on the page.
""",
    bad={TEAM: team_text("Company", 'parent = "sales"'), SALES: team_text("Sales")},
    good={SALES: team_text("Sales")},
)

CYCLE_LOOP: Rule[None] = Rule(
    code="OKR112",
    name="cycle-loop",
    severity="error",
    title="Cycles are each other's parents",
    why="""
A quarter lies within a year. If the year lay within the quarter too, neither would be the longer
one.
""",
    bad={
        CYCLE: QUARTER_OF_HALF,
        HALF_YEAR: cycle_text("H2", "2026-07-01", "2026-12-31", 'parent = "2026-q4"'),
    },
    good={CYCLE: QUARTER_OF_HALF, HALF_YEAR: cycle_text("H2", "2026-07-01", "2026-12-31")},
)

CYCLE_OUTSIDE_PARENT: Rule[None] = Rule(
    code="OKR113",
    name="cycle-outside-parent",
    severity="error",
    title="A cycle reaches beyond its parent",
    why="""
The quarters of a year are parts of it. One that begins before the year or ends after it would
carry goals into a time that the year says nothing of; usually one of the four dates is a typing
error.
""",
    bad={CYCLE: QUARTER, YEAR: cycle_text("2026", "2026-01-01", "2026-11-30")},
    good={CYCLE: QUARTER, YEAR: cycle_text("2026", "2026-01-01", "2026-12-31")},
)

TEAM_TOO_DEEP: Rule[None] = Rule(
    code="OKR114",
    name="team-too-deep",
    severity="error",
    title="Teams lie more than 50 levels deep",
    why="""
Every team counts the goals of all teams below it. Nobody reads a tree of so many levels, and one of
thousands would take longer to count than to read.
""",
    bad={},
    good={TEAM: team_text("Company")},
)

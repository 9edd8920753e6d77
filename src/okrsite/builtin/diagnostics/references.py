"""What is wrong with references between documents."""

from okrsite.api import Rule
from okrsite.builtin.example import CHURN, KPI, OBJECTIVE, kpi_text, objective_text, team_text

GOAL_REFERENCE: Rule[None] = Rule(
    code="OKR019",
    name="goal-reference",
    severity="error",
    title="A reference does not name a goal",
    why="""
An objective is named by its id, one of its key results by `objective#key_result`.
""",
    bad={OBJECTIVE: objective_text(fields='supports = ["#churn"]')},
    good={OBJECTIVE: objective_text(fields="supports = []")},
)

SALES = "content/teams/sales.md"

UNKNOWN_REFERENCE: Rule[None] = Rule(
    code="OKR101",
    name="unknown-reference",
    severity="error",
    title="A field names something that does not exist",
    why="""
A name that leads nowhere is a connection that somebody believes in and nobody can follow: the goal
it should support, the team that should own it. Most are typing errors or old names. An alias keeps
an old name alive.
""",
    bad={SALES: team_text("Sales", 'parent = "compnay"')},
    good={SALES: team_text("Sales", 'parent = "company"')},
)

AGAIN = "content/objectives/2026/again.md"

ID_TAKEN: Rule[None] = Rule(
    code="OKR102",
    name="id-taken",
    severity="error",
    title="Two documents of one kind have the same id",
    why="""
An id is a page's address and the name by which others refer to it. Two documents that share one
would overwrite each other, and a reference could mean either. Ids that differ only in upper and
lower case are the same, since many file systems and readers take them so.
""",
    bad={AGAIN: objective_text(fields='id = "keep-customers"', checkins="")},
    good={AGAIN: objective_text(fields='id = "win-customers"\nowner = "ada"', checkins="")},
)

ALIAS_TAKEN: Rule[None] = Rule(
    code="OKR103",
    name="alias-taken",
    severity="error",
    title="An alias is the id or alias of another document",
    why="""
An alias leads readers and references from an old name to the new one. If the old name is in use
again, it cannot lead to both.
""",
    bad={SALES: team_text("Sales", 'parent = "company"\naliases = ["company"]')},
    good={SALES: team_text("Sales", 'parent = "company"\naliases = ["selling"]')},
)

UNIT_OF_KPI: Rule[None] = Rule(
    code="OKR104",
    name="unit-of-kpi",
    severity="error",
    title="A key result has another unit than its KPI",
    why="""
The value comes from the KPI and the target from the key result. In minutes against hours, progress
is off by a factor of sixty.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN.replace('"%"', '"customers"'), checkins="")},
    good={OBJECTIVE: objective_text(key_results=CHURN, checkins="")},
)

FIELDS = 'unit = "%"\nrange = { max = 5 }\ncadence = "monthly"'
BASELINE = '\nbaselines = [{ since = 2026-10-01, value = 8, from = "GOAL" }]'

BASELINE_FROM_OBJECTIVE: Rule[None] = Rule(
    code="OKR105",
    name="baseline-from-objective",
    severity="error",
    title="A baseline names a whole objective",
    why="""
A new baseline closes the loop: the key result was met, and its result became the new baseline. Only
the key result has the figure that proves it; an objective as a whole has none.
""",
    bad={KPI: kpi_text(fields=FIELDS + BASELINE.replace("GOAL", "keep-customers"))},
    good={KPI: kpi_text(fields=FIELDS + BASELINE.replace("GOAL", "keep-customers#churn"))},
)

BOARD = "content/teams/company.md"
RENAMED = team_text("The company", 'aliases = ["board"]')

REFERENCE_BY_ALIAS: Rule[None] = Rule(
    code="OKR106",
    name="reference-by-alias",
    severity="hint",
    title="A reference uses an old name",
    why="""
An alias keeps an old name alive for links from outside and for files that nobody has changed yet.
Inside the site the new name is better: whoever searches for it finds every reference, and the alias
can go one day without breaking any.
""",
    bad={BOARD: RENAMED, SALES: team_text("Sales", 'parent = "board"')},
    good={BOARD: RENAMED, SALES: team_text("Sales", 'parent = "company"')},
)

ABOVE = "content/objectives/grow.md"

ALIGNMENT_LOOP: Rule[None] = Rule(
    code="OKR110",
    name="alignment-loop",
    severity="error",
    title="Objectives support one another in a loop",
    why="""
Support leads from a goal to the larger one that it serves, and in the end to the company's. In a
loop every goal would serve itself, and no progress could be rolled up.
""",
    bad={
        OBJECTIVE: objective_text(fields='owner = "ada"\nsupports = ["grow"]'),
        ABOVE: objective_text(fields='owner = "ada"\nsupports = ["keep-customers"]', checkins=""),
    },
    good={
        OBJECTIVE: objective_text(fields='owner = "ada"\nsupports = ["grow"]'),
        ABOVE: objective_text(checkins=""),
    },
)

IGNORED_IN_VAIN: Rule[None] = Rule(
    code="OKR410",
    name="ignored-in-vain",
    severity="warning",
    title="A document ignores a rule that does not exist or lets nobody off",
    why="""
An `ignore` with a mistyped code does nothing, and its author believes that it does. Mistakes of
structure cannot be ignored at all: without them mended there is nothing to build.
""",
    bad={
        OBJECTIVE: objective_text(
            fields='owner = "ada"\nignore = [{ rule = "OKR999", reason = "the board agreed" }]'
        )
    },
    good={
        OBJECTIVE: objective_text(
            fields='owner = "ada"\nignore = [{ rule = "OKR204", reason = "the board agreed" }]'
        )
    },
)

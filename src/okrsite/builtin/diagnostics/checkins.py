"""What is wrong with a check-in."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, objective_text

CHECKIN_OF_UNKNOWN_KEY_RESULT: Rule[None] = Rule(
    code="OKR027",
    name="checkin-of-unknown-key-result",
    severity="error",
    title="A check-in names an unknown key result",
    why="""
The value would be lost without anybody noticing.
""",
    bad={
        OBJECTIVE: objective_text(
            checkins="[[checkins]]\ndate = 2026-11-16\nvalues = { respones = 12 }\n"
        )
    },
    good={
        OBJECTIVE: objective_text(
            checkins="[[checkins]]\ndate = 2026-11-16\nvalues = { response = 12 }\n"
        )
    },
)

CHECKIN_VALUE: Rule[None] = Rule(
    code="OKR028",
    name="checkin-value",
    severity="error",
    title="A check-in's value does not fit its key result",
    why="""
A metric is told as a number, milestones by the ids that were reached, zones by `commit`, `target`,
`stretch` or `none`.
""",
    bad={
        OBJECTIVE: objective_text(
            checkins='[[checkins]]\ndate = 2026-11-16\nvalues = { response = "better" }\n'
        )
    },
    good={
        OBJECTIVE: objective_text(
            checkins="[[checkins]]\ndate = 2026-11-16\nvalues = { response = 12 }\n"
        )
    },
)

FILE = "content/checkins/2026-11-16-keep-customers.md"
TEXT = '+++\nobjective = "keep-customers"\ndate = DAY\nauthor = "ada"\n+++\nAll is well.\n'

CHECKIN_TWICE: Rule[None] = Rule(
    code="OKR120",
    name="checkin-twice",
    severity="error",
    title="The same check-in stands in two places",
    why="""
A check-in may stand in its objective's file or in a file of its own. In both, its values would be
seen twice, and after a correction of one of them nobody would know which counts.
""",
    bad={FILE: TEXT.replace("DAY", "2026-11-16")},
    good={FILE: TEXT.replace("DAY", "2026-11-18")},
)

"""OKR017: no two things in a file have the same name."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, objective_text

BAD = """\
[[key_results]]
id = "response"
title = "Support answers faster"
start = 24
target = 4

[[key_results]]
id = "response"
title = "Sales answers faster"
start = 8
target = 2
"""

GOOD = """\
[[key_results]]
id = "response"
title = "Support answers faster"
start = 24
target = 4

[[key_results]]
id = "sales"
title = "Sales answers faster"
start = 8
target = 2
"""

RULE = Rule(
    code="OKR017",
    name="twice-in-one-file",
    severity="error",
    title="Two things in one file have the same id",
    why="""
Check-ins and other goals refer to a key result by its id. If two share it, nobody can tell which
one is meant.
""",
    bad={OBJECTIVE: objective_text(key_results=BAD, checkins="")},
    good={OBJECTIVE: objective_text(key_results=GOOD, checkins="")},
)

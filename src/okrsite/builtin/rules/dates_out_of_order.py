"""OKR018: a cycle ends after it starts."""

from okrsite.api import Rule
from okrsite.builtin.example import CYCLE

BAD = """\
+++
title = "Q4 2026"
start = 2026-12-31
end = 2026-10-01
+++
"""

GOOD = """\
+++
title = "Q4 2026"
start = 2026-10-01
end = 2026-12-31
+++
"""

RULE = Rule(
    code="OKR018",
    name="dates-out-of-order",
    severity="error",
    title="The dates of a cycle are out of order",
    why="""
The window of a cycle is what pace and expectation are reckoned from. If it ends before it starts,
it has no days.
""",
    bad={CYCLE: BAD},
    good={CYCLE: GOOD},
)

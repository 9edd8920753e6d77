"""OKR024: a change is in percent of a start above zero."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, objective_text

BAD = """\
[[key_results]]
id = "response"
title = "Support answers faster"
start = 0
change = "+25%"
"""

GOOD = """\
[[key_results]]
id = "response"
title = "Support answers faster"
start = 400
change = "+25%"
"""

RULE = Rule(
    code="OKR024",
    name="relative-change",
    severity="error",
    title="A relative change cannot be reckoned",
    why="""
`change = "+25%"` means a quarter more than the start. From zero or less there is no such thing;
then write the `target` itself.
""",
    bad={OBJECTIVE: objective_text(key_results=BAD, checkins="")},
    good={OBJECTIVE: objective_text(key_results=GOOD, checkins="")},
)

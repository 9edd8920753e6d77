"""OKR614: it can be told whether more or less is better."""

from okrsite.api import Rule
from okrsite.builtin.example import KPI, OBJECTIVE, RESPONSE, kpi_text, objective_text

KEY_RESULT = """\
[[key_results]]
id = "churn"
title = "Customer churn falls"
kpi = "customer-churn"
START
target = 4
unit = "%"
"""
GOAL = objective_text(key_results=KEY_RESULT.replace("START\n", "") + "\n" + RESPONSE)
WRITTEN = objective_text(key_results=KEY_RESULT.replace("START", "start = 8") + "\n" + RESPONSE)
BOTH_SIDES = kpi_text(fields='unit = "%"\nrange = { min = 1, max = 5 }\ncadence = "monthly"')

RULE = Rule(
    code="OKR614",
    name="unsettled-direction",
    severity="error",
    title="Nobody can tell in which direction the key result is to move",
    why="""
A start that is taken from the KPI may lie on either side of the target. Only a range that is open
on one side tells which side is the good one; without it, progress and "already met" would be
guesses.
""",
    bad={OBJECTIVE: GOAL, KPI: BOTH_SIDES},
    good={OBJECTIVE: WRITTEN, KPI: BOTH_SIDES},
)

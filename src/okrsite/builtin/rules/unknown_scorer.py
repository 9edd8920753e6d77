"""OKR612: `score_by` names a scorer that a plugin gives."""

from okrsite.api import Rule
from okrsite.builtin.example import CHURN, OBJECTIVE, objective_text

KEY_RESULT = """\
[[key_results]]
id = "response"
title = "Support answers faster"
score_by = { use = "NAME" }
"""

RULE = Rule(
    code="OKR612",
    name="unknown-scorer",
    severity="error",
    title="No plugin gives this scorer",
    why="""
Without its scorer a key result cannot be measured. Either its name is mistyped, or its plugin is
not among the `[plugins]` of the settings.
""",
    bad={
        OBJECTIVE: objective_text(key_results=CHURN + "\n" + KEY_RESULT.replace("NAME", "percnt"))
    },
    good={
        OBJECTIVE: objective_text(key_results=CHURN + "\n" + KEY_RESULT.replace("NAME", "percent"))
    },
)

"""OKR613: the settings beside `use` are those that the scorer knows."""

from okrsite.api import Rule
from okrsite.builtin.example import CHURN, OBJECTIVE, objective_text

KEY_RESULT = """\
[[key_results]]
id = "response"
title = "Support answers faster"
score_by = { use = "percent", whole = VALUE }
"""

RULE = Rule(
    code="OKR613",
    name="scorer-settings",
    severity="error",
    title="A scorer cannot use these settings",
    why="""
A scorer says which settings it takes. With others nobody knows what it would measure, so it is not
asked at all.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN + "\n" + KEY_RESULT.replace("VALUE", "0"))},
    good={OBJECTIVE: objective_text(key_results=CHURN + "\n" + KEY_RESULT.replace("VALUE", "50"))},
)

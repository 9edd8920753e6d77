"""OKR621: a variable in the settings of a source has a name."""

from okrsite.api import Rule
from okrsite.builtin.example import BASE, SETTINGS

RULE = Rule(
    code="OKR621",
    name="variable-unreadable",
    severity="error",
    title="This does not name an environment variable",
    why="""
`${NAME}` stands for an environment variable. What only begins like one would be sent to the source
as it is, and the secret that was meant would be missing.
""",
    bad={SETTINGS: BASE[SETTINGS] + '\n[sources.desk]\nplugin = "http"\ntoken = "${desk-token}"\n'},
    good={
        SETTINGS: BASE[SETTINGS] + '\n[sources.desk]\nplugin = "http"\ntoken = "${DESK_TOKEN}"\n'
    },
)

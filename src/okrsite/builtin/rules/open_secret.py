"""OKR623: secrets are read from the environment."""

from okrsite.api import Rule
from okrsite.builtin.example import BASE, SETTINGS

RULE = Rule(
    code="OKR623",
    name="open-secret",
    severity="warning",
    title="A secret stands in the open",
    why="""
Everybody who may read the repository may read its settings, and its history for good. A secret that
stood there once is none any more: give the source another one.
""",
    bad={SETTINGS: BASE[SETTINGS] + '\n[sources.desk]\nplugin = "http"\ntoken = "5dE3xY"\n'},
    good={
        SETTINGS: BASE[SETTINGS] + '\n[sources.desk]\nplugin = "http"\ntoken = "${DESK_TOKEN}"\n'
    },
)

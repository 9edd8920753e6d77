"""OKR053: the site is written inside of its own folder."""

from okrsite.api import Rule
from okrsite.builtin.example import BASE, SETTINGS

BAD = 'output = "../public"\n'

GOOD = 'output = "public"\n'

RULE = Rule(
    code="OKR053",
    name="output-outside",
    severity="error",
    title="The output lies outside of the site",
    why="""
A build removes its own old files. A setting that anybody can change in a pull request must not
point it at another folder; the command line may.
""",
    bad={SETTINGS: BASE[SETTINGS] + BAD},
    good={SETTINGS: BASE[SETTINGS] + GOOD},
)

"""OKR053: the site is written inside of its own folder."""

from okrsite.api import Rule
from okrsite.builtin.example import BASE, SETTINGS

BAD = 'output = "../public"\n'

GOOD = 'output = "public"\n'

RULE = Rule(
    code="OKR053",
    name="output-outside",
    severity="error",
    title="The output is no folder of its own inside of the site",
    why="""
A build removes its own old files. A setting that anybody can change in a pull request must not
point it at another folder; the command line may. Nor may it be a folder that the site is made of.
""",
    bad={SETTINGS: BASE[SETTINGS] + BAD},
    good={SETTINGS: BASE[SETTINGS] + GOOD},
)

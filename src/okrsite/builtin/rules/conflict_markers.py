"""OKR004: no merge conflict is left in a file."""

from okrsite.api import Rule

BAD = """\
+++
title = "About us"
<<<<<<< HEAD
visibility = "public"
=======
visibility = "internal"
>>>>>>> rewording
+++
"""

GOOD = """\
+++
title = "About us"
+++
How we work.
"""

RULE = Rule(
    code="OKR004",
    name="conflict-markers",
    severity="error",
    title="A merge conflict is left in the file",
    why="""
Git wrote both sides of a conflict into the file and waits for a decision. Until then nothing else
is said of it, since half of it is not meant.
""",
    bad={"content/pages/about.md": BAD},
    good={"content/pages/about.md": GOOD},
)

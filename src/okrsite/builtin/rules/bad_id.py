"""OKR015: an id can be an address and a file on every machine."""

from okrsite.api import Rule

BAD = """\
+++
title = "About us"
id = "../about us"
+++
"""

GOOD = """\
+++
title = "About us"
id = "about-us"
+++
"""

RULE = Rule(
    code="OKR015",
    name="bad-id",
    severity="error",
    title="An id cannot be used",
    why="""
Ids become addresses and file names. Letters, digits, dots, underscores and hyphens work everywhere;
spaces, slashes, a dot in front and names such as `con` do not.
""",
    bad={"content/pages/about.md": BAD},
    good={"content/pages/about.md": GOOD},
)

"""What is wrong with single fields of front matter and settings."""

from okrsite.api import Rule
from okrsite.builtin.example import (
    KPI,
    OBJECTIVE,
    kpi_text,
    objective_text,
    page_text,
    response_text,
)

ABOUT = "content/pages/about.md"


UNKNOWN_KEY: Rule[None] = Rule(
    code="OKR010",
    name="unknown-key",
    severity="error",
    title="A key is not known",
    why="""
A mistyped key would silently count as left out: the due date that nobody sees, the owner who never
hears of it.
""",
    bad={OBJECTIVE: objective_text(fields='ownr = "ada"')},
    good={OBJECTIVE: objective_text(fields='owner = "ada"')},
)

WRONG_TYPE: Rule[None] = Rule(
    code="OKR011",
    name="wrong-type",
    severity="error",
    title="A value is of the wrong kind",
    why="""
Numbers and dates stand without quotes, texts in quotes, and a choice is one of the words of the
field.
""",
    bad={OBJECTIVE: objective_text(fields='type = "ambitious"')},
    good={OBJECTIVE: objective_text(fields='type = "aspirational"')},
)

MISSING_FIELD: Rule[None] = Rule(
    code="OKR012",
    name="missing-field",
    severity="error",
    title="A required field is missing",
    why="""
Without it there is nothing to show, or nothing to compare with: a title, an objective's cycle, a
cycle's start and end, a key result's id.
""",
    bad={ABOUT: '+++\nvisibility = "internal"\n+++\n'},
    good={ABOUT: page_text("About us", "How we work.")},
)

EMPTY_TEXT: Rule[None] = Rule(
    code="OKR013",
    name="empty-text",
    severity="error",
    title="A text is empty",
    why="""
Readers would see a line without words, and a link that they cannot follow.
""",
    bad={ABOUT: '+++\ntitle = ""\n+++\n'},
    good={ABOUT: page_text("About us", "How we work.")},
)

NUMBER_OUT_OF_BOUNDS: Rule[None] = Rule(
    code="OKR014",
    name="number-out-of-bounds",
    severity="error",
    title="A number is out of its bounds",
    why="""
A weight must be above 0, or a goal would count against itself; confidence is told from 0 to 10 and
a grade from 0 to 1.
""",
    bad={
        OBJECTIVE: objective_text(key_results=response_text("start = 24\ntarget = 4\nweight = -1"))
    },
    good={
        OBJECTIVE: objective_text(key_results=response_text("start = 24\ntarget = 4\nweight = 2"))
    },
)

BAD_ID: Rule[None] = Rule(
    code="OKR015",
    name="bad-id",
    severity="error",
    title="An id cannot be used",
    why="""
Ids become addresses and file names. Letters, digits, dots, underscores and hyphens work everywhere;
spaces, slashes, a dot in front and names such as `con` do not.
""",
    bad={ABOUT: '+++\ntitle = "About us"\nid = "../about us"\n+++\n'},
    good={ABOUT: '+++\ntitle = "About us"\nid = "about-us"\n+++\n'},
)

NUMBER_NOT_EXACT: Rule[None] = Rule(
    code="OKR016",
    name="number-not-exact",
    severity="error",
    title="A number cannot be reckoned with",
    why="""
`nan` and `inf` are no values, and whole numbers beyond 2 to the power of 53 change when they are
read. What is not known is left out: missing is never zero.
""",
    bad={KPI: kpi_text(fields="range = { max = nan }")},
    good={KPI: kpi_text(fields="range = { max = 5 }")},
)

SALES = '[[key_results]]\nid = "ID"\ntitle = "Sales answers faster"\nstart = 8\ntarget = 2\n'
TWO_RESPONSES = response_text("start = 24\ntarget = 4") + "\n" + SALES

TWICE_IN_ONE_FILE: Rule[None] = Rule(
    code="OKR017",
    name="twice-in-one-file",
    severity="error",
    title="Two things in one file have the same id",
    why="""
Check-ins and other goals refer to a key result by its id. If two share it, nobody can tell which
one is meant.
""",
    bad={
        OBJECTIVE: objective_text(key_results=TWO_RESPONSES.replace("ID", "response"), checkins="")
    },
    good={OBJECTIVE: objective_text(key_results=TWO_RESPONSES.replace("ID", "sales"), checkins="")},
)

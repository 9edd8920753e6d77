"""What is wrong with the text of a file before its fields are read."""

from okrsite.api import Rule
from okrsite.builtin.example import CHECKIN, OBJECTIVE, kpi_text, objective_text, page_text

ABOUT = "content/pages/about.md"

NOT_UTF8: Rule[None] = Rule(
    code="OKR001",
    name="not-utf8",
    severity="error",
    title="The file is not UTF-8 text",
    why="""
One encoding for all files means that every name and every umlaut looks the same on every machine.
The place is that of the first byte that UTF-8 does not know; most editors can save a file again in
UTF-8.
""",
    bad={},
    good={},
)

NUL_CHARACTER: Rule[None] = Rule(
    code="OKR002",
    name="nul-character",
    severity="error",
    title="The file holds a NUL character",
    why="""
A NUL is no text. A file that holds one is usually something else under a wrong name, or was damaged
when it was copied.
""",
    bad={},
    good={},
)

CONTROL_CHARACTER: Rule[None] = Rule(
    code="OKR009",
    name="control-character",
    severity="warning",
    title="The file holds control characters",
    why="""
Whoever copies from a terminal or a word processor often takes characters along that nobody sees.
They are no part of a page, and would break feeds and calendars, so a space is shown instead.
""",
    bad={ABOUT: page_text("About us", "We \x1b[1mmean\x1b[0m it.")},
    good={ABOUT: page_text("About us", "We **mean** it.")},
)

TOO_MANY_ACCENTS: Rule[None] = Rule(
    code="OKR037",
    name="too-many-accents",
    severity="error",
    title="Far more accents stand on a letter than any language has",
    why="""
No script piles up more than a handful. A file with thousands of them was made to stop those who
read it, since accents are compared with one another to bring them into one order.
""",
    bad={ABOUT: page_text("About us", "We mean it" + "\N{COMBINING GRAVE ACCENT}" * 101)},
    good={ABOUT: page_text("About us", "D\N{COMBINING TILDE}\N{COMBINING GRAVE ACCENT}")},
)

TOO_SLOW: Rule[None] = Rule(
    code="OKR038",
    name="too-slow",
    severity="error",
    title="Reading a file takes too long",
    why="""
One file, or a plugin that reads along, must not keep all others from being read: after two minutes
it is given up. No file that people write takes longer than a moment.
""",
    bad={},
    good={},
)

LINKED_FILE_TOO_LARGE: Rule[None] = Rule(
    code="OKR039",
    name="linked-file-too-large",
    severity="error",
    title="A file that a text links is too large",
    why="""
A site is published as a whole and kept in two versions, so large videos and archives belong where
such files are kept. `asset_megabytes` in `[build]` says how large a file may be. A drawing (SVG) is
made anew in memory and drawn by the reader's machine, which 2 MB of it keep busy enough.
""",
    bad={},
    good={},
)

TOO_LARGE: Rule[None] = Rule(
    code="OKR003",
    name="too-large",
    severity="error",
    title="The file or its front matter is too large",
    why="""
More than 1 MB in a file, or 64 KB in its front matter, is no goal that anybody reads, and would
slow down every build. Long stories belong into the body or into check-in files.
""",
    bad={},
    good={},
)

CONFLICT_MARKERS: Rule[None] = Rule(
    code="OKR004",
    name="conflict-markers",
    severity="error",
    title="A merge conflict is left in the file",
    why="""
Git wrote both sides of a conflict into the file and waits for a decision. Until then nothing else
is said of it, since half of it is not meant.
""",
    bad={
        ABOUT: """\
+++
title = "About us"
<<<<<<< HEAD
visibility = "public"
=======
visibility = "internal"
>>>>>>> rewording
+++
"""
    },
    good={ABOUT: page_text("About us", "How we work.")},
)

FRONT_MATTER_MISSING: Rule[None] = Rule(
    code="OKR005",
    name="front-matter-missing",
    severity="error",
    title="The front matter is missing or never closed",
    why="""
The lines between two `+++` say what a document is. Without the first one on line 1, or without the
second one, nothing in the file can be told apart.
""",
    bad={ABOUT: "# About us\n\nHow we work.\n"},
    good={ABOUT: page_text("About us", "How we work.")},
)

BROKEN_TOML: Rule[None] = Rule(
    code="OKR006",
    name="broken-toml",
    severity="error",
    title="The front matter is not valid TOML",
    why="""
Text stands in quotes, a date is year-month-day without quotes, and a key is written once. Every
broken line is reported, together with what is wrong in the others.
""",
    bad={ABOUT: "+++\ntitle = About us\n+++\n"},
    good={ABOUT: page_text("About us", "How we work.")},
)

NESTED_TOO_DEEPLY: Rule[None] = Rule(
    code="OKR007",
    name="nested-too-deeply",
    severity="error",
    title="Tables or lists are nested too deeply",
    why="""
No goal needs more than three levels. Files that are made to be deep can end the programs that read
them.
""",
    bad={ABOUT: f"+++\ntitle = 'About us'\ntags = {'[' * 101}{']' * 101}\n+++\n"},
    good={ABOUT: page_text("About us", "How we work.")},
)

OUTSIDE_THE_FOLDERS: Rule[None] = Rule(
    code="OKR008",
    name="outside-the-folders",
    severity="error",
    title="A document lies in no folder of the content",
    why="""
The kind of a document is the folder that it lies in. Outside of them nobody can tell whether it is
a goal, an instrument or a page, so it is not read as any.
""",
    bad={},
    good={},
)

SETTINGS_IN_TEXT: Rule[None] = Rule(
    code="OKR132",
    name="settings-in-text",
    severity="error",
    title="Settings stand in the text, where they are not read",
    why="""
What is read stands between the first two `+++`. A check-in that was added at the end of the file is
text: its values count nowhere, and the page shows the brackets.
""",
    bad={OBJECTIVE: objective_text(checkins="") + "\n" + CHECKIN},
    good={OBJECTIVE: objective_text(checkins=CHECKIN)},
)

MISPLACED_DOCUMENT: Rule[None] = Rule(
    code="OKR131",
    name="misplaced-document",
    severity="error",
    title="A document lies in the folder of another kind",
    why="""
The folder decides what a file is. Its fields are exactly those of another kind, so that it is known
where it belongs.
""",
    bad={"content/objectives/nps.md": kpi_text("Net promoter score")},
    good={"content/kpis/nps.md": kpi_text("Net promoter score")},
)

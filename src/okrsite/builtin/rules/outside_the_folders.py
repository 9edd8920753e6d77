"""OKR008: a document lies in a folder that says what it is."""

from okrsite.api import Rule

RULE = Rule(
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

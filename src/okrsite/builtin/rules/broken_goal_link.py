"""OKR401: a `goal:` link leads to an objective that is there."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import OBJECTIVE, objective_text
from okrsite.builtin.links import Atlas, inner_links


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Links to objectives and key results that do not exist."""
    atlas = Atlas(scored.forest)
    for text, link, address in inner_links(scored.forest, "goal:"):
        if address.scheme != "goal":
            continue
        place = atlas.find(address)
        if place is None:
            message = f"links to the unknown objective '{address.name}'{atlas.near(address)}"
        elif address.anchor and place.lacks(address.anchor):
            message = f"the objective '{address.name}' has no key result '{address.anchor}'"
        else:
            continue
        yield Finding(
            link.span,
            message,
            "A link reads goal:objective or goal:objective#key-result.",
            text.subject,
            {"target": link.target},
        )


RULE = Rule(
    code="OKR401",
    name="broken-goal-link",
    severity="error",
    title="A link to an objective leads nowhere",
    why="""
Goals are renamed and dropped, and texts go on speaking of them. A reader who follows such a link
finds nothing, and stops following links. Renaming? An alias keeps the old name alive.
""",
    bad={OBJECTIVE: objective_text(body="See [our other goal](goal:keep-costumers).")},
    good={OBJECTIVE: objective_text(body="Measured by [churn](goal:keep-customers#churn).")},
    check=check,
)

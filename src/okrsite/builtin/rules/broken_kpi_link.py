"""OKR402: a `kpi:` link leads to a KPI that is there."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import OBJECTIVE, objective_text
from okrsite.builtin.links import Atlas, inner_links


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Links to KPIs that do not exist."""
    atlas = Atlas(scored.forest)
    for text, link, address in inner_links(scored.forest, "kpi:"):
        if address.scheme == "kpi" and atlas.find(address) is None:
            yield Finding(
                link.span,
                f"links to the unknown KPI '{address.name}'{atlas.near(address)}",
                "A link reads kpi:id, with the name of the KPI's file as its id.",
                text.subject,
                {"target": link.target},
            )


RULE = Rule(
    code="OKR402",
    name="broken-kpi-link",
    severity="error",
    title="A link to a KPI leads nowhere",
    why="""
A text that speaks of a number promises that the number can be looked up. When the KPI was renamed
or is gone, the promise is broken and nobody notices but the reader.
""",
    bad={OBJECTIVE: objective_text(body="We look at [churn](kpi:costumer-churn) every month.")},
    good={OBJECTIVE: objective_text(body="We look at [churn](kpi:customer-churn) every month.")},
    check=check,
)

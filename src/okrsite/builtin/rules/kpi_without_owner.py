"""OKR302: somebody looks at a KPI and says what it means, or nobody does."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import KPI, kpi_text
from okrsite.builtin.subjects import about, is_lost


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs that no person owns."""
    for each in scored.forest.kpis.values():
        if each.owner is None and not is_lost(each, "owner"):
            yield Finding(
                each.at("title"),
                f"the KPI '{each.title}' has no owner",
                'Name the person who reviews it: owner = "..."',
                about(each),
                {"title": each.title},
            )


RULE = Rule(
    code="OKR302",
    name="kpi-without-owner",
    severity="warning",
    title="A KPI has no owner",
    why="""
A number that leaves its range needs a person who notices, explains it and asks for action. What a
team owns together, everybody believes to be in somebody else's hands.
""",
    bad={KPI: kpi_text(owner="")},
    good={KPI: kpi_text(owner='owner = "ada"')},
    check=check,
)

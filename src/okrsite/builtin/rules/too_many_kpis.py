"""OKR306: who watches everything sees nothing."""

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Finding, Kpi, Rule, Scored
from okrsite.builtin.example import kpi_text
from okrsite.builtin.subjects import about


class Parameters(Struct, frozen=True):
    """How many KPIs a team may own itself; those of its sub-teams are theirs."""

    most: int = 12


def check(scored: Scored, parameters: Parameters) -> Iterator[Finding]:
    """Teams that own too many KPIs."""
    owned: dict[str, list[Kpi]] = {}
    for each in scored.forest.kpis.values():
        if each.team is not None:
            owned.setdefault(each.team, []).append(each)
    for id_, kpis in sorted(owned.items()):
        if len(kpis) > parameters.most:
            team = scored.forest.teams[id_]
            yield Finding(
                team.at("title"),
                f"the team '{team.title}' has {len(kpis)} KPIs, more than {parameters.most}",
                "Keep those by which you would notice that something is wrong.",
                about(team),
                {"title": team.title, "count": len(kpis), "most": parameters.most},
            )


def _kpis(count: int) -> dict[str, str]:
    return {
        f"content/kpis/churn-{each}.md": kpi_text(f"Churn in region {each}")
        for each in range(count)
    }


RULE = Rule(
    code="OKR306",
    name="too-many-kpis",
    severity="warning",
    title="A team watches too many KPIs",
    why="""
A dashboard is read in seconds. With too many numbers on it the one that matters goes unnoticed
between those that are always fine.
""",
    bad=_kpis(12),
    good=_kpis(2),
    check=check,
    parameters=Parameters,
)

"""KPIs that nothing refers to, and too many KPIs of one team."""

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Finding, Forest, Kpi, Rule, Scored
from okrsite.builtin.example import CHURN, OBJECTIVE, RESPONSE, kpi_text, objective_text
from okrsite.builtin.rules.links.link_index import address_of
from okrsite.builtin.rules.subjects import is_unclear, subject_of
from okrsite.pipeline.texts import linking_texts


def check_kpi_without_link(scored: Scored, _: None) -> Iterator[Finding | None]:
    """KPIs that nothing refers to, unless they are critical.

    Nobody can tell while a reference to a KPI is misspelt, or a file that may hold one is broken.
    """
    if _is_in_doubt(scored.forest):
        return
    linked = _linked(scored.forest)
    for kpi in scored.forest.kpis.values():
        if kpi.id in linked or kpi.critical:
            yield None
            continue
        yield Finding(
            kpi.at("title"),
            f"nothing refers to the KPI '{kpi.title}'",
            "Measure a key result by it, `watch` it, link it from a text, or let it go.",
            subject_of(kpi),
            {"title": kpi.title},
        )


def _is_in_doubt(forest: Forest) -> bool:
    """Whether something that was not understood may have referred to a KPI."""
    goals = forest.objectives.values()
    return (
        any(subject.kind in {"objective", "page"} for subject in forest.unread.values())
        or any(is_unclear(goal, "watch") for goal in goals)
        or any(is_unclear(result, "kpi") for goal in goals for result in goal.key_results)
        or any(is_unclear(kpi, "formula") for kpi in forest.kpis.values())
    )


def _linked(forest: Forest) -> set[str]:
    """The ids of the KPIs that a goal, a formula or a text refers to."""
    found: set[str] = set()
    for objective in forest.objectives.values():
        found.update(
            objective.watch, (result.kpi for result in objective.key_results if result.kpi)
        )
    for kpi in forest.kpis.values():
        found.update(kpi.formula.operands if kpi.formula else ())
    for text in linking_texts(forest):
        addresses = (address_of(link) for link in text.prose.links)
        found.update(address.name for address in addresses if address.scheme == "kpi")
    aliases = forest.aliases.get("kpi", {})
    return {aliases.get(id_, id_) for id_ in found}


NPS = "content/kpis/nps.md"
SCORE = kpi_text("Net promoter score", 'range = { min = 40 }\ncadence = "quarterly"')

KPI_WITHOUT_LINK = Rule(
    code="OKR305",
    name="kpi-without-link",
    severity="hint",
    said_once="KPIs are referred to by nothing",
    title="Nothing refers to a KPI",
    why="""
Every KPI has a purpose: it warns of something, confirms something, or is part of another. One that
no objective, formula or page mentions is often a leftover of a dashboard that nobody reads.
""",
    bad={NPS: SCORE},
    good={
        NPS: SCORE,
        OBJECTIVE: objective_text(
            fields='owner = "ada"\nwatch = ["nps"]', key_results=CHURN + "\n" + RESPONSE
        ),
    },
    check=check_kpi_without_link,
)


class KpiLimit(Struct, frozen=True):
    """How many KPIs a team may own itself; those of its sub-teams are theirs."""

    most: int = 12


def check_too_many_kpis(scored: Scored, parameters: KpiLimit) -> Iterator[Finding]:
    """Teams that own too many KPIs."""
    owned: dict[str, list[Kpi]] = {}
    for kpi in scored.forest.kpis.values():
        if kpi.team is not None:
            owned.setdefault(kpi.team, []).append(kpi)
    for id_, kpis in sorted(owned.items()):
        if len(kpis) > parameters.most:
            team = scored.forest.teams[id_]
            yield Finding(
                team.at("title"),
                f"the team '{team.title}' has {len(kpis)} KPIs, more than {parameters.most}",
                "Keep those by which you would notice that something is wrong.",
                subject_of(team),
                {"title": team.title, "count": len(kpis), "most": parameters.most},
            )


def _kpis(count: int) -> dict[str, str]:
    return {
        f"content/kpis/churn-{region}.md": kpi_text(f"Churn in region {region}")
        for region in range(count)
    }


TOO_MANY_KPIS = Rule(
    code="OKR306",
    name="too-many-kpis",
    severity="hint",
    title="A team watches too many KPIs",
    why="""
A dashboard is read in seconds. With too many numbers on it the one that matters goes unnoticed
between those that are always fine.
""",
    bad=_kpis(12),
    good=_kpis(2),
    check=check_too_many_kpis,
    parameters=KpiLimit,
)

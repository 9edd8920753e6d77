"""OKR305: a KPI that no goal, formula or text speaks of may be one too many."""

from collections.abc import Iterator

from okrsite.api import Finding, Forest, Rule, Scored
from okrsite.builtin.example import CHURN, OBJECTIVE, RESPONSE, kpi_text, objective_text
from okrsite.builtin.subjects import about, is_lost
from okrsite.builtin.texts import linking_texts


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs that nothing refers to, unless they are critical.

    Nobody can tell while a reference to a KPI is misspelt, or a file that may hold one is broken.
    """
    if _is_in_doubt(scored.forest):
        return
    linked = _linked(scored.forest)
    for each in scored.forest.kpis.values():
        if each.id not in linked and not each.critical:
            yield Finding(
                each.at("title"),
                f"nothing refers to the KPI '{each.title}'",
                "Measure a key result by it, `watch` it, link it from a text, or let it go.",
                about(each),
                {"title": each.title},
            )


def _is_in_doubt(forest: Forest) -> bool:
    goals = forest.objectives.values()
    return (
        any(about.kind in {"objective", "page"} for about in forest.unread.values())
        or any(is_lost(goal, "watch") for goal in goals)
        or any(is_lost(each, "kpi") for goal in goals for each in goal.key_results)
        or any(is_lost(each, "formula") for each in forest.kpis.values())
    )


def _linked(forest: Forest) -> set[str]:
    found: set[str] = set()
    for goal in forest.objectives.values():
        found.update(goal.watch, (each.kpi for each in goal.key_results if each.kpi))
    for each in forest.kpis.values():
        found.update(each.formula.operands if each.formula else ())
    for text in linking_texts(forest):
        targets = (link.target for link in text.prose.links)
        found.update(each[4:].split("#")[0] for each in targets if each.startswith("kpi:"))
    aliases = forest.aliases.get("kpi", {})
    return {aliases.get(each, each) for each in found}


NPS = "content/kpis/nps.md"
SCORE = kpi_text("Net promoter score", 'range = { min = 40 }\ncadence = "quarterly"')

RULE = Rule(
    code="OKR305",
    name="kpi-without-link",
    severity="hint",
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
    check=check,
)
